"""Lines drawn on the sheet itself: where to cut, where to fold, and lines to write on.

Everything here is text in the language of PDF pages (ISO 32000-1: 8.5), in points.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.writers.booklet.geometry import MM, Place, Size

AWAY = 2 * MM
"""How far a mark keeps from what is trimmed."""

_LONGEST = 5 * MM
_SHORTEST = 2 * MM
_RULES_APART = 8 * MM
_RULES_MARGIN = 0.12  # Of the width of the page: about what a text has.

_Line = tuple[float, float, float, float]


def number(value: float) -> str:
    """Return a number as PDF writes it, to a ten-thousandth of a point."""
    # Adding zero makes a zero of a negative zero.
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")


def crop_and_fold(sheet: Size, trim: Size, left: Place, right: Place) -> bytes:
    """Return the marks around two pages: where to cut, solid, and where to fold, dashed.

    A mark that has no room outside the pages is left out; with no room at all, there are none.
    """
    low, high = left.y, left.y + trim.height * left.scale
    edges = (left.x, right.x + trim.width * right.scale)
    upright = min(low - AWAY, _LONGEST)
    across = min(edges[0] - AWAY, _LONGEST)
    cuts: list[_Line] = []
    folds: list[_Line] = []
    if upright >= _SHORTEST:
        cuts += (line for x in edges for line in _above_and_below(x, low, high, upright))
        folds += _above_and_below(sheet.width / 2, low, high, upright)
    if across >= _SHORTEST:
        for y in (low, high):
            cuts.append((edges[0] - AWAY, y, edges[0] - AWAY - across, y))
            cuts.append((edges[1] + AWAY, y, edges[1] + AWAY + across, y))
    if not cuts:
        return b""
    drawn = ["q 0 G 0.3 w", *_strokes(cuts), "[2 1.5] 0 d", *_strokes(folds), "Q"]
    return "\n".join(drawn).encode()


def _above_and_below(x: float, low: float, high: float, long: float) -> Iterator[_Line]:
    yield x, low - AWAY, x, low - AWAY - long
    yield x, high + AWAY, x, high + AWAY + long


def ruled(page: Size) -> bytes:
    """Return lines to write on, as wide as the text of a page of this size."""
    margin = page.width * _RULES_MARGIN
    lines: list[_Line] = []
    y = page.height - margin - _RULES_APART
    while y >= margin:
        lines.append((margin, y, page.width - margin, y))
        y -= _RULES_APART
    return "\n".join(["0.6 G 0.4 w", *_strokes(lines)]).encode()


def _strokes(lines: list[_Line]) -> Iterator[str]:
    for x0, y0, x1, y1 in lines:
        yield f"{number(x0)} {number(y0)} m {number(x1)} {number(y1)} l S"
