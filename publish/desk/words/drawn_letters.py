"""The letters that a page of a PDF draws, piece by piece, with their places on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from itertools import groupby

from publish.desk.words.letters import base_letters
from publish.preflight.page_boxes import Box, map_box
from publish.preflight.pdf_drawings import ReadPage
from publish.text.dataclass import dataclass

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


def read_pieces(read: ReadPage) -> Iterator[DrawnPiece]:
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
