"""Paths on which the freshness of a book's artifacts depends: content, settings, files made."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from publish.artifacts.freshness import find_stamp, list_files_beside
from publish.artifacts.plan import Artifact
from publish.artifacts.print_pages import find_pdf, pages_key
from publish.artifacts.record_files import record_path
from publish.artifacts.related_files import cover_of, origin_of
from publish.config import Book
from publish.config.book_names import BOOK_FILE
from publish.config.options import Format
from publish.config.pictures import list_candidates
from publish.config.profiles import list_icc_files
from publish.storage.cache_paths import stamp_key
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The paths that a book and its files depend on, and the names of their stamps.

    A path may be one where nothing is: a file that appears there counts.
    """

    paths: tuple[str, ...]
    stamps: tuple[str, ...]


def list_dependencies(book: Book, artifacts: Sequence[Artifact]) -> Dependencies | None:
    """Return the dependencies of fresh artifacts of a book; None where a stamp of one is missing.

    The workspace and its themes, on which all books depend, are not among them.
    """
    paths = dict.fromkeys(map(str, _list_sources(book)))
    stamps: dict[str, None] = {}
    for artifact in artifacts:
        origin = origin_of(artifact)
        for each in (origin, artifact) if origin else (artifact,):
            stamp = find_stamp(each.path, book.workspace.output)
            if stamp is None:
                return None
            stamps[stamp_key(each.path)] = None
            paths |= dict.fromkeys(map(str, _list_files_of(each)))
            paths |= dict.fromkeys(map(str, list_candidates(book, stamp.record.pictures)))
            pdf = find_pdf(each)
            if pdf and pdf.is_file():
                stamps[pages_key(pdf.read_bytes())] = None
    return Dependencies(tuple(paths), tuple(stamps))


def _list_sources(book: Book) -> Iterator[Path]:
    """Yield the files and folders of the content and the settings of a book."""
    yield from book.files
    yield from (text.with_suffix(".toml") for text in book.texts)
    yield from list_icc_files(book.settings)
    if people := book.settings.booklet.people:
        yield people
    if book.folder:
        yield book.folder
        yield book.folder / BOOK_FILE
        yield from _list_links(book.folder)


def _list_links(folder: Path) -> Iterator[Path]:
    """Yield the links in a folder: a chapter appears where the file appears to which one leads."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                yield Path(entry.path)


def _list_files_of(artifact: Artifact) -> Iterable[Path]:
    """Yield an artifact, its folder, and the files that are made or compared with it."""
    yield artifact.path
    if artifact.path.parent == artifact.book.output:  # another folder has files of all books
        yield artifact.path.parent
    yield from list_files_beside(artifact)
    if pdf := find_pdf(artifact):
        yield pdf
    if artifact.format is Format.PDF:
        yield cover_of(artifact).path
        if artifact.book.settings.hold:
            yield record_path(artifact)
