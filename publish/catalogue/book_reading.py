"""Reading of built books: the facts of their editions, and sizes and digests of their files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

from publish.catalogue.book_diagnostics import report_damage
from publish.catalogue.built_files import BuiltFile
from publish.catalogue.covers import draw_cover, make_covers
from publish.catalogue.epub_facts import read_epub
from publish.catalogue.model import CoverPictures, EditionFacts, FileKind
from publish.catalogue.page_language import PAGE_LANGUAGES, edition_name
from publish.catalogue.pdf_facts import PdfFacts, derive_identifier, read_pdf
from publish.config import Book
from publish.config.file_access import read_bytes
from publish.config.workspace import display_path
from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.diagnostics.rules import library as rules
from publish.document.metadata import Words
from publish.storage.digests import digest
from publish.storage.serialize import register_module
from publish.storage.store import Store
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A built file that was read; ``changed`` is the time of its last change, in UTC."""

    built: BuiltFile
    size: int
    sha256: str
    changed: str
    facts: EditionFacts | None = None
    pages: int | None = None
    cover: CoverPictures | None = None


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """An edition of a book: its key, its facts, and its files."""

    key: str
    facts: EditionFacts
    files: tuple[ReadFile, ...]


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A book with the facts of its editions, the first one first."""

    source: str
    editions: tuple[ReadEdition, ...]
    cover: CoverPictures | None = None

    @property
    def facts(self) -> EditionFacts:
        """The facts of its first edition."""
        return self.editions[0].facts


def format_time(time: datetime) -> str:
    """Return a time in UTC as EPUBs and feeds have it: ``2026-11-29T11:28:41Z``."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_book(book: Book, built: Sequence[BuiltFile], store: Store) -> Outcome[ReadBook | None]:
    """Return a book with the facts of its editions; None where none of its files is readable.

    ``store`` has the facts of files that were read before.
    """
    diagnostics: list[Diagnostic] = []
    files: list[ReadFile] = []
    for file in built:
        outcome = _read_file(file, book, store)
        diagnostics += outcome.diagnostics
        files += [outcome.value] if outcome.value else []
    editions = tuple(_group_editions(files))
    if not editions:
        return Outcome(None, tuple(diagnostics))
    cover = next((file.cover for file in files if file.cover), None)
    if cover is None and not any(file.built.kind.is_epub for file in files):
        drawing = _draw_cover(book, editions[0].facts, store)
        cover = drawing.value
        diagnostics += drawing.diagnostics
    return Outcome(ReadBook(book.name, editions, cover), tuple(diagnostics))


def _draw_cover(book: Book, facts: EditionFacts, store: Store) -> Outcome[CoverPictures | None]:
    """Return the cover of a book without an EPUB; None where its picture cannot be shown."""
    try:
        drawing = draw_cover(book, facts, store)
        return Outcome(make_covers(drawing.value, store), drawing.diagnostics)
    except PublishError as error:
        message = error.diagnostics[0].message
    except ValueError as error:
        message = f"the picture of its cover {error}"
    return Outcome(None, (rules.UNUSABLE_COVER.at(book.span, message),))


def _group_editions(files: list[ReadFile]) -> Iterator[ReadEdition]:
    """Yield the editions; one that is only printed has its facts from the first one with facts."""
    ordered = sorted(files, key=lambda file: not file.built.kind.is_epub)
    first = next((file.facts for file in ordered if file.facts), None)
    for key, group in groupby(files, lambda file: file.built.edition):
        own = tuple(group)
        facts = next((file.facts for file in own if file.facts and file.built.kind.is_epub), None)
        if facts is None and first is not None:
            facts = _derive(first, key) if key else first
        if facts is not None:
            yield ReadEdition(key, facts, own)


def _derive(first: EditionFacts, key: str) -> EditionFacts:
    """Return the facts of an edition that is printed only, from those of the first edition."""
    names = tuple((lang, edition_name(key, lang)) for lang in PAGE_LANGUAGES)
    return replace(
        first,
        identifier=derive_identifier(first.identifier, key),
        edition=Words(names),
        accessibility=None,
        modified="",
    )


def _read_file(file: BuiltFile, book: Book, store: Store) -> Outcome[ReadFile | None]:
    data = read_bytes(file.path)
    changed = datetime.fromtimestamp(int(file.path.stat().st_mtime), UTC)
    sha256 = hashlib.sha256(data).hexdigest()
    read = ReadFile(file, len(data), sha256, format_time(changed))
    if file.kind.is_epub or file.kind is FileKind.SAMPLE:
        return _read_epub(read, data, book, store)
    if file.kind is FileKind.AZW3:
        return Outcome(read)
    key = store.key("library-pdf", sha256, book.name)
    pdf = store.get(key, PdfFacts, remember=False)
    if pdf is None:
        pdf = read_pdf(file.path, book.name)
        if pdf is None:
            return Outcome(None, (report_damage(book, file.path),))
        store.put(key, pdf, remember=False)
    return Outcome(replace(read, facts=pdf.facts, pages=pdf.pages))


def _read_epub(read: ReadFile, data: bytes, book: Book, store: Store) -> Outcome[ReadFile | None]:
    key = store.key("library-epub", digest(data))
    stored = store.get(key, tuple, remember=False)
    if stored is None:
        try:
            stored = read_epub(data, display_path(read.built.path, book.workspace))
        except PublishError as error:
            return Outcome(None, (report_damage(book, read.built.path, error),))
        store.put(key, stored, remember=False)
    facts, picture = stored
    if not facts.identifier:
        return Outcome(None, (report_damage(book, read.built.path),))
    read = replace(read, facts=facts)
    if not picture:
        return Outcome(read)
    try:
        return Outcome(replace(read, cover=make_covers(picture, store)))
    except ValueError as error:
        message = f"the picture of the cover of {read.built.path.name} {error}"
        return Outcome(read, (rules.UNUSABLE_COVER.at(book.span, message),))


register_module(__name__)
