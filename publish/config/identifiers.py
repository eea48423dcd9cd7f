"""Identifiers in the settings of books: each stands for one book of a workspace."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from publish.config.book_names import BOOK_FILE, list_books
from publish.config.workspace import Book, Workspace, display_path, inspect_book
from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.destinations import SHARED_IDENTIFIER
from publish.facts.isbn import read_isbn
from publish.text.source import NOWHERE, Span


def identity_of(book: Book) -> str:
    """Return the path by which identifiers of books differ: ``tales``, or ``./note`` elsewhere.

    Empty for a book without texts.
    """
    if not book.texts:
        return ""
    place = book.folder or book.texts[0].with_suffix("")
    path = Path(os.path.abspath(place))  # noqa: PTH100  # links stay
    roots = {book.workspace.sources: "", book.workspace.root: "./"}
    names = (
        f"{start}{path.relative_to(root).as_posix()}"
        for root, start in roots.items()
        if path.is_relative_to(root) and path != root
    )
    return unicodedata.normalize("NFC", next(names, book.name))


def find_shared_identifiers(
    books: Iterable[Book], workspace: Workspace
) -> Mapping[Path, Diagnostic]:
    """Return an error for each of ``books`` whose identifier another book of the workspace has.

    The keys are the first texts of the books.  A bind is left out: its texts are those of others.
    """
    by_text = {_text(book): book for book in books if not book.bind}
    if not any(book.settings.identifier for book in by_text.values()):
        return {}
    for book in _others(by_text, workspace):
        by_text.setdefault(_text(book), book)
    groups: dict[str, list[Book]] = {}
    for book in by_text.values():
        if book.settings.identifier:
            groups.setdefault(identifier_key(book.settings.identifier), []).append(book)
    return {
        book.texts[0]: _error(book, group)
        for group in groups.values()
        if len(group) > 1
        for book in group
    }


def _text(book: Book) -> Path:
    return book.texts[0].absolute().resolve()


def _others(books: Mapping[Path, Book], workspace: Workspace) -> Iterator[Book]:
    """Yield the books of the workspace that may have an identifier, but for those in ``books``."""
    for name, path in list_books(workspace.sources).items():
        settings = path / BOOK_FILE if path.is_dir() else path.with_suffix(".toml")
        try:
            may_have_one = b"identifier" in settings.read_bytes()
        except OSError:
            may_have_one = False
        if path.resolve() not in books and (may_have_one or workspace.defaults.identifier):
            book = inspect_book(name, workspace).value
            if book is not None:
                yield book


def identifier_key(identifier: str) -> str:
    """Return a key that is equal for all spellings of an identifier."""
    try:
        isbn = read_isbn(identifier)
    except ValueError:
        isbn = None  # the reader of the settings reports the error
    return isbn or identifier.strip().casefold()


def _error(book: Book, group: Iterable[Book]) -> Diagnostic:
    span = book.settings.span_of("identifier")
    others = [other for other in group if other is not book]
    places = " and ".join(_place(other) for other in others)
    return SHARED_IDENTIFIER.at(
        span,
        f"“{book.name}” and {places} have the same identifier, {book.settings.identifier}",
        "an identifier stands for one book: give each its own, or remove it, and publish makes one",
        also=[s for other in others if (s := other.settings.span_of("identifier")) != NOWHERE],
    )


def _place(book: Book) -> str:
    """Return the name of a book, with the file and the line of its identifier."""
    span: Span = book.settings.span_of("identifier")
    sources = [source for source in book.settings.toml if source.file == span.file]
    line = f":{sources[-1].position(span.start).line}" if sources else ""
    file = display_path(Path(span.file), book.workspace) if span.file else ""
    return f"“{book.name}” ({file}{line})"
