"""Assembly of the catalogue from the books that were read, and of the record of its library."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from publish.catalogue.book_reading import ReadBook, ReadEdition, ReadFile, format_time
from publish.catalogue.model import Catalogue, PublishedBook, PublishedEdition, PublishedFile
from publish.catalogue.names import LibraryName, Nameable, find_removed, find_retired, name_books
from publish.catalogue.page_language import PAGE_LANGUAGES, words_of
from publish.catalogue.record import BookRecord, EditionRecord, LibraryRecord
from publish.catalogue.site_paths import book_folder
from publish.config import Workspace
from publish.diagnostics import Outcome
from publish.diagnostics.rules import library as rules
from publish.document.metadata import Words
from publish.storage.digests import digest
from publish.text.languages import HEBREW, primary

_NAMESPACE = uuid.UUID("3a1f2f0e-8a44-5d0c-9c39-5a5f0f6f1e77")
"""The namespace of the identifiers of libraries."""


def assemble_catalogue(
    books: Sequence[ReadBook], workspace: Workspace, record: LibraryRecord
) -> Outcome[Catalogue | None]:
    """Return the catalogue of books; None where two of them share a name or an identifier.

    ``record`` is that of the library as it is.
    """
    nameables = (Nameable(book.source, book.facts.identifier, book.facts.title) for book in books)
    names = name_books(nameables, dict(workspace.library.names), record)
    if names.diagnostics:
        return Outcome(None, names.diagnostics)
    retired = find_retired(record, names.value)
    removed = tuple(
        rules.REMOVED_BOOK.anywhere(
            f"“{book.source}” is not built any more; its name in the library, “{book.slug}”, leads "
            "to the list of books"
        )
        for book in find_removed(record, retired)
    )
    published = (_publish(book, names.value[book.source], record) for book in books)
    ordered = tuple(sorted(published, key=_order))
    options = workspace.library
    catalogue = Catalogue(
        record.identifier or _identifier(options.base_url, ordered),
        options.title or Words(tuple((tag, words_of(tag).library) for tag in PAGE_LANGUAGES)),
        _choose_language(workspace, ordered),
        ordered,
        options.base_url,
        retired,
    )
    return Outcome(catalogue, removed)


def record_of(catalogue: Catalogue, files: Mapping[str, str]) -> LibraryRecord:
    """Return the record of a library with these files, each with its SHA-256."""
    books = tuple(
        BookRecord(
            book.source,
            book.facts.identifier,
            book.slug,
            book.former_slugs,
            {
                edition.key: EditionRecord(
                    edition.arrival, edition.last_change, _state(edition.files)
                )
                for edition in book.editions
            },
        )
        for book in catalogue.books
    )
    return LibraryRecord(catalogue.identifier, books, catalogue.retired_slugs, files)


def _order(book: PublishedBook) -> tuple[bool, str, str]:
    """Return the sort key of a book: titles in Latin letters come before those in Hebrew ones."""
    title = book.facts.title_sort.casefold()
    return HEBREW.match(title) is not None, title, book.slug


def _identifier(base_url: str, books: Iterable[PublishedBook]) -> str:
    facts = base_url or " ".join(book.facts.identifier for book in books)
    return uuid.uuid5(_NAMESPACE, facts).urn


def _choose_language(workspace: Workspace, books: Sequence[PublishedBook]) -> str:
    """Return the language of the library: that of the settings, else that of most books."""
    for lang in map(primary, workspace.defaults.languages):
        if lang in PAGE_LANGUAGES:
            return lang
    hebrew = sum(primary(book.facts.lang) == "he" for book in books)
    return "he" if 2 * hebrew > len(books) else "en"


def _publish(book: ReadBook, name: LibraryName, record: LibraryRecord) -> PublishedBook:
    before = record.find(book.source, book.facts.identifier)
    editions = before.editions if before else {}
    return PublishedBook(
        book.source,
        name.slug,
        tuple(
            _publish_edition(edition, name.slug, editions.get(edition.key))
            for edition in book.editions
        ),
        book.cover,
        name.former,
    )


def _publish_edition(
    edition: ReadEdition, slug: str, before: EditionRecord | None
) -> PublishedEdition:
    files = tuple(_publish_file(file, slug) for file in edition.files)
    change = _date_change(edition, _state(files), before)
    arrival = before.arrival if before else change
    return PublishedEdition(edition.key, edition.facts, files, arrival, change)


def _publish_file(file: ReadFile, slug: str) -> PublishedFile:
    built = file.built
    name = f"{book_folder(slug)}/{slug}{built.suffix}"
    return PublishedFile(name, built.kind, built.place, file.size, file.sha256, file.pages)


def _state(files: Iterable[PublishedFile]) -> str:
    return digest(*(part for file in files for part in (file.kind, file.sha256)))


def _date_change(edition: ReadEdition, state: str, before: EditionRecord | None) -> str:
    """Return the time of the last change of an edition; it moves when a file changes.

    The EPUB states a time.  Where that has not moved, the last change of a file counts, or the
    second after the time before.
    """
    if before and before.digest == state:
        return before.last_change
    changed = max(file.changed for file in edition.files)
    stated = edition.facts.modified or changed
    if not before or stated > before.last_change:
        return stated
    try:
        later = datetime.fromisoformat(before.last_change) + timedelta(seconds=1)
    except (ValueError, OverflowError):
        return stated
    return max(changed, format_time(later))
