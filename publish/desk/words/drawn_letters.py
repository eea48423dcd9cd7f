"""The letters that a page of a PDF draws, piece by piece, with their places on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property, lru_cache, partial
from itertools import groupby

from publish.desk.words.letters import base_letters
from publish.preflight.drawn_text import DrawnText
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


@dataclass(frozen=True, eq=False)
class DrawnPiece:
    """The letters of a text on one line, from left to right.

    ``bounds`` are the upper and lower edge of the line, in points from the upper edge of the page.
    """

    page: int
    letters: str
    bounds: tuple[float, float]
    _list_boxes: Callable[[], Iterable[Box]] = field(repr=False)

    @cached_property
    def boxes(self) -> Sequence[Box]:
        """The box of the glyph of each letter.

        Boxes have their left, upper, right and lower edge in points from the upper left of the
        page.  Most pieces are only compared with a text, which needs none.
        """
        return tuple(self._list_boxes())


class DrawnPages:
    """The pages of a PDF, which is parsed when the first of them is read."""

    def __init__(self, document: PdfDocument) -> None:
        self._document = document

    def read(self, numbers: Iterable[int]) -> Iterator[DrawnPiece]:
        """Yield the pieces in the area of the text, without running heads and folios."""
        return (piece for piece in self._read_all(numbers) if self.is_in_text_area(*piece.bounds))

    def read_heads(self, number: int) -> Iterator[DrawnPiece]:
        """Yield the pieces of a page outside the area of the text; none of a page too far."""
        pages, _ = self._pages_and_drawings
        if not 0 < number <= len(pages):
            return
        for piece in self._read_all((number,)):
            if not self.is_in_text_area(*piece.bounds):
                yield piece

    def is_in_text_area(self, upper: float, lower: float) -> bool:
        """Return whether a line between two edges is in the area of the text, at least in part."""
        top, foot = self._text_area
        return lower > top and upper < foot

    @cached_property
    def _text_area(self) -> tuple[float, float]:
        pages, _ = self._pages_and_drawings
        geometry = self._document.geometry
        top = _room_above_trim(pages[0]) + millimetres(geometry.top) * MILLIMETRE
        return top, top + (geometry.lines + 1) * millimetres(geometry.leading) * MILLIMETRE

    def _read_all(self, numbers: Iterable[int]) -> Iterator[DrawnPiece]:
        pages, drawings = self._pages_and_drawings
        for number in numbers:
            yield from _read_pieces(drawings.read(pages[number - 1]))

    @cached_property
    def _pages_and_drawings(self) -> tuple[Sequence[ParsedPage], PdfDrawings]:
        objects = parse_objects(self._document.data)
        return list_pages(objects), PdfDrawings(objects)


def _room_above_trim(page: ParsedPage) -> float:
    """Return the height of the sheet above a page, which has marks of a press."""
    return page.media[3] - page.trim[3] if page.media and page.trim else 0.0


def _read_pieces(read: ReadPage) -> Iterator[DrawnPiece]:
    """Yield the pieces that a page draws, in the order of drawing."""
    left, _, _, height = read.page.media or (0.0, 0.0, 0.0, 0.0)
    spoken = (text for text in read.drawing.texts if not text.silent)
    for _, group in groupby(spoken, lambda text: text.line_number):
        texts = [(text, letters) for text in group if (letters := _letters(text))]
        if texts:
            first, _ = texts[0]
            _, low, _, high = map_box(first.place, (0, _DESCENT, 0, _ASCENT))
            own = [text for text, _ in texts]
            letters = "".join(letters for _, letters in texts)
            bounds = height - high, height - low
            yield DrawnPiece(
                read.page.number, letters, bounds, partial(_boxes, own, (left, height))
            )


def _letters(text: DrawnText) -> str:
    meanings = text.glyphs.texts
    return "".join([_base_letters(meanings.get(code, "")) for code in text.codes])


def _boxes(texts: Iterable[DrawnText], corner: tuple[float, float]) -> Iterator[Box]:
    """Yield the box of each letter of texts on a sheet with that upper left corner."""
    edge, height = corner
    for text in texts:
        meanings, advances = text.glyphs.texts, text.glyphs.advances
        for code, x in text.glyph_origins():
            if letters := _base_letters(meanings.get(code, "")):
                end = x + advances[code] / 1000
                left, low, right, high = map_box(text.place, (x, _DESCENT, end, _ASCENT))
                box = (left - edge, height - high, right - edge, height - low)
                yield from [box] * len(letters)


@lru_cache(maxsize=4096)
def _base_letters(text: str) -> str:
    """Return the letters that a glyph draws."""
    return "".join(map(base_letters, text))
