"""A long book is laid out by several processes, and is the book that one of them makes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from publish.document.lazy_book import Chapters, of, read
from publish.document.model import Work
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf import PdfOptions
from publish.writers.pdf.document import write_document
from publish.writers.pdf.engine.typesetter import Press

from .conftest import book, chapter, running, said

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are shared on Linux alone"),
]


@pytest.fixture(scope="module")
def long() -> Work:
    """Chapters of one page and of two, so that some begin on a verso."""
    return book(
        *(
            chapter(f"Chapter {n}", *(said(running(9, n)) for _ in range(1 + n % 3)))
            for n in range(7)
        )
    )


@pytest.fixture
def laid_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What this process itself lays out."""
    here: list[str] = []
    stock = Press.pages

    def pages(press, markup, *more):
        here.append(markup)
        return stock(press, markup, *more)

    monkeypatch.setattr(Press, "pages", pages)
    return here


def named(work: Work) -> Chapters:
    """The work as chapters that are known by name, as those of a folder are."""
    whole = of(work)
    body = tuple(
        read(f"chapter {n}", lambda each=each: each.section) for n, each in enumerate(whole.body)
    )
    return Chapters(whole.head, body)


def printed(work: Work, theme: Theme, store: Store, jobs: int) -> bytes:
    return write_document(named(work), theme, PdfOptions(), store, jobs).value.data


def texts(markups: list[str]) -> int:
    return sum('<div class="text">' in markup for markup in markups)


def test_many_hands_make_the_book_that_one_makes(
    long: Work, classic: Theme, tmp_path: Path, laid_here: list[str]
):
    alone = pdf.write(long, classic).value
    assert texts(laid_here) == 7
    laid_here.clear()
    assert printed(long, classic, Store(tmp_path), 3) == alone
    assert texts(laid_here) == 0


def test_a_hand_that_is_lost_costs_time_and_nothing_else(
    long: Work, classic: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    alone = pdf.write(long, classic).value
    stock, here = Press.pages, os.getpid()

    def pages(press, markup, *more):
        if os.getpid() != here and "Chapter 4" in markup:
            os._exit(9)
        return stock(press, markup, *more)

    monkeypatch.setattr(Press, "pages", pages)
    assert printed(long, classic, Store(tmp_path), 3) == alone


def test_a_short_book_and_an_edit_are_made_by_one_and_so_is_any_book_for_two(
    long: Work, classic: Theme, tmp_path: Path, laid_here: list[str]
):
    short = book(*long.body[:3])
    printed(short, classic, Store(tmp_path / "short"), 3)
    assert texts(laid_here) == 3
    laid_here.clear()
    printed(long, classic, Store(tmp_path / "two"), 2)
    assert texts(laid_here) == 7
    store = Store(tmp_path / "long")
    printed(long, classic, store, 3)
    laid_here.clear()
    edited = book(chapter("Another", said("Words.")), *long.body[1:])
    body = (read("another", lambda: edited.body[0]), *named(long).body[1:])
    made = write_document(Chapters(named(edited).head, body), classic, PdfOptions(), store, 3)
    assert texts(laid_here) == 1
    assert made.value.data == pdf.write(edited, classic).value
