"""Chapters that are printed as before are not read, and the PDF is the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publish.config import find_workspace, open_book
from publish.diagnostics import Diagnostics
from publish.document.lazy_book import LazyBook, lazy_chapter
from publish.document.model import Section, Work
from publish.pipeline.incremental import read_by_chapters
from publish.preflight import glyph_counts
from publish.preflight.pdf import check_pdf
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf import PdfOptions
from publish.writers.pdf.document import write_document

from .conftest import chapter, para, running

pytestmark = pytest.mark.slow


class RecordingBook:
    """A book with named chapters, which records the names of the chapters that are read."""

    def __init__(self, work: Work, names: str) -> None:
        self.chapters_read: list[str] = []
        body = tuple(
            lazy_chapter(name, lambda name=name, section=section: self._read(name, section))
            for name, section in zip(names, work.body, strict=True)
        )
        self.book = LazyBook(replace(work, body=()), body)

    def _read(self, name: str, section: Section) -> Section:
        self.chapters_read.append(name)
        return section


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "pages")


def make_pdf(book: RecordingBook, theme: Theme, store: Store) -> bytes:
    document = write_document(book.book, theme, PdfOptions(), store)
    assert check_pdf(document.value, document.diagnostics, theme, store) == ()
    return document.value.data


@pytest.mark.thorough
def test_only_the_edited_chapter_is_read(prose: Work, classic: Theme, store: Store):
    first = RecordingBook(prose, "abc")
    assert make_pdf(first, classic, store) == pdf.write(prose, classic).value
    assert first.chapters_read == ["a", "b", "c"]

    again = RecordingBook(prose, "abc")
    assert make_pdf(again, classic, store) == pdf.write(prose, classic).value
    assert again.chapters_read == []

    # As many pages, or an even number more or fewer: a chapter on the other side is laid out again.
    first_chapter, _, third_chapter = prose.body
    edited = replace(
        prose, body=(first_chapter, chapter("Another", para("Other words. " * 350)), third_chapter)
    )
    edited_book = RecordingBook(edited, "aBc")
    assert make_pdf(edited_book, classic, store) == pdf.write(edited, classic).value
    assert edited_book.chapters_read == ["B"]


def test_every_chapter_is_read_again_after_a_change_of_the_metadata(
    prose: Work, classic: Theme, store: Store
):
    make_pdf(RecordingBook(prose, "abc"), classic, store)
    other = RecordingBook(replace(prose, meta=replace(prose.meta, event=prose.meta.title)), "abc")
    assert (
        make_pdf(other, classic, store)
        == pdf.write(replace(prose, meta=other.book.head.meta), classic).value
    )
    assert other.chapters_read == ["a", "b", "c"]


@pytest.mark.thorough
def test_preflight_reads_only_the_changed_pages_of_an_edited_text(
    prose: Work, classic: Theme, store: Store, monkeypatch: pytest.MonkeyPatch
):
    pages_read: list[int] = []
    stock = glyph_counts.characters

    def characters(pdf: Any, pages: range) -> str:
        pages_read.extend(pages)
        return stock(pdf, pages)

    monkeypatch.setattr(glyph_counts, "characters", characters)
    texts = [para(running(9, number)) for number in range(24)]
    for last in ("dark", "dawn"):
        pages_read.clear()
        long = chapter("Long", *texts, para(f"The last words are {last}."))
        work = replace(prose, body=(*prose.body, long))
        data = make_pdf(RecordingBook(work, f"xyz{last[-1]}"), classic, store)
        assert data == pdf.write(work, classic).value
        if last == "dark":
            all_pages = list(pages_read)
    assert len(all_pages) > 8
    assert pages_read == all_pages[-1:]


@pytest.mark.thorough
def test_preflight_checks_a_text_again_that_failed(prose: Work, classic: Theme, store: Store):
    book = RecordingBook(prose, "abc")
    document = write_document(book.book, classic, PdfOptions(), store)
    sections = document.value.sections
    swapped = replace(
        document.value,
        sections=tuple(
            replace(section, chapter=other.chapter)
            for section, other in zip(sections, reversed(sections), strict=True)
        ),
    )
    for _ in range(2):
        errors = check_pdf(swapped, (), classic, store)
        assert {error.code for error in errors} == {"P09"}


@pytest.mark.long
def test_a_single_file_is_the_same_pdf_after_an_edit(tmp_path: Path, classic: Theme, store: Store):
    """The spans of later sections move, and with them the place of a note that is late."""
    long_note = " ".join(running(9, number) for number in range(60))
    text = tmp_path / "sources" / "book.txt"
    text.parent.mkdir()
    (tmp_path / "publish.toml").write_text("", "utf-8")

    def make(first_words: str, store: Store) -> tuple[bytes, Diagnostics]:
        text.write_text(
            f"Chapter One\n\n{first_words}\n\nChapter Two\n\nThe lamp is lit.\n\n"
            "Chapter Three\n\nThe last line.1 The very last.2\n\n"
            f"FOOTNOTES\n1. {long_note}\n2. A short note.\n",
            "utf-8",
        )
        book = read_by_chapters(open_book("book", find_workspace(tmp_path)), store).value.book
        assert len(book.body) == 3
        document = write_document(book, classic, PdfOptions(), store)
        return document.value.data, document.diagnostics

    make("The first words.", store)
    data, diagnostics = make("The first words, and some more.", store)
    stock, expected = make("The first words, and some more.", Store(tmp_path / "other"))
    assert data == stock
    assert diagnostics == expected
    assert [each.code for each in diagnostics] == ["P04"]
