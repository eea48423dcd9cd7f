"""States of files: sizes, inodes and times, which tell without reading whether a file changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from publish.storage.digests import digest
from publish.storage.file_digests import SETTLED
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class FileState:
    """The size, the inode, and the times of the last change of a file and of its entry."""

    size: int
    inode: int
    modified: int
    changed: int

    @property
    def newest(self) -> int:
        """The time of its last change, in nanoseconds."""
        return max(self.modified, self.changed)


MISSING = FileState(-1, 0, 0, 0)
"""The state of a file that is not there."""


@dataclass(frozen=True, slots=True)
class FileStates:
    """The states of files by their paths, at ``time`` in nanoseconds."""

    states: Mapping[str, FileState]
    time: int

    def below(self, folder: Path) -> FileStates:
        """Return the states of the files below a folder."""
        start = f"{folder}{os.sep}"
        chosen = {path: state for path, state in self.states.items() if path.startswith(start)}
        return FileStates(chosen, self.time)

    def by_folder(self) -> Mapping[str, FileStates]:
        """Return the states of the files of each folder, without those of folders in it."""
        folders: dict[str, dict[str, FileState]] = {}
        for path, state in self.states.items():
            folder, _, _ = path.rpartition(os.sep)
            folders.setdefault(folder, {})[path] = state
        return {folder: FileStates(states, self.time) for folder, states in folders.items()}

    def without(self, paths: Iterable[Path]) -> FileStates:
        """Return the states of all other files."""
        left_out = set(map(str, paths))
        chosen = {path: state for path, state in self.states.items() if path not in left_out}
        return FileStates(chosen, self.time)

    def join(self, others: FileStates) -> FileStates:
        """Return these states and others."""
        return FileStates({**self.states, **others.states}, min(self.time, others.time))

    def digest(self, *parts: str) -> str:
        """Return the digest of the states, and of other parts of a key."""
        lines = (
            f"{path} {state.size} {state.inode} {state.modified} {state.changed}"
            for path, state in sorted(self.states.items())
        )
        return digest(*parts, *lines)

    @property
    def is_settled(self) -> bool:
        """Whether a file that changes after these states were read has another state."""
        newest = max((state.newest for state in self.states.values()), default=0)
        return newest + SETTLED < self.time


def read_states(places: Iterable[Path]) -> FileStates:
    """Return the states of files, and of all files below folders."""
    now = time.time_ns()
    return FileStates(
        {path: state for place in places for path, state in _list_states(str(place))}, now
    )


def _list_states(place: str) -> Iterator[tuple[str, FileState]]:
    try:
        with os.scandir(place) as listing:
            entries = list(listing)
    except NotADirectoryError:
        yield place, _state(os.stat(place))  # noqa: PTH116  # as for the entries of a folder
    except FileNotFoundError:
        yield place, MISSING
    else:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _list_states(entry.path)
            else:
                yield entry.path, _state_of_entry(entry)


def _state_of_entry(entry: os.DirEntry[str]) -> FileState:
    try:
        return _state(entry.stat())
    except OSError:  # a link that leads nowhere
        return _state(entry.stat(follow_symlinks=False))


def _state(about: os.stat_result) -> FileState:
    return FileState(about.st_size, about.st_ino, about.st_mtime_ns, about.st_ctime_ns)
