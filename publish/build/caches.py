"""Where what was made before is kept: one folder beside the books, which nobody would miss."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publish.cache import Cache
    from publish.memory import Memory


def caches(output: Path) -> Path:
    """Return the folder of all that is kept of the books made into ``output``."""
    return output / ".cache"


@cache
def page_cache(output: Path) -> Cache:
    """Return the pages laid out before, by programs of the same state; one object a process."""
    from publish.build.versions import versions
    from publish.cache import Cache

    return Cache(caches(output) / "pages", versions())


@cache
def memory(output: Path) -> Memory:
    """Return what was found in reading the books before; one object a process."""
    from publish.memory import Memory

    return Memory(page_cache(output))


def clear(output: Path) -> bool:
    """Remove all that is kept of the books made into ``output``; tell whether there was any."""
    folder = caches(output)
    if not folder.is_dir():
        return False
    import shutil

    shutil.rmtree(folder)
    return True
