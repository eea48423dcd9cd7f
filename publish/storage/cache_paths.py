"""Where what was made before is kept: one folder beside the books, which nobody would miss."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from publish.storage.atomic_write import UNFINISHED, sweep

if TYPE_CHECKING:
    from publish.storage.disk_cache import Cache
    from publish.storage.memory_cache import Memory


def caches(output: Path) -> Path:
    """Return the folder of all that is kept of the books made into ``output``."""
    return output / ".cache"


@cache
def page_cache(output: Path) -> Cache:
    """Return the pages laid out before, by programs of the same state; one object a process."""
    from publish.storage.disk_cache import Cache, digest
    from publish.storage.environment import versions

    return Cache(caches(output) / "pages", digest(versions()))


def memory(output: Path) -> Memory:
    """Return what this process remembers of the books made into ``output``."""
    from publish.storage.memory_cache import of

    return of(page_cache(output))


def clear(output: Path) -> bool:
    """Remove all that is kept of the books made into ``output``; tell whether there was any.

    It goes in one step, while others may be adding to it.  What processes that were killed left
    unfinished beside the books goes with it.
    """
    import shutil

    for folder, _, _ in os.walk(output):
        sweep(Path(folder))
    kept = caches(output)
    there = True
    try:
        kept.rename(kept.with_name(f"{kept.name}.{os.urandom(6).hex()}{UNFINISHED}"))
    except FileNotFoundError:
        there = False
    for gone in output.glob(f"{kept.name}.*{UNFINISHED}"):
        shutil.rmtree(gone, ignore_errors=True)
    return there
