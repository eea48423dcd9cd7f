"""Estimates of the room that text takes in print."""

from __future__ import annotations

import pypdfium2
import pytest

from publish.document.model import (
    Dir,
    Meta,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Text,
    Words,
    Work,
)
from publish.themes import theme
from publish.writers import pdf
from publish.writers.pdf.content.text_measure import TextMeasure, TextRole, line_ems

ENGLISH = "The scribe rules the page before he writes, and leaves a margin for what others add. "
HEBREW = "הסופר משרטט את הדף לפני שיכתוב ומניח גיליון למה שיוסיפו אחרים אחריו. "


def segment(count: int, note: str = "") -> Segment:
    """Return a segment whose texts are a sentence ``count`` times, the original with a note."""
    call = (Note("1", (Paragraph((Text(note),)),)),) if note else ()
    original = Passage("he", Dir.RTL, (Paragraph((Text(HEBREW * count), *call)),))
    return Segment(
        original, translations=(Passage("en", Dir.LTR, (Paragraph((Text(ENGLISH * count),)),)),)
    )


@pytest.fixture(scope="module")
def measure() -> TextMeasure:
    return TextMeasure(theme.load("classic"))


def test_a_narrower_column_takes_more_lines(measure: TextMeasure) -> None:
    wide, narrow = (measure.estimate_row(segment(10), (ems, ems)) for ems in (20, 10))
    assert all(2 * a < b < 2.5 * a for a, b in zip(wide, narrow, strict=True))


def test_notes_are_measured_apart_from_the_text(measure: TextMeasure) -> None:
    noted = segment(10, ENGLISH * 3)
    assert measure.estimate_row(noted, (20, 20)) == measure.estimate_row(segment(10), (20, 20))
    assert measure.estimate_note_lines(noted, "en", 20) == measure.estimate_lines(
        (Paragraph((Text(ENGLISH * 3),)),), "en", 20, TextRole.NOTE
    )


def test_the_sizes_are_those_that_the_theme_declares() -> None:
    passage = segment(20).original
    lines = {
        name: TextMeasure(theme.load(name)).estimate_lines(passage, "he", 20, TextRole.ORIGINAL)
        for name in ("classic", "siddur")
    }
    assert 1.4 < lines["siddur"] / lines["classic"] < 2


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("name", ["classic", "siddur", "classroom"])
def test_a_text_takes_about_the_estimated_pages(name: str) -> None:
    section = Section(Role.CHAPTER, (), tuple(segment(n % 7 + 1) for n in range(120)))
    work = Work(Meta(Words((("en", "Pages"),))), "en", Dir.LTR, (section,))
    loaded = theme.load(name)
    page = loaded.page("a5")
    with pypdfium2.PdfDocument(pdf.write(work, loaded).value) as document:
        pages = len(document) - 1
    lines = TextMeasure(loaded).estimate_section(section, "en", line_ems(page))
    assert lines / page.lines == pytest.approx(pages, rel=0.2)
