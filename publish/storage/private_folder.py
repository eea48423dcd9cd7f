"""Folders of this user alone, which no other user can write to."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def make_private(folder: Path) -> bool:
    """Create a folder and its parent for the owner alone; return whether both are private."""
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_private(folder.parent):
            return False
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return False
    return is_private(folder)


def is_private(folder: Path) -> bool:
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
