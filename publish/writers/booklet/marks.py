"""Crop marks, fold marks and ruled lines as PDF content streams (ISO 32000-1, 8.5), in points."""

from __future__ import annotations

from collections.abc import Iterator

from publish.text.lengths import MM, Size
from publish.writers.booklet.geometry import PagePosition

MARK_DISTANCE = 2 * MM
"""The distance of a mark from the trimmed page."""

_LONGEST = 5 * MM
_SHORTEST = 2 * MM
_RULES_APART = 8 * MM
_RULES_MARGIN = 0.12  # of the width of the page, about as wide as the margins of a text

_Line = tuple[float, float, float, float]


def operand(value: float) -> str:
    """Return a number as an operand of a content stream, with at most four decimals."""
    # Adding zero turns a negative zero into zero.
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")


def draw_crop_and_fold(sheet: Size, trim: Size, left: PagePosition, right: PagePosition) -> bytes:
    """Return the marks around two pages: solid crop marks and dashed fold marks.

    Marks without room beside the pages are left out; the result may be empty.
    """
    low, high = left.y, left.y + trim.height * left.scale
    edges = (left.x, right.x + trim.width * right.scale)
    vertical = min(low - MARK_DISTANCE, _LONGEST)
    horizontal = min(edges[0] - MARK_DISTANCE, _LONGEST)
    crops: list[_Line] = []
    folds: list[_Line] = []
    if vertical >= _SHORTEST:
        crops += (line for x in edges for line in _above_and_below(x, low, high, vertical))
        folds += _above_and_below(sheet.width / 2, low, high, vertical)
    if horizontal >= _SHORTEST:
        inner, outer = edges[0] - MARK_DISTANCE, edges[1] + MARK_DISTANCE
        for y in (low, high):
            crops.append((inner, y, inner - horizontal, y))
            crops.append((outer, y, outer + horizontal, y))
    if not crops:
        return b""
    operators = ["q 0 G 0.3 w", *_strokes(crops), "[2 1.5] 0 d", *_strokes(folds), "Q"]
    return "\n".join(operators).encode()


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
