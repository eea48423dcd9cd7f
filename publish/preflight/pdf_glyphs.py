"""The glyphs of an embedded font: their advances, texts and outlines."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cached_property

from publish.preflight.glyph_contours import Contours, move_contours, read_contours
from publish.preflight.page_boxes import Box
from publish.preflight.pdf_parser import ParsedObject
from publish.text.dataclass import dataclass

_WIDTHS = re.compile(rb"(\d+)\s*\[([^\]]*)\]|(\d+)\s+(\d+)\s+([\d.]+)")
_WIDTH_ARRAY = re.compile(rb"/W\s*\[((?:[^\[\]]|\[[^\]]*\])*)\]")
_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_DEEPEST_PART = 5
_TABLE_RECORD = struct.Struct(">4s4x2I")


class Advances(dict[int, float]):
    """The advance of each code, in thousandths of the type size; others have the default."""

    def __missing__(self, code: int) -> float:
        return 1000.0


@dataclass(frozen=True)
class PdfGlyphs:
    """The glyphs of a composite font of a PDF by code (ISO 32000-1, 9.7)."""

    name: str
    advances: Advances
    _read_texts: Callable[[], Mapping[int, str]] = field(repr=False)
    _read_program: Callable[[], bytes] = field(repr=False)
    _read_map: Callable[[], bytes] = field(repr=False)

    @cached_property
    def texts(self) -> Mapping[int, str]:
        """The text of each code that has one."""
        return self._read_texts()

    @cached_property
    def outlines(self) -> Outlines:
        """The outlines of its TrueType program, which is empty for other programs."""
        return Outlines(self._read_program())

    def glyph(self, code: int) -> int:
        """Return the glyph of a code."""
        return int.from_bytes(self._map[2 * code : 2 * code + 2], "big") if self._map else code

    @cached_property
    def _map(self) -> bytes:
        return self._read_map()

    @cached_property
    def _boxes(self) -> dict[int, Box | None]:
        return {}

    def box(self, code: int) -> Box | None:
        """Return the bounds of the ink of a code in ems, or None for a blank.

        Without a TrueType program the ink is taken to fill the advance up to the ascender.
        """
        boxes = self._boxes
        if code not in boxes:
            boxes[code] = self._find_box(code)
        return boxes[code]

    def _find_box(self, code: int) -> Box | None:
        if self.outlines.is_truetype:
            return self.outlines.box(self.glyph(code))
        text = self.texts.get(code, "x")
        return (0, 0, self.advances[code] / 1000, 0.7) if text.strip() else None


def read_glyphs(objects: Mapping[int, ParsedObject], font: ParsedObject) -> PdfGlyphs:
    """Return the glyphs of a font; programs and texts are decoded when they are first used."""
    inner = [objects[n] for n in font.references("DescendantFonts") if n in objects]
    descendant = inner[0] if inner else font
    descriptors = [objects[n] for n in descendant.references("FontDescriptor") if n in objects]
    array = _WIDTH_ARRAY.search(descendant.dictionary)

    def stream(owners: list[ParsedObject], *keys: str) -> bytes:
        numbers = (n for owner in owners for key in keys for n in owner.references(key))
        return next((objects[n].stream for n in numbers if n in objects), b"")

    return PdfGlyphs(
        font.value("BaseFont"),
        _read_advances(array[1] if array else b""),
        lambda: _read_texts(stream([font], "ToUnicode")),
        lambda: stream(descriptors, "FontFile2", "FontFile3"),
        lambda: stream([descendant], "CIDToGIDMap"),
    )


def _read_advances(array: bytes) -> Advances:
    """Return the advances of a ``W`` array (ISO 32000-1, 9.7.4.3)."""
    advances = Advances()
    for start, widths, first, last, width in _WIDTHS.findall(array):
        if first:
            advances.update(dict.fromkeys(range(int(first), int(last) + 1), float(width)))
        else:
            advances.update(enumerate(map(float, widths.split()), int(start)))
    return advances


def _read_texts(to_unicode: bytes) -> dict[int, str]:
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for code, text in _BFCHAR.findall(to_unicode)
    }


class Outlines:
    """The outlines of a TrueType program.

    Tables: https://learn.microsoft.com/en-us/typography/opentype/spec/glyf
    """

    def __init__(self, program: bytes) -> None:
        self._program = program
        self._tables: dict[bytes, tuple[int, int]] = {}
        if program[:4] in {b"\0\1\0\0", b"true"}:
            (count,) = struct.unpack_from(">H", program, 4)
            for n in range(count):
                tag, offset, length = _TABLE_RECORD.unpack_from(program, 12 + 16 * n)
                self._tables[tag] = offset, length
        self.is_truetype = {b"glyf", b"loca", b"head", b"hhea", b"hmtx"} <= self._tables.keys()

    @cached_property
    def em(self) -> int:
        """The units of an em."""
        (em,) = struct.unpack_from(">H", self._program, self._tables[b"head"][0] + 18)
        return int(em)

    def advance(self, glyph: int) -> float:
        """Return the advance of a glyph in thousandths of the type size."""
        (count,) = struct.unpack_from(">H", self._program, self._tables[b"hhea"][0] + 34)
        start, _ = self._tables[b"hmtx"]
        (advance,) = struct.unpack_from(">H", self._program, start + 4 * min(glyph, count - 1))
        return float(advance) * 1000 / self.em

    def box(self, glyph: int) -> Box | None:
        """Return the bounds of a glyph in ems, or None where it has no ink."""
        place, end = self._range(glyph)
        if place == end:
            return None
        left, low, right, high = struct.unpack_from(">4h", self._program, place + 2)
        return left / self.em, low / self.em, right / self.em, high / self.em

    def contours(self, glyph: int) -> Contours:
        """Return the contours of a glyph in ems, those of its parts included."""
        return tuple(
            tuple((x / self.em, y / self.em) for x, y in contour)
            for contour in self._contours(glyph, _DEEPEST_PART)
        )

    def _contours(self, glyph: int, depth: int) -> Contours:
        place, end = self._range(glyph)
        if place == end or not depth:
            return ()
        contours, parts = read_contours(self._program[place:end])
        for number, x, y in parts:
            contours += move_contours(self._contours(number, depth - 1), x, y)
        return contours

    def _range(self, glyph: int) -> tuple[int, int]:
        """Return the begin and the end of a glyph in the program, equal where it has no ink."""
        offset, length = self._tables[b"loca"]
        (long,) = struct.unpack_from(">h", self._program, self._tables[b"head"][0] + 50)
        size, form, unit = (4, ">2I", 1) if long else (2, ">2H", 2)
        if size * (glyph + 2) > length:
            return 0, 0
        start, end = struct.unpack_from(form, self._program, offset + size * glyph)
        glyphs, _ = self._tables[b"glyf"]
        return glyphs + unit * start, glyphs + unit * end
