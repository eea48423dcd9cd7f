"""Resources of content streams, each object read once for the file (ISO 32000-1, 7.8.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from publish.preflight.press.colour_space import ColourSpace, read_space
from publish.preflight.press.font import Font, read_font
from publish.preflight.press.pdf_file import read_content
from publish.preflight.press.picture import Picture, PictureInk, measure_ink, read_picture
from publish.preflight.press.work_limits import WorkLimits

T = TypeVar("T")
Instructions = Sequence[tuple[str, Any]]
"""Operators with their operands; the operand of an inline picture is the picture."""

_MOST_STORED = 400_000


class FileObjects:
    """The objects of a file that several pages use."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self.limits = WorkLimits()
        self._fonts: dict[tuple[int, int], Font] = {}
        self._pictures: dict[tuple[int, int], Picture] = {}
        self._inks: dict[Picture, PictureInk] = {}
        self._resources: dict[tuple[int, int], Resources] = {}
        self._instructions: dict[tuple[int, int], Instructions] = {}
        self._stored = 0

    def resources_of(self, value: Object | None) -> Resources:
        """Return the resources in a dictionary; those of another value are empty."""
        if not isinstance(value, Dictionary):
            return Resources(self, Dictionary())
        return self._once(self._resources, value, lambda: Resources(self, value))

    def font_of(self, value: Object) -> Font:
        """Return the font that an object defines."""
        return self._once(self._fonts, value, lambda: read_font(value))

    def picture_of(self, value: Object, spaces: Object | None) -> Picture:
        """Return the picture that an object defines."""
        key = value.objgen
        return self._once(self._pictures, value, lambda: read_picture(value, spaces, key))

    def ink_of(self, picture: Picture) -> PictureInk:
        """Return the ink of a picture, whose samples are read once."""
        if picture not in self._inks:
            self._inks[picture] = measure_ink(picture)
        return self._inks[picture]

    def instructions_of(self, stream: Object) -> Instructions:
        """Return the instructions of a form, pattern or glyph."""
        key = stream.objgen
        if key in self._instructions:
            return self._instructions[key]
        result = self.parse(read_content(stream))
        self._stored += len(result)
        if self._stored <= _MOST_STORED and key != (0, 0):
            self._instructions[key] = result
        return result

    def parse(self, content: bytes) -> Instructions:
        """Return the instructions of a decoded content stream."""
        stream = Stream(self._pdf, content)
        return [
            (str(each.operator), each.operands) for each in pikepdf.parse_content_stream(stream)
        ]

    @staticmethod
    def _once(store: dict[tuple[int, int], T], value: Object, read: Callable[[], T]) -> T:
        key = value.objgen
        if key == (0, 0):  # a direct object has no number
            return read()
        if key not in store:
            store[key] = read()
        return store[key]


class Resources:
    """The resources of a content stream by their names."""

    def __init__(self, objects: FileObjects, dictionary: Object) -> None:
        self._objects = objects
        self._dictionary = dictionary
        self._fonts: dict[str, Font | None] = {}
        self._spaces: dict[str, ColourSpace] = {}

    @cached_property
    def spaces(self) -> Object | None:
        """The dictionary of colour spaces."""
        return self._part("/ColorSpace")

    def font(self, name: str) -> Font | None:
        """Return a font; None for a name that the resources lack."""
        if name not in self._fonts:
            value = self.find("/Font", name)
            is_font = isinstance(value, Dictionary)
            self._fonts[name] = self._objects.font_of(value) if value and is_font else None
        return self._fonts[name]

    def space(self, value: Object) -> ColourSpace:
        """Return the colour space of a name."""
        name = str(value)
        if name not in self._spaces:
            self._spaces[name] = read_space(value, self.spaces)
        return self._spaces[name]

    def find(self, kind: str, name: str) -> Object | None:
        """Return the resource of a kind, ``/XObject`` or ``/Pattern``, with a name."""
        part = self._part(kind)
        return None if part is None else part.get(name)

    def _part(self, kind: str) -> Object | None:
        part = self._dictionary.get(kind)
        return part if isinstance(part, Dictionary) else None


def read_matrix(value: Object | None) -> tuple[float, float, float, float, float, float]:
    """Return the matrix of a form or pattern; that of no change for another value."""
    if not isinstance(value, Array) or len(value) != 6:
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    a, b, c, d, e, f = (float(each) for each in value)
    return a, b, c, d, e, f
