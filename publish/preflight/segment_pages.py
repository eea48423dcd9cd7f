"""Faults of the pages of segments: translations apart from their originals, sides exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import segment_faults as rules
from publish.diagnostics.rules.print_faults import EMPTY_PAGE
from publish.preflight.segment_places import (
    PrintedText,
    TextPlace,
    bare_letters,
    find_places,
    read_rows,
    read_side,
    read_words,
    split_words,
)
from publish.text.source import Span

_SHORT = 0.3
"""The share of a page below which a row is not divided; rows may break above the half."""

_HEAD = 10
"""The words of a running head, which may be in the language of the other side."""

_LISTED = 6


class PrintedSide(NamedTuple):
    """A text as it is printed: its markup, the numbers of its pages, and their characters."""

    markup: str
    numbers: Sequence[int]
    pages: Sequence[str]


def check_rows(text: PrintedSide, span: Span) -> Iterator[Diagnostic]:
    """Yield the faults of a chapter in two columns, at its ``span``."""
    rows = list(read_rows(text.markup))
    pages = [bare_letters(page) for page in text.pages]
    columns = tuple(zip(*rows, strict=True))
    if not columns:
        return
    places = [find_places(column, pages) for column in columns]
    apart = [
        text.numbers[places[0][row.locus].first]
        for row, translation in rows
        if _are_apart(row, translation, places, (pages, pages))
    ]
    if apart:
        fact = f"a translation begins on another page than its original{_pages(apart)}"
        yield rules.SEGMENT_APART.at(span, fact)
    longest = max(map(len, pages))
    divided = [
        text.numbers[place.first]
        for row in rows
        for each, column in zip(row, places, strict=True)
        if (place := column.get(each.locus)) and place.last > place.first
        if 2 * max(len(cell.letters) for cell in row) < _SHORT * longest
    ]
    if divided:
        yield rules.ROW_DIVIDED.at(span, f"a short row is divided{_pages(divided)}")


def check_spreads(
    originals: PrintedSide, translations: PrintedSide, span: Span
) -> Iterator[Diagnostic]:
    """Yield the faults of a chapter of spreads, at its ``span``."""
    sides = (originals, translations)
    yield from _wrong_sides(sides, span)
    for first, second in zip(originals.numbers, translations.numbers, strict=False):
        if abs(first - second) != 1 or min(first, second) % 2:
            fact = f"pages {first} and {second} are the two sides of a spread, and do not face"
            yield rules.NOT_FACING.at(span, f"{fact} each other")
            return
    letters = tuple([bare_letters(page) for page in side.pages] for side in sides)
    texts = tuple(list(read_side(side.markup)) for side in sides)
    places = [find_places(each, pages) for each, pages in zip(texts, letters, strict=True)]
    yield from _empty_pages(sides, texts, places, span)
    others = {text.locus: text for text in texts[1]}
    apart = [
        text.locus
        for text in texts[0]
        if text.locus in others and _are_apart(text, others[text.locus], places, letters)
    ]
    if apart:
        listed = ", ".join(apart[:_LISTED]) + (", …" if len(apart) > _LISTED else "")
        named = f"segment {listed} begins" if len(apart) == 1 else f"segments {listed} begin"
        yield rules.SEGMENT_APART.at(span, f"{named} on another spread than the translation")


def _are_apart(
    original: PrintedText,
    translation: PrintedText,
    places: Sequence[Mapping[str, TextPlace]],
    pages: Sequence[Sequence[str]],
) -> bool:
    """Return whether two texts begin on different pages.

    Words that a note repeats may be found before their place, so both pages are looked at.
    """
    first, second = (column.get(original.locus) for column in places)
    if first is None or second is None or first.first == second.first:
        return False
    return not (_has(pages[0], second.first, original) or _has(pages[1], first.first, translation))


def _has(pages: Sequence[str], number: int, text: PrintedText) -> bool:
    return number < len(pages) and text.beginning in pages[number]


def _wrong_sides(sides: Sequence[PrintedSide], span: Span) -> Iterator[Diagnostic]:
    """Yield an error that names the pages with more words of the other side than of their own."""
    words = [read_words(side.markup) for side in sides]
    for side, own, others in zip(sides, words, reversed(words), strict=True):
        wrong = [
            number
            for number, page in zip(side.numbers, side.pages, strict=True)
            if _count(page, others - own) > _count(page, own - others) + _HEAD
        ]
        if wrong:
            yield rules.WRONG_SIDE.at(span, f"the text of the other side is printed{_pages(wrong)}")


def _count(page: str, words: frozenset[str]) -> int:
    return sum(word in words for word in split_words(page))


def _empty_pages(
    sides: Sequence[PrintedSide],
    texts: Sequence[Sequence[PrintedText]],
    places: Sequence[dict[str, TextPlace]],
    span: Span,
) -> Iterator[Diagnostic]:
    """Yield a warning about empty pages of a side, before others that have its text.

    A page that faces a long segment is empty where the segment has few words on this side.
    """
    for side, own_texts, others in zip(sides, texts, reversed(places), strict=True):
        words = read_words(side.markup)
        filled = [number for number, page in enumerate(side.pages) if _count(page, words)]
        empty = sorted(set(range(max(filled, default=0))) - set(filled))
        longest = max(map(len, map(bare_letters, side.pages)), default=0)
        own = {text.locus: len(text.letters) for text in own_texts}
        numbers = [
            side.numbers[page]
            for page in empty
            if own.get(_segment_on(page, others), longest) >= _SHORT * longest
        ]
        if numbers:
            yield EMPTY_PAGE.at(span, f"one side of a spread is empty{_pages(numbers)}")


def _segment_on(page: int, places: dict[str, TextPlace]) -> str:
    """Return the locus of the last segment that begins by a page; empty without one."""
    return next((each for each in reversed(places) if places[each].first <= page), "")


def _pages(numbers: Sequence[int]) -> str:
    """Return where pages are: `` on pages 4 and 8``, without repetitions."""
    unique = sorted(set(numbers))
    listed = ", ".join(map(str, unique[:_LISTED])) + (", …" if unique[_LISTED:] else "")
    return f" on page{'s' if unique[1:] else ''} {listed}"
