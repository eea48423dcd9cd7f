"""Check of an AZW3: each letter and mark of the EPUB is in it, and its language and direction are.

The format is that of Mobipocket with a second version of its markup (KF8):
https://wiki.mobileread.com/wiki/MOBI
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from publish.diagnostics import Diagnostics
from publish.diagnostics.rules.epub import TEXT_DIFFERS
from publish.preflight.epub_file import open_publication

_TAG = re.compile(r"<head\b.*?(?:</head>|\Z)|<[^<>]*>", re.DOTALL)
_UNCOMPRESSED, _PALMDOC = 1, 2
_SHOWN = 10


def check_azw3(azw3: bytes, epub: bytes) -> Diagnostics:
    """Return an error where letters or marks of the EPUB are missing in the AZW3, or are added."""
    expected = _count(_texts_of_epub(epub))
    try:
        actual = _count([unescape(_TAG.sub("", read_text(azw3)))])
    except (ValueError, IndexError) as error:
        return (TEXT_DIFFERS.anywhere(f"the AZW3 cannot be read: {error}"),)
    missing, added = expected - actual, actual - expected
    if not missing and not added:
        return ()
    parts = [
        f"{sum(counts.values())} {verb} ({''.join(sorted(counts)[:_SHOWN])})"
        for counts, verb in ((missing, "missing"), (added, "added"))
        if counts
    ]
    return (TEXT_DIFFERS.anywhere(f"letters and marks in the AZW3: {', '.join(parts)}"),)


def _texts_of_epub(epub: bytes) -> Iterator[str]:
    """Yield the texts of the documents in the reading order, the only ones that calibre keeps."""
    book = open_publication(epub)
    for name in book.spine:
        yield "".join(book.parse(name).body.itertext())


def _count(texts: Iterator[str] | list[str]) -> Counter[str]:
    """Return the numbers of letters, marks and digits."""
    characters = (c for text in texts for c in unicodedata.normalize("NFD", text))
    return Counter(c for c in characters if unicodedata.category(c)[0] in "LMN")


def read_text(azw3: bytes) -> str:
    """Return the markup of an AZW3; raises ValueError or IndexError where it cannot be read."""
    records = list(_records(azw3))
    head = records[0]
    compression, number = _number(head, 0, 2), _number(head, 8, 2)
    if azw3[60:68] != b"BOOKMOBI" or compression not in (_UNCOMPRESSED, _PALMDOC):
        raise ValueError("its compression is unknown")
    flags = _number(head, 0xF2, 2)
    pieces = []
    for record in records[1 : number + 1]:
        data = record[: len(record) - _trailing(record, flags)]
        pieces.append(_decompress(data) if compression == _PALMDOC else data)
    return b"".join(pieces)[: _end_of_text(records)].decode()


def _end_of_text(records: list[bytes]) -> int:
    """Return the end of the text, after which style sheets follow, from the table of flows."""
    flows = next((record for record in records if record.startswith(b"FDST")), b"")
    if not flows:
        raise ValueError("it has no table of its flows")
    return _number(flows, 16, 4)


def _records(data: bytes) -> Iterator[bytes]:
    """Yield the records of a Palm database."""
    count = _number(data, 76, 2)
    starts = [_number(data, 78 + 8 * index, 4) for index in range(count)] + [len(data)]
    for start, end in pairwise(starts):
        yield data[start:end]


def _number(data: bytes, place: int, size: int) -> int:
    return int.from_bytes(data[place : place + size], "big")


def _trailing(record: bytes, flags: int) -> int:
    """Return the number of bytes after the text of a record."""
    total = 0
    for _ in range((flags >> 1).bit_count()):
        size = 0
        for byte in record[: len(record) - total][-4:]:
            size = 0 if byte & 0x80 else size
            size = size << 7 | byte & 0x7F
        total += size
    if flags & 1:
        total += (record[len(record) - total - 1] & 3) + 1
    return total


def _decompress(data: bytes) -> bytes:
    """Return the bytes of a record that is compressed as PalmDOC (LZ77)."""
    out = bytearray()
    place = 0
    while place < len(data):
        byte = data[place]
        place += 1
        if 1 <= byte <= 8:
            out += data[place : place + byte]
            place += byte
        elif byte < 0x80:
            out.append(byte)
        elif byte >= 0xC0:
            out += bytes((0x20, byte ^ 0x80))
        else:
            pair = byte << 8 | data[place]
            place += 1
            distance, length = pair >> 3 & 0x7FF, (pair & 7) + 3
            for _ in range(length):
                out.append(out[-distance])
    return bytes(out)
