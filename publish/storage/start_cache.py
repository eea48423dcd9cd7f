"""The start cache: derived data that every start of the program needs, in the user's cache folder.

Parsed style sheets, facts about fonts, C declarations, and the Python source that Jinja generates
from templates: the same for all books of a user.  No text of a book is among them.
"""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from publish.storage.disk_cache import is_own
from publish.storage.private_folder import is_private, make_private
from publish.storage.store import Store
from publish.storage.user_folders import cache_root

T = TypeVar("T")

MOST = 64 * 2**20
"""Bytes of the whole cache; one state of the programs takes some 3 MB."""


class StartCache(Store):
    """A store in the user's cache folder; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(folder, most=MOST, memory=0)

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
    return StartCache(folder if folder and make_private(folder) else None)


def start_folder() -> Path | None:
    """Return the folder of the start cache, or None where the user has no cache folder."""
    root = cache_root()
    return root / "start" if root else None


def clear_start_cache() -> Path | None:
    """Remove the start cache; return its folder, or None where there was none of this program."""
    start_cache.cache_clear()
    folder = start_folder()
    if folder is None or not is_private(folder) or not is_own(folder):
        return None
    shutil.rmtree(folder, ignore_errors=True)
    return folder
