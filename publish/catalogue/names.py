"""Names of books in the library: readable, stable, and never those of two books."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from publish.catalogue.record import BookRecord, LibraryRecord
from publish.config.library_names import derive_name
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import library as rules
from publish.document.metadata import Words
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Nameable:
    """A book to be named: its name in the workspace, its identifier and its title."""

    source: str
    identifier: str
    title: Words


@dataclass(frozen=True, slots=True)
class LibraryName:
    """The name of a book in the library, and the names that it had there before."""

    slug: str
    former: tuple[str, ...] = ()


def name_books(
    books: Iterable[Nameable], choices: Mapping[str, str], record: LibraryRecord
) -> Outcome[Mapping[str, LibraryName]]:
    """Return the names of books by their sources, and an error for each that two books share.

    ``choices`` are names that the settings give.  A name that the ``record`` has stays a former
    name of its book.
    """
    all_books = tuple(books)
    names: dict[str, LibraryName] = {}
    for book in all_books:
        slug = choices.get(book.source) or derive_name(book.source, book.title)
        before = record.find(book.source, book.identifier)
        former = dict.fromkeys((*before.former, before.slug)) if before else {}
        names[book.source] = LibraryName(slug, tuple(name for name in former if name != slug))
    sources = {book.source: book for book in all_books}
    errors = [
        *_find_shared(sources, lambda book: book.identifier, "identifier"),
        *_find_shared(sources, lambda book: _key(names[book.source].slug), "name"),
    ]
    return Outcome(names, tuple(errors or _find_former(names)))


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def _find_shared(
    books: Mapping[str, Nameable], key: Callable[[Nameable], str], kind: str
) -> list[Diagnostic]:
    groups: dict[str, list[str]] = {}
    for source, book in books.items():
        groups.setdefault(key(book), []).append(source)
    return [
        _error(" and ".join(f"“{source}”" for source in group), kind, value, group[-1])
        for value, group in groups.items()
        if len(group) > 1
    ]


def _find_former(names: Mapping[str, LibraryName]) -> list[Diagnostic]:
    """Return an error for each name that was another book's before."""
    owners = {_key(name.slug): source for source, name in names.items()}
    return [
        rules.SHARED_NAME.anywhere(
            f"“{owners[_key(former)]}” would have the name “{former}” in the library, which "
            f"“{source}” had before",
            _hint(owners[_key(former)]),
        )
        for source, name in names.items()
        for former in name.former
        if owners.get(_key(former), source) != source
    ]


def _error(subjects: str, kind: str, value: str, last: str) -> Diagnostic:
    hint = (
        "an identifier stands for one book: give each its own, and build the books again"
        if kind == "identifier"
        else _hint(last)
    )
    message = f"{subjects} have the same {kind} in the library, {value}"
    return rules.SHARED_NAME.anywhere(message, hint)


def _hint(source: str) -> str:
    return f'in publish.toml: [library], then names = {{ "{source}" = "another-name" }}'


def find_retired(record: LibraryRecord, names: Mapping[str, LibraryName]) -> tuple[str, ...]:
    """Return the names in the record that no book has now, nor had before."""
    current = {name.slug for name in names.values()}
    current |= {former for name in names.values() for former in name.former}
    recorded = [slug for book in record.books for slug in (*book.former, book.slug)]
    return tuple(dict.fromkeys(s for s in (*record.retired, *recorded) if s not in current))


def find_removed(record: LibraryRecord, retired: Iterable[str]) -> tuple[BookRecord, ...]:
    """Return the books in the record whose names are retired."""
    slugs = set(retired)
    return tuple(book for book in record.books if book.slug in slugs)
