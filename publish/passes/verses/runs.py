"""Runs of words that stand in the Tanakh, and what chance has to do with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from math import log2

from publish.facts.codex import DEPTH, codex
from publish.passes.verses.words import Kind, Words
from publish.text.dataclass import dataclass

_MOST_PLACES = 300
"""A phrase that stands in more places is no quotation of one of them."""
_WIDEST_GAP = 2
"""The most words of a text between two runs of one quotation."""
_LEFT_OUT = 4
"""The most words of a verse that a text leaves out there without a sign."""
_OMITTED = 60
"""The most words that a sign of omission stands for."""
_NEXT_RUN = 5.0
"""The bits by which a further run is less surprising where the place of the first is known."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a text from ``start`` to ``end`` that stand in the same order in the Tanakh.

    ``places`` has where they begin and end there.  The run is put together of several where words
    between them differ, or are left out with a sign.
    """

    start: int
    end: int
    places: tuple[tuple[int, int], ...]
    bits: float
    parts: tuple[tuple[int, int], ...]


@cache
def _whole() -> float:
    return log2(len(codex().words))


@cache
def _bits(skeleton: int) -> float:
    """Return how surprising a word is, in bits: a rare one more than a common one."""
    return _whole() - log2(codex().count(skeleton))


def find_runs(words: Words) -> list[Run]:
    """Return the longest runs, those joined that belong to one quotation, in order."""
    joined: list[Run] = []
    for run in _single_runs(words):
        before = joined[-1] if joined else None
        both = before and _join(words, before, run)
        if both:
            joined[-1] = both
        else:
            joined.append(run)
    return joined


def _single_runs(words: Words) -> Iterator[Run]:
    skeletons = [word.skeleton for word in words.words]
    last = len(skeletons)
    start = end = 0
    text = codex()
    while start < last - 1:
        if end <= start:
            end = start
            while end < last and skeletons[end] >= 0:
                end += 1
        if end - start < 2:
            start = end + 1
            continue
        count, places = text.find_longest(skeletons[start : min(end, start + DEPTH)])
        bits = sum(map(_bits, skeletons[start : start + count])) - _whole()
        if count < 2 or bits < 0 or len(places) > _MOST_PLACES:
            start += 1
            continue
        yield Run(
            start,
            start + count,
            tuple((place, place + count) for place in places),
            bits,
            ((start, start + count),),
        )
        start += count


def _join(words: Words, first: Run, second: Run) -> Run | None:
    """Return both runs as one where they stand near each other in the text and in the Tanakh."""
    between = words.words[first.end : second.start]
    if any(word.kind is Kind.BREAK for word in between):
        return None
    if _are_apart(words, first.end, second.start):
        return None
    omits = any(word.kind is Kind.OMISSION for word in between)
    if not omits and len(between) > _WIDEST_GAP:
        return None
    widest = _OMITTED if omits else len(between) + _LEFT_OUT
    places = []
    starts = sorted(second.places)
    for start, end in first.places:
        follower = _first_within(starts, end, end + widest)
        if follower:
            places.append((start, follower[1]))
    if not places:
        return None
    bits = first.bits + second.bits + _whole() - _NEXT_RUN
    return replace(
        first, end=second.end, places=tuple(places), bits=bits, parts=first.parts + second.parts
    )


def _are_apart(words: Words, end: int, start: int) -> bool:
    """Return whether words are of two quotations, or of two sentences that no quotation joins."""
    first, second = words.quotation(end - 1), words.quotation(start)
    if first and first == second:
        return False
    return bool(first and second and start > end) or words.has_stop(end, start)


def _first_within(
    places: Sequence[tuple[int, int]], first: int, last: int
) -> tuple[int, int] | None:
    index = bisect_left(places, (first, 0))
    return places[index] if index < len(places) and places[index][0] <= last else None
