"""The drawings of the pages of a PDF, with the fonts and pictures that they use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from publish.preflight.page_boxes import IDENTITY, Box, Matrix, multiply
from publish.preflight.page_drawing import DrawnPicture, PageDrawing, read_drawing
from publish.preflight.pdf_glyphs import PdfGlyphs, read_glyphs
from publish.preflight.pdf_pages import ParsedPage, Resources, read_contents, read_resources
from publish.preflight.pdf_parser import ParsedObject

_NUMBER = re.compile(r"-?[\d.]+")
_DEEPEST = 12  # forms in forms; the writer makes two


class PlacedPicture(NamedTuple):
    """A picture on a page: its place, its size in pixels, and whether it has colour and a mask."""

    place: Matrix
    box: Box
    width: int
    height: int
    has_colour: bool
    is_transparent: bool

    @property
    def resolution(self) -> float:
        """The pixels on an inch of paper, in the coarser direction."""
        a, b, c, d, _, _ = self.place
        across, up = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
        return 72 * min(self.width / (across or 1), self.height / (up or 1))


class ReadPage(NamedTuple):
    """A page with what it draws, forms included; ``states`` are the graphics states in use."""

    page: ParsedPage
    drawing: PageDrawing
    pictures: list[PlacedPicture]
    states: list[bytes]


class PdfDrawings:
    """Reads the drawings of pages; fonts are read once."""

    def __init__(self, objects: Mapping[int, ParsedObject]) -> None:
        self._objects = objects
        self._glyphs: dict[int, PdfGlyphs] = {}
        self._resources: dict[bytes, Resources] = {}

    @property
    def fonts(self) -> tuple[PdfGlyphs, ...]:
        """The fonts of the pages that were read."""
        return tuple(self._glyphs.values())

    def read(self, page: ParsedPage) -> ReadPage:
        """Return the drawing of a page; raises ValueError where it cannot be read."""
        resources = self._resources_of(page.parsed)
        result = ReadPage(page, PageDrawing(), [], [])
        for content in read_contents(self._objects, page):
            read_drawing(content, self._fonts(resources), result.drawing)
        self._add_states(result, resources)
        for occurrence in result.drawing.pictures:
            self._add_picture(occurrence, resources, result)
        return result

    def _add_picture(
        self, occurrence: DrawnPicture, resources: Resources, result: ReadPage, depth: int = 0
    ) -> None:
        """Add a picture, or what a form draws, to a page."""
        source = self._objects.get(resources.pictures.get(occurrence.name, 0))
        if source is None or depth > _DEEPEST:
            return
        if source.value("Subtype") == "Image":
            result.pictures.append(_picture(source, occurrence))
            return
        own = self._resources_of(source)
        inner = ReadPage(result.page, PageDrawing(), [], result.states)
        start = multiply(_form_matrix(source), occurrence.place)
        read_drawing(source.stream, self._fonts(own), inner.drawing, start, occurrence.clip)
        result.drawing.texts.extend(inner.drawing.texts)
        result.drawing.shapes.extend(inner.drawing.shapes)
        result.drawing.colours.update(inner.drawing.colours)
        self._add_states(inner, own)
        for each in inner.drawing.pictures:
            self._add_picture(each, own, result, depth + 1)

    @staticmethod
    def _add_states(result: ReadPage, resources: Resources) -> None:
        names = result.drawing.states & resources.states.keys()
        result.states.extend(resources.states[name] for name in names)

    def _resources_of(self, owner: ParsedObject) -> Resources:
        key = owner.dictionary.partition(b"/Resources")[2]
        if key not in self._resources:
            self._resources[key] = read_resources(self._objects, owner)
        return self._resources[key]

    def _fonts(self, resources: Resources) -> dict[str, PdfGlyphs]:
        return {
            name: self._font(number)
            for name, number in resources.fonts.items()
            if number in self._objects
        }

    def _font(self, number: int) -> PdfGlyphs:
        if number not in self._glyphs:
            self._glyphs[number] = read_glyphs(self._objects, self._objects[number])
        return self._glyphs[number]


def _picture(source: ParsedObject, occurrence: DrawnPicture) -> PlacedPicture:
    space = source.value("ColorSpace")
    return PlacedPicture(
        occurrence.place,
        occurrence.box,
        int(source.value("Width") or 0),
        int(source.value("Height") or 0),
        bool(space) and "DeviceGray" not in space,
        bool(source.references("SMask")),
    )


def _form_matrix(source: ParsedObject) -> Matrix:
    numbers = tuple(map(float, _NUMBER.findall(source.value("Matrix"))))
    if len(numbers) != 6:
        return IDENTITY
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f
