"""The objects of a PDF as they stand in the file: as much as a preflight needs, and no library.

Only what PDF 1.5 to 2.0 writers of today produce is read (ISO 32000-2, 7.5): numbered objects,
object streams, Flate.  Whoever wants more takes qpdf.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_KEY = rb"/%b\s*(/[^\s/<>\[\]()]+|\[[^\]]*\]|\d+\s+0\s+R|-?[\d.]+)"
_REFERENCE = re.compile(rb"(\d+)\s+0\s+R")


@dataclass(frozen=True, slots=True)
class Object:
    """One object: its dictionary, and its stream where it has one, as they are written."""

    head: bytes
    written: bytes = b""

    @property
    def stream(self) -> bytes:
        """Its stream, inflated; raises ValueError where that cannot be."""
        if b"/FlateDecode" not in self.head:
            return self.written
        try:
            return zlib.decompressobj().decompress(self.written)
        except zlib.error as error:
            raise ValueError(f"a stream cannot be inflated: {error}") from None

    def value(self, key: str) -> str:
        """Return what stands after ``key``: a name without its slash, a number, a reference."""
        found = re.search(_KEY % key.encode(), self.head)
        return found[1].decode("latin-1").removeprefix("/") if found else ""

    def is_a(self, kind: str) -> bool:
        """Tell whether it says that it is of this type."""
        # Of thousands of objects a few are, and most do not so much as name it.
        return kind.encode() in self.head and self.value("Type") == kind

    def references(self, key: str) -> tuple[int, ...]:
        """Return the numbers of the objects that ``key`` refers to."""
        return tuple(map(int, _REFERENCE.findall(self.value(key).encode())))


def objects(data: bytes) -> Mapping[int, Object]:
    """Return every object of a PDF by its number; raises ValueError where ``data`` is none."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        raise ValueError("it does not begin and end as a PDF does")
    found = dict(_written(data))
    for packed in tuple(found.values()):
        if packed.is_a("ObjStm"):
            found.update(_unpacked(packed))
    if not any(each.is_a("Catalog") for each in found.values()):
        raise ValueError("it has no catalogue")
    return found


def _written(data: bytes) -> Iterator[tuple[int, Object]]:
    """Yield the objects that stand in the open, by their numbers.

    Each is looked for from the end of the one before it, so that nothing in a stream is taken for
    an object; a stream is passed over and not searched.
    """
    start = _OBJECT.search(data)
    while start:
        end = data.find(b"endobj", start.end())
        if end < 0:
            return
        yield int(start[1]), _object(data[start.end() : end])
        start = _OBJECT.search(data, end)


def _object(body: bytes) -> Object:
    stream = _STREAM.search(body)
    if not stream:
        return Object(body)
    end = body.rfind(b"endstream")
    written = body[stream.end() : end].removesuffix(b"\n").removesuffix(b"\r")
    return Object(body[: stream.start()], written)


def _unpacked(packed: Object) -> Iterator[tuple[int, Object]]:
    """Yield the objects of an object stream: pairs of number and offset, then the objects."""
    first = int(packed.value("First"))
    stream = packed.stream
    numbers = list(map(int, stream[:first].split()))
    starts = [*numbers[1::2], len(stream) - first]
    for number, start, end in zip(numbers[::2], starts, starts[1:], strict=False):
        yield number, Object(stream[first + start : first + end])
