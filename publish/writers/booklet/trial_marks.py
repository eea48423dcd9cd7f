"""The marks of the two test sheets.

A sheet held against the light shows the dot of its back side on its front side.  Flipped over the
right edge it lies in the ring, flipped over the other one in the box: the flip over the short
edge shows a point (x, y) of the back at (width - x, y), the flip over the long edge at
(x, height - y).
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.config.booklet_options import Binding
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, Size
from publish.writers.booklet.geometry import Sheet, Side, arrange_sheets
from publish.writers.booklet.marks import operand
from publish.writers.booklet.printer_card_pictures import (
    Point,
    draw_arrow,
    draw_box,
    draw_circle,
    draw_digit,
    draw_lines,
    ruler_length,
)

PAGES = 8
"""The pages of the test: two sheets, folded one in the other."""

_A4_HEIGHT = 210 * MM


@dataclass(frozen=True, slots=True)
class MarkPlaces:
    """The places of the marks on an upright sheet; ``unit`` is a millimetre on A4."""

    ring: Point
    box: Point
    dot: Point
    unit: float

    @property
    def ring_radius(self) -> float:
        """The radius of the ring, and half of a side of the box."""
        return 4 * self.unit

    @property
    def dot_radius(self) -> float:
        """The radius of the dot."""
        return 2 * self.unit


def trial_sheets(binding: Binding) -> tuple[Sheet, ...]:
    """Return the two sheets of the test, with the pages of a booklet of eight pages."""
    return arrange_sheets(PAGES, binding)


def place_marks(sheet: Size) -> MarkPlaces:
    """Return the places of the marks: ring and box on a front side, the dot on its back."""
    unit = sheet.height / _A4_HEIGHT * MM
    band = 14 * unit
    quarter = sheet.width / 4
    return MarkPlaces(
        ring=(quarter, band),
        box=(3 * quarter, sheet.height - band),
        dot=(3 * quarter, band),
        unit=unit,
    )


def draw_marks(size: Size, side: Side | None, *, inside: bool) -> Iterator[str]:
    """Yield the operators of the marks of a side of a test sheet; None for one without a fold."""
    places = place_marks(size)
    unit = places.unit
    yield f"q 0 G 0 g {operand(0.35 * unit)} w"
    arrow = size.width * (3 if inside else 1) / 4
    top = size.height - 8 * unit
    yield from draw_arrow((arrow, top - 12 * unit), (arrow, top), 4 * unit)
    if inside:
        yield draw_circle(places.dot, places.dot_radius, "f")
    else:
        yield draw_circle(places.ring, places.ring_radius, "S")
        yield from draw_box(places.box, places.ring_radius)
        yield from _ruler(size, unit)
    if side is not None:
        yield from _fold(size, side, unit)
    yield "Q"


def _fold(size: Size, side: Side, unit: float) -> Iterator[str]:
    """Yield the fold line, and the numbers of the pages beside it."""
    yield f"[{operand(2 * unit)}] 0 d"
    yield draw_lines((size.width / 2, 0), (size.width / 2, size.height))
    yield f"[] 0 d {operand(0.9 * unit)} w 1 J 1 j"
    for page, x in ((side.left, 12 * unit), (side.right, size.width - 12 * unit)):
        if page is not None:
            yield from draw_digit(page, (x, 14 * unit), 9 * unit)


def _ruler(size: Size, unit: float) -> Iterator[str]:
    """Yield a ruler with a stroke each 10 mm, longer at its ends and in its middle."""
    length = ruler_length(size)
    start = size.width * 0.75 - length / 2 * MM - 4 * unit
    low = 10 * unit
    yield draw_lines((start, low), (start + length * MM, low))
    for tenth in range(0, length + 1, 10):
        high = 6 if tenth in {0, length} else 4 if 2 * tenth == length else 2
        yield draw_lines((start + tenth * MM, low), (start + tenth * MM, low + high * unit))
