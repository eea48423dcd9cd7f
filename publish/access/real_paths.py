"""Real paths of many files: links are followed, and each folder is resolved once."""

from __future__ import annotations

import os
import stat
from functools import cache
from pathlib import Path

_UNNAMED = frozenset({"", os.curdir, os.pardir})


class RealPaths:
    """Resolves paths as ``os.path.realpath`` does, which looks at each folder of each path.

    An object is for one moment: a folder that is moved later keeps its place.
    """

    def __init__(self) -> None:
        self._resolve_folder = cache(os.path.realpath)

    def resolve(self, path: Path) -> Path:
        """Return a path with its links followed; raise OSError or ValueError as ``realpath``."""
        if path.name in _UNNAMED or _is_link(path):
            return Path(os.path.realpath(path))
        return Path(self._resolve_folder(path.parent), path.name)


def _is_link(path: Path) -> bool:
    """Return whether a path is a link; raise ValueError for one that no file can have."""
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except OSError:
        return False
