"""The search for the step of the scale of tightness with which a book fills its pages.

Each step asked for is a layout of the book, so that at most ``MOST_LAYOUTS`` are asked for: the
page as it is, and a bisection of the tighter or of the looser steps.  A book that was fitted before
asks for its earlier step and the gentler one beside it, and gets the answer of the whole search;
where these two do not tell it, the search goes on from them, with at most two layouts more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from publish.config.fit import Fit
from publish.text.dataclass import dataclass
from publish.themes.fit_scale import COMPACT, LOOSER, TIGHTER

MOST_LAYOUTS = 6
"""The most layouts of a search."""

LEAST_FILLED = 0.25
"""The least share of its last page that a looser book fills."""

_TIGHTER = tuple(range(1, len(TIGHTER) + 1))
_COMPACT = tuple(range(len(TIGHTER) + 1, len(TIGHTER) + len(COMPACT) + 1))
_LOOSER = tuple(-step for step in range(1, len(LOOSER) + 1))

Measure = Callable[[int], float]
"""Returns the length of the book at a step, in pages; the last page counts as far as it is full."""

Reached = tuple[int, ...]
"""For each aim of a search the first step that reached it, 0 where no step did."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A range of pages, and the steps that may lead to it, from the gentlest to the strongest.

    Where another aim ``follows``, the strongest step is asked for first.
    """

    least: int
    most: int
    steps: Sequence[int]
    follows: bool = False

    @property
    def is_tighter(self) -> bool:
        """Whether the steps save room."""
        return self.steps[0] > 0

    def is_reached(self, length: float) -> bool:
        """Return whether a book of that length is short enough, or long enough, for the aim."""
        if self.is_tighter:
            return length <= self.most
        return length >= self.least - 1 + LEAST_FILLED


@dataclass(frozen=True, slots=True)
class FitAnswer:
    """The answer of a search: a step, 0 for the page as it is.

    ``aim`` is that of the step, or the last one that was missed, if any.
    """

    step: int = 0
    aim: Aim | None = None
    is_hit: bool = True
    reached: Reached = ()


def find_step(
    fit: Fit, measure: Measure, earlier: Reached = (), *, has_compact: bool = False
) -> FitAnswer:
    """Return the gentlest step with which a book fills the pages or sheets of ``fit``.

    ``earlier`` is what an earlier search of the book reached.  A book that ``has_compact`` steps
    can have compact front matter.
    """
    reached: list[int] = []
    aim = None
    for number, aim in enumerate(_list_aims(fit, measure, earlier, has_compact=has_compact)):
        hint = earlier[number] if number < len(earlier) else None
        step = _first_step(aim, measure, hint)
        reached.append(step)
        place = aim.steps.index(step) if step else len(aim.steps) - 1
        near = [place]
        if not aim.is_tighter:
            # The step before one with too many pages may fill little of its last page; the loosest
            # may have fewer, where more room lets a part end on an earlier page.
            near += [place - 1] * (place > 0) + [len(aim.steps) - 1] * (number == 0)
        for last in (aim.steps[each] for each in near):
            if aim.least <= math.ceil(measure(last)) <= aim.most:
                return FitAnswer(last, aim, reached=tuple(reached))
    return FitAnswer(0, aim, is_hit=aim is None, reached=tuple(reached))


def _list_aims(fit: Fit, measure: Measure, earlier: Reached, *, has_compact: bool) -> Sequence[Aim]:
    """Return the aims of a fit in their order; none where the book fills its pages as it is."""
    if fit.is_nearest:
        return _nearest_aims(math.ceil(measure(0)), fit.pages_of_sheet, has_compact=has_compact)
    most = fit.pages or fit.sheets * fit.pages_of_sheet
    full = most if fit.pages else most - fit.pages_of_sheet + fit.few_pages + 1
    tighter = _tighter_aims(most, fit.pages_of_sheet, has_compact=has_compact)
    looser = (Aim(full, most, _LOOSER),)
    # Two steps beside each other that confirm the earlier one tell the length of the usual page.
    for aims in (tighter, looser):
        if earlier and earlier[0] and _is_confirmed(aims[0], measure, earlier[0]):
            return aims
    natural = math.ceil(measure(0))
    return () if full <= natural <= most else tighter if natural > most else looser


def _tighter_aims(
    most: int, pages_of_sheet: int, *, has_compact: bool, follows: bool = False
) -> Sequence[Aim]:
    """Return the aims of at most so many pages; others may ``follow`` them."""
    least = max(1, most - pages_of_sheet + 1)
    has_next = has_compact or follows
    aims = [Aim(least, most, _thin(_TIGHTER, 1, follows=has_next), has_next)]
    if has_compact:
        aims.append(Aim(least, most, _thin(_COMPACT, 2, follows=follows), follows))
    return aims


def _nearest_aims(natural: int, pages_of_sheet: int, *, has_compact: bool) -> Sequence[Aim]:
    """Return the aims for whole sheets, the nearest first; of two as near the one of less paper."""
    over = natural % pages_of_sheet
    if over == 0:
        return ()
    below, above = natural - over, natural - over + pages_of_sheet
    if over > pages_of_sheet / 2 or not below:
        return (Aim(above, above, _LOOSER),)
    aims = _tighter_aims(below, pages_of_sheet, has_compact=has_compact, follows=True)
    return (*aims, Aim(above, above, _thin(_LOOSER, 1 + len(aims))))


def _thin(steps: Sequence[int], before: int, *, follows: bool = False) -> Sequence[int]:
    """Return as many of the steps as a bisection after so many layouts chooses from, evenly.

    The strongest one is always among them; it is asked for first where another aim ``follows``.
    """
    capacity = 2 ** (MOST_LAYOUTS - before - follows) - 1 + follows
    apart = math.ceil(len(steps) / capacity)
    return steps[::-1][::apart][::-1]


def _first_step(aim: Aim, measure: Measure, hint: int | None) -> int:
    """Return the first step of an aim that reaches it, or 0; by bisection without a true hint."""
    steps = aim.steps
    low, high = 0, len(steps)
    if hint is not None and _is_confirmed(aim, measure, hint):
        return hint
    if aim.follows:
        if not aim.is_reached(measure(steps[-1])):
            return 0
        high -= 1
    if hint is not None and hint in steps:
        place = steps.index(hint)
        is_reached = aim.is_reached(measure(hint))
        low, high = (low, min(high, place)) if is_reached else (place + 1, high)
    while low < high:
        middle = (low + high) // 2
        if aim.is_reached(measure(steps[middle])):
            high = middle
        else:
            low = middle + 1
    return steps[low] if low < len(steps) else 0


def _is_confirmed(aim: Aim, measure: Measure, hint: int) -> bool:
    """Return whether a step is the first that reaches an aim, or whether none does for 0."""
    if hint == 0:
        return not aim.is_reached(measure(aim.steps[-1]))
    if hint not in aim.steps or not aim.is_reached(measure(hint)):
        return False
    place = aim.steps.index(hint)
    return not aim.is_reached(measure(aim.steps[place - 1] if place else 0))
