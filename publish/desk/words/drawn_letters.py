"""The letters that a page of a PDF draws, piece by piece, with their places on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property
from itertools import groupby

from publish.desk.words.letters import base_letters
from publish.preflight.page_boxes import Box, map_box
from publish.preflight.page_faults import MILLIMETRE
from publish.preflight.pdf_drawings import PdfDrawings, ReadPage
from publish.preflight.pdf_pages import ParsedPage, list_pages
from publish.preflight.pdf_parser import parse_objects
from publish.text.dataclass import dataclass
from publish.text.lengths import millimetres
from publish.writers.pdf.document import PdfDocument

_DESCENT, _ASCENT = -0.25, 0.8
"""The bounds of a letter over and under its line, in sizes of the type."""


@dataclass(frozen=True, slots=True)
class DrawnPiece:
    """The letters of a text on one line, from left to right, each with the box of its glyph.

    Boxes have their left, upper, right and lower edge in points from the upper left of the page.
    """

    page: int
    letters: str
    boxes: tuple[Box, ...] = field(repr=False)


class DrawnPages:
    """The pages of a PDF, which is parsed when the first of them is read."""

    def __init__(self, document: PdfDocument) -> None:
        self._document = document

    def read(self, numbers: Iterable[int]) -> Iterator[DrawnPiece]:
        """Yield the pieces in the area of the text, without running heads and folios."""
        return (piece for piece in self._read_all(numbers) if self.is_in_text_area(piece.boxes[0]))

    def read_heads(self, number: int) -> Iterator[DrawnPiece]:
        """Yield the pieces of a page outside the area of the text; none of a page too far."""
        pages, _ = self._pages_and_drawings
        if not 0 < number <= len(pages):
            return
        for piece in self._read_all((number,)):
            if not self.is_in_text_area(piece.boxes[0]):
                yield piece

    def is_in_text_area(self, box: Box) -> bool:
        """Return whether a box is in the area of the text, at least in part."""
        geometry = self._document.geometry
        top = millimetres(geometry.top) * MILLIMETRE
        foot = top + (geometry.lines + 1) * millimetres(geometry.leading) * MILLIMETRE
        _, upper, _, lower = box
        return lower > top and upper < foot

    def _read_all(self, numbers: Iterable[int]) -> Iterator[DrawnPiece]:
        pages, drawings = self._pages_and_drawings
        for number in numbers:
            yield from _read_pieces(drawings.read(pages[number - 1]))

    @cached_property
    def _pages_and_drawings(self) -> tuple[Sequence[ParsedPage], PdfDrawings]:
        objects = parse_objects(self._document.data)
        return list_pages(objects), PdfDrawings(objects)


def _read_pieces(read: ReadPage) -> Iterator[DrawnPiece]:
    """Yield the pieces that a page draws, in the order of drawing."""
    height = read.page.media[3] if read.page.media else 0.0
    spoken = (text for text in read.drawing.texts if not text.silent)
    for _, texts in groupby(spoken, lambda text: text.line_number):
        letters: list[str] = []
        boxes: list[Box] = []
        for text in texts:
            meanings, advances = text.glyphs.texts, text.glyphs.advances
            for code, x in text.glyph_origins():
                own = "".join(map(base_letters, meanings.get(code, "")))
                if own:
                    end = x + advances[code] / 1000
                    left, low, right, high = map_box(text.place, (x, _DESCENT, end, _ASCENT))
                    letters.append(own)
                    boxes += [(left, height - high, right, height - low)] * len(own)
        if letters:
            yield DrawnPiece(read.page.number, "".join(letters), tuple(boxes))
