"""The graphics state of a content stream, as far as colours, opacity and sizes depend on it."""

from __future__ import annotations

from pikepdf import Matrix

from publish.text.dataclass import dataclass
from publish.writers.pdf.press.inks import BLACK, Ink

IDENTITY = Matrix()
"""The transformation that moves nothing (ISO 32000-1, 8.3.3)."""


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
