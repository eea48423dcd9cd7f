"""The objects of a PDF, written down (ISO 32000-2, 7.3 and 7.5): numbered, packed, one whole file.

Written here and not by pydyf, which keeps every number as an object of its own, so that cached
pages go into the file as the bytes they are.
"""

from __future__ import annotations

import re
import struct
import zlib
from codecs import BOM_UTF16_BE
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial

_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R\b")
_SPECIAL = re.compile(rb"([\\()])")

_ROW = struct.Struct(">BIH")

PACK = 200
"""How many objects go into one stream: few enough to be read one by one, many enough to press."""


# Pages are alike: a book has thousands of numbers, and a few hundred different ones.
@lru_cache(maxsize=4096)
def number(value: float) -> bytes:
    """Return a number in as few digits as a page needs: a thousandth of a point, or none."""
    return f"{value:.3f}".rstrip("0").rstrip(".").encode().replace(b"-0", b"0", value == 0)


def numbers(values: Iterable[float]) -> bytes:
    """Return several numbers, as they stand in an array."""
    return b" ".join(map(number, values))


def string(text: str) -> bytes:
    """Return a text string: as it is in ASCII, else in UTF-16."""
    if text.isascii():
        return b"(" + _SPECIAL.sub(rb"\\\1", text.encode()) + b")"
    return b"<" + (BOM_UTF16_BE + text.encode("utf-16-be")).hex().encode() + b">"


def ref(of: int) -> bytes:
    """Return a reference to an object."""
    return b"%d 0 R" % of


def renumbered(head: bytes, place: Callable[[int], int]) -> bytes:
    """Return the dictionary of an object with every reference in it to the ``place`` of its own."""
    return _REFERENCE.sub(lambda match: ref(place(int(match[1]))), head)


@dataclass(slots=True)
class Objects:
    """Objects under their numbers, from which ``file`` makes a PDF.

    An object is a value, or the dictionary of a stream with its stream.
    """

    _made: list[tuple[bytes, bytes | None]] = field(default_factory=list)

    @property
    def next(self) -> int:
        """The number that the next object will have."""
        return len(self._made) + 1

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        return self.add(b"null")

    def add(self, head: bytes, stream: bytes | None = None) -> int:
        """Add an object and return its number."""
        self._made.append((head, stream))
        return len(self._made)

    def add_all(
        self, objects: Iterable[tuple[bytes, bytes | None]], given: tuple[int, ...] = ()
    ) -> Callable[[bytes], bytes]:
        """Add objects that refer to one another by numbers from 1; return what refers to them.

        Those of the first numbers are in the file already, and ``given``.
        """
        base = self.next - 1 - len(given)

        def place(number: int) -> int:
            return given[number - 1] if number <= len(given) else base + number

        for head, stream in objects:
            self.add(renumbered(head, place), stream)
        return partial(renumbered, place=place)

    def put(self, place: int, head: bytes) -> None:
        """Write an object whose number was reserved."""
        self._made[place - 1] = (head, None)

    def deflated(self, data: bytes, head: bytes = b"") -> int:
        """Add a stream, compressed, with the rest of its dictionary in ``head``."""
        packed = zlib.compress(data, 9)
        return self.add(b"<<%b/Filter/FlateDecode/Length %d>>" % (head, len(packed)), packed)

    def file(self, catalog: int, info: int) -> bytes:
        """Return the whole file: streams first, the other objects packed, the table at its end."""
        places: list[tuple[int, int, int]] = [(0, 0, 65535)]
        written = [b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"]
        position = len(written[0])

        def write(place: int, head: bytes, stream: bytes) -> int:
            nonlocal position
            start = position
            before, after = b"%d 0 obj\n%b\nstream\n" % (place, head), b"\nendstream\nendobj\n"
            written.extend((before, stream, after))
            position += len(before) + len(stream) + len(after)
            return start

        loose: list[tuple[int, bytes]] = []
        for place, (head, stream) in enumerate(self._made, start=1):
            if stream is None:
                loose.append((place, head))
                places.append((2, 0, 0))
            else:
                places.append((1, write(place, head, stream), 0))
        for start in range(0, len(loose), PACK):
            batch = loose[start : start + PACK]
            pack = len(places)
            for index, (place, _) in enumerate(batch):
                places[place] = (2, pack, index)
            head, stream = _packed(tuple(batch))
            places.append((1, write(pack, head, stream), 0))
        last = len(places)
        places.append((1, position, 0))
        table = zlib.compress(b"".join(_ROW.pack(*row) for row in places), 9)
        about = (
            b"<</Type/XRef/Size %d/W[1 4 2]/Root %b/Info %b/Filter/FlateDecode/Length %d>>"
        ) % (len(places), ref(catalog), ref(info), len(table))
        start = write(last, about, table)
        written.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(written)


# After an edit most are as they were.
@lru_cache(maxsize=64)
def _packed(batch: tuple[tuple[int, bytes], ...]) -> tuple[bytes, bytes]:
    """Return objects as one object stream: pairs of number and offset, then the objects."""
    index: list[bytes] = []
    position = 0
    for place, head in batch:
        index.append(b"%d %d" % (place, position))
        position += len(head) + 1
    first = b" ".join(index) + b"\n"
    packed = zlib.compress(first + b"\n".join(head for _, head in batch), 6)
    about = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (
        len(batch),
        len(first),
        len(packed),
    )
    return about, packed
