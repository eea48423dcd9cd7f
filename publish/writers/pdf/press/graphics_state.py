"""The graphics state of a content stream, as far as colours, opacity and sizes depend on it."""

from __future__ import annotations

from collections.abc import Sequence

from publish.text.dataclass import dataclass
from publish.writers.pdf.press.inks import BLACK, Ink

Matrix = tuple[float, float, float, float, float, float]
"""A transformation (ISO 32000-1, 8.3.3)."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Paint:
    """The colour with which shapes are filled, or lines drawn, and its opacity.

    ``ink`` is None for a pattern, and for a colour that is left as it is.  ``space`` is the name of
    the colour space in the resources, if the stream sets one.
    """

    ink: Ink | None = BLACK
    opacity: float = 1.0
    space: str = ""


@dataclass(slots=True)
class GraphicsState:
    """The part of the graphics state that the conversion of a content stream needs.

    ``overprint`` is the name of the graphics state that the new stream has set last.  ``group`` is
    the opacity of the groups around, where these are dissolved.
    """

    fill: Paint
    stroke: Paint
    matrix: Matrix = IDENTITY
    overprint: str = ""
    group: float = 1.0

    def copy(self) -> GraphicsState:
        """Return the state as an operator ``q`` saves it."""
        fill, stroke = (
            Paint(each.ink, each.opacity, each.space) for each in (self.fill, self.stroke)
        )
        return GraphicsState(fill, stroke, self.matrix, self.overprint, self.group)

    def opacity(self, paint: Paint) -> float:
        """Return the opacity of a paint with that of the groups around."""
        return paint.opacity * self.group


def new_state() -> GraphicsState:
    """Return the state in which a page begins."""
    return GraphicsState(Paint(), Paint())


def multiply(first: Sequence[float], second: Matrix) -> Matrix:
    """Return the transformation ``first`` before ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
