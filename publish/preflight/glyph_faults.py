"""Faults of the glyphs that pages draw: missing ones, unknown texts, marks on each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from publish.diagnostics.rules import print_faults as rules
from publish.preflight.drawn_text import DrawnText, PlacedGlyph
from publish.preflight.glyph_contours import move_contours, overlap_contours
from publish.preflight.page_boxes import intersect
from publish.preflight.page_faults import PageFault, quote
from publish.preflight.pdf_drawings import ReadPage
from publish.preflight.pdf_glyphs import PdfGlyphs

_TOUCHING = 0.012
"""The depth in ems to which the ink of two marks may overlap: rounding, and touching curves."""


class GlyphChecker:
    """Checks glyphs page by page; a glyph or pair of marks is looked at once."""

    def __init__(self) -> None:
        self._good: dict[int, set[int]] = {}
        self._pairs: dict[tuple[int, int, int, int, int], bool] = {}

    def find_faults(self, read: ReadPage) -> Iterator[PageFault]:
        """Yield the faults of the glyphs on a page."""
        number = read.page.number
        for text in read.drawing.texts:
            if text.silent:
                yield from self._overlapping_marks(text, number)
                continue
            good = self._good.setdefault(id(text.glyphs), set())
            if good.issuperset(text.codes):
                continue
            for code in set(text.codes) - good:
                fault = _glyph_fault(text.glyphs, code, text, number)
                if fault:
                    yield fault
                else:
                    good.add(code)

    def _overlapping_marks(self, text: DrawnText, page: int) -> Iterator[PageFault]:
        marks = list(text.glyph_places())
        for first, second in pairwise(marks):
            if abs(first.x - second.x) < 1 and self._overlap(text.glyphs, first, second):
                names = " and ".join(
                    _name(text.glyphs.texts.get(mark.code, "")) for mark in (first, second)
                )
                yield PageFault(rules.MARKS_OVERLAP, page, f"{names} are drawn on each other")

    def _overlap(self, glyphs: PdfGlyphs, first: PlacedGlyph, second: PlacedGlyph) -> bool:
        distance = round(1000 * (second.x - first.x))
        key = (id(glyphs), first.code, second.code, distance, 0)
        if key not in self._pairs:
            self._pairs[key] = _overlap_ink(glyphs, first, second)
        return self._pairs[key]


def _overlap_ink(glyphs: PdfGlyphs, first: PlacedGlyph, second: PlacedGlyph) -> bool:
    common = intersect(first.box, second.box)
    left, low, right, high = common
    if right - left <= _TOUCHING or high - low <= _TOUCHING:
        return False
    if not glyphs.outlines.is_truetype:
        return True
    first_ink, second_ink = (
        move_contours(glyphs.outlines.contours(glyphs.glyph(mark.code)), mark.x)
        for mark in (first, second)
    )
    return overlap_contours(first_ink, second_ink, common, _TOUCHING)


def _glyph_fault(glyphs: PdfGlyphs, code: int, text: DrawnText, page: int) -> PageFault | None:
    if not glyphs.glyph(code):
        return PageFault(rules.MISSING_GLYPH, page, f"a letter of {quote(text.text)} is a box")
    if not glyphs.texts.get(code) and glyphs.box(code):
        fact = f"a glyph of {quote(text.text)} in the font {glyphs.name} has no text"
        return PageFault(rules.WITHOUT_TEXT, page, fact)
    return None


def find_differing_widths(glyphs: PdfGlyphs) -> tuple[int, ...]:
    """Return the codes of a font whose width in the PDF is not that of its program."""
    outlines = glyphs.outlines
    if not outlines.is_truetype:
        return ()
    return tuple(
        code
        for code, width in glyphs.advances.items()
        if abs(outlines.advance(glyphs.glyph(code)) - width) > 1
    )


def _name(text: str) -> str:
    return " ".join(unicodedata.name(character, "a mark").lower() for character in text) or "a mark"
