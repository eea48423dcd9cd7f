"""What is known of a font by its file alone, read once and not at every start.

To load fontTools, and with it the tables in which glyphs are put for others, takes as long as to
lay out three pages.  What was read is kept as plain data where Python keeps what it compiles, under
the digest of the file, so that even a book made from nothing finds it.
"""

from __future__ import annotations

import importlib.util
import marshal
import sys
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from publish.storage.disk_cache import digest, file_digest
from publish.storage.start_cache import Beside

READERS = (
    *("themes/font_cache.py", "themes/font_reader.py", "writers/pdf/content/font_coverage.py"),
    "writers/pdf/engine/corrections/to_unicode.py",
    "writers/pdf/engine/corrections/text_extraction/glyphs.py",
)
"""The modules that say what is read: when one of them is edited, all is read again."""


def kept(read: Callable[[bytes, int], Any], program: bytes, index: int = 0) -> Any:
    """Return what ``read`` finds in the file of a font, which must be plain data."""
    name = digest(_how(), read.__qualname__, str(index), file_digest(program))
    data = _facts().get(name)
    if data is not None:
        return marshal.loads(data)  # its digest was right
    found = read(program, index)
    _facts().keep(name, marshal.dumps(found))
    return found


@lru_cache(maxsize=1)
def _facts() -> Beside:
    return Beside(__file__, "fonts")


@lru_cache(maxsize=1)
def _how() -> str:
    """Return the digest of what reads fonts: fontTools, which begins with its version, and ours."""
    library = importlib.util.find_spec("fontTools")
    told = Path(library.origin).read_bytes() if library and library.origin else b""
    here = Path(__file__).parent.parent
    ours = (here.joinpath(name).read_bytes() for name in READERS)
    return digest(sys.version, unicodedata.unidata_version, told, *ours)
