"""Operations of a content stream that change its graphics state (ISO 32000-1, 8.4 and 8.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, Object, Stream

from publish.preflight.page_boxes import Box, Matrix, multiply
from publish.preflight.press.colour_space import BLACK_COLOUR, Colour, ColourSpace, Family
from publish.preflight.press.graphics_state import GraphicsState, apply_parameters, list_forbidden
from publish.preflight.press.page_marks import Mark, MarkKind, Spot
from publish.preflight.press.path import Path
from publish.preflight.press.resources import Resources
from publish.preflight.press.shading import list_colours
from publish.preflight.press.text_cursor import TextCursor
from publish.writers.booklet.pdf_values import read_integer

if TYPE_CHECKING:
    from publish.preflight.press.page_walk import PageWalk

_NOWHERE: Box = (0, 0, 0, 0)
_DEEPEST_STATE = 10_000


class StreamState:
    """The graphics state of one content stream, and the operations that change it."""

    def __init__(self, walk: PageWalk, resources: Resources, state: GraphicsState) -> None:
        self._walk = walk
        self._resources = resources
        self._state = state
        self._saved: list[GraphicsState] = []
        self._cursor = TextCursor()
        self._path = Path()

    # --- graphics state

    def save(self, _operands: Any) -> None:
        """``q``: save the state."""
        if len(self._saved) < _DEEPEST_STATE:
            self._saved.append(self._state)

    def restore(self, _operands: Any) -> None:
        """``Q``: restore the state."""
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, operands: Any) -> None:
        """``cm``: change the matrix."""
        self._set(matrix=multiply(read_operands(operands), self._state.matrix))

    def set_parameters(self, operands: Any) -> None:
        """``gs``: apply a parameter dictionary."""
        parameters = self._resources.find("/ExtGState", str(operands[0]))
        if isinstance(parameters, Dictionary):
            self._state = apply_parameters(self._state, parameters)
            place = self._state.clip or _NOWHERE
            oddities = (Spot(fact, place) for fact in list_forbidden(parameters))
            self._walk.page.oddities.extend(oddities)
            font = parameters.get("/Font")
            if isinstance(font, Array) and len(font) == 2 and isinstance(font[0], Dictionary):
                self._set(font=self._walk.objects.font_of(font[0]), size=float(font[1]))

    def _set(self, **changes: Any) -> None:
        self._state = self._state._replace(**changes)

    def set_number(self, name: str, operands: Any) -> None:
        """Set a number of the state, as ``w`` and ``Tc`` do."""
        self._set(**{name: float(operands[0])})

    def set_stretch(self, operands: Any) -> None:
        """``Tz``: set the horizontal scaling."""
        self._set(stretch=float(operands[0]) / 100)

    def set_mode(self, operands: Any) -> None:
        """``Tr``: set how glyphs are painted."""
        self._set(mode=read_integer(operands[0]))

    # --- colours

    def set_device(self, target: str, space: ColourSpace, name: str, operands: Any) -> None:
        """``g``, ``rg``, ``k``: set a colour of a device, which the resources may define anew."""
        used = self._resources.space(Name(name)) if self._resources.spaces else space
        self._set(**{target: Colour(used, tuple(map(float, operands)))})

    def set_space(self, target: str, operands: Any) -> None:
        """``cs``: set a colour space."""
        space = self._resources.space(operands[0])
        self._set(**{target: Colour(space, space.initial)})

    def set_colour(self, target: str, operands: Any) -> None:
        """``scn``: set a colour or pattern of the space."""
        space = getattr(self._state, target).space
        values = list(operands)
        pattern = ""
        if values and space.family is Family.PATTERN:
            pattern = str(values.pop())
        self._set(**{target: Colour(space, tuple(map(float, values)), pattern)})

    # --- marks

    def add_mark(self, kind: MarkKind, box: Box, size: float, *, is_stroke: bool = False) -> None:
        """Add a mark in the colour of fills or of strokes, or with its pattern."""
        state = self._state
        colour = state.stroke if is_stroke else state.fill
        alpha = state.stroke_alpha if is_stroke else state.fill_alpha
        overprints = state.stroke_overprint if is_stroke else state.fill_overprint
        if reason := state.describe_transparency(alpha):
            self._walk.page.transparency.append(Spot(reason, box))
        if not colour.pattern:
            mark = Mark(kind, box, colour, size, overprints, state.overprint_mode == 1)
            self._walk.page.add(mark)
            return
        pattern = self._resources.find("/Pattern", colour.pattern)
        if isinstance(pattern, Stream):
            base = colour.space.base
            own = Colour(base, colour.components) if base and colour.components else BLACK_COLOUR
            self._walk.draw_pattern(pattern, own, box, self._resources)
        elif isinstance(pattern, Dictionary) and isinstance(pattern.get("/Shading"), Object):
            self.add_shades(pattern["/Shading"], box)

    def add_shades(self, shading: Object, box: Box) -> None:
        """Add the colours of a smooth shading."""
        for colour in list_colours(shading, self._resources.spaces):
            self._walk.page.add(Mark(MarkKind.SHADE, box, colour))


def read_operands(operands: Any) -> Matrix:
    """Return the six numbers of a matrix."""
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f
