"""The areas of the back of a wrap cover: its text, and under it the imprint and the bar code."""

from __future__ import annotations

from publish.config.booklet_options import Binding
from publish.text.dataclass import dataclass
from publish.writers.wrap_cover import bar_code
from publish.writers.wrap_cover.geometry import SAFE, Area, CoverGeometry
from publish.writers.wrap_cover.sheet import CODE_PADDING

_SIDES, _ENDS = 0.11, 0.08
"""The margins of the back in its width and in its height."""

_GAP = 6.0
"""Millimetres between texts and the bar code."""


@dataclass(frozen=True, slots=True)
class BackAreas:
    """The areas of a back, with or without a bar code; ``foot`` is the height of an imprint."""

    geometry: CoverGeometry
    has_code: bool
    foot: float

    @property
    def code(self) -> Area:
        """The area of the words and bars of the code at the foot, on the side of the spine."""
        back, inset = self.geometry.back, self._side + CODE_PADDING
        x = back.x + inset if self._is_on_the_left else back.right - inset - bar_code.WIDTH
        height = bar_code.HEIGHT + bar_code.ABOVE + bar_code.BELOW
        return Area(x, self._end + CODE_PADDING, bar_code.WIDTH, height)

    @property
    def imprint(self) -> Area:
        """The area at the foot beside the bar code, as high as that with its white ground."""
        back, code = self.geometry.back, self.code.grow(CODE_PADDING)
        room = code.width + _GAP if self.has_code else 0.0
        x = back.x + self._side + (room if self._is_on_the_left else 0.0)
        return Area(x, self._end, back.width - 2 * self._side - room, code.height)

    @property
    def text(self) -> Area:
        """The area of the text, over the others."""
        back = self.geometry.back
        low = self._end
        if self.has_code:
            low = self.imprint.top + _GAP
        elif self.foot:
            low += self.foot + _GAP
        return Area(
            back.x + self._side, low, back.width - 2 * self._side, back.height - self._end - low
        )

    @property
    def _side(self) -> float:
        return max(SAFE, _SIDES * self.geometry.back.width)

    @property
    def _end(self) -> float:
        return max(SAFE, _ENDS * self.geometry.back.height)

    @property
    def _is_on_the_left(self) -> bool:
        return self.geometry.binding is Binding.RIGHT
