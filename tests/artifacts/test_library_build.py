"""A build of a library enters the books that it makes into the index, also if it is stopped."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from publish.artifacts import library_build, library_plan
from publish.artifacts.library_build import make_books
from publish.artifacts.library_plan import LibraryPlan, Order
from publish.artifacts.plan import Request
from publish.artifacts.process_pool import run_jobs
from publish.artifacts.result import Status
from publish.config import find_workspace
from publish.storage import path_states
from tests.support.opened_books import note_opened_books

NAMES = ("one", "two")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of two books that count as a library; all files are settled at once."""
    monkeypatch.setattr(library_plan, "MANY_BOOKS", 1)
    monkeypatch.setattr(library_build, "_DELAY", -1.0)
    monkeypatch.setattr(path_states, "SETTLED", -(10**12))
    (tmp_path / "publish.toml").write_text("", "utf-8")
    (tmp_path / "sources").mkdir()
    for name in NAMES:
        (tmp_path / "sources" / f"{name}.txt").write_text(f"Title of {name}\n\nWords.\n", "utf-8")
    return tmp_path


def plan(root: Path) -> LibraryPlan:
    return LibraryPlan(Order(find_workspace(root), NAMES, Request(("epub",))))


def look(root: Path) -> tuple[int, int]:
    """Return the numbers of fresh books and of books that had to be opened."""
    books = plan(root)
    with note_opened_books() as opened:
        fresh = [outcome.value for _, outcome in books.look() if outcome.value]
    return sum(each.book.is_fresh for each in fresh), len(opened)


def test_books_that_were_made_are_known_by_the_next_build(root: Path) -> None:
    first = plan(root)
    list(first.look())
    results = list(make_books(first, partial(run_jobs, processes=1)))
    assert [result.status for result in results] == [Status.MADE] * 2
    assert look(root) == (2, 0)


def test_a_build_that_is_stopped_keeps_what_it_knows(root: Path) -> None:
    first = plan(root)
    list(first.look())
    results = make_books(first, partial(run_jobs, processes=1))
    next(results)
    next(results)
    del results  # an interruption closes the generator as well
    assert look(root) == (2, 1)


def test_of_a_book_that_failed_nothing_is_held(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = plan(root)
    list(first.look())
    (root / "sources" / "one.txt").write_bytes(bytes(99))
    held: list[library_build._Entries] = []
    real = library_build._Entries
    monkeypatch.setattr(
        library_build, "_Entries", lambda books: held.append(real(books)) or held[0]
    )
    results = list(make_books(first, partial(run_jobs, processes=1)))
    assert {str(result.status) for result in results} == {"made", "failed"}
    assert (held[0]._jobs, held[0]._done, held[0]._failed) == ({}, {}, set())
    assert look(root)[0] == 1
