"""The scale of tightness on which a book is made to fill a number of pages (the setting ``fit``).

Step 0 is the page as the theme has it.  Steps 1, 2, … are tighter, each a little more than the one
before; steps -1, -2, … are looser.  The last of the tighter steps have compact front matter, and
begin again with the values of the page.  A step is one set of values for all pages of a book.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from publish.config.design import Design, Margins
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, millimetres
from publish.themes.page_geometry import (
    LEAST_FOOT,
    LEAST_SIDE,
    LEAST_TOP,
    PageGeometry,
    css_length,
)

MOST_OF_MARGIN = 4.0
"""The most that the margin at the top or at the foot is smaller, in millimetres."""

LEAST_LARGE_LEADING = 1.3
"""The least leading of large print, in sizes of its type."""


@dataclass(frozen=True, slots=True)
class FitStep:
    """The values of a step, each as a share of that of the page.

    ``leading`` is in proportion to ``size``, and is rounded so that a page has whole lines.  The
    margins at the sides are smaller by ``sides`` millimetres each, those at top and foot by
    ``lines`` of text together.  ``compact`` front matter stands on the pages of the text.
    """

    gap: float = 1.0
    leading: float = 1.0
    size: float = 1.0
    sides: float = 0.0
    lines: int = 0
    compact: bool = False


_GAPS = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_LEADINGS = (0.965, 0.94)
_SIZES = tuple(round(1 - 0.005 * number, 3) for number in range(1, 13))
_SIDES = (0.5, 1.0, 1.5, 2.0, 2.5)

TIGHTER = (
    *(FitStep(gap) for gap in _GAPS),
    *(FitStep(0.7, leading) for leading in _LEADINGS),
    *(FitStep(0.7, 0.94, size) for size in _SIZES),
    *(FitStep(0.7, 0.94, 0.94, sides) for sides in _SIDES),
    FitStep(0.7, 0.94, 0.94, 2.5, 1),
)
"""The steps that save room: gaps, leading, size, margins."""

COMPACT = tuple(replace(step, compact=True) for step in (FitStep(), TIGHTER[0], *TIGHTER[1::2]))
"""The steps after these, with compact front matter, from the usual page on."""

LOOSER = (
    *(FitStep(gap) for gap in (1.1, 1.2, 1.3, 1.4, 1.5)),
    *(FitStep(1.5, leading) for leading in (1.035, 1.07)),
    *(FitStep(1.5, 1.07, round(1 + 0.005 * number, 3)) for number in range(1, 9)),
)
"""The steps that take more room: gaps, leading, size."""


def fit_step(number: int) -> FitStep:
    """Return the values of a step: 0, of ``TIGHTER`` and ``COMPACT``, or of ``LOOSER`` below 0.

    Raises IndexError for a number that is not on the scale.
    """
    if number == 0:
        return FitStep()
    return (*TIGHTER, *COMPACT)[number - 1] if number > 0 else LOOSER[-number - 1]


def fit_page(
    page: PageGeometry,
    step: FitStep,
    design: Design,
    *,
    has_gaps: bool = True,
    has_columns: bool = False,
) -> PageGeometry:
    """Return a page with the values of a step.

    Sizes and margins that the settings state stay, as do those of large print; the sides of two
    columns are as small as they may be.  A text without segments or excerpts has no gaps.
    """
    fixed = design.size is not None or page.large
    size = 1.0 if fixed else step.size
    page = replace(page, gap=step.gap if has_gaps else page.gap, size=_scale(page.size, size))
    fitted = _lead(page, step.leading * size)
    margins = design.margins
    if step.lines and not page.large and (margins.top, margins.foot) == (None, None):
        fitted = _heighten(fitted, step.lines)
    if step.sides and not (has_columns or page.large or margins != Margins()):
        fitted = replace(
            fitted,
            inner=_reduce(page.inner, step.sides),
            outer=_reduce(page.outer, step.sides),
        )
    return fitted


def describe_page(before: PageGeometry, after: PageGeometry) -> Sequence[str]:
    """Return the changes of a page in the order of the scale: ``leading 15.5 → 15 pt``."""
    changes = []
    if before.gap != after.gap:
        changes.append(f"gaps {after.gap:.0%}".replace("%", " %"))
    if before.leading != after.leading:
        changes.append(f"leading {_points(before.leading):g} → {_points(after.leading):g} pt")
    if before.size != after.size:
        share = 100 * millimetres(after.size) / millimetres(before.size)
        changes.append(f"size {round(share, 1):g} %")
    for name, old, new in (
        ("margins", before.inner, after.inner),
        ("head", before.top, after.top),
    ):
        if old != new:
            less = round(millimetres(old) - millimetres(new), 1)
            changes.append(f"{name} {less:g} mm smaller")
    return changes


def _lead(page: PageGeometry, factor: float) -> PageGeometry:
    """Return a page of as many more whole lines as a leading of that factor allows."""
    if factor == 1:
        return page
    more = page.lines / factor - page.lines
    # A hundredth of a line is a rounding.
    count = math.floor(more + 0.01) if factor < 1 else math.ceil(more - 0.01)
    least = LEAST_LARGE_LEADING * millimetres(page.size) if page.large else 0.0
    block = page.lines * millimetres(page.leading)
    while count > 0 and block / (page.lines + count) < least:
        count -= 1
    if count == 0:
        return page
    lines = page.lines + count
    return replace(page, lines=lines, leading=css_length(block / lines))


def _heighten(page: PageGeometry, lines: int) -> PageGeometry:
    """Return a page with more lines in its margins, if these have room above their least."""
    top, leading = millimetres(page.top), millimetres(page.leading)
    foot = millimetres(page.height) - top - page.lines * leading
    rooms = [
        min(MOST_OF_MARGIN, max(0.0, margin - least))
        for margin, least in ((top, LEAST_TOP), (foot, LEAST_FOOT))
    ]
    if sum(rooms) < lines * leading:
        return page
    less = lines * leading * rooms[0] / sum(rooms)
    return replace(page, top=css_length(top - less), lines=page.lines + lines)


def _reduce(margin: str, less: float) -> str:
    width = millimetres(margin)
    return css_length(max(min(width, LEAST_SIDE), width - less))


def _scale(length: str, factor: float) -> str:
    return length if factor == 1 else css_length(millimetres(length) * factor)


def _points(length: str) -> float:
    return round(millimetres(length) * MM, 1)
