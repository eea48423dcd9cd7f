"""Freshness of artifacts: stamps that record the inputs of each artifact by their digest.

A stamp holds the digests of everything the artifact depends on, the digest of the artifact, and the
record of its making: diagnostics and the summary of the text, which are shown again when nothing is
made.  A stamp that is corrupt is a miss.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import lru_cache
from pathlib import Path

from publish.artifacts.diagnostic_lines import Lines
from publish.artifacts.plan import Artifact
from publish.artifacts.release_date import source_date
from publish.config.identifiers import identity_of
from publish.config.options import Format
from publish.config.pictures import PictureLoader, PictureState
from publish.config.profiles import find_profile
from publish.config.workspace import Book
from publish.document.printed_pages import PrintedPages
from publish.document.understanding import Understanding
from publish.storage.cache_paths import stamp_key, stamp_store
from publish.storage.digests import digest
from publish.storage.environment import program_state
from publish.storage.file_digests import digest_file, digest_files
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Inputs:
    """The digests of everything that an artifact depends on, by its kind.

    ``text`` is of the files of the content, or of the file from which the artifact is made;
    ``pages`` of printed pages: those that an EPUB cites, and the record of what was printed.
    """

    program: str
    settings: str
    theme: str
    text: str
    pages: str


def inputs_digest(
    artifact: Artifact, contents: Sequence[bytes], theme: Iterable[Path], printed: PrintedPages
) -> Inputs:
    """Return the digests of all inputs and the programs; for dated files with SOURCE_DATE_EPOCH.

    ``contents`` are those of its files, of texts first.  ``theme`` are the folders of the theme,
    ``printed`` the pages that an EPUB cites.
    """
    book = artifact.book
    profile = find_profile(book.settings, artifact.profile)
    date = source_date() if artifact.format.is_epub or profile.has_date else None
    count = len(contents) if artifact.format.origin else len(book.files)
    content, records = contents[:count], contents[count:]
    return Inputs(
        _digest_programs(program_state()),
        digest(
            artifact.format,
            *_list_profile(artifact),
            artifact.edition,
            repr(artifact.options),
            date.isoformat() if date else "",
            repr(book.workspace.library) if artifact.format is Format.SAMPLE else "",
            repr(book.settings),
            *_describe_members(book),
            book.name,
            identity_of(book),
        ),
        digest(*(repr(digest_files(folder)) for folder in theme)),
        # The diagnostics in the stamp name the files.
        digest(*map(os.fsencode, book.files), *map(digest, content)),
        digest(repr(printed), *map(digest, records)),
    )


@lru_cache(maxsize=1)
def _digest_programs(state: str) -> str:
    return digest(state)


def _describe_members(book: Book) -> Iterator[str]:
    """Yield what a bind depends on beside its texts: its table, and the settings of its books."""
    if book.bind:
        yield repr(book.bind)
    for each in book.members:
        settings = each.book.settings
        yield repr((each.book.name, settings, each.edition, each.options, each.side, each.front))


def _list_profile(artifact: Artifact) -> Iterator[str]:
    """Yield the values of the profile of an artifact, and the digests of files that it takes."""
    profile = find_profile(artifact.book.settings, artifact.profile)
    yield repr(profile)
    if profile.condition and profile.condition.icc:
        yield digest_file(str(profile.condition.icc))
    if profile.has_sources:
        # The values of settings are inputs of all files; these have the comments among them too.
        yield from (digest(source.text) for source in artifact.book.settings.toml)


@dataclass(frozen=True, slots=True)
class Record:
    """The diagnostics of the making of an artifact, and the summary of its text.

    ``pictures`` are the states of the pictures that its text names.
    """

    lines: Lines
    understanding: Understanding | None
    pictures: tuple[PictureState, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """The record of what an artifact was made from; ``output`` is the digest of its file."""

    inputs: Inputs
    output: str
    record: Record


def find_stamp(path: Path, folder: Path) -> Stamp | None:
    """Return the stamp of a file of the books in ``folder``; None without one that is whole."""
    stamp = stamp_store(folder).get(stamp_key(path), tuple, remember=False)
    if not stamp:  # also the empty record of a file whose stamp was never written
        return None
    inputs, output, lines, understanding, pictures = stamp
    if not isinstance(inputs, tuple):
        return None  # of an earlier version
    return Stamp(Inputs(*inputs), output, Record(lines, understanding, pictures))


def read_stamp(artifact: Artifact, inputs: Inputs) -> Record | None:
    """Return the record of an artifact made from ``inputs``; None where it is not fresh."""
    stamp = find_stamp(artifact.path, artifact.book.workspace.output)
    if stamp is None or stamp.inputs != inputs:
        return None
    try:
        is_fresh = (
            is_as_made(artifact.path, stamp)
            and all(path.is_file() for path in list_files_beside(artifact))
            and are_unchanged(artifact.book, stamp.record.pictures)
        )
    except OSError:
        return None
    return stamp.record if is_fresh else None


def is_as_made(path: Path, stamp: Stamp) -> bool:
    """Return whether a file has the bytes that its stamp records; raise OSError as reading does."""
    # A pipe would never end.
    return path.is_file() and stamp.output == digest(path.read_bytes())


def list_files_beside(artifact: Artifact) -> tuple[Path, ...]:
    """Return the files that are made with an artifact: a booklet has a card if settings say so."""
    if artifact.format is not Format.BOOKLET:
        return ()
    # Imported here, because most artifacts are no booklets.
    from publish.artifacts.booklet import files_beside

    return files_beside(artifact.path, artifact.book.settings.booklet)


def are_unchanged(book: Book, pictures: tuple[PictureState, ...]) -> bool:
    """Return whether the pictures that the text of a book names are as they were."""
    if not pictures:
        return True
    loader = PictureLoader.of(book)
    return all(loader.state(file, address) == state for file, address, state in pictures)


def write_stamp(artifact: Artifact, inputs: Inputs, content: bytes, record: Record) -> None:
    """Write the stamp of an artifact; without one the next run makes it again.

    The stamp holds the digest of ``content``, because another process may have replaced the file.
    """
    store = stamp_store(artifact.book.workspace.output)
    stamp = (astuple(inputs), digest(content), record.lines, record.understanding, record.pictures)
    store.put(stamp_key(artifact.path), stamp, remember=False)
    store.trim()
