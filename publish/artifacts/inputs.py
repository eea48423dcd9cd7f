"""Inputs of an artifact: everything that its bytes depend on, by digests."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from publish.artifacts.plan import Artifact
from publish.artifacts.print_pages import find_pages
from publish.artifacts.record_files import read_record_bytes
from publish.artifacts.related_files import origin_of
from publish.artifacts.release_date import source_date
from publish.config import Book
from publish.config.design import FaceFamilies
from publish.config.file_access import read_bytes, read_text_bytes
from publish.config.identifiers import identity_of
from publish.config.options import Format
from publish.config.profiles import find_profile
from publish.storage.digests import digest
from publish.storage.environment import program_state
from publish.storage.file_digests import digest_file, digest_files
from publish.text.dataclass import dataclass
from publish.themes import theme as themes
from publish.themes.theme_search import find_layers


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


def find_inputs(artifact: Artifact) -> Inputs:
    """Return the inputs of an artifact as they are now.

    Raises PublishError or OSError where a file that it is made from cannot be read.
    """
    return digest_inputs(artifact, read_inputs(artifact))


def read_inputs(artifact: Artifact) -> list[bytes]:
    """Return the contents of the files that the artifact is made from, without the theme's.

    Those of the texts and their settings come first, then the record of what was printed.
    """
    origin = origin_of(artifact)
    if origin and artifact.format is not Format.COVER:
        return [read_bytes(origin.path)]
    if origin:  # a cover has words that its PDF may not have
        return [read_bytes(origin.path), *map(read_text_bytes, artifact.book.files)]
    contents = list(map(read_text_bytes, artifact.book.files))
    if artifact.book.settings.hold and artifact.format is Format.PDF:
        contents += read_record_bytes(artifact)
    return contents


def digest_inputs(artifact: Artifact, contents: Sequence[bytes]) -> Inputs:
    """Return the inputs of an artifact, of which ``contents`` have been read by ``read_inputs``.

    SOURCE_DATE_EPOCH is among those of a file that has a date.
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
        digest(*(repr(digest_files(folder)) for folder in list_theme_folders(book))),
        # The diagnostics in the stamp name the files.
        digest(*map(os.fsencode, book.files), *map(digest, content)),
        digest(repr(find_pages(artifact)), *map(digest, records)),
    )


def list_theme_folders(book: Book) -> tuple[Path, ...]:
    """Return the folders of the themes of a book, each once.

    Those of its members and those from which settings take fonts alone are among them.
    """
    folders: dict[Path, None] = {}
    for settings in (book.settings, *(member.book.settings for member in book.members)):
        layers = find_layers(settings.theme, book.themes, settings.span_of("theme"))
        folders |= dict.fromkeys(layers)
        if settings.design.faces != FaceFamilies():
            theme = themes.load_for(settings, book.themes)
            folders |= dict.fromkeys(face.folder for face in theme.faces)
    return tuple(folders)


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
