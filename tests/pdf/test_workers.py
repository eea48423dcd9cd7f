"""Worker processes lay out a long book, which equals the book of one process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from publish.document.lazy_book import LazyBook, lazy_chapter, split_chapters
from publish.document.model import Work
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf import PdfOptions
from publish.writers.pdf.document import write_document
from publish.writers.pdf.engine.typesetter import Typesetter
from publish.writers.pdf.layout.workers import Workers

from .conftest import book, chapter, para, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only"),
]


@pytest.fixture(scope="module")
def long() -> Work:
    """A book with chapters of one and two pages, some of which begin on a verso."""
    return book(
        *(
            chapter(f"Chapter {n}", *(para(running(9, n)) for _ in range(1 + n % 3)))
            for n in range(7)
        )
    )


@pytest.fixture
def layouts_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The markup that the main process lays out."""
    layouts: list[str] = []
    stock = Typesetter.typeset

    def pages(press, markup, *more, **options):
        layouts.append(markup)
        return stock(press, markup, *more, **options)

    monkeypatch.setattr(Typesetter, "typeset", pages)
    return layouts


def with_names(work: Work) -> LazyBook:
    """Return the work with named chapters, like those of a folder."""
    chapters = split_chapters(work)
    body = tuple(
        lazy_chapter(f"chapter {n}", lambda each=each: each.section)
        for n, each in enumerate(chapters.body)
    )
    return LazyBook(chapters.head, body)


def make_pdf(work: Work, theme: Theme, store: Store, jobs: int) -> bytes:
    return write_document(with_names(work), theme, PdfOptions(), store, Workers(jobs)).value.data


def count_text_parts(markups: list[str]) -> int:
    return sum('<div class="text">' in markup for markup in markups)


@pytest.mark.thorough
def test_several_processes_make_the_same_book_as_one(
    long: Work, classic: Theme, tmp_path: Path, layouts_here: list[str]
):
    expected = pdf.write(long, classic).value
    assert count_text_parts(layouts_here) == 7
    layouts_here.clear()
    assert make_pdf(long, classic, Store(tmp_path), 3) == expected
    assert count_text_parts(layouts_here) == 0


@pytest.mark.thorough
def test_a_killed_worker_changes_nothing(
    long: Work, classic: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    expected = pdf.write(long, classic).value
    stock, main_process = Typesetter.typeset, os.getpid()

    def pages(press, markup, *more, **options):
        if os.getpid() != main_process and "Chapter 4" in markup:
            os._exit(9)
        return stock(press, markup, *more, **options)

    monkeypatch.setattr(Typesetter, "typeset", pages)
    assert make_pdf(long, classic, Store(tmp_path), 3) == expected


@pytest.mark.thorough
def test_short_books_edits_and_two_jobs_use_one_process(
    long: Work, classic: Theme, tmp_path: Path, layouts_here: list[str]
):
    short = book(*long.body[:3])
    make_pdf(short, classic, Store(tmp_path / "short"), 3)
    assert count_text_parts(layouts_here) == 3
    layouts_here.clear()
    make_pdf(long, classic, Store(tmp_path / "two"), 2)
    assert count_text_parts(layouts_here) == 7
    store = Store(tmp_path / "long")
    make_pdf(long, classic, store, 3)
    layouts_here.clear()
    edited = book(chapter("Another", para("Words.")), *long.body[1:])
    body = (lazy_chapter("another", lambda: edited.body[0]), *with_names(long).body[1:])
    document = write_document(
        LazyBook(with_names(edited).head, body), classic, PdfOptions(), store, Workers(3)
    )
    assert count_text_parts(layouts_here) == 1
    assert document.value.data == pdf.write(edited, classic).value
