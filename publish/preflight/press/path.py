"""The path of a content stream: its bounds, and whether it is a thin rule (ISO 32000-1, 8.5)."""

from __future__ import annotations

from collections.abc import Sequence

from publish.preflight.page_boxes import Box, Matrix, bounds_of, intersect, map_box, map_point


class Path:
    """The points of a path on the page."""

    def __init__(self) -> None:
        self._points: list[tuple[float, float]] = []
        self._thinnest = 0.0
        self._parts = 0
        self.clips = False

    def add_points(self, matrix: Matrix, numbers: Sequence[float], *, begins: bool) -> None:
        """Add points that are given by pairs of numbers."""
        self._parts += begins
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        self._points += [map_point(matrix, x, y) for x, y in pairs]

    def add_rectangle(
        self, matrix: Matrix, x: float, y: float, width: float, height: float
    ) -> None:
        """Add a rectangle."""
        left, low, right, high = map_box(matrix, (x, y, x + width, y + height))
        self._points += [(left, low), (right, high)]
        self._parts += 1

    @property
    def box(self) -> Box | None:
        """The bounds of the points; None without any."""
        return bounds_of(self._points) if self._points else None

    @property
    def is_single(self) -> bool:
        """Whether the path has one part, so that its bounds tell how thin it is."""
        return self._parts == 1


def visible_part(box: Box, clip: Box | None) -> Box | None:
    """Return the part of a box inside a clip; None where nothing of it is visible."""
    if clip is None:
        return box
    left, low, right, high = intersect(box, clip)
    return (left, low, right, high) if right >= left and high >= low else None
