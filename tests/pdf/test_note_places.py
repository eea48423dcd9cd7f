"""The places of notes in random books: on the page of their call, long ones on several pages."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from publish.document.model import Cell, Note, Row, Table, Work
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.engine import footnote_layout
from tests.pdf.accessible_books import TAGGED
from tests.support.note_books import NoteBook, NotePlace, find_notes
from tests.support.tagged import Tagged

from .conftest import PdfView, book, chapter, para, running

pytestmark = pytest.mark.slow

MOST_AWAY = 0.005
"""The share of notes that may begin on another page than that of their call."""


def places(seeds: range, theme: Theme) -> tuple[list[NotePlace], int]:
    """Return the places of the notes of random books, and the number of warnings."""
    notes: list[NotePlace] = []
    warnings = 0
    for seed in seeds:
        random_book = NoteBook(seed)
        outcome = pdf.write(random_book.work(), theme, pdf.PdfOptions(page=random_book.page))
        notes_of_book = find_notes(outcome.value)
        assert len(notes_of_book) == random_book.notes
        notes += notes_of_book
        warnings += len(outcome.diagnostics)
    return notes, warnings


@pytest.mark.thorough
@pytest.mark.parametrize(
    "seeds",
    [range(3, 6), *(pytest.param(range(n, 40, 4), marks=pytest.mark.long) for n in range(4))],
    ids=str,
)
def test_notes_begin_on_the_page_of_their_call_and_go_on_without_a_gap(
    seeds: range, classic: Theme
):
    notes, warnings = places(seeds, classic)
    away = [note for note in notes if note.is_away]
    # In a few books one note, which follows a long one on its line, is more than the share.
    assert len(away) <= max(1, MOST_AWAY * len(notes))
    assert warnings == len(away)
    assert all(note.is_continuous for note in notes)
    assert any(note.begin < note.end for note in notes)


@pytest.mark.long
def test_without_the_layout_of_footnotes_some_notes_are_away(
    classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(footnote_layout, "FootnoteWatch", lambda _context: None)
    notes, _ = places(range(3, 6), classic)
    assert sum(note.is_away for note in notes) > max(1, MOST_AWAY * len(notes))


@pytest.mark.thorough
def test_a_long_note_stands_under_its_text_on_each_page(classic: Theme):
    note = Note("1", (para(running(60)), para(running(20, 60))))
    work = book(chapter("", para("Before", note, f" and after. {running(60, 200)}")))
    document = PdfView(pdf.write(work, classic).value)
    pages = [document.page_of(f"[{number}] ") for number in range(1, 81)]
    assert pages == sorted(pages)
    assert set(pages) == {3, 4, 5, 6}
    for page in (3, 4, 5):
        lines = document.body(page)
        sizes = [line.size for line in lines]
        small = [place for place, size in enumerate(sizes) if size < 10]
        assert small == list(range(small[0], len(lines)))
        assert len(small) >= 10
        assert lines[-1].y > 0.8 * pymupdf.paper_rect("a5").height


def test_the_last_line_of_a_part_is_justified_and_the_next_part_is_not_indented(classic: Theme):
    note = Note("1", (para("First."), para(running(60))))
    document = PdfView(
        pdf.write(book(chapter("", para("Text", note, f". {running(40, 200)}"))), classic).value
    )
    before, after = ([line for line in document.body(page) if line.size < 10] for page in (3, 4))
    assert before[-1].right == pytest.approx(before[-2].right, abs=0.5)
    assert after[0].x == pytest.approx(after[1].x, abs=0.1)


def test_the_end_of_a_note_after_the_text_is_at_the_head_of_its_page(classic: Theme):
    work = book(chapter("", para("Text", Note("1", (para(running(120)),)), ".")))
    document = PdfView(pdf.write(work, classic).value)
    last = document.body(len(document))
    assert last[0].y < 70


def test_a_note_after_a_long_one_on_the_same_line_says_why_it_is_late(classic: Theme):
    work = book(
        chapter(
            "Title",
            para("One", Note("1", (para(running(90)),)), " two", Note("2", (para("Short."),)), "."),
        )
    )
    outcome = pdf.write(work, classic)
    assert [(each.code, each.message) for each in outcome.diagnostics] == [
        ("P04", "the note before it runs on; the note begins on the page after its call")
    ]
    document = PdfView(outcome.value)
    assert "Title One" in document.text(3)
    assert document.page_of("Short.") == document.page_of("[90]")


def table_note(rows: int) -> Note:
    table = Table(tuple(Row((Cell((para(f"Row {n}"),)),)) for n in range(rows)))
    return Note("1", (para("A table:"), table))


def test_a_note_with_a_table_higher_than_its_page_follows_its_chapter(classic: Theme):
    work = book(chapter("First", para("One", table_note(60), ".")), chapter("Second", para("Two.")))
    outcome = pdf.write(work, classic)
    assert [(each.code, each.message) for each in outcome.diagnostics] == [
        (
            "P04",
            "the note is higher than its page and cannot be divided; it follows its chapter",
        )
    ]
    text = " ".join(words for _, words in PdfView(outcome.value).texts())
    assert text.index("One") < text.index("Row 0") < text.index("Row 59") < text.index("Two.")


@pytest.mark.thorough
def test_a_long_note_is_the_same_after_edits(classic: Theme, tmp_path: Path):
    store = Store(tmp_path / "pages")

    def work(words: str, end: str) -> Work:
        note = Note("1", (para(f"{running(60)} {end}"),))
        texts = [para(running(12, 100 * n)) for n in range(1, 9)]
        texts[4] = para("Called here", note, f". {running(8, 950)}")
        return book(chapter("", para(words), *texts, para(words)))

    for words, end in (("One.", "End."), ("Two, edited.", "End."), ("Two, edited.", "Other end.")):
        data = pdf.write(work(words, end), classic, store=store).value
        assert data == pdf.write(work(words, end), classic).value
        assert end in " ".join(text for _, text in PdfView(data).texts())


def test_an_accessible_book_has_all_of_a_long_note(classic: Theme):
    note = Note("1", (para(running(60)),))
    work = book(chapter("", para("Text", note, f". {running(30, 200)}")))
    document = PdfView(pdf.write(work, classic, pdf.PdfOptions(profile=TAGGED)).value)
    texts = [text for element, text in Tagged(document.data).tree.texts() if element.role == "Note"]
    words = "".join(text.content for text in texts)
    assert [words.count(f"[{number}]") for number in range(1, 61)] == [1] * 60
    assert len({text.page for text in texts}) == 3
