"""States of paths: metadata by which an unchanged file or folder is known without reading it.

The rule is that of the index of git: a file is unchanged where its size, its times and its inode
are, unless it changed shortly before its state was taken: a second change within one tick of the
clock of a file system would leave the same state.
https://git-scm.com/docs/racy-git
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator

from publish.storage.file_digests import SETTLED

Metadata = tuple[int, int, int, int, int, int] | None
"""Device, inode, mode, size, and the two times of a change in nanoseconds; None for nothing."""

PathState = tuple[str, Metadata]
"""The path to which a link leads, empty for what is no link, and the metadata of that file."""


def state_of(path: str) -> PathState:
    """Return the state of a file, a folder or a link; None also where there is no access."""
    try:
        about = os.lstat(path)
        if not stat.S_ISLNK(about.st_mode):
            return "", _metadata(about)
        target = os.path.realpath(path)
    except (OSError, ValueError):
        return "", None
    try:
        return target, _metadata(os.stat(target))  # noqa: PTH116  # no Path for each of thousands
    except OSError:
        return target, None


def states_below(folder: str) -> Iterator[tuple[str, PathState]]:
    """Yield the path and the state of a folder and of everything below it, in a fixed order.

    Links to folders are followed in ``folder`` itself, not further below.
    """
    yield folder, state_of(folder)
    for path in _entries(folder):
        yield path, state_of(path)
        yield from _states_of_entries(path)


def newest_time(states: Iterable[PathState]) -> int:
    """Return the time of the last change of paths, in nanoseconds; 0 where there are none."""
    return max((time for _, data in states if data for time in data[4:]), default=0)


def is_settled(newest: int, now: int) -> bool:
    """Return whether paths that changed last at ``newest`` are known by their states of ``now``."""
    return newest + SETTLED < now


def _metadata(about: os.stat_result) -> Metadata:
    times = (about.st_mtime_ns, about.st_ctime_ns)
    return (about.st_dev, about.st_ino, about.st_mode, about.st_size, *times)


def _entries(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.path for entry in entries)
    except OSError:
        return []


def _states_of_entries(folder: str) -> Iterator[tuple[str, PathState]]:
    for path in _entries(folder):
        yield path, state_of(path)
        if not os.path.islink(path):  # noqa: PTH114  # as above
            yield from _states_of_entries(path)
