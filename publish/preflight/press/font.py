"""Fonts of a PDF: their kind, whether they are embedded, and the widths of their glyphs.

ISO 32000-1, 9.6 (simple fonts), 9.7 (composite fonts), 9.9 (font programs).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from pikepdf import Array, Dictionary, Object, Stream

from publish.text.dataclass import dataclass
from publish.writers.booklet.pdf_values import read_integer, read_name, read_number

_SUBSET = re.compile(r"[A-Z]{6}\+")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_KNOWN_ENCODINGS = frozenset({"WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding"})
_USUAL_WIDTH = 0.5
_SYMBOLIC = 4
_MOST_WIDTHS = 70_000


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font object of a file; widths, ascent and descent are those of a size of 1.

    ``glyphs`` and ``matrix`` are the drawings of a Type 3 font, ``codes`` their names by code.
    """

    name: str
    kind: str
    is_embedded: bool
    is_subset: bool
    has_unicode: bool
    is_composite: bool = False
    widths: Mapping[int, float] = field(default_factory=dict)
    usual_width: float = _USUAL_WIDTH
    ascent: float = 0.75
    descent: float = -0.25
    glyphs: Object | None = None
    codes: Mapping[int, str] = field(default_factory=dict)
    matrix: tuple[float, ...] = (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)
    resources: Object | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether its glyphs are drawings of the PDF (Type 3)."""
        return self.kind == "Type3"

    def decode(self, text: bytes) -> Iterator[int]:
        """Yield the codes of a string; those of composite fonts have two bytes."""
        if self.is_composite:
            pairs = zip(text[::2], text[1::2], strict=False)
            return (256 * high + low for high, low in pairs)
        return iter(text)

    def measure(self, text: bytes, spacing: float, word_spacing: float, size: float) -> float:
        """Return the advance of a string in units of text space, before horizontal scaling."""
        widths, usual = self.widths, self.usual_width
        codes = list(self.decode(text))
        total = size * sum(widths.get(code, usual) for code in codes)
        if word_spacing and not self.is_composite:
            total += word_spacing * text.count(b" ")
        return total + spacing * len(codes)


def read_font(font: Object) -> Font:
    """Return a font of the resources of a page."""
    kind = read_name(font.get("/Subtype"))
    name = read_name(font.get("/BaseFont")) or read_name(font.get("/Name"))
    plain = _SUBSET.sub("", name, count=1)
    is_subset = plain != name
    has_map = isinstance(font.get("/ToUnicode"), Stream)
    if kind == "Type0":
        return _read_composite(font, plain, is_subset=is_subset, has_map=has_map)
    if kind == "Type3":
        return _read_drawings(font, plain or "Type 3", has_map=has_map)
    descriptor = font.get("/FontDescriptor")
    ascent, descent = _read_height(descriptor)
    first = read_integer(font.get("/FirstChar"))
    widths = {first + place: width / 1000 for place, width in enumerate(_numbers(font, "/Widths"))}
    return Font(
        plain,
        kind,
        _is_embedded(descriptor),
        is_subset,
        has_map or _has_known_encoding(font, descriptor),
        widths=widths,
        ascent=ascent,
        descent=descent,
    )


def _read_composite(font: Object, name: str, *, is_subset: bool, has_map: bool) -> Font:
    descendants = font.get("/DescendantFonts")
    inner = descendants[0] if isinstance(descendants, Array) and len(descendants) else None
    if not isinstance(inner, Dictionary):
        return Font(name, "Type0", False, is_subset, has_map, is_composite=True)  # fields in order
    descriptor = inner.get("/FontDescriptor")
    ascent, descent = _read_height(descriptor)
    usual = read_number(inner.get("/DW"))
    encoding = read_name(font.get("/Encoding"))
    has_known_letters = bool(encoding) and not encoding.startswith("Identity")
    return Font(
        name,
        read_name(inner.get("/Subtype")) or "Type0",
        _is_embedded(descriptor),
        is_subset,
        has_map or has_known_letters,
        is_composite=True,
        widths=_read_cid_widths(inner.get("/W")),
        usual_width=(1000.0 if usual is None else usual) / 1000,
        ascent=ascent,
        descent=descent,
    )


def _read_drawings(font: Object, name: str, *, has_map: bool) -> Font:
    matrix = tuple(_numbers(font, "/FontMatrix"))
    matrix = matrix if len(matrix) == 6 else (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)
    first = read_integer(font.get("/FirstChar"))
    widths = {
        first + place: width * matrix[0] for place, width in enumerate(_numbers(font, "/Widths"))
    }
    glyphs = font.get("/CharProcs")
    encoding = font.get("/Encoding")
    names = encoding.get("/Differences") if isinstance(encoding, Dictionary) else None
    return Font(
        name,
        "Type3",
        is_embedded=True,
        is_subset=False,
        has_unicode=has_map,
        widths=widths,
        glyphs=glyphs if isinstance(glyphs, Dictionary) else None,
        codes=_read_differences(names),
        matrix=matrix,
        resources=font.get("/Resources"),
    )


def _read_differences(names: object) -> dict[int, str]:
    result: dict[int, str] = {}
    code = 0
    items: list[object] = list(names) if isinstance(names, Array) else []
    for each in items:
        if isinstance(each, int):
            code = each
        elif name := read_name(each):
            result[code] = name
            code += 1
    return result


def _read_cid_widths(value: object) -> dict[int, float]:
    """Return the widths of a CID font: ``c [w …]`` and ``first last w`` (9.7.4.3)."""
    result: dict[int, float] = {}
    items = list(value) if isinstance(value, Array) else []
    place = 0
    while place + 1 < len(items) and len(result) < _MOST_WIDTHS:
        first, second = read_integer(items[place]), items[place + 1]
        if isinstance(second, Array):
            widths = (read_number(width) or 0.0 for width in second)
            result.update((first + offset, width / 1000) for offset, width in enumerate(widths))
            place += 2
        elif place + 2 < len(items):
            width = (read_number(items[place + 2]) or 0.0) / 1000
            last = min(read_integer(second), first + _MOST_WIDTHS)
            result.update(dict.fromkeys(range(first, last + 1), width))
            place += 3
        else:
            break
    return result


def _is_embedded(descriptor: Object | None) -> bool:
    return isinstance(descriptor, Dictionary) and any(
        isinstance(descriptor.get(key), Stream) for key in _PROGRAMS
    )


def _has_known_encoding(font: Object, descriptor: Object | None) -> bool:
    encoding = font.get("/Encoding")
    if isinstance(encoding, Dictionary):
        return True
    flags = descriptor.get("/Flags") if isinstance(descriptor, Dictionary) else 0
    is_symbolic = bool(read_integer(flags) & _SYMBOLIC)
    return read_name(encoding) in _KNOWN_ENCODINGS or not is_symbolic


def _read_height(descriptor: Object | None) -> tuple[float, float]:
    """Return ascent and descent within what letters can have."""
    if not isinstance(descriptor, Dictionary):
        return 0.75, -0.25
    ascent = (read_number(descriptor.get("/Ascent")) or 0.0) / 1000
    descent = (read_number(descriptor.get("/Descent")) or 0.0) / 1000
    return (
        ascent if 0.3 <= ascent <= 1.5 else 0.75,
        descent if -0.8 <= descent < 0 else -0.25,
    )


def _numbers(owner: Object, key: str) -> list[float]:
    value = owner.get(key)
    return [read_number(each) or 0.0 for each in value] if isinstance(value, Array) else []
