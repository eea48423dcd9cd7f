"""Collisions of Hebrew points and accents with each other and with letters, in one face.

HarfBuzz shapes the text, so the positions are those of a printed page; outlines are compared as
pixels.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import uharfbuzz as hb
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFilter

LETTER = re.compile(
    "[א-ת\u05be\u05c0\u05c3.,:;!?][\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u034f]*"
)
"""A letter with its marks, or a sign of punctuation."""

GRID = 400
"""Pixels of an em; one is a hundredth of a millimetre in type of 12 points."""

_INSIDE = frozenset(map(ord, "\u05bc\u05c1\u05c2"))
"""Dagesh and the dots of shin and sin: their place is in or on their own letter."""

LANGUAGES = ("he", "arc")
"""Languages of Hebrew texts."""

_VOWELS = (*range(0x05B0, 0x05B9), 0x05BB, 0x05C7)

_DAGESH, _PUNCTA = 0x05BC, (0x05C4, 0x05C5)

_MARK = 3
"""The class of marks in the GDEF table."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph and the place of its origin, in pixels; ``cluster`` is the index of its letter."""

    glyph: str
    x: int
    y: int
    cluster: int


@dataclass(frozen=True, slots=True)
class Shape:
    """The pixels of a glyph, with its origin at (``left``, ``bottom``) outside or inside them."""

    picture: Image.Image
    left: int
    bottom: int


class Face:
    """A font that shapes words and compares the shapes of their glyphs."""

    def __init__(self, data: bytes) -> None:
        self._font = hb.Font(hb.Face(hb.Blob(data)))
        self._table = TTFont(io.BytesIO(data))
        self._glyphs = self._table.getGlyphSet()
        self._scale = GRID / self._table["head"].unitsPerEm
        self.names: list[str] = self._table.getGlyphOrder()
        classes = self._table["GDEF"].table.GlyphClassDef.classDefs
        self.marks = frozenset(name for name, number in classes.items() if number == _MARK)
        characters: dict[int, str] = self._table.getBestCmap()
        self.characters = characters
        self.inside = frozenset(characters[code] for code in _INSIDE if code in characters)
        self._vowels = frozenset(characters[code] for code in _VOWELS if code in characters)
        self.puncta = frozenset(characters[code] for code in _PUNCTA if code in characters)
        self.dagesh = frozenset({characters[_DAGESH]} & self.marks)
        self.shape_of = cache(self._shape)

    def shape(self, text: str, language: str = "he") -> tuple[Placed, ...]:
        """Return the glyphs of ``text`` but marks without outlines, in visual order.

        Fonts may use letters with a dagesh in one glyph in one language and not in another.
        """
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = language
        hb.shape(self._font, buffer, {})
        glyphs: list[Placed] = []
        pen = 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y = (pen + position.x_offset) * self._scale, position.y_offset * self._scale
            pen += position.x_advance
            name = self.names[info.codepoint]
            if name not in self.marks or self.shape_of(name, 0):
                glyphs.append(Placed(name, round(x), round(y), info.cluster))
        return tuple(glyphs)

    def collisions(
        self, text: str, margin: int = 0, language: str = "he"
    ) -> Iterator[tuple[Placed, Placed]]:
        """Yield the pairs of a mark and another glyph that come nearer than ``margin`` pixels.

        The second of a pair is a mark or a letter.
        """
        glyphs = self.shape(text, language)
        for index, mark in enumerate(glyphs):
            if mark.glyph not in self.marks:
                continue
            for position, other in enumerate(glyphs):
                if other.glyph in self.marks and position <= index:
                    continue
                if mark.cluster == other.cluster and {mark.glyph, other.glyph} & self.inside:
                    continue
                if self.overlap(mark, other, margin):
                    yield mark, other

    def overlap(self, first: Placed, second: Placed, margin: int = 0) -> bool:
        """Return whether a glyph, grown by ``margin`` pixels, covers a pixel of another."""
        shape, other = self.shape_of(first.glyph, margin), self.shape_of(second.glyph, 0)
        if shape is None or other is None:
            return False
        x = second.x + other.left - first.x - shape.left
        y = second.y + other.bottom - first.y - shape.bottom
        if x >= shape.picture.width or y >= shape.picture.height:
            return False
        if x + other.picture.width <= 0 or y + other.picture.height <= 0:
            return False
        box = (x, y, x + other.picture.width, y + other.picture.height)
        return ImageChops.multiply(shape.picture.crop(box), other.picture).getbbox() is not None

    def _shape(self, name: str, margin: int) -> Shape | None:
        """Return the pixels of a glyph with filled counters, grown by ``margin`` on each side.

        The dots of a vowel are one shape, the polygon around them, where no other mark belongs.
        """
        pen = _PolygonPen(self._glyphs, self._scale)
        self._glyphs[name].draw(pen)
        points = [point for polygon in pen.polygons for point in polygon]
        if not points:
            return None
        left = int(min(x for x, _ in points)) - margin - 1
        bottom = int(min(y for _, y in points)) - margin - 1
        width = int(max(x for x, _ in points)) + margin + 2 - left
        height = int(max(y for _, y in points)) + margin + 2 - bottom
        picture = Image.new("L", (width, height))
        draw = ImageDraw.Draw(picture)
        for polygon in [_hull(points)] if name in self._vowels else pen.polygons:
            draw.polygon([(x - left, y - bottom) for x, y in polygon], fill=255)
        if margin:
            picture = picture.filter(ImageFilter.MaxFilter(2 * margin + 1))
        return Shape(picture, left, bottom)


def _hull(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the convex polygon around points.

    https://en.wikibooks.org/wiki/Algorithm_Implementation/Geometry/Convex_hull/Monotone_chain
    """
    ordered = sorted(set(points))
    halves: list[list[tuple[float, float]]] = []
    for sequence in (ordered, ordered[::-1]):
        half: list[tuple[float, float]] = []
        for x, y in sequence:
            while len(half) > 1:
                (x1, y1), (x2, y2) = half[-2:]
                if (x2 - x1) * (y - y1) > (y2 - y1) * (x - x1):
                    break
                half.pop()
            half.append((x, y))
        halves.append(half[:-1])
    return [*halves[0], *halves[1]]


class _PolygonPen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """A pen that draws a glyph as polygons, in pixels."""

    def __init__(self, glyphs: object, scale: float) -> None:
        super().__init__(glyphs)
        self._scale = scale
        self.polygons: list[list[tuple[float, float]]] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # a name of fontTools
        self.polygons.append([])
        self._lineTo(point)

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # a name of fontTools
        self.polygons[-1].append((point[0] * self._scale, point[1] * self._scale))

    def _curveToOne(  # noqa: N802  # a name of fontTools
        self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]
    ) -> None:
        start = self._getCurrentPoint()
        for step in (0.25, 0.5, 0.75, 1):
            rest = 1 - step
            weights = (rest**3, 3 * rest**2 * step, 3 * rest * step**2, step**3)
            points = (start, first, second, end)
            x, y = (
                sum(weight * point[axis] for weight, point in zip(weights, points, strict=True))
                for axis in (0, 1)
            )
            self._lineTo((x, y))
