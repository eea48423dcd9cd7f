"""Facts read from font files, kept in the start cache.

Loading fontTools and reading the substitution tables of a font takes as long as laying out three
pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publish.storage.file_digests import content_digest
from publish.storage.start_cache import start_cache


def read_once(read: Callable[[bytes, int], Any], program: bytes, index: int = 0) -> Any:
    """Return the plain data that ``read`` returns for a font file and the index of a font in it."""
    store = start_cache()
    reader = f"{read.__module__}.{read.__qualname__}"
    key = store.key("font", reader, str(index), content_digest(program))
    facts = store.get(key, object)
    if facts is None:
        facts = read(program, index)
        store.put(key, facts)
    return facts
