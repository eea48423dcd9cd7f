"""The files from which a book is made, as paths in its workspace with their digests."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from publish.artifacts.dated_files import list_dated_files
from publish.artifacts.inputs import list_theme_folders
from publish.artifacts.plan import Artifact
from publish.artifacts.record_files import record_path
from publish.artifacts.release_date import last_change, source_date
from publish.cluster.messages import FileDate
from publish.config import Book, Settings
from publish.config.options import Format
from publish.config.pictures import PictureLoader, PictureState, list_paths
from publish.config.profiles import find_profile, list_icc_files
from publish.config.workspace import WORKSPACE_FILE
from publish.storage.file_digests import digest_file, digest_files
from publish.text.dataclass import dataclass
from publish.themes.theme_search import find_layers


class CannotTravel(Exception):
    """A book that another machine cannot make; the message is the reason."""


@dataclass(frozen=True, slots=True)
class BookContents:
    """The digests of the files of a book by path; ``shared`` are those that other books have."""

    files: dict[str, str]
    shared: dict[str, str]


def list_contents(
    book: Book, artifacts: Sequence[Artifact], pictures: Sequence[PictureState]
) -> BookContents:
    """Return the files of a book for these artifacts, with the pictures that its texts name.

    Raises CannotTravel where a file is outside of the workspace, and OSError where it is missing.
    """
    root = book.workspace.root
    if not book.workspace.has_file:
        raise CannotTravel(f"{root} has no {WORKSPACE_FILE}")
    relative_path(book.workspace.output, root)
    shared = {
        relative_path(path, root): digest_file(str(path))
        for path in (root / WORKSPACE_FILE, *_list_named(book.workspace.defaults))
    }
    for layer in list_theme_folders(book):
        if not layer.is_relative_to(book.workspace.styles):
            continue  # of this package, or of an installed one: its digest is that of a program
        folder = relative_path(layer, root)
        shared |= {f"{folder}/{name}": content for name, content in digest_files(layer)}
    own = {relative_path(path, root): path for path in _list_own(book, artifacts)}
    own |= {relative_path(path, root): path for path in list_paths(book, pictures)}
    files = {name: digest_file(str(path)) for name, path in own.items() if name not in shared}
    return BookContents(files, shared)


def relative_path(path: Path, root: Path) -> str:
    """Return a path relative to the workspace; raise CannotTravel where it is outside."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  # links stay
    for each in (root, Path(os.path.realpath(root))):
        if absolute.is_relative_to(each):
            return absolute.relative_to(each).as_posix()
    raise CannotTravel(f"{path} is outside of the workspace")


def state_pictures(book: Book, pictures: Iterable[PictureState]) -> tuple[PictureState, ...]:
    """Return the states of pictures as they are on this machine."""
    loader = PictureLoader.of(book)
    return tuple((file, address, loader.state(file, address)) for file, address, _ in pictures)


def _list_named(settings: Settings) -> Iterator[Path]:
    """Yield the files beside the texts that settings name."""
    yield from (path for _, path in settings.content_files)
    yield from list_icc_files(settings)
    if settings.booklet.people and settings.booklet.people.is_file():
        yield settings.booklet.people


def _list_own(book: Book, artifacts: Iterable[Artifact]) -> Iterator[Path]:
    """Yield the texts of a book, its settings, the files that these name, and its records."""
    yield from book.files
    for each in (book, *(member.book for member in book.members)):
        yield from each.files
        yield from (Path(source.file) for source in each.settings.toml)
        yield from _list_named(each.settings)
    if book.settings.hold:
        yield from filter(Path.is_file, map(record_path, artifacts))


def find_dates(
    book: Book, artifacts: Iterable[Artifact], pictures: Sequence[PictureState]
) -> Iterator[FileDate]:
    """Yield the dates of the sets of files after which artifacts of a book are dated."""
    if source_date():
        return
    settings = [Path(source.file) for source in book.settings.toml]
    for paths in dict.fromkeys(_list_sets(book, artifacts, pictures, settings)):
        names = tuple(relative_path(path, book.workspace.root) for path in paths)
        yield FileDate(names, int(last_change(paths).timestamp()))


def _list_sets(
    book: Book,
    artifacts: Iterable[Artifact],
    pictures: Sequence[PictureState],
    settings: Sequence[Path],
) -> Iterator[tuple[Path, ...]]:
    """Yield sets of files: of the whole book, of its settings, and each file for an archive."""
    for artifact in artifacts:
        profile = find_profile(book.settings, artifact.profile)
        if artifact.format.is_epub or Format.EPUB is artifact.format.origin or profile.has_date:
            layers = find_layers(book.settings.theme, book.themes, book.settings.span_of("theme"))
            yield tuple(list_dated_files(book, layers, pictures))
        if artifact.format is Format.COVER:
            yield (*book.files, *settings)
        if profile.has_sources:
            yield from ((path,) for path in (*book.files, *settings))
