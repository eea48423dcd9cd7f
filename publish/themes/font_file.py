"""The header and the tables of a font file: whether a file is a whole OpenType font.

https://learn.microsoft.com/typography/opentype/spec/otff#organization-of-an-opentype-font
"""

from __future__ import annotations

import io
import logging
import struct
from pathlib import Path
from typing import Any

from publish.themes.font_cache import read_once

_SFNT = frozenset({b"\0\1\0\0", b"OTTO", b"true"})
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name")
_OTHERS = ("OS/2", "post", "loca", "glyf", "CFF ", "GDEF", "GSUB", "GPOS", "kern")
_OUTLINES = frozenset({"glyf", "CFF ", "CFF2"})
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


def table_error(path: Path) -> str:
    """Return which table of a font cannot be read, as the end of a sentence; empty where none."""
    message: str = read_once(_find_damage, path.read_bytes())
    return message


def _find_damage(program: bytes, index: int) -> str:
    logger = logging.getLogger("fontTools")
    level = logger.level
    logger.setLevel(logging.CRITICAL)  # the message below says it in one line
    try:
        return _find_damaged_table(program, index)
    finally:
        logger.setLevel(level)


def _find_damaged_table(program: bytes, index: int) -> str:
    from fontTools.ttLib import TTFont

    place = "list of tables"
    # Damaged tables raise exceptions of any kind.
    try:
        font = TTFont(io.BytesIO(program), fontNumber=index, lazy=False)
        present = set(font.keys())
        for tag in (*_NEEDED, *_OTHERS):
            if tag in present:
                place = f"table “{tag.strip()}”"
                _read_table(font, tag)
            elif tag in _NEEDED:
                return f"has no table “{tag}”"
    except Exception as error:  # noqa: BLE001
        return f"is damaged: its {place} cannot be read ({type(error).__name__})"
    if not present & _OUTLINES:
        return "has no outlines of letters"
    return "" if font.getBestCmap() else "has no characters"


def _read_table(font: Any, tag: str) -> None:
    """Read a table whole; raise an exception where it is damaged."""
    table = font[tag]
    if tag == "glyf":
        for name in font.getGlyphOrder():
            table[name].expand(table)
    elif tag == "CFF ":
        len(table.cff[0].CharStrings)
