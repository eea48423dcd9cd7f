"""The drawing of a page: its texts, shapes and pictures with their places, colours and clips.

Content streams are read as the writer makes them: an operation a line, strings in hexadecimal
(ISO 32000-1, annex A has the operators).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import NamedTuple

from publish.preflight.drawn_text import DrawnText, decode_codes, measure_advance
from publish.preflight.page_boxes import (
    IDENTITY,
    Box,
    Matrix,
    bounds_of,
    intersect,
    map_box,
    map_point,
    multiply,
)
from publish.preflight.pdf_glyphs import PdfGlyphs
from publish.text.dataclass import dataclass

_SILENT = re.compile(rb"/ActualText\s*<FEFF>", re.IGNORECASE)
_UNIT: Box = (0, 0, 1, 1)
_ALL_PLATES = b"/All"
"""The colour space of the marks of a press, which are on each plate."""


class DrawnShape(NamedTuple):
    """A painted path: its bounds, and the width of its line in points, 0 where it is filled."""

    box: Box
    line_width: float


class DrawnPicture(NamedTuple):
    """A picture or form that is drawn: its name in the resources, and its place."""

    name: str
    place: Matrix
    clip: Box | None

    @property
    def box(self) -> Box:
        """The bounds of the picture on the page."""
        return map_box(self.place, _UNIT)


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """The texts, shapes and pictures of a page.

    ``colours`` are the operations that set another colour than grey.
    """

    texts: list[DrawnText] = field(default_factory=list)
    shapes: list[DrawnShape] = field(default_factory=list)
    pictures: list[DrawnPicture] = field(default_factory=list)
    colours: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)


class _State(NamedTuple):
    """The part of the graphics state that is saved and restored."""

    matrix: Matrix = IDENTITY
    clip: Box | None = None
    line_width: float = 1
    font: str = ""
    size: float = 0
    rise: float = 0


def read_drawing(
    content: bytes,
    fonts: Mapping[str, PdfGlyphs],
    drawing: PageDrawing,
    start: Matrix = IDENTITY,
    clip: Box | None = None,
) -> None:
    """Add to ``drawing`` what a content stream draws; raises ValueError for one not readable."""
    reader = _ContentReader(fonts, drawing, _State(start, clip))
    reader.read(content)


class _ContentReader:
    """A reader of one content stream with its graphics state."""

    def __init__(self, fonts: Mapping[str, PdfGlyphs], drawing: PageDrawing, state: _State) -> None:
        self._fonts = fonts
        self._drawing = drawing
        self._state = state
        self._saved: list[_State] = []
        self._text_matrix = IDENTITY
        self._pen = 0.0
        self._line_number = len(drawing.texts)
        self._path: list[tuple[float, float]] = []
        self._clips = False
        self._silences: list[bool] = []
        self._previous = b""
        self._space = b""

    def read(self, content: bytes) -> None:
        """Read all operations."""
        operations = _OPERATIONS
        for line in content.split(b"\n"):
            operands, _, operator = line.rpartition(b" ")
            operation = operations.get(operator)
            if operation:
                operation(self, operands)
            self._previous = line

    # --- graphics state

    def save(self, _operands: bytes) -> None:
        self._saved.append(self._state)

    def restore(self, _operands: bytes) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, operands: bytes) -> None:
        matrix = multiply(_matrix(operands), self._state.matrix)
        self._state = self._state._replace(matrix=matrix)

    def set_line_width(self, operands: bytes) -> None:
        self._state = self._state._replace(line_width=float(operands))

    def use_state(self, operands: bytes) -> None:
        self._drawing.states.add(_name(operands))

    def set_rgb(self, operands: bytes) -> None:
        self._drawing.colours.add(f"RGB {operands.decode('latin-1')}")

    def set_cmyk(self, operands: bytes) -> None:
        if any(map(float, operands.split()[:3])):
            self._drawing.colours.add(f"CMYK {operands.decode('latin-1')}")

    def set_space(self, operands: bytes) -> None:
        self._space = operands

    def set_color(self, operands: bytes) -> None:
        if self._space != _ALL_PLATES:
            self._drawing.colours.add(operands.decode("latin-1"))

    # --- text

    def begin_text(self, _operands: bytes) -> None:
        self._text_matrix, self._pen = IDENTITY, 0

    def set_font(self, operands: bytes) -> None:
        name, size = operands.split()
        self._state = self._state._replace(font=_name(name), size=float(size))

    def set_rise(self, operands: bytes) -> None:
        self._state = self._state._replace(rise=float(operands))

    def set_text_matrix(self, operands: bytes) -> None:
        self._text_matrix, self._pen = _matrix(operands), 0
        # Of several content streams of a page, each has lines of its own.
        self._line_number = len(self._drawing.texts)

    def move_text(self, operands: bytes) -> None:
        x, y = map(float, operands.split())
        self._text_matrix, self._pen = multiply((1, 0, 0, 1, x, y), self._text_matrix), 0

    def show(self, operands: bytes) -> None:
        state = self._state
        glyphs = self._fonts.get(state.font)
        if glyphs is None:
            return
        codes = decode_codes(operands)
        advance = measure_advance(operands, codes, glyphs)
        size = state.size
        own = (size, 0, 0, size, self._pen, state.rise)
        place = multiply(multiply(own, self._text_matrix), state.matrix)
        silent = any(self._silences)
        text = DrawnText(
            glyphs, operands, codes, place, advance, silent, state.clip, self._line_number
        )
        self._drawing.texts.append(text)
        self._pen += advance * size

    def begin_marked(self, operands: bytes) -> None:
        properties = operands or self._previous
        self._silences.append(bool(_SILENT.search(properties)))

    def end_marked(self, _operands: bytes) -> None:
        if self._silences:
            self._silences.pop()

    # --- paths and pictures

    def add_points(self, operands: bytes) -> None:
        numbers = list(map(float, operands.split()))
        matrix = self._state.matrix
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        self._path += [map_point(matrix, *pair) for pair in pairs]

    def add_rectangle(self, operands: bytes) -> None:
        x, y, width, height = map(float, operands.split())
        left, low, right, high = map_box(self._state.matrix, (x, y, x + width, y + height))
        self._path += [(left, low), (right, high)]

    def clip(self, _operands: bytes) -> None:
        self._clips = True

    def fill(self, _operands: bytes) -> None:
        self._paint(0)

    def stroke(self, _operands: bytes) -> None:
        a, b, c, d, _, _ = self._state.matrix
        self._paint(self._state.line_width * abs(a * d - b * c) ** 0.5)

    def end_path(self, _operands: bytes) -> None:
        if self._clips and self._path:
            area = bounds_of(self._path)
            clip = self._state.clip
            self._state = self._state._replace(clip=intersect(clip, area) if clip else area)
        self._path, self._clips = [], False

    def _paint(self, line_width: float) -> None:
        if self._path:
            box = bounds_of(self._path)
            clip = self._state.clip
            self._drawing.shapes.append(
                DrawnShape(intersect(box, clip) if clip else box, line_width)
            )
        self.end_path(b"")

    def draw_picture(self, operands: bytes) -> None:
        picture = DrawnPicture(_name(operands), self._state.matrix, self._state.clip)
        self._drawing.pictures.append(picture)


_OPERATIONS: Mapping[bytes, Callable[[_ContentReader, bytes], None]] = {
    b"q": _ContentReader.save,
    b"Q": _ContentReader.restore,
    b"cm": _ContentReader.transform,
    b"w": _ContentReader.set_line_width,
    b"gs": _ContentReader.use_state,
    b"BT": _ContentReader.begin_text,
    b"Tf": _ContentReader.set_font,
    b"Ts": _ContentReader.set_rise,
    b"Tm": _ContentReader.set_text_matrix,
    b"Td": _ContentReader.move_text,
    b"TJ": _ContentReader.show,
    b"Tj": _ContentReader.show,
    b"BDC": _ContentReader.begin_marked,
    b"BMC": _ContentReader.begin_marked,
    b"EMC": _ContentReader.end_marked,
    b"re": _ContentReader.add_rectangle,
    **dict.fromkeys((b"m", b"l", b"c", b"v", b"y"), _ContentReader.add_points),
    **dict.fromkeys((b"W", b"W*"), _ContentReader.clip),
    **dict.fromkeys((b"f", b"F", b"f*"), _ContentReader.fill),
    **dict.fromkeys((b"S", b"s", b"B", b"B*", b"b", b"b*"), _ContentReader.stroke),
    b"n": _ContentReader.end_path,
    b"Do": _ContentReader.draw_picture,
    **dict.fromkeys((b"rg", b"RG"), _ContentReader.set_rgb),
    **dict.fromkeys((b"k", b"K"), _ContentReader.set_cmyk),
    **dict.fromkeys((b"cs", b"CS"), _ContentReader.set_space),
    **dict.fromkeys((b"sc", b"SC", b"scn", b"SCN", b"sh"), _ContentReader.set_color),
}


def _matrix(operands: bytes) -> Matrix:
    a, b, c, d, e, f = map(float, operands.split())
    return a, b, c, d, e, f


def _name(operands: bytes) -> str:
    return operands.strip().removeprefix(b"/").decode("latin-1")
