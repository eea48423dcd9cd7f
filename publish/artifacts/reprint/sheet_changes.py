"""The sheets of a booklet to print again, and their places among those that were printed."""

from __future__ import annotations

from collections.abc import Sequence

from publish.artifacts.reprint.page_changes import is_same
from publish.artifacts.reprint.page_prints import PagePrint
from publish.config.booklet_options import Blanks
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
    """The sheets of paper of a booklet and the pages on them."""

    layout: BookletLayout
    pages: Sequence[PagePrint]

    def page(self, number: int | None) -> PagePrint | None:
        """Return a page by its number, None for an empty one."""
        if number is None or number > len(self.pages):
            return None
        return self.pages[number - 1]

    def list_places(self, sheet: int) -> list[PagePrint | None]:
        """Return the pages of all pieces of a sheet, in the order of their places."""
        pieces = self.layout.printed_sheets[sheet]
        numbers = [number for piece in pieces if piece for number in _places(piece)]
        return [self.page(number) for number in numbers]

    def describe_pieces(self, sheet: int) -> list[tuple[float, int] | None]:
        """Return the creep and the collation mark of each piece of a sheet, None for no piece."""
        layout = self.layout
        return [
            (layout.shift(piece), layout.collation_row(piece)) if piece else None
            for piece in layout.printed_sheets[sheet]
        ]


def compare_sheets(before: Stack, now: Stack) -> SheetChanges:
    """Return the changes from the printed sheets to the present ones.

    Both are laid out alike: only the pages, and their number, differ.
    """
    old, new = before.layout.printed_sheets, now.layout.printed_sheets
    free = set(range(len(old)))
    places: dict[int, int] = {}
    for n in range(min(len(old), len(new))):
        if _are_same(n, before, n, now):
            places[n] = n
            free.discard(n)
    for n in range(len(new)):
        if n in places:
            continue
        for other in sorted(free):
            if _are_same(other, before, n, now):
                places[n] = other
                free.discard(other)
                break
    again = tuple(n + 1 for n in range(len(new)) if n not in places)
    moved = tuple((n + 1, other + 1) for n, other in sorted(places.items()) if n != other)
    return SheetChanges(again, moved, tuple(n + 1 for n in sorted(free)))


def _are_same(old: int, before: Stack, new: int, now: Stack) -> bool:
    if before.describe_pieces(old) != now.describe_pieces(new):
        return False
    is_ruled = now.layout.settings.blanks is Blanks.RULED
    pairs = zip(before.list_places(old), now.list_places(new), strict=True)
    return all(_look_alike(a, b, is_ruled=is_ruled) for a, b in pairs)


def _places(sheet: Sheet) -> tuple[int | None, ...]:
    outside, inside = sheet.outside, sheet.inside
    return outside.left, outside.right, inside.left, inside.right


def _look_alike(before: PagePrint | None, now: PagePrint | None, *, is_ruled: bool) -> bool:
    """Return whether two pages look alike; None is an empty one, which may be ruled for notes."""
    if before is None or now is None:
        if is_ruled:
            return before is now
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
