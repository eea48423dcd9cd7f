"""What the commands share: which books are meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from publish.config import Book, Workspace, find_workspace, open_book
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import files

T = TypeVar("T")

books_argument = click.argument("books", metavar="[BOOK]…", nargs=-1)


def named(books: tuple[str, ...], workspace: Workspace) -> tuple[str, ...]:
    """Return the books that are meant: those named, else all; raise PublishError where none."""
    names = books or tuple(workspace.book_names())
    if not names:
        raise PublishError(
            files.NO_WORKSPACE.anywhere(
                f"there are no books in {workspace.sources}",
                "paste a text into sources/NAME.txt, or make a workspace with `publish new DIR`",
            )
        )
    return names


def each_book(
    books: tuple[str, ...], stage: Callable[[Book], Outcome[T]]
) -> Iterator[Outcome[T | None]]:
    """Yield what ``stage`` makes of each book; a book that cannot be read does not stop others."""
    workspace = find_workspace(Path.cwd())
    for name in named(books, workspace):
        try:
            outcome = stage(open_book(name, workspace))
            yield Outcome(outcome.value, outcome.diagnostics)
        except PublishError as error:
            yield Outcome(None, error.diagnostics)
