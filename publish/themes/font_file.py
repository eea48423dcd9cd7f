"""The header of a font file: whether a file is a whole OpenType font.

https://learn.microsoft.com/typography/opentype/spec/otff#organization-of-an-opentype-font
"""

from __future__ import annotations

import struct
from pathlib import Path

_SFNT = frozenset({b"\0\1\0\0", b"OTTO", b"true"})
_WOFF = frozenset({b"wOFF", b"wOF2"})


def font_error(path: Path) -> str:
    """Return what is wrong with a font file, as the end of a sentence; empty where it is whole."""
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(12)
        signature = header[:4]
        if signature in _WOFF:
            # WOFF states its own length: https://www.w3.org/TR/WOFF2/#woff20Header
            length = int.from_bytes(header[8:12], "big")
            return "" if len(header) == 12 and size >= length else "is cut off"
        if signature not in _SFNT:
            return "is not a font: TrueType, OpenType or WOFF"
        count = int.from_bytes(header[4:6], "big")
        directory = file.read(16 * count)
    if not directory or len(directory) < 16 * count:
        return "is cut off"
    ends = (offset + length for _, _, offset, length in struct.iter_unpack(">4sIII", directory))
    return "is cut off" if max(ends, default=0) > size else ""
