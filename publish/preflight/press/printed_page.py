"""A page as a press gets it: its geometry, and all that it paints."""

from __future__ import annotations

from publish.preflight.page_boxes import Box, intersect
from publish.preflight.press.colour_space import is_white
from publish.preflight.press.geometry import PageGeometry
from publish.preflight.press.page_marks import Mark, PageMarks
from publish.text.dataclass import dataclass

_ROUNDING = 0.1


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page with its marks."""

    geometry: PageGeometry
    marks: PageMarks

    def is_inside(self, box: Box) -> bool:
        """Return whether a part of a box is on the page after it is cut."""
        left, low, right, high = intersect(box, self.geometry.trim)
        return right > left - _ROUNDING and high > low - _ROUNDING

    @property
    def visible_marks(self) -> list[Mark]:
        """The marks that are not white."""
        return [mark for mark in self.marks.marks if not is_white(mark.colour)]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on the page after it is cut, and all of it could be read."""
        if self.marks.problems:
            return False
        has_picture = any(self.is_inside(picture.box) for picture in self.marks.pictures)
        return not has_picture and not any(self.is_inside(mark.box) for mark in self.visible_marks)
