"""Lines of a paragraph that end at a place where a page has to end, and are evenly spaced."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from publish.writers.pdf.engine.line_choice import Break, WordSpace, line_cost
from publish.writers.pdf.engine.line_measures import (
    MeasuredText,
    Place,
    UnmeasuredError,
    measure_text,
)

FORCED_END = "publish_forced_end"
"""The entry of a layout context with the line box and the place at which one of its lines ends."""

_MOST_LINES = 60


def plan_lines(  # noqa: PLR0913, PLR0917  # a line box, its column and the style of its text
    context: Any, box: Any, begin: Any, first: float, width: float, space: WordSpace
) -> list[Break]:
    """Return the ends of the lines up to the forced end of a line box; none where it has none.

    ``first`` is the width of the line that begins at ``begin``, ``width`` of those after it.
    """
    line, place = context.__dict__.get(FORCED_END, (None, ()))
    if line is not box:
        return []
    try:
        text = measure_text(context, box, begin, _MOST_LINES * width)
    except UnmeasuredError:
        return []
    return _choose(text, place, first, width, space) if text else []


def _choose(
    text: MeasuredText, place: Place, first: float, width: float, space: WordSpace
) -> list[Break]:
    """Return the ends of lines with the least cost, the last of which is at a place."""
    start = Break(0.0, 0, 0.0, 0, ())
    costs: dict[Break, tuple[float, Break | None]] = {start: (0.0, None)}
    for end in _ends(text, place):
        best, link = inf, None
        for begin, (cost, _) in costs.items():
            if begin.start >= end.start:
                continue
            own = first if begin is start else width
            total = cost + line_cost(end, begin, own, space) if cost < inf else inf
            if total < best:
                best, link = total, begin
        costs[end] = best, link
    target = next((end for end in costs if end.place == place and end is not start), None)
    if target is None or costs[target][0] == inf:
        return []
    ends: list[Break] = []
    each: Break | None = target
    while each is not None and each is not start:
        ends.append(each)
        each = costs[each][1]
    return ends[::-1]


def _ends(text: MeasuredText, place: Place) -> Iterator[Break]:
    """Yield the places at which lines may end, up to a place, in order."""
    for number, end in enumerate(text.breaks):
        if end.is_last:
            return
        yield from reversed(text.hyphens(number))
        yield end
        if end.place == place:
            return
