"""Freshness of artifacts: stamps that record the inputs of each artifact by their digest.

A stamp holds the digest of everything the artifact depends on, the digest of the artifact, and the
record of its making: diagnostics and the summary of the text, which are shown again when nothing is
made.  A stamp that is corrupt or of another state of the programs is a miss.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
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


def inputs_digest(
    artifact: Artifact, texts: Iterable[bytes], theme: Iterable[Path], printed: PrintedPages
) -> str:
    """Return the digest of all inputs and the programs; for dated files with SOURCE_DATE_EPOCH.

    ``theme`` are the folders of the theme, ``printed`` the pages that an EPUB cites.
    """
    book = artifact.book
    profile = find_profile(book.settings, artifact.profile)
    date = source_date() if artifact.format.is_epub or profile.has_date else None
    return digest(
        program_state(),
        artifact.format,
        *_list_profile(artifact),
        artifact.edition,
        repr(artifact.options),
        date.isoformat() if date else "",
        repr(book.workspace.library) if artifact.format is Format.SAMPLE else "",
        repr(book.settings),
        *_describe_members(book),
        book.name,
        repr(printed),
        identity_of(book),
        *(os.fsencode(file) for file in book.files),  # the diagnostics in the stamp name them
        *map(digest, texts),
        *(repr(digest_files(folder)) for folder in theme),
    )


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


def read_stamp(artifact: Artifact, inputs: str) -> Record | None:
    """Return the record of an artifact made from ``inputs``; None where it is not fresh."""
    store = stamp_store(artifact.book.workspace.output)
    stamp = store.get(stamp_key(artifact.path), tuple, remember=False)
    if not stamp:  # also the empty record of a file whose stamp was never written
        return None
    stamp_inputs, output, lines, understanding, pictures = stamp
    try:
        is_fresh = (
            stamp_inputs == inputs
            and artifact.path.is_file()  # a pipe would never end
            and output == digest(artifact.path.read_bytes())
            and all(path.is_file() for path in _list_files_beside(artifact))
            and _are_unchanged(artifact.book, pictures)
        )
    except OSError:
        return None
    return Record(lines, understanding, pictures) if is_fresh else None


def _list_files_beside(artifact: Artifact) -> tuple[Path, ...]:
    """Return the files that are made with an artifact: a booklet has a card if settings say so."""
    if artifact.format is not Format.BOOKLET:
        return ()
    # Imported here, because most artifacts are no booklets.
    from publish.artifacts.booklet import files_beside

    return files_beside(artifact.path, artifact.book.settings.booklet)


def _are_unchanged(book: Book, pictures: tuple[PictureState, ...]) -> bool:
    """Return whether the pictures that the text of a book names are as they were."""
    if not pictures:
        return True
    loader = PictureLoader.of(book)
    return all(loader.state(file, address) == state for file, address, state in pictures)


def write_stamp(artifact: Artifact, inputs: str, content: bytes, record: Record) -> None:
    """Write the stamp of an artifact; without one the next run makes it again.

    The stamp holds the digest of ``content``, because another process may have replaced the file.
    """
    store = stamp_store(artifact.book.workspace.output)
    stamp = (inputs, digest(content), record.lines, record.understanding, record.pictures)
    store.put(stamp_key(artifact.path), stamp, remember=False)
    store.trim()
