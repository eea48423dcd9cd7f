"""The advances of a TrueType or OpenType font file, read and replaced in place.

fontTools would read and write the whole file, and takes longer to import than a short book to set.
Tables: https://learn.microsoft.com/en-us/typography/opentype/spec/hmtx
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

_TABLE_RECORD = struct.Struct(">4s3I")
_COLLECTION = b"ttcf"
_CHECKSUM_MAGIC = 0xB1B0AFBA


def write_advances(program: bytes, widths: Mapping[int, float]) -> bytes:
    """Return the font file with the advances of ``widths``, in thousandths of the type size.

    An advance that differs by one thousandth or less stays.  The fonts of a collection stay as they
    are.
    """
    if program[:4] == _COLLECTION:
        return program
    tables = _read_tables(program)
    if not {b"head", b"hhea", b"hmtx"} <= tables.keys():
        return program
    (em,) = struct.unpack_from(">H", program, tables[b"head"][0] + 18)
    (count,) = struct.unpack_from(">H", program, tables[b"hhea"][0] + 34)
    metrics = _read_metrics(program, tables, count)
    changed = dict(_find_changes(metrics, em, widths))
    if not changed:
        return program
    # Glyphs after the last advance of the table share it.
    count = max(count, max(changed) + 2)
    advances = [changed.get(glyph, advance) for glyph, (advance, _) in enumerate(metrics)]
    pairs = zip(advances[:count], (bearing for _, bearing in metrics), strict=False)
    bearings = [bearing for _, bearing in metrics[count:]]
    table = b"".join(struct.pack(">Hh", *pair) for pair in pairs)
    table += struct.pack(f">{len(bearings)}h", *bearings)
    data = bytearray(program)
    struct.pack_into(">H", data, tables[b"hhea"][0] + 34, min(count, len(metrics)))
    tables[b"hmtx"] = _put_table(data, tables[b"hmtx"], table)
    _write_records(data, tables)
    return bytes(data)


def _read_metrics(
    program: bytes, tables: Mapping[bytes, tuple[int, int]], count: int
) -> list[tuple[int, int]]:
    """Return the advance and the left bearing of each glyph."""
    start, length = tables[b"hmtx"]
    metrics = list(struct.iter_unpack(">Hh", program[start : start + 4 * count]))
    rest = program[start + 4 * count : start + length - length % 2]
    last = metrics[-1][0] if metrics else 0
    return metrics + [(last, bearing) for (bearing,) in struct.iter_unpack(">h", rest)]


def _find_changes(
    metrics: Sequence[tuple[int, int]], em: int, widths: Mapping[int, float]
) -> Iterator[tuple[int, int]]:
    """Yield the glyphs whose advances differ from ``widths``, with the new advances."""
    for glyph, width in widths.items():
        if glyph < len(metrics) and abs(metrics[glyph][0] * 1000 / em - width) > 1:
            yield glyph, round(width * em / 1000)


def _put_table(data: bytearray, place: tuple[int, int], table: bytes) -> tuple[int, int]:
    """Write a table in its place, or at the end where it is longer; return its new place."""
    offset, length = place
    if len(table) > length:
        data += bytes(-len(data) % 4)
        offset = len(data)
        data += table + bytes(-len(table) % 4)
    else:
        data[offset : offset + len(table)] = table
    return offset, len(table)


def _read_tables(program: bytes) -> dict[bytes, tuple[int, int]]:
    """Return the offset and the length of each table of a font file."""
    (count,) = struct.unpack_from(">H", program, 4)
    records = (_TABLE_RECORD.unpack_from(program, 12 + 16 * n) for n in range(count))
    return {tag: (offset, length) for tag, _, offset, length in records}


def _write_records(data: bytearray, tables: dict[bytes, tuple[int, int]]) -> None:
    """Write the records of ``hhea`` and ``hmtx`` and the checksum of the whole file."""
    for number, (tag, (offset, length)) in enumerate(tables.items()):
        if tag in {b"hhea", b"hmtx"}:
            checksum = _checksum(data[offset : offset + length])
            _TABLE_RECORD.pack_into(data, 12 + 16 * number, tag, checksum, offset, length)
    adjustment = tables[b"head"][0] + 8
    struct.pack_into(">I", data, adjustment, 0)
    struct.pack_into(">I", data, adjustment, (_CHECKSUM_MAGIC - _checksum(data)) & 0xFFFFFFFF)


def _checksum(data: bytes | bytearray) -> int:
    padded = bytes(data) + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
