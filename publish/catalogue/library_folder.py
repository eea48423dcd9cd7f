"""The folder of a library: recognised by its record, and replaced in one step."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from publish.catalogue.assembly import record_of
from publish.catalogue.file_states import FileState, read_states
from publish.catalogue.folder_writer import FolderWriter, OldFolder
from publish.catalogue.library_memory import LibraryMemory
from publish.catalogue.model import Catalogue
from publish.catalogue.record import (
    EMPTY_RECORD,
    RECORD_NAME,
    LibraryRecord,
    read_record,
    write_record,
)
from publish.catalogue.site_files import SiteFile
from publish.catalogue.site_paths import EVERYTHING
from publish.config import Workspace
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules.destinations import NOT_OWN
from publish.diagnostics.rules.files import FILE_ACCESS
from publish.exceptions import access_error
from publish.storage.folder_exchange import put_folder
from publish.storage.store import Store
from publish.storage.temporary_folder import staging_folder
from publish.text.dataclass import dataclass

_LARGEST_RECORD = 100_000_000


@dataclass(frozen=True, slots=True)
class LibraryFolder:
    """The folder of a library as it is: its record, and the files in it that are not ours.

    ``states`` are those of all files in it, by their paths in the library.
    """

    path: Path
    record: LibraryRecord = EMPTY_RECORD
    others: tuple[str, ...] = ()
    states: Mapping[str, FileState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenLibrary:
    """A library that was written: the digests of its files, and the names of those that are new."""

    files: Mapping[str, str]
    changed: tuple[str, ...]
    memory: LibraryMemory


def open_library(path: Path, workspace: Workspace) -> LibraryFolder:
    """Return the folder of a library; an empty or missing one has no record.

    Raises PublishError where the folder is not one of this program, or holds the texts, the books
    or the settings of the workspace.
    """
    real = Path(os.path.realpath(path))
    for name, folder in (("workspace", workspace.root), ("texts", workspace.sources)):
        if Path(os.path.realpath(folder)).is_relative_to(real):
            raise PublishError(_refuse(path, f"has the {name} in it"))
    if Path(os.path.realpath(workspace.output)).is_relative_to(real):
        raise PublishError(_refuse(path, "has the books of the workspace in it"))
    if real.is_relative_to(os.path.realpath(workspace.sources)):
        raise PublishError(_refuse(path, "lies among the texts of the workspace"))
    if not os.path.lexists(path):
        return LibraryFolder(path)
    if not path.is_dir():
        raise PublishError(FILE_ACCESS.anywhere(f"cannot write {path}: is no folder"))
    try:
        states = _read_states(path)
        record = _read_record(path)
    except OSError as error:
        raise PublishError(access_error(error, "read", path)) from error
    if record is None and states:
        raise PublishError(_refuse(path, "was not made by `publish library`"))
    record = record or EMPTY_RECORD
    own = {*record.files, RECORD_NAME}
    return LibraryFolder(path, record, tuple(sorted(set(states) - own)), states)


def _refuse(path: Path, reason: str) -> Diagnostic:
    hint = "name another folder with `-o`, or move this one away"
    return NOT_OWN.anywhere(f"{path} {reason}", hint)


def _read_record(path: Path) -> LibraryRecord | None:
    file = path / RECORD_NAME
    if not file.is_file() or file.stat().st_size > _LARGEST_RECORD:
        return None
    return read_record(file.read_bytes())


def _read_states(folder: Path) -> dict[str, FileState]:
    """Return the states of all files and links below a folder, by their paths in it."""
    start = len(f"{folder}{os.sep}")
    states = read_states([folder]).states
    return {path[start:].replace(os.sep, "/"): state for path, state in states.items()}


def write_library(
    folder: LibraryFolder,
    site: Mapping[str, SiteFile],
    catalogue: Catalogue,
    memory: LibraryMemory,
    store: Store,
) -> WrittenLibrary:
    """Write the files of a library and its record, and put the folder in its place in one step.

    A file that is as it was is not written again, but linked, so that its time stays.  Files of
    others stay.  ``memory`` is that of the library as it is; ``store`` has the pictures.  Raises
    PublishError where a file of others is in the place of ours, or where the folder cannot be
    written.
    """
    clashes = sorted(set(folder.others) & {*site, EVERYTHING})
    if clashes:
        raise PublishError(_refuse(folder.path / clashes[0], "was not made by `publish library`"))
    old = OldFolder(Path(os.path.realpath(folder.path)), folder.record.files, folder.states, memory)
    try:
        with staging_folder(old.path) as staged:
            writer = FolderWriter(old, staged, store)
            for name, content in site.items():
                writer.add(name, content)
            writer.add_archive()
            record = write_record(record_of(catalogue, writer.files))
            writer.add(RECORD_NAME, record)
            for name in folder.others:
                writer.keep(name)
            if writer.changed or set(folder.record.files) - set(writer.files):
                _flush()
                put_folder(staged, old.path)
    except OSError as error:
        raise PublishError(access_error(error, "write", folder.path)) from error
    return WrittenLibrary(writer.files, tuple(writer.changed), writer.memory)


def _flush() -> None:
    """Let all files reach the disk before the folder takes its place."""
    if sys.platform != "win32":
        os.sync()
