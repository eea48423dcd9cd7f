"""Rectangles and matrices of PDF pages (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""The left, lower, right and upper edge of a rectangle, in points."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that maps by ``first`` and then by ``second``."""
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


def map_point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return the point to which ``matrix`` maps ``x`` and ``y``."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def map_box(matrix: Matrix, box: Box) -> Box:
    """Return the bounds of a mapped rectangle."""
    a, b, c, d, e, f = matrix
    left, low, right, high = box
    if not b and not c and a > 0 and d > 0:
        return a * left + e, d * low + f, a * right + e, d * high + f
    corners = ((left, low), (left, high), (right, low), (right, high))
    return bounds_of(map_point(matrix, *corner) for corner in corners)


def bounds_of(points: Iterable[tuple[float, float]]) -> Box:
    """Return the bounds of at least one point."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def unite(boxes: Iterable[Box]) -> Box | None:
    """Return the bounds of all boxes, or None where there are none."""
    edges = tuple(zip(*boxes, strict=True))
    if not edges:
        return None
    lefts, lows, rights, highs = edges
    return min(lefts), min(lows), max(rights), max(highs)


def intersect(first: Box, second: Box) -> Box:
    """Return the common area of two boxes, whose size is negative where there is none."""
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )


def inset(box: Box, distance: float) -> Box:
    """Return a box whose edges are ``distance`` inside those of ``box``."""
    left, low, right, high = box
    return left + distance, low + distance, right - distance, high - distance


def is_inside(inner: Box, outer: Box) -> bool:
    """Return whether no edge of ``inner`` is outside ``outer``."""
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )
