"""The argument BOOK of the commands, and the books that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from publish.artifacts.plan import select_books
from publish.config import Book, find_workspace, open_book
from publish.diagnostics import Outcome, PublishError

T = TypeVar("T")

books_argument = click.argument("books", metavar="[BOOK]…", nargs=-1)


def each_book(
    books: tuple[str, ...], stage: Callable[[Book], Outcome[T]]
) -> Iterator[Outcome[T | None]]:
    """Yield the outcome of ``stage`` for each book; an error in one does not stop the others."""
    workspace = find_workspace(Path.cwd())
    for name in select_books(books, workspace):
        try:
            outcome = stage(open_book(name, workspace))
            yield Outcome(outcome.value, outcome.diagnostics)
        except PublishError as error:
            yield Outcome(None, error.diagnostics)
