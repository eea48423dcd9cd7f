"""Digests of files and folders; a file is read again only when its metadata changes.

A theme holds some megabytes of fonts, and ``publish watch`` needs their digests after every edit.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from publish.storage.digests import digest

SETTLED = 2 * 10**9
"""Nanoseconds after which a change gives a file another time: file systems tick every 2 seconds."""

MOST = 4096
"""The number of files whose digests are remembered."""

_State = tuple[int, ...]

_digests: dict[str, tuple[_State, str]] = {}
"""The state and the digest of each file read, by path."""


@lru_cache(maxsize=32)
def content_digest(data: bytes) -> str:
    """Return the digest of the content of a file, remembered for the last 32 contents."""
    return digest(data)


def digest_files(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the relative path and the digest of each file below a folder, sorted by path."""
    start = len(str(folder)) + 1
    return tuple(
        (path[start:].replace(os.sep, "/"), digest_file(path))
        for path in sorted(_files(str(folder)))
    )


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.is_file():
                yield entry.path


def digest_file(path: str) -> str:
    """Return the digest of the content of a file."""
    now = time.time_ns()
    about = os.stat(path)  # noqa: PTH116  # a Path is made of each only where it is needed
    state = (
        *(about.st_dev, about.st_ino, about.st_size),
        *(about.st_mtime_ns, about.st_ctime_ns),
    )
    entry = _digests.get(path)
    if entry and entry[0] == state:
        return entry[1]
    result = content_digest(Path(path).read_bytes())
    if max(about.st_mtime_ns, about.st_ctime_ns) + SETTLED < now:
        if len(_digests) >= MOST:
            _digests.clear()
        _digests[path] = (state, result)
    return result
