"""A run of glyphs that a page draws, with the places of its glyphs."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from publish.preflight.page_boxes import Box, Matrix, map_box, unite
from publish.preflight.pdf_glyphs import PdfGlyphs

_STRING = re.compile(rb"<([0-9A-Fa-f]*)>")


class PlacedGlyph(NamedTuple):
    """A glyph by its code, ``x`` ems from the start of its run, with the bounds of its ink."""

    code: int
    x: float
    box: Box


class DrawnText(NamedTuple):
    """A run of glyphs on one line; ``place`` maps ems from the start of the run to the page.

    ``strings`` are the operands of the operator ``TJ`` (ISO 32000-1, 9.4.3), and ``codes`` the
    glyphs in them.  A ``silent`` run has no text of its own: the marks of Hebrew letters.  ``clip``
    is the area outside of which nothing is seen, if any.  Runs that were placed by one text matrix,
    which has the ``line_number``, are the pieces of one text on one line.
    """

    glyphs: PdfGlyphs
    strings: bytes
    codes: tuple[int, ...]
    place: Matrix
    advance: float
    silent: bool
    clip: Box | None
    line_number: int = 0

    @property
    def text(self) -> str:
        """Its text, as far as its font has one for its codes."""
        return "".join(self.glyphs.texts.get(code, "") for code in self.codes).strip()

    @property
    def size(self) -> float:
        """Its type size on the page, in points."""
        _, _, c, d, _, _ = self.place
        return float(abs(c) + abs(d))

    @property
    def line(self) -> Box:
        """The bounds of its line from the baseline to the height of small letters."""
        return map_box(self.place, (0, 0, self.advance, 0.4))

    @property
    def room(self) -> Box:
        """Bounds that hold its ink, and white around it."""
        return map_box(self.place, (-0.3, -0.5, self.advance + 0.3, 1.2))

    @property
    def ink(self) -> Box | None:
        """The exact bounds of its ink, or None for blanks."""
        return unite(map_box(self.place, glyph.box) for glyph in self.glyph_places())

    @property
    def has_ink(self) -> bool:
        """Whether any of its glyphs has ink."""
        return any(map(self.glyphs.box, self.codes))

    def glyph_places(self) -> Iterator[PlacedGlyph]:
        """Yield the glyphs that have ink, with their bounds in ems from the start of the run."""
        box_of = self.glyphs.box
        for code, x in self.glyph_origins():
            if box := box_of(code):
                left, low, right, high = box
                yield PlacedGlyph(code, x, (x + left, low, x + right, high))

    def glyph_origins(self) -> Iterator[tuple[int, float]]:
        """Yield the codes of all glyphs, each with its origin in ems from the start of the run."""
        advances = self.glyphs.advances
        x = 0.0
        for index, piece in enumerate(_STRING.split(self.strings.strip(b"[] "))):
            if index % 2 == 0:
                x -= sum(map(float, piece.split())) / 1000
                continue
            for code in _unpack(piece):
                yield code, x
                x += advances[code] / 1000


def decode_codes(strings: bytes) -> tuple[int, ...]:
    """Return the codes in the operands of ``TJ``, two bytes each."""
    return _unpack(b"".join(_STRING.findall(strings)))


def measure_advance(strings: bytes, codes: tuple[int, ...], glyphs: PdfGlyphs) -> float:
    """Return the distance in ems by which the operands of ``TJ`` move the pen."""
    widths = sum(map(glyphs.advances.__getitem__, codes))
    kerns = sum(map(float, _STRING.sub(b" ", strings.strip(b"[] ")).split()))
    return (widths - kerns) / 1000


def _unpack(digits: bytes) -> tuple[int, ...]:
    data = bytes.fromhex(digits.decode("ascii"))
    return struct.unpack(f">{len(data) // 2}H", data)
