"""Paragraphs in columns of many widths, set by both engines, as lines of visible text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.document.model import Paragraph, Passage, Role, Section, direction
from publish.writers.epub import notes as epub_notes
from publish.writers.pdf.content.print_tree import prepare_for_print
from publish.writers.pdf.engine import adapter
from tests.support import chromium, glyphs, notation
from tests.typesetting import columns
from tests.typesetting.books import apply_passes
from tests.typesetting.columns import ColumnParagraph

WIDTHS = [width / 2 for width in range(16, 76)]
"""Widths in millimetres, from one long word a line to half a page."""

Columns = list[list[str]]
"""The lines of each column from the top, each from left to right."""

Engine = Callable[[Paragraph, str], Columns]
"""Function that sets a paragraph in a language in each of the widths."""


def parse_paragraph(marked: str) -> Paragraph:
    """Return the paragraph of a marked text, without any pass."""
    return Paragraph(notation.inlines(marked))


def process_paragraph(marked: str, lang: str) -> Paragraph:
    """Return the paragraph of a marked text after all passes."""
    work = apply_passes(notation.book(parse_paragraph(marked), lang=lang))
    (block,) = work.body[0].children
    if isinstance(block, Passage):
        (block,) = block.blocks
    assert isinstance(block, Paragraph)
    return block


def set_on_paper(paragraph: Paragraph, lang: str) -> Columns:
    """Set a paragraph with WeasyPrint and its corrections, prepared as the PDF writer does."""
    (prepared,) = prepare_for_print(Section(Role.CHAPTER, (), (paragraph,))).children
    assert isinstance(prepared, Paragraph)
    with adapter.session():
        return _visible_text(columns.lines_on_paper(_make_columns(prepared, lang)))


def set_unprepared(paragraph: Paragraph, lang: str) -> Columns:
    """Set a paragraph with WeasyPrint, without preparation and corrections of the PDF writer."""
    return _visible_text(columns.lines_on_paper(_make_columns(paragraph, lang)))


def set_on_screen(paragraph: Paragraph, lang: str) -> Columns:
    """Set a paragraph with Chromium, its note calls as in an EPUB."""
    chromium.find_program()
    call = epub_notes.PopupNotes().render_call
    return _visible_text(columns.lines_on_screen(_make_columns(paragraph, lang), call))


def _make_columns(paragraph: Paragraph, lang: str) -> list[ColumnParagraph]:
    return [ColumnParagraph(paragraph.inlines, direction(lang), width) for width in WIDTHS]


def _visible_text(paragraphs: list[columns.Lines]) -> Columns:
    return [[glyphs.visible_text(line) for line in lines] for lines in paragraphs]


Test = Callable[..., None]


def in_both_engines(test: Test) -> Test:
    """Run a test with its argument ``engine`` once for each engine."""
    return pytest.mark.parametrize("engine", [set_on_paper, set_on_screen])(test)


def shows(case: str) -> Callable[[Test], Test]:
    """Mark a test in both engines as showing a case on paper and on screen."""
    return _mark(pytest.mark.shows(case, on="paper"), pytest.mark.shows(case, on="screen"))


def control(case: str) -> Callable[[Test], Test]:
    """Mark a test in both engines as the control of a case on paper and on screen."""
    return _mark(pytest.mark.control(case, on="paper"), pytest.mark.control(case, on="screen"))


def _mark(*marks: pytest.MarkDecorator) -> Callable[[Test], Test]:
    def decorate(test: Test) -> Test:
        for mark in marks:
            test = mark(test)
        return in_both_engines(test)

    return decorate
