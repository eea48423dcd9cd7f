"""The drawings of the card and of the test sheets as operators of PDF (ISO 32000-1, 8.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.config.booklet_options import Binding, SheetLayout
from publish.text.lengths import MM, Size
from publish.writers.booklet.layout import BookletLayout
from publish.writers.booklet.marks import operand

Point = tuple[float, float]

_Step = Callable[[BookletLayout, Point, float], Iterator[str]]

_BEND = 0.5523  # of the radius: the handle of a curve that is a quarter of a circle

_DIGITS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "1": (((0.2, 0.8), (0.5, 1), (0.5, 0)),),
    "2": (((0, 0.85), (0.25, 1), (0.75, 1), (1, 0.8), (1, 0.6), (0, 0), (1, 0)),),
    "3": (((0, 1), (1, 1), (0.45, 0.6), (1, 0.4), (1, 0.15), (0.75, 0), (0, 0)),),
    "4": (((0.75, 0), (0.75, 1), (0, 0.3), (1, 0.3)),),
    "5": (((1, 1), (0, 1), (0, 0.55), (0.75, 0.55), (1, 0.4), (1, 0.15), (0.75, 0), (0, 0)),),
    "6": (((0.9, 1), (0.3, 0.8), (0, 0.4), (0, 0), (1, 0), (1, 0.5), (0, 0.5)),),
    "7": (((0, 1), (1, 1), (0.35, 0)),),
    "8": (((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)), ((0, 0.5), (1, 0.5))),
}
"""Strokes of digits in a square of side 1, so that a mark needs no font."""


def draw_lines(*points: Point) -> str:
    """Return the operators of a line through points."""
    (x, y), *others = points
    path = [f"{operand(x)} {operand(y)} m"]
    path += [f"{operand(a)} {operand(b)} l" for a, b in others]
    return " ".join([*path, "S"])


def draw_digit(digit: int, middle: Point, height: float) -> Iterator[str]:
    """Yield the operators of a digit from 1 to 8 around a point."""
    wide = height * 0.55
    x, y = middle[0] - wide / 2, middle[1] - height / 2
    for stroke in _DIGITS[str(digit)]:
        yield draw_lines(*((x + a * wide, y + b * height) for a, b in stroke))


def draw_circle(middle: Point, radius: float, paint: str) -> str:
    """Return the operators of a circle, painted by the operator ``paint``."""
    x, y = middle
    path = [f"{operand(x + radius)} {operand(y)} m"]
    quarters = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
    for a, b, c, d in quarters:
        first = (x + radius * (a + _BEND * c), y + radius * (b + _BEND * d))
        second = (x + radius * (c + _BEND * a), y + radius * (d + _BEND * b))
        end = (x + radius * c, y + radius * d)
        numbers = (*first, *second, *end)
        path.append(f"{' '.join(map(operand, numbers))} c")
    return " ".join([*path, paint])


def draw_box(middle: Point, radius: float) -> Iterator[str]:
    """Yield the operators of a square."""
    x, y = middle
    size = operand(2 * radius)
    yield f"{operand(x - radius)} {operand(y - radius)} {size} {size} re S"


def draw_arrow(start: Point, end: Point, size: float) -> Iterator[str]:
    """Yield the operators of an arrow along an axis."""
    (x, y), (a, b) = start, end
    yield draw_lines(start, end)
    if x == a:
        back = b - size if b > y else b + size
        yield draw_lines((a - size / 2, back), end, (a + size / 2, back))
    else:
        back = a - size if a > x else a + size
        yield draw_lines((back, b - size / 2), end, (back, b + size / 2))


def draw_steps(layout: BookletLayout, low: Point, width: float) -> Iterator[str]:
    """Yield the picture of the steps: the sheet turns, is cut, folded, and fastened."""
    steps: list[_Step] = [_turn]
    steps += [_cut] if layout.plan.is_cut else []
    steps += [_fold] if layout.plan.is_folded else []
    steps += [_fasten]
    share = width / 3  # of three steps, the most common number
    size = share * 0.8 * min(1, 3 / len(steps))
    yield f"q 0 G {operand(width / 400)} w 1 J 1 j"
    for place, draw in enumerate(steps):
        middle = low[0] + (place + 0.5) * width / len(steps)
        yield from draw_digit(place + 1, (middle, low[1] + share * 0.86), share * 0.1)
        yield from draw(layout, (middle, low[1]), size)
    yield "Q"


def _sheet(layout: BookletLayout, foot: Point, size: float) -> tuple[float, float, float, float]:
    """Return the left edge, the lower edge, the width and the height of a drawn sheet."""
    paper = layout.sheet_size
    scale = min(size / paper.width, size * 0.8 / paper.height)
    width, high = paper.width * scale, paper.height * scale
    return foot[0] - width / 2, foot[1], width, high


def _turn(layout: BookletLayout, foot: Point, size: float) -> Iterator[str]:
    """Yield a sheet with the axis over which it turns, and an arrow across that axis."""
    x, y, width, high = _sheet(layout, foot, size)
    yield f"{operand(x)} {operand(y)} {operand(width)} {operand(high)} re S"
    middle = (foot[0], y + high / 2)
    yield "[3 2] 0 d"
    if layout.settings.duplex is layout.plan.page_edge:
        yield draw_lines((middle[0], y - 2 * MM), (middle[0], y + high + 2 * MM))
        yield "[] 0 d"
        yield from draw_arrow((x + width * 0.8, middle[1]), (x + width * 0.2, middle[1]), 6)
    else:
        yield draw_lines((x - 2 * MM, middle[1]), (x + width + 2 * MM, middle[1]))
        yield "[] 0 d"
        yield from draw_arrow((middle[0], y + high * 0.15), (middle[0], y + high * 0.85), 6)


def _cut(layout: BookletLayout, foot: Point, size: float) -> Iterator[str]:
    """Yield the two pieces of a sheet, apart where it is cut."""
    x, y, width, _ = _sheet(layout, foot, size)
    scale = width / layout.sheet_size.width
    gap = size * 0.03
    for box in layout.plan.pieces:
        left = x + box.x * scale + (gap if box.x else 0)
        low = y + box.y * scale + (gap if box.y else 0)
        wide, tall = box.size.width * scale, box.size.height * scale
        yield f"{operand(left)} {operand(low)} {operand(wide)} {operand(tall)} re S"


def _fold(layout: BookletLayout, foot: Point, size: float) -> Iterator[str]:
    """Yield one sheet, or two of several, half folded, one in the other, seen from the foot."""
    x, y = foot[0] - size / 2, foot[1]
    for inset in (0, 5)[: len(layout.sheets)]:
        yield draw_lines(
            (x + inset, y + size * 0.45 + inset),
            (x + size / 2, y + inset * 1.6),
            (x + size - inset, y + size * 0.45 + inset),
        )


def _fasten(layout: BookletLayout, foot: Point, size: float) -> Iterator[str]:
    """Yield the closed booklet, with its fold and staples, its holes, or the staple of a corner."""
    width = size * 0.6
    x, y, high = foot[0] - width / 2, foot[1], width * 2**0.5
    towards = 1 if layout.binding is Binding.LEFT else -1
    for leaf in (4, 2, 0):
        corner = f"{operand(x + leaf * towards)} {operand(y + leaf / 2)}"
        yield f"1 g {corner} {operand(width)} {operand(high)} re B"
    spine = x if layout.binding is Binding.LEFT else x + width
    match layout.settings.layout:
        case SheetLayout.SPIRAL:
            for hole in range(1, 8):
                yield draw_circle((spine + 5 * towards, y + high * hole / 8), 1.5, "S")
        case SheetLayout.HANDOUTS:
            yield "2.5 w"
            top = y + high
            yield draw_lines((spine + 4 * towards, top - 10), (spine + 10 * towards, top - 4))
        case _:
            yield "2.5 w"
            yield draw_lines((spine, y), (spine, y + high))
            if layout.signatures <= 1 and layout.settings.layout is not SheetLayout.PERFECT:
                for part in (0.25, 0.75):
                    middle_y = y + high * part
                    yield draw_lines((spine - 3, middle_y - 6), (spine + 3, middle_y - 6))
                    yield draw_lines((spine - 3, middle_y + 6), (spine + 3, middle_y + 6))
    yield "0.9 w"


def ruler_length(sheet: Size) -> int:
    """Return the millimetres of the ruler that has room on half of a sheet."""
    room = sheet.width / 2 - 30 * MM
    return next((length for length in (100, 50) if length * MM <= room), 20)
