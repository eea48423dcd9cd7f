"""The start cache: derived data that every start of the program needs, in the user's cache folder.

Parsed style sheets, facts about fonts, C declarations, and the Python source that Jinja generates
from templates: the same for all books of a user.  No text of a book is among them.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from publish.storage.disk_cache import is_own
from publish.storage.store import Store

T = TypeVar("T")

_MOST = 64 * 2**20
"""Bytes of the whole cache; one state of the programs takes some 3 MB."""

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class StartCache(Store):
    """A store in the user's cache folder; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(folder, most=_MOST, memory=0)

    def get(self, key: str, of: type[T], *, remember: bool = False) -> T | None:
        """Return the value under ``key``; callers remember it where they want it again."""
        return super().get(key, of, remember=remember)

    def put(self, key: str, value: object, *, remember: bool = False) -> None:
        """Store a value and keep the cache within its size limit."""
        super().put(key, value, remember=remember)
        self.trim()


@lru_cache(maxsize=1)
def start_cache() -> StartCache:
    """Return the start cache of this process."""
    folder = start_folder()
    return StartCache(folder if folder and _make_private(folder) else None)


def start_folder() -> Path | None:
    """Return the folder of the start cache, or None where the user has no cache folder."""
    root = _user_cache()
    return root / "start" if root else None


def clear_start_cache() -> Path | None:
    """Remove the start cache; return its folder, or None where there was none of this program."""
    start_cache.cache_clear()
    folder = start_folder()
    if folder is None or not _is_private(folder) or not is_own(folder):
        return None
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _user_cache() -> Path | None:
    """Return the program's folder in the user's cache folder.

    ``PUBLISH_CACHE_DIR`` names it.  Otherwise it follows the XDG base directory specification
    (https://specifications.freedesktop.org/basedir-spec/), Apple's file system guide on macOS, and
    ``LOCALAPPDATA`` on Windows.
    """
    override = os.environ.get("PUBLISH_CACHE_DIR")
    if override:
        return Path(override).absolute()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local, "publish", "Cache") if local else None
    home = os.environ.get("HOME", "")
    if sys.platform == "darwin":
        return Path(home, "Library", "Caches", "publish") if home else None
    caches = os.environ.get("XDG_CACHE_HOME", "")
    if Path(caches).is_absolute():  # the specification: a relative path is ignored
        return Path(caches, "publish")
    return Path(home, ".cache", "publish") if Path(home).is_absolute() else None


def _make_private(folder: Path) -> bool:
    """Create a folder and its parent for the owner alone; return whether both are private."""
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder.parent):
            return False
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return False
    return _is_private(folder)


def _is_private(folder: Path) -> bool:
    """Return whether a folder is this user's and writable by nobody else."""
    try:
        about = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(about.st_mode):
        return False
    if sys.platform == "win32":
        return True  # the folders of a user are private by their access control lists
    return about.st_uid == os.geteuid() and not about.st_mode & _OTHERS_WRITE
