"""What was laid out before, kept in a folder: an entry that is not whole is one that is not there.

Every entry is named by the digest of all it was made from, so that none is ever out of date, and
begins with a digest of itself and of its name, so that a damaged one, or one in the place of
another, is known.  It appears by rename, so that two processes may use the folder at once and
either may be killed.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

DIGEST = 16
_UNFINISHED = ".part"
_numbers = itertools.count()
_HOUR = 3600

_LEFT = "left"
"""The entry that says how much may be put until all are looked over again."""

_SHARE = 8


def digest(*parts: bytes | str) -> str:
    """Return one name for these parts; other parts, or other bounds between them, have another."""
    made = hashlib.blake2b(digest_size=DIGEST)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()


@lru_cache(maxsize=32)
def file_digest(data: bytes) -> str:
    """Return the digest of the bytes of a file, reckoned once for the same bytes."""
    return digest(data)


def _seal(name: str, data: bytes) -> bytes:
    """Return what an entry begins with: a digest that fits this data under this name alone."""
    made = hashlib.blake2b(name.encode() + b"\0", digest_size=DIGEST)
    made.update(data)
    return made.digest()


class Cache:
    """A folder of entries by their digests; those used least recently go when there are too many.

    ``state`` names all that changes every entry at once: the versions of the programs, in short.
    """

    def __init__(self, folder: Path, state: str = "", most: int = 512 * 2**20) -> None:
        # It goes into the name of every entry, and is long.
        self.state = digest(state)
        self._folder = folder
        self._most = most
        self._written = 0

    def get(self, name: str) -> bytes | None:
        """Return what was put under ``name``, or None where it is not there or not whole."""
        path = self._folder / name
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        head, data = entry[:DIGEST], entry[DIGEST:]
        if _seal(name, data) != head:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def has(self, name: str) -> bool:
        """Tell whether something is there under ``name``, whole or not."""
        return (self._folder / name).exists()

    def put(self, name: str, data: bytes) -> None:
        """Keep ``data``; where it cannot be written, nothing is kept and nothing is lost."""
        # Named before it is made, so that Ctrl-C finds nothing there that has no name yet.
        part = self._folder / f"{name}.{os.getpid()}.{next(_numbers)}{_UNFINISHED}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # Not synced: an entry that a power cut damages is a miss, and syncing is slow.
            with part.open("xb") as stream:
                stream.write(_seal(name, data) + data)
            part.replace(self._folder / name)
            self._written += DIGEST + len(data)
        except BaseException as error:
            with contextlib.suppress(OSError):
                part.unlink()
            if not isinstance(error, OSError):
                raise

    def trim(self) -> None:
        """Remove the entries used least recently, as many as there are too many.

        They are looked over when a share of the room that there was has been filled, as far as
        is known: who is killed does not say what he has put, and of two at once only one does.
        """
        if not self._written:
            return
        left = int(self.get(_LEFT) or 0) - self._written
        if left <= 0:
            left = self._trimmed() // _SHARE
        self.put(_LEFT, b"%d" % left)
        self._written = 0

    def _trimmed(self) -> int:
        """Remove what there is too much of; return the room that is left."""
        room = self._most
        for used, size, path in sorted(self._entries(), reverse=True):
            abandoned = path.endswith(_UNFINISHED) and used < time.time() - _HOUR
            room -= size
            if abandoned or room < 0:
                with contextlib.suppress(OSError):
                    os.unlink(path)  # noqa: PTH108  # thousands are looked at, and no Path is made
        return max(room, 0)

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    about = entry.stat()
                    yield about.st_mtime, about.st_size, entry.path
