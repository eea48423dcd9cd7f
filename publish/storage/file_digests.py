"""What is in files and folders: digests, each file read once for as long as it lies untouched.

A theme has some megabytes of fonts, and who watches asks for it after every edit.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from publish.storage.disk_cache import file_digest

SETTLED = 2 * 10**9
"""Nanoseconds after which a file that is changed again has another time: clocks of file systems
tick up to every two seconds."""

MOST = 4096
"""How many files are known."""

_About = tuple[int, ...]

_known: dict[str, tuple[_About, str]] = {}


def digests(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the files of a folder and of all folders in it, by their names, with their digests."""
    start = len(str(folder)) + 1
    return tuple(
        (path[start:].replace(os.sep, "/"), digest_of(path)) for path in sorted(_files(str(folder)))
    )


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.is_file():
                yield entry.path


def digest_of(path: str) -> str:
    """Return the digest of what is in a file."""
    now = time.time_ns()
    about = os.stat(path)  # noqa: PTH116  # a path is made of each only where it is wanted
    key = (
        *(about.st_dev, about.st_ino, about.st_size),
        *(about.st_mtime_ns, about.st_ctime_ns),
    )
    known = _known.get(path)
    if known and known[0] == key:
        return known[1]
    found = file_digest(Path(path).read_bytes())
    if max(about.st_mtime_ns, about.st_ctime_ns) + SETTLED < now:
        if len(_known) >= MOST:
            _known.clear()
        _known[path] = (key, found)
    return found
