"""Content-addressed disk cache; a corrupt entry is a miss.

Each entry begins with a digest of its name and content, so that damaged and misplaced entries are
recognised.  Entries appear by rename: several processes may share a folder, and each may be killed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from publish.storage.atomic_write import UNFINISHED, remove_abandoned, replace_file
from publish.storage.digests import SIZE

_ROOM = "room"
"""The name of the entry that holds how many bytes may be written before the next trimming."""

_SHARE = 8
"""The fraction of the free room, one in so many, that is filled between two trimmings."""


class DiskCache:
    """A folder of sealed entries, at most ``most`` bytes; least recently used entries go first."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most
        self._written = 0

    def get(self, name: str) -> bytes | None:
        """Return the content of an entry, or None where it is missing or corrupt."""
        path = self._folder / name
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        seal, data = entry[:SIZE], entry[SIZE:]
        if _seal(name, data) != seal:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def has(self, name: str) -> bool:
        """Return whether an entry of that name exists, corrupt or not."""
        return (self._folder / name).exists()

    def put(self, name: str, data: bytes) -> None:
        """Write an entry; where the folder cannot be written, do nothing."""
        # Not durable: an entry that a power cut damages is a miss, and syncing is slow.
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(self._folder / name, _seal(name, data) + data, durable=False)
            self._written += SIZE + len(data)

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
        room = self._most
        for _, size, path in sorted(self._entries(), reverse=True):
            with contextlib.suppress(OSError):
                if path.endswith(UNFINISHED):
                    remove_abandoned(path)
                    continue
            room -= size
            if room < 0:
                with contextlib.suppress(OSError):
                    os.unlink(path)  # noqa: PTH108  # a Path for each of thousands is slow
        return max(room, 0)

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        """Yield the time of last use, the size and the path of each file."""
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    stat = entry.stat()
                    yield stat.st_mtime, stat.st_size, entry.path


def _seal(name: str, data: bytes) -> bytes:
    """Return the digest that begins an entry of this name and content."""
    state = hashlib.blake2b(name.encode() + b"\0", digest_size=SIZE)
    state.update(data)
    return state.digest()
