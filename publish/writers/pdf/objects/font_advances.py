"""The advances of a TrueType or OpenType font file, read and replaced in place.

fontTools would read and write the whole file, and takes longer to import than a short book to set.
Tables: https://learn.microsoft.com/en-us/typography/opentype/spec/hmtx
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

_TABLE_RECORD = struct.Struct(">4s3I")
_COLLECTION = b"ttcf"
_CHECKSUM_MAGIC = 0xB1B0AFBA


def write_advances(program: bytes, widths: Mapping[int, float]) -> bytes:
    """Return the font file with the advances of ``widths``, in thousandths of the type size.

    An advance that differs by one thousandth or less stays.  A glyph that shares its advance with
    the glyphs before it, as in a font of one width, keeps it; so do the fonts of a collection.
    """
    if program[:4] == _COLLECTION:
        return program
    tables = _read_tables(program)
    if not {b"head", b"hhea", b"hmtx"} <= tables.keys():
        return program
    (em,) = struct.unpack_from(">H", program, tables[b"head"][0] + 18)
    (count,) = struct.unpack_from(">H", program, tables[b"hhea"][0] + 34)
    start, length = tables[b"hmtx"]
    data = bytearray(program)
    for glyph, width in widths.items():
        place = start + 4 * glyph
        if glyph < count and place + 2 <= start + length:
            (advance,) = struct.unpack_from(">H", data, place)
            if abs(advance * 1000 / em - width) > 1:
                struct.pack_into(">H", data, place, round(width * em / 1000))
    if data == program:
        return program
    _write_checksums(data, tables)
    return bytes(data)


def _read_tables(program: bytes) -> dict[bytes, tuple[int, int]]:
    """Return the offset and the length of each table of a font file."""
    (count,) = struct.unpack_from(">H", program, 4)
    records = (_TABLE_RECORD.unpack_from(program, 12 + 16 * n) for n in range(count))
    return {tag: (offset, length) for tag, _, offset, length in records}


def _write_checksums(data: bytearray, tables: Mapping[bytes, tuple[int, int]]) -> None:
    """Write the checksums of ``hmtx`` and of the whole file."""
    for number, tag in enumerate(tables):
        if tag == b"hmtx":
            offset, length = tables[tag]
            struct.pack_into(">I", data, 12 + 16 * number + 4, _checksum(data[offset:][:length]))
    adjustment = tables[b"head"][0] + 8
    struct.pack_into(">I", data, adjustment, 0)
    struct.pack_into(">I", data, adjustment, (_CHECKSUM_MAGIC - _checksum(data)) & 0xFFFFFFFF)


def _checksum(data: bytes | bytearray) -> int:
    padded = bytes(data) + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
