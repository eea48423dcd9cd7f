"""Content-addressed disk cache; a corrupt entry is a miss.

Each entry begins with a digest of its name and content under the key of this machine, so that
damaged and misplaced entries, and those of other machines, are recognised.  Entries appear by
rename: several processes may share a folder, and each may be killed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.storage.atomic_write import (
    is_unfinished,
    remove_abandoned,
    replace_file,
    sweep,
    write_whole,
)
from publish.storage.digests import SIZE
from publish.storage.machine_key import machine_key
from publish.storage.private_folder import make_private

TAG = "CACHEDIR.TAG"
"""The file that marks a folder as a cache, for this program and for programs that make backups.

https://bford.info/cachedir/
"""

SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55\n"
"""The first line of the tag of every program."""

_OWN_TAG = SIGNATURE + b"# This file is a cache directory tag created by publish.\n"

_ROOM = "room"
"""The name of the entry that holds how many bytes may be written before the next trimming."""

NAME = re.compile(rf"[0-9a-f]{{{2 * SIZE}}}")
"""The name of every other entry: a key, in hexadecimal."""

_SHARE = 8
"""The fraction of the free room, one in so many, that is filled between two trimmings."""

_LEAST_ROOM, _NEW_ROOM = 16, 8
"""The fractions of the whole folder that are always free, and that are free after a trimming."""


class DiskCache:
    """A folder of sealed entries, at most ``most`` bytes; least recently used entries go first."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most
        self._written = 0
        self._is_own = False

    def get(self, name: str) -> bytes | None:
        """Return the content of an entry, or None where it is missing or corrupt."""
        path = self._folder / name
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        seal, data = entry[:SIZE], entry[SIZE:]
        if _seal(name, data, machine_key()) != seal:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def has(self, name: str) -> bool:
        """Return whether an entry of that name exists, corrupt or not."""
        return (self._folder / name).exists()

    def put(self, name: str, data: bytes) -> None:
        """Write an entry; where the folder cannot be written, or is another's, do nothing."""
        with contextlib.suppress(OSError):
            if not self._is_own:
                self._is_own = claim(self._folder)
                if self._is_own:
                    sweep(self._folder)
            if not self._is_own:
                return
            entry = _seal(name, data, machine_key()) + data
            # Not durable: an entry that a power cut damages is a miss, and syncing is slow.
            try:
                replace_file(self._folder / name, entry, durable=False)
            except FileNotFoundError:  # the folder has been removed meanwhile
                claim(self._folder)
                replace_file(self._folder / name, entry, durable=False)
            self._written += len(entry)

    def trim(self) -> None:
        """Remove the least recently used entries beyond the size limit.

        The folder is scanned only when a share of its free room has been filled, as far as the
        ``room`` entry knows: killed and concurrent processes may leave it too large.
        """
        if not self._written:
            return
        try:
            room = int(self.get(_ROOM) or 0) - self._written
        except ValueError:
            room = 0
        if room <= 0:
            room = self._remove_excess() // _SHARE
        self.put(_ROOM, b"%d" % room)
        self._written = 0

    def _remove_excess(self) -> int:
        """Remove entries beyond the limit and abandoned files; return the free room in bytes."""
        entries = []
        for entry in list_entries(self._folder):
            with contextlib.suppress(OSError):
                if is_unfinished(os.path.basename(entry[2])):  # noqa: PTH119  # for each of thousands
                    remove_abandoned(entry[2])
                    continue
            entries.append(entry)
        return remove_least_recent(entries, self._most)


Entry = tuple[float, int, str]
"""The time of last use, the size and the path of an entry."""


def list_entries(folder: Path) -> Iterator[Entry]:
    """Yield the entries of a folder, and the files that are written; not the mark of a cache."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == TAG:
                continue
            with contextlib.suppress(OSError):
                stat = entry.stat(follow_symlinks=False)
                yield stat.st_mtime, stat.st_size, entry.path


def remove_least_recent(entries: Sequence[Entry], most: int) -> int:
    """Keep entries within ``most`` bytes; return the free room, at least a sixteenth of these.

    Where there is less, an eighth is made free, from the least recently used entry on: a full
    folder would else be listed again for each new entry.
    """
    room = most - sum(size for _, size, _ in entries)
    if room >= most // _LEAST_ROOM:
        return room
    for _, size, path in sorted(entries):
        with contextlib.suppress(OSError):
            os.unlink(path)  # noqa: PTH108  # a Path for each of thousands is slow
            room += size
        if room >= most // _NEW_ROOM:
            break
    return room


def claim(folder: Path) -> bool:
    """Create and tag a folder of a cache; return whether it is this program's.

    A folder of another program or another user, one that others may write to, and a link to any
    folder are left as they are, as is a folder that cannot be created.
    """
    if not make_private(folder):
        return False
    if _is_tagged(folder):
        return True
    if any(folder.iterdir()) and not _has_only_entries(folder):
        return False
    write_whole(folder / TAG, _OWN_TAG)
    return True


def is_own(folder: Path) -> bool:
    """Return whether a folder is a cache of this program: tagged, or with nothing but entries."""
    with contextlib.suppress(OSError):
        if folder.is_dir() and not folder.is_symlink():
            return _is_tagged(folder) or _has_only_entries(folder)
    return False


def is_entry(path: Path) -> bool:
    """Return whether a file is an entry: its seal fits its name and its content.

    Those of earlier versions, which had no key, are entries too.
    """
    if path.is_symlink() or not path.is_file() or not _is_entry_name(path.name):
        return False
    entry = path.read_bytes()
    seals = (_seal(path.name, entry[SIZE:], key) for key in (machine_key(), b""))
    return entry[:SIZE] in seals


def _is_tagged(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return (folder / TAG).read_bytes() == _OWN_TAG
    return False


def _has_only_entries(folder: Path) -> bool:
    """Return whether all names are those of entries, one of them sealed or unfinished.

    Earlier versions left no tag, and a tag may be damaged as any file of a cache.
    """
    paths = [path for path in folder.iterdir() if path.name != TAG]
    is_marked = any(is_unfinished(path.name) or is_entry(path) for path in paths)
    return is_marked and all(_is_entry_name(path.name) for path in paths)


def _is_entry_name(name: str) -> bool:
    return name == _ROOM or NAME.fullmatch(name) is not None or is_unfinished(name)


def _seal(name: str, data: bytes, key: bytes) -> bytes:
    """Return the digest that begins an entry of this name and content."""
    state = hashlib.blake2b(name.encode() + b"\0", key=key, digest_size=SIZE)
    state.update(data)
    return state.digest()
