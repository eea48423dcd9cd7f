"""The contours of TrueType glyphs as polygons, and whether those of two glyphs overlap.

Format: https://learn.microsoft.com/en-us/typography/opentype/spec/glyf
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from publish.preflight.page_boxes import Box

Point: TypeAlias = tuple[float, float]
Contours: TypeAlias = tuple[tuple[Point, ...], ...]
"""The polygons of a glyph."""

_STEPS = 4
"""The straight pieces of a curve."""

_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 1, 2, 8, 32, 64, 128


def overlap_contours(first: Contours, second: Contours, common: Box, depth: float) -> bool:
    """Return whether two glyphs have a square of ink in common, whose side is ``depth``.

    ``common`` is the intersection of their bounds.
    """
    left, low, right, high = common
    step = depth / 2
    columns, rows = int((right - left) / step) + 1, int((high - low) / step) + 1
    inside = {
        (column, row)
        for column in range(columns)
        for row in range(rows)
        if _is_inside(first, left + column * step, low + row * step)
        and _is_inside(second, left + column * step, low + row * step)
    }
    corners = ((0, 0), (2, 0), (0, 2), (2, 2))
    return any(
        all((column + across, row + up) in inside for across, up in corners)
        for column, row in inside
    )


def _is_inside(contours: Contours, x: float, y: float) -> bool:
    """Return whether a point is in the ink, by the rule of nonzero winding numbers."""
    winding = 0
    for contour in contours:
        for (x1, y1), (x2, y2) in zip(contour, (*contour[1:], contour[0]), strict=True):
            if (y1 <= y) != (y2 <= y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                winding += 1 if y2 > y1 else -1
    return winding != 0


def move_contours(contours: Contours, x: float, y: float = 0) -> Contours:
    """Return contours moved by a distance."""
    return tuple(tuple((px + x, py + y) for px, py in contour) for contour in contours)


Parts: TypeAlias = tuple[tuple[int, float, float], ...]
"""The parts of a composite glyph: their glyphs, and how far each is moved."""


def read_contours(glyph: bytes) -> tuple[Contours, Parts]:
    """Return the contours of a glyph in units of its font, and the parts of a composite one."""
    (count,) = struct.unpack_from(">h", glyph)
    return (_read_simple(glyph, count), ()) if count >= 0 else ((), tuple(_read_parts(glyph)))


def _read_simple(glyph: bytes, count: int) -> Contours:
    ends = struct.unpack_from(f">{count}H", glyph, 10)
    place = 10 + 2 * count
    (instructions,) = struct.unpack_from(">H", glyph, place)
    place += 2 + instructions
    total = ends[-1] + 1 if ends else 0
    flags: list[int] = []
    while len(flags) < total:
        flag, place = glyph[place], place + 1
        flags.append(flag)
        if flag & _REPEAT:
            flags += [flag] * glyph[place]
            place += 1
    xs, place = _read_coordinates(glyph, place, flags, _SHORT_X, _SAME_X)
    ys, _ = _read_coordinates(glyph, place, flags, _SHORT_Y, _SAME_Y)
    points = [(x, y, flag & _ON_CURVE) for x, y, flag in zip(xs, ys, flags, strict=True)]
    starts = (0, *(end + 1 for end in ends[:-1]))
    return tuple(
        tuple(_flatten(points[start : end + 1])) for start, end in zip(starts, ends, strict=False)
    )


def _read_coordinates(
    glyph: bytes, place: int, flags: Sequence[int], short: int, same: int
) -> tuple[list[int], int]:
    """Return one coordinate of each point, and the place after them."""
    values: list[int] = []
    value = 0
    for flag in flags:
        if flag & short:
            value += glyph[place] if flag & same else -glyph[place]
            place += 1
        elif not flag & same:
            (delta,) = struct.unpack_from(">h", glyph, place)
            value += delta
            place += 2
        values.append(value)
    return values, place


def _flatten(points: Sequence[tuple[float, float, int]]) -> Iterator[Point]:
    """Yield the corners of a contour whose quadratic curves are straight pieces."""
    whole: list[tuple[float, float, int]] = []
    for (x1, y1, on), (x2, y2, then_on) in zip(points, (*points[1:], points[0]), strict=True):
        whole.append((x1, y1, on))
        if not on and not then_on:
            whole.append(((x1 + x2) / 2, (y1 + y2) / 2, _ON_CURVE))
    for index, (x, y, on) in enumerate(whole):
        if on:
            yield x, y
            continue
        (x0, y0, _), (x2, y2, _) = whole[index - 1], whole[(index + 1) % len(whole)]
        for step in range(1, _STEPS):
            t = step / _STEPS
            yield (
                (1 - t) ** 2 * x0 + 2 * t * (1 - t) * x + t**2 * x2,
                (1 - t) ** 2 * y0 + 2 * t * (1 - t) * y + t**2 * y2,
            )


def _read_parts(glyph: bytes) -> Iterator[tuple[int, float, float]]:
    """Yield the glyph of each part of a composite glyph, and how far it is moved."""
    place, flags = 10, _MORE
    while flags & _MORE:
        flags, number = struct.unpack_from(">2H", glyph, place)
        place += 4
        x, y = struct.unpack_from(">2h" if flags & _WORDS else ">2b", glyph, place)
        place += 4 if flags & _WORDS else 2
        place += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        yield (number, x, y) if flags & _OFFSETS else (number, 0, 0)
