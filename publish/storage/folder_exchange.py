"""Exchange of two folders in one step, where the system can."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from publish.storage.atomic_write import hidden_path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""The flag of ``renameat2`` of Linux (https://man7.org/linux/man-pages/man2/rename.2.html)."""

_RENAME_SWAP = 2
"""The flag of ``renamex_np`` of macOS."""


def put_folder(new: Path, path: Path) -> None:
    """Put the folder ``new`` in the place of ``path``; the folder of that name comes to ``new``.

    Where the system cannot exchange two names, ``path`` is missing for a moment.  Raises OSError,
    with both folders as they were.
    """
    if not os.path.lexists(path):
        new.rename(path)
        return
    if _exchange(new, path):
        return
    aside = hidden_path(path)
    path.rename(aside)
    try:
        new.rename(path)
    except OSError:
        aside.rename(path)
        raise
    aside.rename(new)


def _exchange(first: Path, second: Path) -> bool:
    """Return whether the system exchanged two names."""
    names = os.fsencode(first), os.fsencode(second)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            result = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            result = library.renamex_np(names[0], names[1], _RENAME_SWAP)
        else:
            return False
    except (AttributeError, OSError, TypeError):
        return False
    return int(result) == 0
