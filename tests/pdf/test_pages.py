"""Page and line breaks; the controls use the theme without its rules for breaks."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from publish.document.model import Dir, Foreign, Section, Work
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.writers import pdf

from .conftest import POINTED, PdfView, book, chapter, para, running, segment

pytestmark = pytest.mark.slow


@pytest.fixture
def without_break_rules(classic: Theme, tmp_path: Path) -> Theme:
    """The theme without the rules for page breaks in its style sheet."""
    shutil.copytree(classic.folder, tmp_path / "loose")
    sheet = tmp_path / "loose" / "print.css"
    css = re.sub(
        r"(break-(after|before|inside): avoid|orphans: \d|widows: \d);",
        "",
        sheet.read_text("utf-8"),
    )
    sheet.write_text(css + "* { orphans: 1; widows: 1; break-after: auto !important }\n", "utf-8")
    return themes.load("loose", [tmp_path])


@pytest.fixture(scope="module")
def segments() -> Work:
    """Sixty segments of different lengths, some of which reach the foot of a page."""
    return book(
        chapter(
            "",
            *(
                segment(
                    f"{' '.join([POINTED[n % 3]] * (1 + n % 2))} ס{n}",
                    para(f"<{n}> {running(1 + n % 3, n)}"),
                    *((para(f"Comment {n}."),) if n % 7 == 0 else ()),
                )
                for n in range(1, 61)
            ),
        )
    )


def pages_that_split_segments(document: PdfView) -> list[int]:
    """Return the pages that end in Hebrew, with its translation on the next page."""
    last = {page: document.body(page)[-1].text for page in range(3, len(document) + 1)}
    return [page for page, text in last.items() if re.search("[א-ת]", text)]


def test_a_translation_begins_on_the_page_of_its_hebrew(make_pdf, segments):
    assert pages_that_split_segments(make_pdf(segments)) == []


@pytest.mark.thorough
def test_without_the_rules_some_translations_begin_on_the_next_page(
    segments: Work, without_break_rules: Theme
):
    assert pages_that_split_segments(PdfView(pdf.write(segments, without_break_rules).value))


SENTENCE_END = ("read it.", "meant.", "printed.", "will lie.", "patience.")


def split_translations(document: PdfView) -> list[int]:
    """Return the segments whose translation continues on the next page."""
    return [
        number
        for _, text in document.texts()
        for number in map(int, re.findall(r"<(\d+)>", text))
        if not re.search(rf"<{number}>.*{SENTENCE_END[(number + 1 + number % 3) % 5]}", text)
    ]


def test_a_short_translation_is_not_split(make_pdf, segments):
    assert split_translations(make_pdf(segments)) == []


@pytest.mark.thorough
def test_without_the_rules_some_translations_are_split(segments: Work, without_break_rules: Theme):
    assert split_translations(PdfView(pdf.write(segments, without_break_rules).value))


@pytest.mark.thorough
def test_a_heading_is_never_the_last_line_of_a_page(make_pdf, without_break_rules: Theme):
    def with_heading(lines: int) -> Work:
        inner = Section(chapter("x").role, para("A Heading").inlines, (para(running(4)),))
        return book(chapter("", para(*[f"{n}. " + "word " * 9 for n in range(lines)]), inner))

    works = [with_heading(lines) for lines in range(20, 27)]
    assert not any(_ends_in_heading(make_pdf(work)) for work in works)
    assert any(
        _ends_in_heading(PdfView(pdf.write(work, without_break_rules).value)) for work in works
    )


def _ends_in_heading(document: PdfView) -> bool:
    return any(document.body(page)[-1].text == "A Heading" for page in range(3, len(document) + 1))


def test_paragraphs_have_no_widows_or_orphans(make_pdf):
    text = chapter("", *(para(f"<{n}> " + "word " * (23 + 5 * (n % 7))) for n in range(1, 60)))
    document = make_pdf(book(text))
    for page in range(4, len(document)):
        lines = [line.text for line in document.body(page)]
        if "<" not in lines[0]:
            assert "<" not in lines[1], f"page {page} begins with the last line of a paragraph"
        assert "<" not in lines[-1] or len(lines[-1].split()) < 12, (
            f"page {page} ends with a first line"
        )


def test_english_is_hyphenated_and_hebrew_is_not(make_pdf, prose, hebrew_book):
    english = "".join(make_pdf(prose).text(page) for page in range(5, len(make_pdf(prose))))
    assert re.search(r"[a-z][-‐] ?[a-z]", english)
    hebrew = "".join(text for _, text in make_pdf(hebrew_book).texts())
    assert not re.search(r"[א-ת][-‐]", hebrew)


@pytest.mark.thorough
def test_no_line_breaks_within_a_substitute_name(make_pdf):
    document = make_pdf(book(chapter("", para("so of G-d " * 150))))
    for page in range(3, len(document) + 1):
        for line in document.lines(page):
            assert not line.text.rstrip().endswith("G-")


def test_a_hebrew_word_in_an_english_line_does_not_change_the_leading(make_pdf):
    plain = para("word " * 60)
    mixed = para(
        *(
            part
            for _ in range(25)
            for part in ("word ", Foreign("he", Dir.RTL, para("בְּרֵאשִׁית").inlines), " word ")
        )
    )
    document = make_pdf(book(chapter("", plain, mixed)))
    baselines = sorted({round(line.y, 1) for line in document.lines(3) if line.size > 9})
    steps = {round(b - a, 1) for a, b in pairwise(baselines[2:-1])}
    assert steps == {15.5}
