"""The walk through all that a page draws: content, forms, patterns, glyphs of Type 3 fonts.

The walk knows where and in which colour each mark is printed, so that a colour that is set and
paints nothing is no fault.
"""

from __future__ import annotations

from collections.abc import Callable

from pikepdf import Dictionary, Object, Stream

from publish.preflight.page_boxes import IDENTITY, Box, Matrix, map_box, multiply
from publish.preflight.press.colour_space import Colour
from publish.preflight.press.content_stream import OPERATIONS, ContentStream
from publish.preflight.press.font import Font
from publish.preflight.press.graphics_state import GraphicsState
from publish.preflight.press.page_marks import PageMarks, Spot
from publish.preflight.press.path import visible_part
from publish.preflight.press.pdf_file import reason_of
from publish.preflight.press.resources import (
    FileObjects,
    Instructions,
    Resources,
    read_matrix,
)
from publish.preflight.press.work_limits import TooMuchError
from publish.writers.booklet.pdf_values import PDF_FAULTS, read_box, read_name

DEEPEST = 24
"""Forms in forms up to which drawings are followed."""

_NOWHERE: Box = (0, 0, 0, 0)


class PageWalk:
    """Follows content streams, and adds what they paint to the marks of a page."""

    def __init__(self, objects: FileObjects, page: PageMarks, base: Matrix = IDENTITY) -> None:
        self.objects = objects
        self.page = page
        self._base = base
        self._open: list[tuple[int, int]] = []
        self._glyphs: set[tuple[Font, int, Colour]] = set()
        self._patterns: set[tuple[tuple[int, int], Colour]] = set()

    def read(self, instructions: Instructions, resources: Resources, state: GraphicsState) -> None:
        """Add what the instructions paint; an instruction that is damaged is passed over."""
        self.objects.limits.add_operations(len(instructions))
        stream = ContentStream(self, resources, state)
        operations = OPERATIONS
        for operator, operands in instructions:
            operation = operations.get(operator)
            if operation is not None:
                try:
                    operation(stream, operands)
                except TooMuchError:
                    raise
                except PDF_FAULTS as error:
                    self._report(f"the operation {operator} is damaged: {reason_of(error)}")

    def _report(self, problem: str) -> None:
        if problem not in self.page.problems and len(self.page.problems) < 8:
            self.page.problems.append(problem)

    def enter(self, source: Object, draw: Callable[[Instructions], None]) -> None:
        """Draw with the instructions of a form, pattern or glyph, unless it is in itself."""
        self.objects.limits.add_form()
        key = source.objgen
        if key in self._open or len(self._open) >= DEEPEST:
            self._report("a form draws itself, or is in too many others")
            return
        self._open.append(key)
        try:
            draw(self.objects.instructions_of(source))
        finally:
            self._open.pop()

    def draw_form(self, form: Object, state: GraphicsState, outer: Resources) -> None:
        """Draw a form XObject."""
        inner = state._replace(matrix=multiply(read_matrix(form.get("/Matrix")), state.matrix))
        bounds = read_box(form.get("/BBox"))
        if bounds:
            clip = visible_part(map_box(inner.matrix, bounds), state.clip)
            if clip is None:
                return
            inner = inner._replace(clip=clip)
        if "/Group" in form and isinstance(form["/Group"], Dictionary):
            place = inner.clip or _NOWHERE
            if read_name(form["/Group"].get("/S")) == "Transparency":
                self.page.transparency.append(Spot("a transparency group", place))
        if read_name(form.get("/Subtype2")) == "PS" or "/PS" in form:
            self.page.oddities.append(Spot("PostScript in a form", inner.clip or _NOWHERE))
        own = form.get("/Resources")
        resources = outer if own is None else self.objects.resources_of(own)
        self.enter(form, lambda instructions: self.read(instructions, resources, inner))

    def draw_pattern(self, pattern: Object, colour: Colour, box: Box, outer: Resources) -> None:
        """Draw a cell of a tiling pattern, each mark over the whole painted area."""
        key = (pattern.objgen, colour)
        if key in self._patterns:
            return
        self._patterns.add(key)
        matrix = multiply(read_matrix(pattern.get("/Matrix")), self._base)
        state = GraphicsState(matrix, None, colour, colour)
        cell = PageMarks()
        page, self.page = self.page, cell
        own = pattern.get("/Resources")
        resources = outer if own is None else self.objects.resources_of(own)
        try:
            self.enter(pattern, lambda instructions: self.read(instructions, resources, state))
        finally:
            self.page = page
        page.marks.extend(mark._replace(box=box) for mark in cell.marks)
        page.pictures.extend(picture._replace(box=box) for picture in cell.pictures)
        page.fonts.update(dict.fromkeys(cell.fonts, box))
        page.transparency.extend(spot._replace(box=box) for spot in cell.transparency)
        page.problems.extend(cell.problems)

    def draw_glyph(self, font: Font, code: int, state: GraphicsState, place: Matrix) -> None:
        """Draw a glyph of a Type 3 font, the first time that it is used in a colour."""
        key = (font, code, state.fill)
        glyph = font.glyphs.get(f"/{font.codes.get(code, '')}") if font.glyphs else None
        if key in self._glyphs or not isinstance(glyph, Stream):
            return
        self._glyphs.add(key)
        a, b, c, d, e, f = font.matrix
        inner = state._replace(matrix=multiply((a, b, c, d, e, f), place))
        resources = self.objects.resources_of(font.resources)
        self.enter(glyph, lambda instructions: self.read(instructions, resources, inner))
