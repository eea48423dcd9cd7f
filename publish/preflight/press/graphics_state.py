"""The graphics state of a content stream, as far as a press asks (ISO 32000-1, 8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object

from publish.preflight.page_boxes import IDENTITY, Box, Matrix
from publish.preflight.press.colour_space import BLACK_COLOUR, Colour
from publish.preflight.press.font import Font
from publish.writers.booklet.pdf_values import read_integer, read_name, read_number

_OPAQUE = 0.999
_FORBIDDEN = {
    "/TR": "a transfer curve",
    "/TR2": "a transfer curve",
    "/HTP": "a halftone phase",
}


class GraphicsState(NamedTuple):
    """The part of the state that decides where and in which ink a mark is printed."""

    matrix: Matrix = IDENTITY
    clip: Box | None = None
    fill: Colour = BLACK_COLOUR
    stroke: Colour = BLACK_COLOUR
    line_width: float = 1.0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    has_mask: bool = False
    fill_overprint: bool = False
    stroke_overprint: bool = False
    overprint_mode: int = 0
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    @property
    def scale(self) -> float:
        """The factor by which lengths grow on the page."""
        a, b, c, d, _, _ = self.matrix
        return float(abs(a * d - b * c) ** 0.5)

    def describe_transparency(self, alpha: float) -> str:
        """Return the reason why a mark is transparent; an empty string for an opaque one."""
        if self.has_mask:
            return "a soft mask"
        if alpha < _OPAQUE:
            return f"an opacity of {round(100 * alpha)} %"
        return "" if self.blend == "Normal" else f"the blend mode {self.blend}"


def apply_parameters(state: GraphicsState, parameters: Object) -> GraphicsState:
    """Return the state after a parameter dictionary (``gs``), without its font."""
    changes: dict[str, object] = {}
    for key, name in (("/LW", "line_width"), ("/ca", "fill_alpha"), ("/CA", "stroke_alpha")):
        number = read_number(parameters.get(key))
        if number is not None:
            changes[name] = number
    blend = parameters.get("/BM")
    if isinstance(blend, Array) and len(blend):
        blend = blend[0]
    if isinstance(blend, Name):
        name = read_name(blend)
        changes["blend"] = "Normal" if name == "Compatible" else name
    mask = parameters.get("/SMask")
    if mask is not None:
        changes["has_mask"] = isinstance(mask, Dictionary)
    stroke: object = parameters.get("/OP")
    fill: object = parameters.get("/op")
    if isinstance(stroke, bool):
        changes["stroke_overprint"] = changes["fill_overprint"] = stroke
    if isinstance(fill, bool):
        changes["fill_overprint"] = fill
    if "/OPM" in parameters:
        changes["overprint_mode"] = read_integer(parameters.get("/OPM"))
    return state._replace(**changes)  # type: ignore[arg-type]  # the names are those of fields


def list_forbidden(parameters: Object) -> Iterator[str]:
    """Yield the parameters that standards for print forbid."""
    for key, name in _FORBIDDEN.items():
        value = parameters.get(key)
        if value is not None and read_name(value) not in ("Default", "Identity"):
            yield name
