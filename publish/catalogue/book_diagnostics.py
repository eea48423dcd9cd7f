"""Diagnostics about the built files of books: one for each fault, however many books have it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from publish.config import Book
from publish.config.workspace import display_path
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import library as rules
from publish.text.dataclass import dataclass

_SHOWN = 3
"""Books or files that a message names."""


@dataclass(frozen=True, slots=True)
class OldFiles:
    """The names of the files of a book that are older than what they are made from."""

    book: Book
    names: tuple[str, ...]


def report_unbuilt(books: Sequence[Book]) -> tuple[Diagnostic, ...]:
    """Return the warning about books without a built file."""
    if not books:
        return ()
    if len(books) == 1:
        (book,) = books
        return (
            rules.NOTHING_BUILT.at(
                book.span,
                f"“{book.name}” has no built file, and the library is without the book",
                f"`publish build {book.name}` makes its files",
            ),
        )
    return (
        rules.NOTHING_BUILT.anywhere(
            f"{len(books):,} books have no built file, and the library is without them: "
            f"{_list_books(books)}",
            "`publish build` makes the files of all books",
        ),
    )


def report_old(old: Sequence[OldFiles]) -> tuple[Diagnostic, ...]:
    """Return the warning about old files; after a change of the program every book has some."""
    if not old:
        return ()
    if len(old) == 1:
        (files,) = old
        verb = "is" if len(files.names) == 1 else "are"
        return (
            rules.NOT_FRESH.at(
                files.book.span,
                f"{list_names(files.names)} {verb} older than the text, the settings or the "
                "program",
                f"`publish build {files.book.name}` makes the files of a book again",
            ),
        )
    return (
        rules.NOT_FRESH.anywhere(
            f"{len(old):,} books have files that are older than their texts, their settings or "
            f"the program: {_list_books([files.book for files in old])}",
            "`publish build` makes the files of all books again",
        ),
    )


def report_damage(book: Book, file: Path, error: PublishError | None = None) -> Diagnostic:
    """Return the warning about a damaged file, with the reason that ``error`` has."""
    reason = f": {error.diagnostics[0].message}" if error else ""
    return rules.UNREADABLE_FILE.at(
        book.span,
        f"{display_path(file, book.workspace)} is damaged, and the library is without the "
        f"file{reason}",
        f"`publish build {book.name} --force` makes the file again",
    )


def _list_books(books: Sequence[Book]) -> str:
    return list_names([f"“{book.name}”" for book in books])


def list_names(names: Sequence[str]) -> str:
    """Return the first names, and the number of the others."""
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
