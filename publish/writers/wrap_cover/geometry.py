"""The areas of a wrap cover: back, spine and front on one sheet, outside up."""

from __future__ import annotations

from publish.config.booklet_options import Binding
from publish.text.dataclass import dataclass

SAFE = 6.35
"""Millimetres between the trim and text: a cut may lie off its place
(https://kdp.amazon.com/en_US/help/topic/G201953020 asks for 0.25 inches)."""

FOLD = 1.5875
"""Millimetres between a fold and text, 0.0625 inches at the same place."""

LEAST_SPINE_WITH_TEXT = 5.0

MARK_ROOM = 9.0
"""Millimetres outside of the bleed for marks of folds."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the sheet, in millimetres from the lower left corner of the trim."""

    x: float
    y: float
    width: float
    height: float

    def shrink(self, sides: float, ends: float) -> Area:
        """Return the area without strips at its sides and at its upper and lower end."""
        width, height = self.width - 2 * sides, self.height - 2 * ends
        return Area(self.x + sides, self.y + ends, width, height)

    def grow(self, by: float) -> Area:
        """Return the area with a strip around it."""
        return self.shrink(-by, -by)

    def move(self, by: float) -> Area:
        """Return the area farther from the lower left corner, in both directions."""
        return Area(self.x + by, self.y + by, self.width, self.height)

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.height

    def contains(self, other: Area, tolerance: float = 0.0) -> bool:
        """Return whether another area is inside of this one."""
        return (
            self.x - tolerance <= other.x
            and self.y - tolerance <= other.y
            and other.right <= self.right + tolerance
            and other.top <= self.top + tolerance
        )


@dataclass(frozen=True, slots=True)
class CoverGeometry:
    """The measures of a wrap cover in millimetres: page, spine, bleed, and room for marks.

    The front of a book that is bound on the right is on the left side of the sheet.
    """

    page_width: float
    page_height: float
    spine_width: float
    bleed: float
    binding: Binding
    mark_room: float = 0.0

    @property
    def trim(self) -> Area:
        """The sheet as it is cut."""
        return Area(0, 0, 2 * self.page_width + self.spine_width, self.page_height)

    @property
    def full_area(self) -> Area:
        """The sheet as it is printed, without marks."""
        return self.trim.grow(self.bleed)

    @property
    def media(self) -> Area:
        """The page of the PDF."""
        return self.full_area.grow(self.mark_room)

    @property
    def front(self) -> Area:
        """The front of the book."""
        return self._side(is_left=self.binding is Binding.RIGHT)

    @property
    def back(self) -> Area:
        """The back of the book."""
        return self._side(is_left=self.binding is Binding.LEFT)

    @property
    def spine(self) -> Area:
        """The spine, between both folds."""
        return Area(self.page_width, 0, self.spine_width, self.page_height)

    def _side(self, *, is_left: bool) -> Area:
        x = 0.0 if is_left else self.page_width + self.spine_width
        return Area(x, 0, self.page_width, self.page_height)

    def area_with_bleed(self, side: Area) -> Area:
        """Return the front or the back with its bleed on the three sides without a fold."""
        x = side.x - self.bleed if side.x == 0 else side.x
        return Area(x, -self.bleed, side.width + self.bleed, side.height + 2 * self.bleed)
