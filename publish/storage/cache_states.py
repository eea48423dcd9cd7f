"""The states of the caches of a workspace and of a user: entries, bytes, limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.storage import start_cache
from publish.storage.cache_paths import MOST_OF_PAGES, MOST_OF_STAMPS, pages_folder, stamps_folder
from publish.storage.disk_cache import list_entries
from publish.storage.shared_cache import SharedCache, measure_folder
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class CacheState:
    """A folder of entries: their number, their bytes, and the bytes that they may have."""

    folder: Path
    entries: int
    size: int
    most: int


def list_local_caches(output: Path) -> Iterator[tuple[str, CacheState]]:
    """Yield the name and the state of each cache of the books in ``output`` and of the user."""
    yield "pages", _measure(pages_folder(output), MOST_OF_PAGES)
    yield "stamps", _measure(stamps_folder(output), MOST_OF_STAMPS)
    start = start_cache.start_folder()
    if start:
        yield "start", _measure(start, start_cache.MOST)


def measure_shared_cache(cache: SharedCache) -> CacheState:
    """Return the state of a shared cache, with the entries of all keys."""
    return CacheState(cache.folder, *measure_folder(cache.folder), cache.most)


def _measure(folder: Path, most: int) -> CacheState:
    sizes = [size for _, size, _ in list_entries(folder)]
    return CacheState(folder, len(sizes), sum(sizes), most)
