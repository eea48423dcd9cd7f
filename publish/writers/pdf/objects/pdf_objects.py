"""PDF objects and the file made of them (ISO 32000-2, 7.3 and 7.5).

pydyf is not used, because its objects hold every number as a Python object; here the bytes of
cached pages are written unchanged.
"""

from __future__ import annotations

import re
import struct
import zlib
from codecs import BOM_UTF16_BE
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial

from publish.storage.digests import digest

_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R\b")
_SPECIAL = re.compile(rb"([\\()])")

_ROW = struct.Struct(">BIH")
"""A row of the cross-reference stream: type, offset or stream number, generation or index."""

LONGEST_STRING = 8_000
"""Characters of a string of at most 32,767 bytes, which archives take (ISO 19005-2, 6.1.13)."""

OBJECT_STREAM_SIZE = 200
"""Objects in one object stream: enough to compress well, few enough to read one by one."""


# A book has thousands of numbers, but only a few hundred different ones.
@lru_cache(maxsize=4096)
def format_number(value: float) -> bytes:
    """Return a number with at most three decimals, a thousandth of a point."""
    return f"{value:.3f}".rstrip("0").rstrip(".").encode().replace(b"-0", b"0", value == 0)


def format_numbers(values: Iterable[float]) -> bytes:
    """Return numbers separated by spaces, for an array."""
    return b" ".join(map(format_number, values))


def text_string(text: str) -> bytes:
    """Return a text string: ASCII as a literal, other text as UTF-16 (ISO 32000-2, 7.9.2.2).

    A text of more than ``LONGEST_STRING`` characters is cut.
    """
    if len(text) > LONGEST_STRING:
        text = f"{text[: LONGEST_STRING - 1]}…"
    if text.isascii():
        return b"(" + _SPECIAL.sub(rb"\\\1", text.encode()) + b")"
    return b"<" + (BOM_UTF16_BE + text.encode("utf-16-be")).hex().encode() + b">"


def reference(number: int) -> bytes:
    """Return a reference to an object."""
    return b"%d 0 R" % number


def renumber_references(data: bytes, new_number: Callable[[int], int]) -> bytes:
    """Return an object with the number in each reference mapped by ``new_number``."""
    return _REFERENCE.sub(lambda match: reference(new_number(int(match[1]))), data)


@dataclass(slots=True)
class PdfObjects:
    """The numbered objects of a PDF; each is a value, or a stream with its dictionary."""

    _objects: list[tuple[bytes, bytes | None]] = field(default_factory=list)

    def reserve(self) -> int:
        """Return the number of an object to be written later with ``put``."""
        return self.add(b"null")

    def add(self, head: bytes, stream: bytes | None = None) -> int:
        """Add an object and return its number."""
        self._objects.append((head, stream))
        return len(self._objects)

    def add_all(
        self, objects: Iterable[tuple[bytes, bytes | None]], earlier: tuple[int, ...] = ()
    ) -> Callable[[bytes], bytes]:
        """Add objects that refer to each other by numbers from 1; return the renumbering function.

        ``earlier`` are the numbers of objects already in the file; the first of the numbers from
        1 stand for these.
        """
        base = len(self._objects) - len(earlier)

        def new_number(number: int) -> int:
            return earlier[number - 1] if number <= len(earlier) else base + number

        for head, stream in objects:
            self.add(renumber_references(head, new_number), stream)
        return partial(renumber_references, new_number=new_number)

    def put(self, number: int, head: bytes) -> None:
        """Write the object of a number from ``reserve``."""
        self._objects[number - 1] = (head, None)

    def change_streams(self, change: Callable[[bytes, bytes], tuple[bytes, bytes]]) -> None:
        """Replace the dictionary and the data of each stream so far by what ``change`` returns."""
        self._objects[:] = [
            (head, stream) if stream is None else change(head, stream)
            for head, stream in self._objects
        ]

    def to_bytes(self, catalog: int, info: int) -> bytes:
        """Return the file: streams, object streams, and a cross-reference stream at the end.

        Its identifiers (ISO 32000-2, 14.4) are a digest of its objects.
        """
        rows: list[tuple[int, int, int]] = [(0, 0, 65535)]
        chunks = [b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"]
        position = len(chunks[0])

        def write(number: int, head: bytes, stream: bytes) -> int:
            nonlocal position
            start = position
            opening, closing = b"%d 0 obj\n%b\nstream\n" % (number, head), b"\nendstream\nendobj\n"
            chunks.extend((opening, stream, closing))
            position += len(opening) + len(stream) + len(closing)
            return start

        loose: list[tuple[int, bytes]] = []
        for number, (head, stream) in enumerate(self._objects, start=1):
            if stream is None:
                loose.append((number, head))
                rows.append((2, 0, 0))
            else:
                rows.append((1, write(number, head, stream), 0))
        for start in range(0, len(loose), OBJECT_STREAM_SIZE):
            batch = loose[start : start + OBJECT_STREAM_SIZE]
            stream_number = len(rows)
            for index, (number, _) in enumerate(batch):
                rows[number] = (2, stream_number, index)
            head, stream = _object_stream(tuple(batch))
            rows.append((1, write(stream_number, head, stream), 0))
        last = len(rows)
        rows.append((1, position, 0))
        table = zlib.compress(b"".join(_ROW.pack(*row) for row in rows), 9)
        name = digest(*chunks).encode()
        head = b"<</Type/XRef/Size %d/W[1 4 2]/Root %b/Info %b/ID[<%b><%b>]" % (
            len(rows),
            reference(catalog),
            reference(info),
            name,
            name,
        )
        head += b"/Filter/FlateDecode/Length %d>>" % len(table)
        start = write(last, head, table)
        chunks.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(chunks)


# After an edit most object streams are the same as before.
@lru_cache(maxsize=64)
def _object_stream(batch: tuple[tuple[int, bytes], ...]) -> tuple[bytes, bytes]:
    """Return the dictionary and the data of an object stream (ISO 32000-2, 7.5.7)."""
    index: list[bytes] = []
    position = 0
    for number, head in batch:
        index.append(b"%d %d" % (number, position))
        position += len(head) + 1
    first = b" ".join(index) + b"\n"
    data = zlib.compress(first + b"\n".join(head for _, head in batch), 6)
    head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (
        len(batch),
        len(first),
        len(data),
    )
    return head, data
