"""Freshness of artifacts: stamps that record the inputs of each artifact by their digest.

A stamp holds the digests of everything the artifact depends on, the digest of the artifact, and the
record of its making: diagnostics and the summary of the text, which are shown again when nothing is
made.  A stamp that is corrupt is a miss.
"""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

from publish.artifacts.diagnostic_lines import Lines
from publish.artifacts.inputs import Inputs
from publish.artifacts.plan import Artifact
from publish.config.options import Format
from publish.config.pictures import PictureLoader, PictureState
from publish.config.workspace import Book
from publish.document.understanding import Understanding
from publish.storage.cache_paths import stamp_key, stamp_store
from publish.storage.digests import digest
from publish.text.dataclass import dataclass


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
