"""The pages of a book that differ from the printed ones, each with the way in which it differs.

Pages are matched by their text, so that a page that only moved is recognised after reflow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from publish.artifacts.reprint.page_prints import PagePrint
from publish.artifacts.reprint.word_changes import Word, WordChange, find_changes, list_words
from publish.text.dataclass import dataclass


class Difference(StrEnum):
    """The way in which a page differs from the printed page of the same number.

    ``WORDS``: it has other words.  ``LINES``: the same words stand on other lines or pages.
    ``MOVED``: its lines are those of a printed page of another number.  ``LOOKS``: its words and
    lines are the same, and its picture differs.  ``NEW``: the printed book has no such page.
    """

    WORDS = "words"
    LINES = "lines"
    MOVED = "moved"
    LOOKS = "looks"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page, from 1, that differs; ``origin`` is the number of the printed page that moved."""

    number: int
    difference: Difference
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class BookChanges:
    """The pages that differ, the numbers of the printed pages that are removed, and the words."""

    pages: tuple[PageChange, ...]
    removed: tuple[int, ...]
    words: tuple[WordChange, ...]


def compare_pages(before: Sequence[PagePrint], now: Sequence[PagePrint]) -> BookChanges:
    """Return the changes from the printed pages to the present ones."""
    present = list_words(now)
    words = find_changes(list_words(before), present)
    differing = [
        n for n, page in enumerate(now) if n >= len(before) or not is_same(before[n], page)
    ]
    if not differing and len(before) == len(now):
        return BookChanges((), (), tuple(words))
    origins = _find_origins(before, now, differing)
    changed = _pages_of_changes(words, present)
    pages = []
    for n in differing:
        number = n + 1
        origin = origins.get(n)
        if origin == n:
            pages.append(PageChange(number, Difference.LOOKS))
        elif origin is not None:
            pages.append(PageChange(number, Difference.MOVED, origin + 1))
        elif number in changed:
            kind = Difference.WORDS if n < len(before) else Difference.NEW
            pages.append(PageChange(number, kind))
        elif n < len(before):
            pages.append(PageChange(number, Difference.LINES))
        else:
            pages.append(PageChange(number, Difference.NEW))
    removed = tuple(range(len(now) + 1, len(before) + 1))
    return BookChanges(tuple(pages), removed, tuple(words))


def is_same(before: PagePrint, now: PagePrint) -> bool:
    """Return whether two pages cannot be told apart in print."""
    if before.looks == now.looks:
        return True
    return bool(before.face) and before.face == now.face


def without_pictures(before: Sequence[PagePrint], now: Sequence[PagePrint]) -> list[PagePrint]:
    """Return printed pages whose pictures another version of the program drew.

    Their layouts are compared instead, or their lines where these are unknown.
    """
    result = []
    for n, page in enumerate(before):
        looks = page.looks
        if n < len(now):
            other = now[n]
            same_lines = _lines(page) == _lines(other) and page.text.heads == other.text.heads
            knows = bool(page.face and other.face)
            if page.face == other.face if knows else same_lines and page.size == other.size:
                looks = other.looks
        result.append(replace(page, looks=looks))
    return result


def _lines(page: PagePrint) -> tuple[str, ...]:
    return tuple(line.text for line in page.text.lines)


def _find_origins(
    before: Sequence[PagePrint], now: Sequence[PagePrint], differing: Iterable[int]
) -> dict[int, int]:
    """Return the printed page with the lines of each page, the nearest one of several."""
    places: dict[tuple[str, ...], list[int]] = {}
    for n, page in enumerate(before):
        if lines := _lines(page):
            places.setdefault(lines, []).append(n)
    origins = {}
    for n in differing:
        candidates = places.get(_lines(now[n]), [])
        if not _lines(now[n]) and n < len(before) and not _lines(before[n]):
            candidates = [n]  # pages without text, as of pictures, are compared in their places
        if candidates:
            origins[n] = min(candidates, key=lambda each: abs(each - n))
    return origins


def _pages_of_changes(changes: Iterable[WordChange], now: Sequence[Word]) -> frozenset[int]:
    """Return the numbers of the present pages on which words were changed or taken away."""
    pages: set[int] = set()
    for change in changes:
        around = change.now or now[max(change.now_first - 1, 0) : change.now_first + 1]
        pages.update(word.page for word in around)
    return frozenset(pages)
