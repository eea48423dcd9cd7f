"""What would be the same at every start, kept where Python keeps what it compiles.

It is trusted as compiled modules are, and stands where nobody can write who could not write the
modules beside it.  Nothing that a text of a book says may be among it.
"""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

from publish.storage.disk_cache import Cache


class Beside(Cache):
    """A folder of entries beside the compiled form of a module, whose path is ``file``.

    Where Python writes nothing that it compiles, nothing is put there.
    """

    def __init__(self, file: str, folder: str, most: int = 8 * 2**20) -> None:
        super().__init__(Path(cache_from_source(file)).parent / folder, most=most)

    def keep(self, name: str, data: bytes) -> None:
        """Keep ``data``; what was used least recently goes where there is too much."""
        if not sys.dont_write_bytecode:
            self.put(name, data)
            self.trim()
