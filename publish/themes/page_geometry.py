"""A page for any trim, in the proportions of the pages that a theme was designed on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from publish.text.dataclass import dataclass
from publish.text.lengths import Trim, millimetres

STANDARD_SIZES = {"a6": Trim(105, 148)}
"""Pages that every theme has by their names, made after those of its design."""

LEAST_TOP = 13
LEAST_FOOT = 15
LEAST_SIDE = 12
"""Room in millimetres for a running head, a folio, and a number in the margin."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """A page of print as lengths of CSS: its edges, its type, and how many lines it holds.

    ``large`` pages are for readers who see little.  ``gap`` is the size of the gaps between
    segments and between excerpts, as a share of those of the style sheet.  A folio is at least
    ``folio_foot`` from the foot of the page.
    """

    width: str
    height: str
    top: str
    inner: str
    outer: str
    size: str
    leading: str
    lines: int
    large: bool = False
    gap: float = 1.0
    folio_foot: str = "8mm"


def page_for(trim: Trim, designed: Sequence[PageGeometry]) -> PageGeometry:
    """Return a page of that trim, made after the designed one that is nearest to it in size.

    Its type is no smaller and no larger than on any of them and its lines are no longer, so that
    a larger sheet gets wider margins where its lines would tire the eye.
    """
    near = min(designed, key=lambda page: _distance(trim, page))
    width, height = millimetres(near.width), millimetres(near.height)
    sizes = [millimetres(page.size) for page in designed]
    scale = min(trim.width / width, trim.height / height)
    size = min(max(millimetres(near.size) * scale, min(sizes)), max(sizes))
    leading = millimetres(near.leading) * size / millimetres(near.size)

    inner, outer = millimetres(near.inner), millimetres(near.outer)
    measure = min(
        trim.width * (width - inner - outer) / width,
        size * max(_measure(page) for page in designed),
        trim.width - 2 * LEAST_SIDE,
    )
    sides = trim.width - measure
    inner = max(LEAST_SIDE, sides * inner / (inner + outer))

    top = max(LEAST_TOP, millimetres(near.top) * trim.height / height)
    foot = height - millimetres(near.top) - near.lines * millimetres(near.leading)
    foot = max(LEAST_FOOT, foot * trim.height / height)
    return replace(
        near,
        width=css_length(trim.width),
        height=css_length(trim.height),
        top=css_length(top),
        inner=css_length(inner),
        outer=css_length(sides - inner),
        size=css_length(size),
        leading=css_length(leading),
        lines=math.floor((trim.height - top - foot) / leading),
    )


_COLUMNS_GROWTH = 1.12
"""The length of the line of a page of two columns, in lines of a page of one."""

LEAST_COLUMNS_SIDE = 14
"""The least margin of a page of two columns that has margins of its design, in millimetres."""


def widen_for_columns(page: PageGeometry) -> PageGeometry:
    """Return a page with a longer line, for two columns, and smaller margins beside it."""
    width = millimetres(page.width)
    inner, outer = millimetres(page.inner), millimetres(page.outer)
    sides = width - (width - inner - outer) * _COLUMNS_GROWTH
    least = min(inner, LEAST_COLUMNS_SIDE)
    narrow = max(least, sides * inner / (inner + outer))
    wide = max(narrow, sides - narrow)
    if narrow + wide >= inner + outer:
        return page
    return replace(page, inner=css_length(narrow), outer=css_length(wide))


def _distance(trim: Trim, page: PageGeometry) -> float:
    return abs(math.log(trim.width / millimetres(page.width))) + abs(
        math.log(trim.height / millimetres(page.height))
    )


def _measure(page: PageGeometry) -> float:
    """Return the length of a line in sizes of its type."""
    inner, outer = millimetres(page.inner), millimetres(page.outer)
    return (millimetres(page.width) - inner - outer) / millimetres(page.size)


FEWEST_LINES = 10
SHORTEST_LINE = 12
"""The length of the shortest line, in sizes of its type: about 30 characters."""


def has_room(page: PageGeometry) -> bool:
    """Return whether the lines of a page are long enough, and enough."""
    measure = millimetres(page.width) - millimetres(page.inner) - millimetres(page.outer)
    return page.lines >= FEWEST_LINES and measure >= SHORTEST_LINE * millimetres(page.size)


def css_length(length: float) -> str:
    """Return millimetres as a length of CSS."""
    return f"{round(length, 3):g}mm"
