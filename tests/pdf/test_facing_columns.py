"""Facing columns in print: level rows, notes on the page of their row, nothing lost."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from publish.diagnostics import Outcome
from publish.document.lazy_book import split_chapters
from publish.document.model import Arrangement, Dir, Segment, TextLayout, Work
from publish.preflight.pdf import check_pdf
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content.column_widths import SHARES, facing_columns
from publish.writers.pdf.document import PdfDocument, write_document
from publish.writers.pdf.engine import footnote_layout, page_maker
from tests.support.facing_books import FacingBook, find_rows
from tests.support.note_books import find_notes

from .conftest import POINTED, PdfView, book, chapter, para, running, segment
from .test_page_reuse import add_words, count_texts, lengthen, shorten, swap_case, with_text

pytestmark = pytest.mark.slow

LEVEL = 0.1
"""The distance of two first lines of one row, in millimetres, that no eye sees."""

FACING = TextLayout(Arrangement.FACING)


def write(seed: int, theme: Theme) -> Outcome[PdfDocument]:
    """Return a random book in facing columns as a PDF."""
    random_book = FacingBook(seed)
    options = pdf.PdfOptions(page=random_book.page)
    return write_document(split_chapters(random_book.work()), theme, options)


_ABOUT_ROWS = {"P35", "P36"}
"""Warnings that are guesses by words, and find the same words elsewhere in random texts."""


def faults(document: PdfDocument, theme: Theme) -> list[str]:
    """Return the messages of the preflight, but for guesses."""
    diagnostics = check_pdf(document, (), theme, Store())
    return [each.message for each in diagnostics if each.code not in _ABOUT_ROWS]


def lesson_of(count: int, layout: TextLayout = FACING, **settings: object) -> Work:
    """Return a lesson of short segments, every fifth of which has a commentary."""
    segments = [
        segment(
            " ".join([POINTED[n % 3]] * (n % 3 + 1)),
            para(running(n % 2 + 1, n)),
            *((para(running(2, n + 500)),) if n % 5 == 0 else ()),
        )
        for n in range(count)
    ]
    return replace(book(chapter("Lesson", *segments)), layout=layout, **settings)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "seeds",
    [range(4), *(pytest.param(range(n, 30, 3), marks=pytest.mark.long) for n in range(3))],
    ids=str,
)
def test_rows_are_level_and_have_their_notes_on_their_pages(seeds: range, classic: Theme):
    for seed in seeds:
        outcome = write(seed, classic)
        document = outcome.value
        rows = find_rows(document.data)
        assert rows
        assert [row for row in rows if row.is_whole and row.offset > LEVEL] == []
        away = [note for note in find_notes(document.data) if note.is_away]
        # A note that has no room beside a long one says so.
        assert [each.code for each in outcome.diagnostics] == ["P04"] * len(away)
        assert len(away) <= 1
        assert faults(document, classic) == []


@pytest.mark.thorough
def test_rows_set_at_their_tops_are_not_level(classic: Theme, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page_maker, "level_rows", lambda _page: None)
    rows = find_rows(write(0, classic).value.data)
    assert any(row.offset > LEVEL for row in rows if row.is_whole)


@pytest.mark.long
def test_without_the_layout_of_footnotes_some_notes_are_not_on_the_page_of_their_row(
    classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(footnote_layout, "FootnoteWatch", lambda _context: None)
    documents = [write(seed, classic).value for seed in range(4)]
    away = [sum(note.is_away for note in find_notes(each.data)) for each in documents]
    assert max(away) > 1


@pytest.mark.thorough
def test_a_row_without_its_second_cell_on_a_later_page_loses_words(
    classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    row = segment(" ".join(POINTED * 60), para(running(60)))
    work = replace(book(chapter("Long", row)), layout=FACING)

    def write_and_check() -> int:
        document = write_document(split_chapters(work), classic, pdf.PdfOptions()).value
        return len(faults(document, classic))

    assert not write_and_check()
    complete = page_maker.complete_rows

    def lose_cell(box: object, resume_at: object) -> object:
        return end_cells(complete(box, resume_at))

    def end_cells(resume_at: object) -> object:
        if not isinstance(resume_at, dict):
            return resume_at
        if len(resume_at) == 2:
            return {**resume_at, 1: {9: None}}
        return {place: end_cells(inner) for place, inner in resume_at.items()}

    monkeypatch.setattr(page_maker, "complete_rows", lose_cell)
    assert write_and_check()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("edits", "seed"), [(2, 0), pytest.param(20, 1, marks=pytest.mark.long)], ids=str
)
def test_edits_of_a_facing_book_give_the_bytes_of_a_fresh_build(
    edits: int, seed: int, classic: Theme, tmp_path: Path
):
    chance = random.Random(seed)
    work = lesson_of(60)
    store = Store(tmp_path)
    pdf.write(work, classic, store=store)
    for _ in range(edits):
        change = chance.choice([add_words, shorten, swap_case, lengthen])
        work = with_text(work, chance.randrange(count_texts(work)), change)
        assert pdf.write(work, classic, store=store).value == pdf.write(work, classic).value


def test_the_share_of_the_columns_is_that_with_the_fewest_lines(classic: Theme):
    page = classic.page("a5")
    columns = facing_columns(FACING, classic, page)
    assert columns is not None
    for original, translation, shares in (
        (30, 3, range(56, 61)),
        (3, 30, range(40, 45)),
    ):
        row = segment(" ".join(POINTED * original), para(running(translation)))
        estimates = columns.estimate_shares(chapter("", row))
        share = columns.with_best_share([estimates, estimates]).share
        assert share in shares
        assert estimates[SHARES.index(share)] == min(estimates)
    assert columns.with_best_share([()]).share == 50


@pytest.mark.parametrize(("dir", "translation_first"), [(Dir.LTR, True), (Dir.RTL, False)])
def test_the_columns_run_in_the_direction_of_the_book(
    dir: Dir, translation_first: bool, classic: Theme
):
    layout = replace(FACING, translation_first=translation_first)
    document = PdfView(pdf.write(lesson_of(4, layout, dir=dir), classic).value)
    lines = document.lines(len(document))
    latin = [line.x for line in lines if "says" in line.text or "The sheet" in line.text]
    assert latin
    assert all(x < document.width / 2 for x in latin)


def test_a_chapter_without_pairs_is_set_in_full_width(classic: Theme):
    alone = Segment(segment(POINTED[0], para("")).original)
    work = replace(
        book(chapter("One", alone, alone), chapter("Two", segment(POINTED[0], para("Word.")))),
        layout=FACING,
    )
    document = write_document(split_chapters(work), classic, pdf.PdfOptions()).value
    tables = [section.markup.count("<table") for section in document.sections]
    assert tables == [0, 1]
    assert faults(document, classic) == []
