"""The cache of a workspace: one hidden folder beside its books, safe to delete at any time."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from publish.storage.atomic_write import UNFINISHED, sweep

if TYPE_CHECKING:
    from publish.storage.store import Store


def cache_folder(output: Path) -> Path:
    """Return the folder of everything cached for the books in ``output``."""
    return output / ".cache"


@cache
def book_store(output: Path) -> Store:
    """Return the store of the books in ``output``: chapters read and pages laid out before."""
    from publish.storage.store import Store

    return Store(cache_folder(output) / "pages")


def stamp_store(output: Path) -> Store:
    """Return the store of the stamps of the books in ``output``."""
    from publish.storage.store import Store

    return Store(cache_folder(output) / "stamps", most=16 * 2**20)


def clear_caches(output: Path) -> bool:
    """Remove the cache of the books in ``output``; return whether there was one.

    The folder is renamed first, so that other processes may add to it meanwhile.  Unfinished files
    that killed processes left beside the books go as well.
    """
    import shutil

    for place, _, _ in os.walk(output):
        sweep(Path(place))
    folder = cache_folder(output)
    existed = True
    try:
        folder.rename(folder.with_name(f"{folder.name}.{os.urandom(6).hex()}{UNFINISHED}"))
    except FileNotFoundError:
        existed = False
    for abandoned in output.glob(f"{folder.name}.*{UNFINISHED}"):
        shutil.rmtree(abandoned, ignore_errors=True)
    return existed
