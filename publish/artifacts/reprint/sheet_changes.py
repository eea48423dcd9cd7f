"""The sheets of a booklet to print again, and their places among those that were printed."""

from __future__ import annotations

from collections.abc import Sequence

from publish.artifacts.reprint.page_changes import is_same
from publish.artifacts.reprint.page_prints import PagePrint
from publish.text.dataclass import dataclass
from publish.writers.booklet.geometry import Sheet
from publish.writers.booklet.layout import BookletLayout


@dataclass(frozen=True, slots=True)
class SheetChanges:
    """The numbers of the present sheets to print again, from 1, and the use of the others.

    ``moved`` has the printed number of each sheet that stays but takes another place; ``useless``
    are the printed sheets that no copy needs any more.
    """

    again: tuple[int, ...]
    moved: tuple[tuple[int, int], ...] = ()
    useless: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """The sheets of a booklet and the pages on them."""

    layout: BookletLayout
    pages: Sequence[PagePrint]

    def page(self, number: int | None) -> PagePrint | None:
        """Return a page by its number, None for an empty one."""
        if number is None or number > len(self.pages):
            return None
        return self.pages[number - 1]


def compare_sheets(before: Stack, now: Stack) -> SheetChanges:
    """Return the changes from the printed sheets to the present ones.

    Both are laid out alike: only the pages, and their number, differ.
    """
    old, new = before.layout.sheets, now.layout.sheets
    free = set(range(len(old)))
    places: dict[int, int] = {}
    for n in range(min(len(old), len(new))):
        if _are_same(old[n], before, new[n], now):
            places[n] = n
            free.discard(n)
    for n, sheet in enumerate(new):
        if n in places:
            continue
        for other in sorted(free):
            if _are_same(old[other], before, sheet, now):
                places[n] = other
                free.discard(other)
                break
    again = tuple(n + 1 for n in range(len(new)) if n not in places)
    moved = tuple((n + 1, other + 1) for n, other in sorted(places.items()) if n != other)
    return SheetChanges(again, moved, tuple(n + 1 for n in sorted(free)))


def _are_same(old: Sheet, before: Stack, new: Sheet, now: Stack) -> bool:
    creep = now.layout.settings.paper_thickness
    if creep and old.depth != new.depth:
        return False
    return all(
        _look_alike(before.page(a), now.page(b))
        for a, b in zip(_places(old), _places(new), strict=True)
    )


def _places(sheet: Sheet) -> tuple[int | None, ...]:
    outside, inside = sheet.outside, sheet.inside
    return outside.left, outside.right, inside.left, inside.right


def _look_alike(before: PagePrint | None, now: PagePrint | None) -> bool:
    if before is None or now is None:
        return all(page is None or not page.looks for page in (before, now))
    return is_same(before, now)


def list_numbers(numbers: Sequence[int]) -> str:
    """Return numbers in a few words: ``3, 5–8 and 12``."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = ranges[-1][0], number
        else:
            ranges.append((number, number))
    texts: list[str] = []
    for first, last in ranges:
        texts += [f"{first}–{last}"] if last > first + 1 else map(str, range(first, last + 1))
    return " and ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))
