"""Folders that only their user may write to: caches are read from no others."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def is_private(folder: Path) -> bool:
    """Return whether a path is a folder of this user that nobody else may write to.

    A link is not followed.  On a file system without modes the owner alone counts.
    """
    try:
        about = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(about.st_mode):
        return False
    if sys.platform == "win32":
        return True  # the folders of a user are private by their access control lists
    if about.st_uid != os.geteuid():
        return False
    return not about.st_mode & _OTHERS_WRITE or not _has_modes(folder, about.st_mode)


def is_of_another_user(path: Path) -> bool:
    """Return whether a path belongs to another user; a missing one does not."""
    if sys.platform == "win32":
        return False
    with suppress(OSError):
        return path.lstat().st_uid != os.geteuid()
    return False


def make_private(folder: Path) -> bool:
    """Create a folder and its parent for the owner alone; return whether both are private.

    Missing folders above the parent have the usual modes.
    """
    try:
        return _make(folder.parent) and _make(folder)
    except OSError:
        return False


def _make(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        return is_private(folder)
    if not is_private(folder):
        folder.rmdir()  # the file system gives each file to another user
        return False
    return True


def _has_modes(folder: Path, mode: int) -> bool:
    """Return whether the file system keeps the modes of files; those of FAT are all alike."""
    try:
        folder.chmod(stat.S_IMODE(mode) & ~_OTHERS_WRITE)
        has_modes = not folder.lstat().st_mode & _OTHERS_WRITE
        folder.chmod(stat.S_IMODE(mode))
    except OSError:
        return False
    return has_modes
