"""Destinations: the only module that decides which files may be written; see docs/files.md."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from publish.access.real_paths import RealPaths
from publish.artifacts.file_marks import FIRST_BYTES, has_mark, has_own_mark, is_of_kind
from publish.artifacts.path_keys import is_among, path_key
from publish.artifacts.plan import Artifact
from publish.artifacts.related_files import origin_of
from publish.config import Book, Workspace
from publish.config.book_names import BOOK_FILE
from publish.config.options import Format
from publish.config.workspace import WORKSPACE_FILE, display_path
from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.diagnostics.rules import destinations as rules
from publish.diagnostics.rules import files
from publish.exceptions import access_error
from publish.storage.atomic_write import write_whole
from publish.storage.cache_paths import stamp_key, stamp_store
from publish.text.dataclass import dataclass

_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")
"""The ending of a file; a path with another suffix, as in ``books-1.2``, may be a new folder."""

_LONGEST_NAME = 255
"""Bytes of the longest name on nearly all file systems."""

_EXISTS = "exists already"

_NAMES = {
    Format.EPUB: "an EPUB",
    Format.PDF: "a PDF",
    Format.BOOKLET: "a booklet",
    Format.KEPUB: "an EPUB for Kobo",
    Format.SAMPLE: "a sample",
    Format.AZW3: "an AZW3",
    Format.COVER: "a cover",
}
_KINDS = {
    stat.S_IFDIR: "a directory",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
}


@dataclass(frozen=True, slots=True)
class TextPolicy:
    """The rules for a text, or for settings, that may lie among the texts of the workspace.

    An existing one is replaced only where ``is_forced``.
    """

    is_forced: bool = False
    has_named_folder: bool = False


@dataclass(frozen=True, slots=True)
class Destination:
    """A file to write for a workspace; ``is_named`` where the user names it with ``-o``.

    The ``inputs`` are never replaced.  ``text`` is None for an artifact.  A file with the ``mark``
    of its format in its first bytes is of this program.
    """

    path: Path
    workspace: Workspace
    is_named: bool = False
    inputs: tuple[Path, ...] = ()
    text: TextPolicy | None = None
    mark: bytes = b""


def destination_of(artifact: Artifact) -> Destination:
    """Return the destination of an artifact, which never replaces an input of its book."""
    book = artifact.book
    return Destination(artifact.path, book.workspace, artifact.is_named, inputs_of(book))


def inputs_of(book: Book) -> tuple[Path, ...]:
    """Return the files from which a book is made: texts, picture and settings."""
    settings = {path.with_suffix(".toml") for path in book.texts}
    settings |= {path.parent / BOOK_FILE for path in book.texts}
    return (*book.files, *sorted(settings), book.workspace.root / WORKSPACE_FILE)


def check(destination: Destination) -> None:
    """Raise PublishError where the destination may not be written.

    A symbolic link is judged by the file to which it leads; ``write`` replaces the link itself.
    """
    path = destination.path
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise PublishError(_name_too_long(path))
    if destination.text and path.name.lower() in (BOOK_FILE, WORKSPACE_FILE):
        message = f"{path} would hold the settings of a whole folder"
        raise PublishError(rules.NOT_OWN.anywhere(message, "give the text another name with `-o`"))
    if is_among(path, destination.inputs):
        verb = "replace a file" if os.path.lexists(path) else "hold the settings of a text"
        raise PublishError(
            rules.NOT_OWN.anywhere(f"{path} would {verb} from which the book is made")
        )
    has_named_folder = destination.text is not None and destination.text.has_named_folder
    is_named = destination.is_named or has_named_folder
    if not is_named and _is_among_sources(destination):
        message = f"{path} lies among the texts of the workspace, where nothing is written"
        hint = "name another folder in publish.toml, under [folders], or with `-o`"
        raise PublishError(rules.NOT_OWN.anywhere(message, hint))
    if kind := _kind(path):
        raise PublishError(files.FILE_ACCESS.anywhere(f"cannot write {path}: is {kind}"))
    if reason := _reason_to_keep(destination):
        way = "`--force` replaces it" if reason is _EXISTS else "move it away or rename it"
        hint = f"{way}, or name another destination with `-o`"
        raise PublishError(rules.NOT_OWN.anywhere(f"{path} {reason}", hint))


def check_folder(path: Path) -> None:
    """Raise PublishError where a folder for pictures beside a text can be neither used nor made."""
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise PublishError(_name_too_long(path))
    if os.path.lexists(path) and not path.is_dir():
        hint = "move it away or rename it, or name another destination with `-o`"
        raise PublishError(rules.NOT_OWN.anywhere(f"{path} is not a folder", hint))


def write(destination: Destination, data: bytes | Iterable[bytes]) -> None:
    """Write the pieces of a file in one step; raise PublishError where that is not possible."""
    check(destination)
    try:
        write_whole(destination.path, data)
    except OSError as error:
        raise PublishError(access_error(error, "write", destination.path)) from error
    if not destination.is_named:
        store = stamp_store(destination.workspace.output)
        key = stamp_key(destination.path)
        if not store.has(key):
            store.put(key, (), remember=False)  # an empty stamp says that the file is ours


def is_file_destination(path: Path) -> bool:
    """Return whether the path after ``-o`` is that of one file, not of a folder."""
    if path.is_dir():
        return False
    return os.path.lexists(path) or _ENDING.fullmatch(path.suffix) is not None


def check_ending(path: Path, form: Format) -> None:
    """Raise ValueError where the file that ``-o`` names is not one for an artifact of ``form``."""
    kind = _kind(path)
    if kind:
        hint = "`publish check` reads a book and writes nothing"
        raise ValueError(f"{path} is {kind}, and books are written to files only; {hint}")
    if not path.name.lower().endswith(form.extension):
        named = _NAMES[form]
        ending = f"not in {path.suffix}" if path.suffix else "and this name has no ending"
        raise ValueError(
            f"{named} is written to a file whose name ends in {form.extension}, {ending}: {path}; "
            "a folder is named if it exists, or if its name has no ending"
        )


def place(
    artifacts: Sequence[Artifact], output: Path | None = None
) -> Outcome[tuple[Artifact, ...]]:
    """Return the artifacts with their final paths, and an error for each path that books share.

    ``output`` is the path after ``-o``: a file for one artifact, else a folder.  Raises ValueError
    where it does not suit them.
    """
    return _check_paths(artifacts if output is None else _redirect(artifacts, output))


def _redirect(artifacts: Sequence[Artifact], output: Path) -> list[Artifact]:
    if not is_file_destination(output):
        return [replace(artifact, path=output / artifact.path.name) for artifact in artifacts]
    if len(artifacts) > 1:
        raise ValueError(f"{len(artifacts)} artifacts are made, and {output} is a file")
    for artifact in artifacts:
        check_ending(output, artifact.format)
    return [replace(artifact, path=output, is_named=True) for artifact in artifacts]


def _check_paths(artifacts: Iterable[Artifact]) -> Outcome[tuple[Artifact, ...]]:
    """Return the artifacts that have a path of their own, and an error for each shared path.

    Paths are compared as on a file system that knows no capitals (UAX #15, NFC).  Artifacts that
    are asked for twice are returned once.
    """
    real = RealPaths()

    @cache
    def resolve(texts: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(map(real.resolve, texts))

    keys = {(path_key(a.path), resolve(a.book.texts), a.format): a for a in artifacts}
    distinct = tuple(keys.values())
    owners: dict[str, dict[tuple[Path, ...], Artifact]] = {}
    for artifact in distinct:
        origin = origin_of(artifact)
        for each in (artifact, origin) if origin else (artifact,):
            owners.setdefault(path_key(each.path), {}).setdefault(resolve(each.book.texts), each)
    shared = [list(each.values()) for each in owners.values() if len(each) > 1]
    refused = {path_key(artifact.path) for group in shared for artifact in group}
    diagnostics = dict.fromkeys(_sharing_error(group) for group in shared)
    return Outcome(
        tuple(artifact for artifact in distinct if path_key(artifact.path) not in refused),
        tuple(diagnostics),
    )


def _sharing_error(artifacts: Sequence[Artifact]) -> Diagnostic:
    return sharing_error([each.book for each in artifacts], artifacts[0].path)


def sharing_error(books: Iterable[Book], path: Path) -> Diagnostic:
    """Return the error about books that would be written to the same file."""
    names = " and ".join(f"“{book.name}” ({', '.join(_names(book))})" for book in books)
    return rules.SHARED_PATH.anywhere(
        f"{names} would be written to the same file, {path}",
        "rename one of them, or make them one after the other with `-o FILE`",
    )


def _names(book: Book) -> list[str]:
    """Return the path of a book for a message: its text, or its folder."""
    paths = (book.folder,) if book.folder else book.texts
    return [display_path(path, book.workspace) for path in paths]


def _reason_to_keep(destination: Destination) -> str:
    """Return why the file in the place of a destination is not replaced; empty where it may be."""
    path = destination.path
    try:
        if path.stat().st_size == 0 or has_mark(path, destination.mark):
            return ""
        if destination.text:
            if not (destination.is_named or has_own_mark(path)):
                return "was not made by `publish import`"
            return "" if destination.text.is_forced else _EXISTS
        if destination.is_named:
            kinds = {".pdf": "a PDF", ".epub": "an EPUB", ".docx": "a Word file"}
            ending = path.suffix.lower()
            is_replaceable = ending in FIRST_BYTES and is_of_kind(path)
            return "" if is_replaceable else f"is not {kinds.get(ending, 'an artifact')}"
        if stamp_store(destination.workspace.output).has(stamp_key(path)):
            return ""
        return "" if has_own_mark(path) else "was not made by publish"
    except (FileNotFoundError, NotADirectoryError):
        return ""  # a new file, or a link that leads nowhere


def _kind(path: Path) -> str:
    """Return what a path is that is neither free nor a file."""
    try:
        return _KINDS.get(stat.S_IFMT(path.stat().st_mode), "")
    except (OSError, ValueError):
        return ""


def _is_among_sources(destination: Destination) -> bool:
    """Return whether a link leads from the output folder to the texts."""
    workspace = destination.workspace
    if workspace.output.is_relative_to(workspace.sources):
        return False  # as the settings of the workspace say
    folder = Path(os.path.realpath(destination.path.parent))
    return folder.is_relative_to(os.path.realpath(workspace.sources))


def _name_too_long(path: Path) -> Diagnostic:
    size = len(os.fsencode(path.name))
    return rules.NAME_TOO_LONG.anywhere(
        f"the name of {path.name} has {size} bytes, and a file may have {_LONGEST_NAME}",
        "give the text a shorter name; its title can stay as it is",
    )
