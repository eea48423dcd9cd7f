"""Marks to cut, fold and collate, and ruled lines, as PDF content streams (ISO 32000-1, 8.5)."""

from __future__ import annotations

from collections.abc import Iterator

from publish.text.lengths import MM, Size
from publish.writers.booklet.geometry import PagePosition

MARK_DISTANCE = 2 * MM
"""The distance of a mark from the trimmed page."""

TICK = 7 * MM
"""The length of a mark from the edge of a full sheet, past the part that office printers leave."""

_COLLATION = Size(2 * MM, 6 * MM)
_LONGEST = 5 * MM
_SHORTEST = 2 * MM
_RULES_APART = 8 * MM
_RULES_MARGIN = 0.12  # of the width of the page, about as wide as the margins of a text

_Line = tuple[float, float, float, float]


def operand(value: float) -> str:
    """Return a number as an operand of a content stream, with at most four decimals."""
    # Adding zero turns a negative zero into zero.
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")


def draw_crop_and_fold(
    sheet: Size, trim: Size, left: PagePosition, right: PagePosition, *, is_folded: bool = True
) -> bytes:
    """Return the marks around two pages: solid crop marks and dashed fold marks.

    A leaf that is not folded has one page, which is both.  Marks without room beside the pages are
    left out; the result may be empty.
    """
    low, high = left.y, left.y + trim.height * left.scale
    edges = (left.x, right.x + trim.width * right.scale)
    vertical = min(low - MARK_DISTANCE, _LONGEST)
    horizontal = min(edges[0] - MARK_DISTANCE, _LONGEST)
    crops: list[_Line] = []
    folds: list[_Line] = []
    if vertical >= _SHORTEST:
        crops += (line for x in edges for line in _above_and_below(x, low, high, vertical))
        if is_folded:
            folds += _above_and_below(sheet.width / 2, low, high, vertical)
    if horizontal >= _SHORTEST:
        inner, outer = edges[0] - MARK_DISTANCE, edges[1] + MARK_DISTANCE
        for y in (low, high):
            crops.append((inner, y, inner - horizontal, y))
            crops.append((outer, y, outer + horizontal, y))
    if not crops:
        return b""
    return _draw(crops, folds)


def _draw(solid: list[_Line], dashed: list[_Line]) -> bytes:
    operators = ["q 0 G 0.3 w", *_strokes(solid), "[2 1.5] 0 d", *_strokes(dashed), "Q"]
    return "\n".join(operators).encode()


def draw_fold_ticks(sheet: Size) -> bytes:
    """Return dashed marks at the ends of the fold of a sheet that its pages fill."""
    fold = sheet.width / 2
    return _draw([], [(fold, 0, fold, TICK), (fold, sheet.height - TICK, fold, sheet.height)])


def draw_cut_ticks(sheet: Size, corner: tuple[float, float]) -> bytes:
    """Return marks at both ends of the line between two pieces, one with this upper right corner.

    The line goes through the corner, along the short edge of the sheet.
    """
    x, y = corner
    if x < sheet.width:
        return _draw([(x, 0, x, TICK), (x, sheet.height - TICK, x, sheet.height)], [])
    return _draw([(0, y, TICK, y), (sheet.width - TICK, y, sheet.width, y)], [])


def draw_collation_mark(sheet: Size, number: int) -> bytes:
    """Return a bar across the fold, for signature ``number`` from 1, each below the last.

    In a stack of signatures the bars make steps; one that is missing or misplaced breaks them.
    """
    rows = max(int(sheet.height * 0.8 / _COLLATION.height), 1)
    row = (number - 1) % rows + 1
    top = sheet.height * 0.9 - row * _COLLATION.height
    corner = f"{operand(sheet.width / 2 - _COLLATION.width / 2)} {operand(top)}"
    bar = f"{corner} {operand(_COLLATION.width)} {operand(_COLLATION.height)}"
    return f"q 0 g {bar} re f Q".encode()


def translate(content: bytes, x: float, y: float) -> bytes:
    """Return the operators of a content stream moved by ``x`` and ``y``."""
    if not content or (x, y) == (0, 0):
        return content
    return f"q 1 0 0 1 {operand(x)} {operand(y)} cm\n".encode() + content + b"\nQ"


def _above_and_below(x: float, low: float, high: float, length: float) -> Iterator[_Line]:
    yield x, low - MARK_DISTANCE, x, low - MARK_DISTANCE - length
    yield x, high + MARK_DISTANCE, x, high + MARK_DISTANCE + length


def draw_ruled_lines(page: Size) -> bytes:
    """Return lines to write on, with the margins of a text page of this size."""
    margin = page.width * _RULES_MARGIN
    lines: list[_Line] = []
    y = page.height - margin - _RULES_APART
    while y >= margin:
        lines.append((margin, y, page.width - margin, y))
        y -= _RULES_APART
    return "\n".join(["0.6 G 0.4 w", *_strokes(lines)]).encode()


def _strokes(lines: list[_Line]) -> Iterator[str]:
    for x0, y0, x1, y1 in lines:
        yield f"{operand(x0)} {operand(y0)} m {operand(x1)} {operand(y1)} l S"
