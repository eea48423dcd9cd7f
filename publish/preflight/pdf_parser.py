"""Parser for the objects of a PDF, as far as the preflight needs, without a PDF library.

The parser reads the output of writers of PDF 1.5 to 2.0 (ISO 32000-2, 7.5): numbered objects,
object streams, Flate streams.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

from publish.text.dataclass import dataclass

_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_KEY = rb"/%b\s*(/[^\s/<>\[\]()]+|\[[^\]]*\]|\d+\s+0\s+R|-?[\d.]+)"
_REFERENCE = re.compile(rb"(\d+)\s+0\s+R")


@dataclass(frozen=True, slots=True)
class ParsedObject:
    """A PDF object: its dictionary and its encoded stream, if any, as bytes of the file."""

    dictionary: bytes
    encoded: bytes = b""

    @property
    def stream(self) -> bytes:
        """The decoded stream; raises ValueError where it is damaged."""
        if b"/FlateDecode" not in self.dictionary:
            return self.encoded
        try:
            return zlib.decompressobj().decompress(self.encoded)
        except zlib.error as error:
            raise ValueError(f"a stream cannot be inflated: {error}") from None

    def value(self, key: str) -> str:
        """Return the value of ``key`` as text: a name without its slash, a number, a reference."""
        match = re.search(_KEY % key.encode(), self.dictionary)
        return match[1].decode("latin-1").removeprefix("/") if match else ""

    def is_a(self, kind: str) -> bool:
        """Return whether the type of the object is ``kind``."""
        # The first test is fast, and excludes most of thousands of objects.
        return kind.encode() in self.dictionary and self.value("Type") == kind

    def references(self, key: str) -> tuple[int, ...]:
        """Return the numbers of the objects to which ``key`` refers."""
        return tuple(map(int, _REFERENCE.findall(self.value(key).encode())))


def parse_objects(data: bytes) -> Mapping[int, ParsedObject]:
    """Return all objects of a PDF by number; raise ValueError where ``data`` is not a PDF."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        raise ValueError("it does not begin and end as a PDF does")
    objects = dict(_top_level_objects(data))
    for each in tuple(objects.values()):
        if each.is_a("ObjStm"):
            objects.update(_objects_in_stream(each))
    if not any(each.is_a("Catalog") for each in objects.values()):
        raise ValueError("it has no catalogue")
    return objects


def _top_level_objects(data: bytes) -> Iterator[tuple[int, ParsedObject]]:
    """Yield the objects outside of object streams, with their numbers.

    The search for each begins at the end of the one before, so that bytes of a stream are never
    taken for an object.
    """
    start = _OBJECT.search(data)
    while start:
        end = data.find(b"endobj", start.end())
        if end < 0:
            return
        yield int(start[1]), _parse(data[start.end() : end])
        start = _OBJECT.search(data, end)


def _parse(body: bytes) -> ParsedObject:
    stream = _STREAM.search(body)
    if not stream:
        return ParsedObject(body)
    end = body.rfind(b"endstream")
    encoded = body[stream.end() : end].removesuffix(b"\n").removesuffix(b"\r")
    return ParsedObject(body[: stream.start()], encoded)


def _objects_in_stream(container: ParsedObject) -> Iterator[tuple[int, ParsedObject]]:
    """Yield the objects of an object stream: pairs of number and offset, then the objects."""
    first = int(container.value("First"))
    stream = container.stream
    numbers = list(map(int, stream[:first].split()))
    starts = [*numbers[1::2], len(stream) - first]
    for number, start, end in zip(numbers[::2], starts, starts[1:], strict=False):
        yield number, ParsedObject(stream[first + start : first + end])
