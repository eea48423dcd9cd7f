"""The geometry of the pages of any PDF: boxes in points, rotation, and the side of the spine.

ISO 32000-1, 14.11.2 (page boundaries), 7.7.3.3 (``/Rotate``, ``/UserUnit``).
"""

from __future__ import annotations

import math

from pikepdf import Object

from publish.preflight.page_boxes import Box
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, Size
from publish.writers.booklet.pdf_values import inherit, read_box, read_number

_US_LETTER: Box = (0.0, 0.0, 612.0, 792.0)
_LARGEST_UNIT = 75_000
_CLOCKWISE = ("left", "top", "right", "bottom")


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """The boxes of a page, before rotation; ``spine_at_left`` is that of the page as it is read.

    A box that the page does not have is None; ``trim`` and ``bleed`` are those that a press takes.
    ``turns`` are clockwise quarters.
    """

    number: int
    media: Box
    crop: Box
    own_bleed: Box | None
    own_trim: Box | None
    art: Box | None
    turns: int
    unit: float
    spine_at_left: bool
    has_media: bool = True

    @property
    def trim(self) -> Box:
        """The page after it is cut."""
        return self.own_trim or self.art or self.crop

    @property
    def outer_area(self) -> Box:
        """The area that is printed around the trim."""
        return self.own_bleed or self.trim

    @property
    def size(self) -> Size:
        """The size of the page after it is cut, as it is read."""
        left, low, right, high = self.trim
        width, height = right - left, high - low
        return Size(height, width) if self.turns % 2 else Size(width, height)

    @property
    def edges(self) -> tuple[str, ...]:
        """The names of the left, low, right and high edge, as they are when the page is read."""
        spine = "left" if self.spine_at_left else "right"
        names = (
            _CLOCKWISE[(_CLOCKWISE.index(name) + self.turns) % 4]
            for name in ("left", "bottom", "right", "top")
        )
        return tuple("spine" if name == spine else name for name in names)

    def place_of(self, box: Box) -> dict[str, float]:
        """Return a box in millimetres from the left and upper edge of the trim, before rotation."""
        left, low, right, high = box
        origin = self.trim
        values = (left - origin[0], origin[3] - high, right - left, high - low)
        names = ("x_mm", "y_mm", "width_mm", "height_mm")
        return {name: round(value / MM, 1) for name, value in zip(names, values, strict=True)}


def read_geometry(page: Object, number: int, *, right_bound: bool) -> PageGeometry:
    """Return the geometry of a page; odd pages are right-hand pages, in right-bound books left."""
    unit = read_number(page.get("/UserUnit")) or 1.0
    unit = unit if 0 < unit <= _LARGEST_UNIT else 1.0
    media = _read(inherit(page, "/MediaBox"), unit)
    sheet = media or _US_LETTER
    return PageGeometry(
        number,
        sheet,
        _read(inherit(page, "/CropBox"), unit) or sheet,
        _read(page.get("/BleedBox"), unit),
        _read(page.get("/TrimBox"), unit),
        _read(page.get("/ArtBox"), unit),
        round((read_number(inherit(page, "/Rotate")) or 0.0) / 90) % 4,
        unit,
        spine_at_left=bool(number % 2) != right_bound,
        has_media=media is not None,
    )


def _read(value: Object | None, unit: float) -> Box | None:
    box = read_box(value)
    if box is None or not all(map(math.isfinite, box)):
        return None
    left, low, right, high = (each * unit for each in box)
    return (left, low, right, high) if right > left and high > low else None
