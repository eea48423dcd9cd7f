"""The best end of a line, chosen with the lines after it in view.

After Knuth and Plass, Breaking Paragraphs into Lines (1981), with a horizon of a few lines.  The
choice depends on the text after the beginning of the line alone, so that a paragraph that goes on
over a page is broken alike wherever its layout begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from math import inf
from typing import Protocol

from publish.text.dataclass import dataclass

_HORIZON = 3
"""The number of lines whose word spaces are compared."""

_MOST_STRETCH = 1.6
_HYPHEN_COST = 0.15
_SHRINK_COST = 0.2
_GAP_COST = 100.0
_STUB_COST = 0.3
_STUB = 0.12
"""The share of its column below which the last line of a paragraph is a stub."""


@dataclass(frozen=True, slots=True)
class WordSpace:
    """The width of a word space, and the largest share by which it becomes narrower."""

    width: float
    most_shrink: float


@dataclass(frozen=True, slots=True, eq=False)
class Break:
    """A place at which a line may end, with the measures of the text before it.

    ``end`` and ``end_spaces`` are the width and the number of spaces without those at the end, with
    the hyphen of a divided word; ``start`` and ``start_spaces`` are those of all text before the
    next line.  ``place`` is the path to the box in which that begins, and the number of a byte.
    """

    end: float
    end_spaces: int
    start: float
    start_spaces: int
    place: tuple[int, ...]
    is_hyphen: bool = False
    is_last: bool = False


class BreakableText(Protocol):
    """A text with the places at which its lines may end, in order.

    ``hyphens`` returns those within the words that end at the break of a number, the last first.
    """

    @property
    def breaks(self) -> Sequence[Break]:
        """The places between words; the last one is the end of the text."""
        ...

    def hyphens(self, number: int, /) -> Sequence[Break]:
        """Return the places within words."""
        ...


_BEGINNING = Break(0.0, 0, 0.0, 0, ())


def choose_end(text: BreakableText, first: float, width: float, space: WordSpace) -> Break | None:
    """Return where the first line of a text best ends, or None where no place is known.

    ``first`` is the width of that line, ``width`` of those after it.
    """
    ends = [each.end for each in text.breaks]

    def candidates(begin: Break, width: float) -> Iterator[tuple[float, Break]]:
        """Yield the ends of a line, the longest line first, each with its cost."""
        reach = begin.start + width
        number = bisect_right(ends, reach + 30 * space.most_shrink * space.width)
        while number >= 0:
            if number < len(ends):
                for each in (text.breaks[number], *text.hyphens(number)):
                    if each.start <= begin.start:
                        return
                    cost = line_cost(each, begin, width, space)
                    if cost < inf:
                        yield cost, each
                        if reach - each.end > _MOST_STRETCH * space.width * _spaces(each, begin):
                            return
            number -= 1

    @cache
    def cost_from(begin: Break, lines: int) -> float:
        """Return the least cost of a number of lines from a place on."""
        if lines == 0 or begin.is_last or begin is text.breaks[-1]:
            return 0.0
        return min(
            (cost + cost_from(each, lines - 1) for cost, each in candidates(begin, width)),
            default=_GAP_COST,
        )

    best, least = None, inf
    for cost, each in candidates(_BEGINNING, first):
        total = cost + cost_from(each, _HORIZON - 1)
        if total < least:
            best, least = each, total
    return best


def line_cost(end: Break, begin: Break, width: float, space: WordSpace) -> float:
    """Return how bad the word spaces of a line are, or infinity where it does not fit."""
    spaces = _spaces(end, begin)
    gap = width - (end.end - begin.start)
    most_shrink = space.most_shrink * space.width * spaces
    if gap < -most_shrink:
        return inf
    cost = _HYPHEN_COST if end.is_hyphen else 0.0
    if gap < 0:
        return cost + _SHRINK_COST * (gap / most_shrink) ** 2
    if end.is_last:
        return cost + (_STUB_COST if gap > (1 - _STUB) * width else 0.0)
    if not spaces:
        return cost + min(_GAP_COST, (gap / space.width) ** 3)
    stretch: float = gap / (space.width * spaces)
    return cost + min(_GAP_COST, stretch**3)


def _spaces(end: Break, begin: Break) -> int:
    return end.end_spaces - begin.start_spaces
