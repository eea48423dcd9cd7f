"""Tests of books in spreads: which pages face each other, their folios, and edits."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Arrangement,
    Dir,
    Note,
    PageSide,
    Paragraph,
    Role,
    Section,
    Segment,
    Text,
    TextLayout,
    Work,
)
from publish.pipeline.segment_numbers import number_segments
from publish.preflight.pdf import check_pdf
from publish.storage.store import Store
from publish.text.lengths import MM
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content import text_markup
from publish.writers.pdf.content.side_leading import choose_leadings
from publish.writers.pdf.document import PdfDocument, write_document
from publish.writers.pdf.engine import spread_pagination
from publish.writers.pdf.layout.laid_out_book import PlacedPart

from .conftest import POINTED, SENTENCES, book, chapter, hebrew, para, running, segment

SPREADS = TextLayout(Arrangement.SPREADS, languages=("he", "en"))
PREFACE = chapter("Preface", para(running(20)))


def lesson(count: int, start: int = 0) -> Iterator[Segment]:
    """Yield segments of one to five lines, with notes on either side and some commentary."""
    for number in range(start, start + count):
        words = " ".join(SENTENCES[(number + n) % 5] for n in range(number % 4))
        note = Note(str(number), (para(f"Note {number}; see ", hebrew("מסכת סופרים"), "."),))
        translation = para(f"Segment {number}. {words}", *((note,) if number % 5 == 0 else ()))
        original = " ".join(itertools.islice(itertools.cycle(POINTED), 1 + number % 5))
        comments = (para(running(2, number)),) if number % 7 == 0 else ()
        yield segment(original, translation, *comments)


def spreads(*sections: Section, dir: Dir = Dir.RTL, layout: TextLayout = SPREADS) -> Work:
    work = book(*map(number_segments, sections), lang="he", dir=dir)
    return replace(work, layout=layout)


def write(work: Work, theme: Theme) -> PdfDocument:
    return write_document(split_chapters(work), theme, pdf.PdfOptions(page="a5")).value


def segments_of(side: PlacedPart) -> dict[str, int]:
    """Return the number of the spread on which each segment of a side begins."""
    pages = zip(side.numbers, side.layout.pages, strict=True)
    return {name: number // 2 for number, page in pages for name in page.segments}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dir", "original_page", "first_original"),
    [
        (Dir.RTL, None, 4),
        (Dir.LTR, PageSide.RIGHT, 5),
        pytest.param(Dir.LTR, None, 4, marks=pytest.mark.thorough),
        pytest.param(Dir.RTL, PageSide.RIGHT, 4, marks=pytest.mark.thorough),
    ],
)
def test_originals_face_their_translations(
    dir: Dir, original_page: PageSide | None, first_original: int, classic: Theme, tmp_path: Path
):
    layout = replace(SPREADS, original_page=original_page)
    sections = (chapter("שִׁעוּר רִאשׁוֹן", *lesson(30)), chapter("Lesson Two", *lesson(12, 30)))
    document = write(spreads(*sections, PREFACE, dir=dir, layout=layout), classic)
    assert check_pdf(document, (), classic, Store(tmp_path)) == ()
    first, second, preface = document.sections
    assert len(preface.sides) == 1
    for section in (first, second):
        originals, translations = section.sides
        assert segments_of(originals) == segments_of(translations)
        assert {
            abs(a - b) for a, b in zip(originals.numbers, translations.numbers, strict=True)
        } == {1}
    assert first.sides[0].first == first_original


@pytest.mark.slow
def test_a_chapter_without_pairs_is_on_ordinary_pages(classic: Theme):
    alone = chapter("שִׁיר", *(replace(each, translations=()) for each in lesson(4)))
    document = write(spreads(chapter("שִׁעוּר", *lesson(4)), alone), classic)
    assert [len(section.sides) for section in document.sections] == [2, 1]


@pytest.mark.slow
def test_both_pages_of_a_spread_can_have_one_folio(classic: Theme):
    layout = replace(SPREADS, shared_folios=True)
    sections = (chapter("שִׁעוּר", *lesson(20)), chapter("Lesson Two", *lesson(8, 20)))
    document = write(spreads(*sections, layout=layout), classic)
    second = document.sections[1].sides[0].first
    with pymupdf.open(stream=document.data) as file:
        pages = [page.get_text().split() for page in file]
        labels = [page.get_label() for page in file]
    folio = str(second // 2 + 1)
    assert labels[second - 1 : second + 1] == [folio, folio]
    assert pages[second - 1][-1] == pages[second][-1] == folio
    assert folio in pages[2]
    assert str(second) not in pages[2]


@pytest.mark.thorough
@pytest.mark.slow
def test_an_edited_word_gives_the_bytes_of_a_fresh_build(classic: Theme, tmp_path: Path):
    sections = [chapter("שִׁעוּר", *lesson(40)), PREFACE, chapter("Two", *lesson(12, 40))]
    store = Store(tmp_path)
    pdf.write(spreads(*sections), classic, store=store)
    for place in (3, 20, 38):
        children = list(sections[0].children)
        edited = segment(POINTED[0], Paragraph((Text(f"Another translation, {place}."),)))
        sections[0] = Section(
            Role.CHAPTER, sections[0].title, (*children[:place], edited, *children[place + 1 :])
        )
        work = spreads(*sections)
        assert pdf.write(work, classic, store=store) == pdf.write(work, classic)


@pytest.mark.slow
def test_the_shorter_text_has_a_larger_leading_and_the_build_reports_it(classic: Theme):
    short = [replace(each, commentary=()) for each in lesson(24)]
    work = spreads(chapter("שִׁעוּר", *short))
    document = write_document(split_chapters(work), classic, pdf.PdfOptions(page="a5"))
    (report,) = (each for each in document.diagnostics if each.code == "P39")
    leadings = [side.part.leading for side in document.value.sections[0].sides]
    assert sum(leadings) in range(1, 13)
    longer = "originals" if leadings[0] else "translations"
    count = len(document.value.sections[0].sides[0].numbers)
    assert report.message == (
        f"{count} spreads; 24 of 24 segments begin on the same spread; "
        f"the leading of {longer} is {sum(leadings)} % larger"
    )


@pytest.mark.thorough
def test_the_build_reports_a_chapter_that_keeps_no_step(
    classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(spread_pagination._SpreadPaginator, "make", lambda _: None)
    document = write_document(
        split_chapters(spreads(chapter("שִׁעוּר", *lesson(8)))), classic, pdf.PdfOptions(page="a5")
    )
    (report,) = (each for each in document.diagnostics if each.code == "P39")
    count = len(document.value.sections[0].sides[0].numbers)
    named = f"{count} spread{'s' * (count > 1)}; 1 chapter is side by side without keeping step"
    assert report.message.startswith(named)


@pytest.mark.parametrize(
    ("lines", "leadings"),
    [
        ((100, 95), (0, 0)),
        ((100, 90), (0, 0)),
        ((85, 100), (6, 0)),
        ((100, 60), (0, 12)),
        ((0, 0), (0, 0)),
    ],
)
def test_leading_grows_until_the_shorter_text_fills_most_of_the_room(
    lines: tuple[float, float], leadings: tuple[int, int]
):
    assert choose_leadings([lines]) == leadings


def first_words(document: PdfDocument) -> tuple[float, float]:
    """Return the distances of the first segment from the tops of both pages of a chapter."""
    numbers = [side.first for side in document.sections[0].sides]
    verso, recto = (pymupdf.open(stream=document.data)[number - 1] for number in numbers)
    original = min(word[1] for word in verso.get_text("words") if word[4][:1] >= "\u05d0")
    (translation,) = (word[1] for word in recto.get_text("words") if word[4] == "Segment")
    return original, translation


@pytest.mark.slow
def test_a_text_begins_as_low_as_under_the_heading_that_it_faces(
    classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    section = chapter("A Gate", *lesson(1))
    work = spreads(section)
    lower, translation = first_words(write(work, classic))
    # The leading of one text may be larger, and so is the room of its heading.
    assert abs(lower - translation) < MM * 9
    monkeypatch.setattr(text_markup, "render_facing_heading", lambda *_: "")
    higher, _ = first_words(write(work, classic))
    assert lower - higher > MM * 20
