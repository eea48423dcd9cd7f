"""The writer of a new folder of a library, with links to the files of the old one."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from publish.catalogue.archive import write_archive
from publish.catalogue.file_states import FileState
from publish.catalogue.library_memory import LibraryMemory, WrittenFile
from publish.catalogue.model import Picture, PublishedFile
from publish.catalogue.record import RECORD_NAME
from publish.catalogue.site_files import Rendering, SiteFile
from publish.catalogue.site_paths import EVERYTHING
from publish.storage.file_digests import SETTLED
from publish.storage.store import Store
from publish.text.dataclass import dataclass


class MissingPicture(Exception):
    """The store has the bytes of a picture no more; the books have to be read anew."""


@dataclass(frozen=True, slots=True)
class OldFolder:
    """The folder of a library as it is: SHA-256 as recorded, states of its files, its memory."""

    path: Path
    recorded: Mapping[str, str]
    states: Mapping[str, FileState]
    memory: LibraryMemory


class FolderWriter:
    """Writer of a new folder; a file that the ``old`` one has is linked, so that its time stays."""

    def __init__(self, old: OldFolder, new: Path, store: Store) -> None:
        self._old = old
        self._new = new
        self._store = store
        self._written: dict[str, WrittenFile] = {}
        self._renderings: dict[str, tuple[str, str]] = {}
        self._rendered: dict[str, bytes] = {}
        self._folders: set[str] = set()
        self.files: dict[str, str] = {}
        self.changed: list[str] = []

    @property
    def memory(self) -> LibraryMemory:
        """The memory of the new folder."""
        return LibraryMemory(self._written, self._renderings)

    def add(self, name: str, content: SiteFile) -> None:
        """Add a file with the content; a built file is copied as it was when it was read."""
        match content:
            case Rendering():
                self._render(name, content)
            case bytes():
                self._put(name, hashlib.sha256(content).hexdigest(), content)
            case PublishedFile() | Picture():
                self._put(name, content.sha256, content)

    def _render(self, name: str, content: Rendering) -> None:
        key, sha256 = self._old.memory.renderings.get(name, ("", ""))
        if key != content.key or not self._link(name, sha256):
            # The list of books has two names.
            data = self._rendered.get(content.key) or content.render()
            self._rendered[content.key] = data
            sha256 = hashlib.sha256(data).hexdigest()
            self._put(name, sha256, data)
        self.files[name] = sha256
        self._renderings[name] = (content.key, sha256)

    def _put(self, name: str, sha256: str, content: bytes | PublishedFile | Picture) -> None:
        if name != RECORD_NAME:
            self.files[name] = sha256
        if self._link(name, sha256):
            return
        target = self._place(name)
        with open(target, "wb") as stream:  # noqa: PTH123  # a Path for each of thousands is slow
            stream.write(self._load(content))
        self._remember(name, sha256)
        self.changed.append(name)

    def _load(self, content: bytes | PublishedFile | Picture) -> bytes:
        match content:
            case bytes():
                return content
            case Picture():
                data = self._store.get(content.key, bytes, remember=False)
                if data is None:
                    raise MissingPicture
                return data
            case PublishedFile():
                data = Path(content.source).read_bytes()
                if hashlib.sha256(data).hexdigest() != content.sha256:
                    raise OSError(f"{content.source} changed meanwhile")
                return data

    def add_archive(self) -> None:
        """Add the archive of all files that were added; it is written only where one changed."""
        names = sorted(self.files)
        recorded = self._old.recorded
        before = recorded.get(EVERYTHING, "")
        is_same = not self.changed and names == sorted(set(recorded) - {EVERYTHING})
        if is_same and self._link(EVERYTHING, before):
            self.files[EVERYTHING] = before
            return
        self._write_archive(names)
        self.files[EVERYTHING] = _digest(f"{self._new}{os.sep}{EVERYTHING}")
        self._remember(EVERYTHING, self.files[EVERYTHING])
        self.changed.append(EVERYTHING)

    def _write_archive(self, names: list[str]) -> None:
        """Write the archive, with the compressed bytes of the old one where files are the same."""
        path = self._new / EVERYTHING
        recorded = self._old.recorded
        if self._has(EVERYTHING, recorded.get(EVERYTHING, "")):
            old = self._old.path / EVERYTHING
            try:
                write_archive(
                    path, self._new, names, old, lambda name: recorded.get(name) == self.files[name]
                )
            except zipfile.BadZipFile:
                path.unlink()
            else:
                return
        write_archive(path, self._new, names)

    def keep(self, name: str) -> None:
        """Keep a file of others."""
        self._keep(name)

    def _link(self, name: str, sha256: str) -> bool:
        """Return whether the old folder has the file, which is linked then."""
        if not self._has(name, sha256):
            return False
        self._keep(name)
        self._remember(name, sha256)
        return True

    def _has(self, name: str, sha256: str) -> bool:
        """Return whether the old folder has the file as it was recorded, or the same record."""
        if name != RECORD_NAME and self._old.recorded.get(name) != sha256:
            return False
        old = f"{self._old.path}{os.sep}{name}"
        written = self._old.memory.files.get(name)
        try:
            if os.path.islink(old):  # noqa: PTH114  # as above
                return False
            if written and written.sha256 == sha256 and written.is_at(self._old.states.get(name)):
                return True
            return _digest(old) == sha256
        except OSError:
            return False

    def _remember(self, name: str, sha256: str) -> None:
        about = os.stat(f"{self._new}{os.sep}{name}")  # noqa: PTH116  # as above
        # A change within the same tick of the clock would leave the state as it is.
        if about.st_mtime_ns + SETTLED < time.time_ns():
            self._written[name] = WrittenFile(
                about.st_size, about.st_ino, about.st_mtime_ns, sha256
            )

    def _place(self, name: str) -> str:
        """Return the path of a new file, in a folder that exists."""
        folder, _, _ = name.rpartition("/")
        if folder not in self._folders:
            (self._new / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self._new}{os.sep}{name}"

    def _keep(self, name: str) -> None:
        """Link a file of the old folder into the new one; copy it where links are not possible."""
        old, new = f"{self._old.path}{os.sep}{name}", self._place(name)
        try:
            os.link(old, new, follow_symlinks=False)
        except (OSError, NotImplementedError):
            shutil.copy2(old, new, follow_symlinks=False)


def _digest(path: str) -> str:
    with open(path, "rb") as stream:  # noqa: PTH123  # as above
        return hashlib.file_digest(stream, "sha256").hexdigest()
