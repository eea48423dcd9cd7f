"""The folder of a library: recognised by its record, and replaced in one step."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from publish.catalogue.archive import write_archive
from publish.catalogue.assembly import record_of
from publish.catalogue.model import Catalogue, PublishedFile
from publish.catalogue.record import (
    EMPTY_RECORD,
    RECORD_NAME,
    LibraryRecord,
    read_record,
    write_record,
)
from publish.catalogue.site import SiteFile
from publish.catalogue.site_paths import EVERYTHING
from publish.config import Workspace
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules.destinations import NOT_OWN
from publish.diagnostics.rules.files import FILE_ACCESS
from publish.exceptions import access_error
from publish.storage.folder_exchange import put_folder
from publish.storage.temporary_folder import staging_folder
from publish.text.dataclass import dataclass

_LARGEST_RECORD = 100_000_000


@dataclass(frozen=True, slots=True)
class LibraryFolder:
    """The folder of a library as it is: its record, and the files in it that are not ours."""

    path: Path
    record: LibraryRecord = EMPTY_RECORD
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenLibrary:
    """A library that was written: the digests of its files, and the names of those that are new."""

    files: Mapping[str, str]
    changed: tuple[str, ...]


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
        files = tuple(_walk(path))
        record = _read_record(path)
    except OSError as error:
        raise PublishError(access_error(error, "read", path)) from error
    if record is None and files:
        raise PublishError(_refuse(path, "was not made by `publish library`"))
    record = record or EMPTY_RECORD
    own = {*record.files, RECORD_NAME}
    return LibraryFolder(path, record, tuple(name for name in files if name not in own))


def _refuse(path: Path, reason: str) -> Diagnostic:
    hint = "name another folder with `-o`, or move this one away"
    return NOT_OWN.anywhere(f"{path} {reason}", hint)


def _read_record(path: Path) -> LibraryRecord | None:
    file = path / RECORD_NAME
    if not file.is_file() or file.stat().st_size > _LARGEST_RECORD:
        return None
    return read_record(file.read_bytes())


def _walk(folder: Path) -> Iterator[str]:
    """Yield the paths of all files and links below a folder, and of empty folders in it."""
    for root, folders, files in os.walk(folder):
        place = Path(root).relative_to(folder)
        links = [name for name in folders if Path(root, name).is_symlink()]
        for name in sorted((*files, *links)):
            yield (place / name).as_posix()


def write_library(
    folder: LibraryFolder, site: Mapping[str, SiteFile], catalogue: Catalogue
) -> WrittenLibrary:
    """Write the files of a library and its record, and put the folder in its place in one step.

    A file that is as it was is not written again, but linked, so that its time stays.  Files of
    others stay.  Raises PublishError where a file of others is in the place of ours, or where the
    folder cannot be written.
    """
    clashes = sorted(set(folder.others) & {*site, EVERYTHING})
    if clashes:
        raise PublishError(_refuse(folder.path / clashes[0], "was not made by `publish library`"))
    path = Path(os.path.realpath(folder.path))
    try:
        with staging_folder(path) as staged:
            writer = _FolderWriter(folder.record.files, path, staged)
            for name, content in site.items():
                writer.add(name, content)
            writer.add_archive()
            record = write_record(record_of(catalogue, writer.files))
            writer.add(RECORD_NAME, record)
            for name in folder.others:
                _keep(path / name, staged / name)
            if writer.changed or set(folder.record.files) - set(writer.files):
                _flush()
                put_folder(staged, path)
    except OSError as error:
        raise PublishError(access_error(error, "write", folder.path)) from error
    return WrittenLibrary(writer.files, tuple(writer.changed))


def _flush() -> None:
    """Let all files reach the disk before the folder takes its place."""
    if sys.platform != "win32":
        os.sync()


class _FolderWriter:
    """Writer of a new folder, with links to the files of the ``old`` one that are the same."""

    def __init__(self, recorded: Mapping[str, str], old: Path, new: Path) -> None:
        self._recorded = recorded
        self._old = old
        self._new = new
        self.files: dict[str, str] = {}
        self.changed: list[str] = []

    def add(self, name: str, content: SiteFile) -> None:
        """Add a file with the content; a built file is copied as it was when it was read."""
        if isinstance(content, PublishedFile):
            sha256 = content.sha256
        else:
            sha256 = hashlib.sha256(content).hexdigest()
        if name != RECORD_NAME:
            self.files[name] = sha256
        if self._link(name, sha256):
            return
        if isinstance(content, PublishedFile):
            source, content = content.source, content.source.read_bytes()
            if hashlib.sha256(content).hexdigest() != sha256:
                raise OSError(f"{source} changed meanwhile")
        target = self._new / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self.changed.append(name)

    def add_archive(self) -> None:
        """Add the archive of all files that were added; it is written only where one changed."""
        names = sorted(self.files)
        is_same = not self.changed and names == sorted(set(self._recorded) - {EVERYTHING})
        before = self._recorded.get(EVERYTHING, "")
        if is_same and self._link(EVERYTHING, before):
            self.files[EVERYTHING] = before
            return
        write_archive(self._new / EVERYTHING, self._new, names)
        self.files[EVERYTHING] = _digest(self._new / EVERYTHING)
        self.changed.append(EVERYTHING)

    def _link(self, name: str, sha256: str) -> bool:
        """Return whether the old folder has the file, which is linked then."""
        old = self._old / name
        is_own = name == RECORD_NAME or self._recorded.get(name) == sha256
        try:
            if not is_own or old.is_symlink() or _digest(old) != sha256:
                return False
        except OSError:
            return False
        _keep(old, self._new / name)
        return True


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _keep(old: Path, new: Path) -> None:
    """Link a file of the old folder into the new one; copy it where links are not possible."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(old, new, follow_symlinks=False)
