"""Runs of words that stand in the Tanakh, and what chance has to do with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from math import log2

from publish.facts.codex import DEPTH, codex
from publish.passes.verses.spelling import has_prefix
from publish.passes.verses.words import BETWEEN, Kind, Word, Words
from publish.text.dataclass import dataclass

_MOST_PLACES = 300
"""A phrase that stands in more places is no quotation of one of them."""
_WIDEST_GAP = 2
"""The most words of a text between two runs of one quotation."""
_LEFT_OUT = 4
"""The most words of a verse that a text leaves out there without a sign."""
_OMITTED = 60
"""The most words that a sign of omission stands for."""
_COMMON = 8.0
"""The bits of a phrase that may stand anywhere."""
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
def bits_of(skeleton: int) -> float:
    """Return how surprising a word is, in bits: a rare one more than a common one."""
    return _whole() - log2(codex().count(skeleton))


def locate(
    words: Words, parts: Sequence[tuple[int, int]], place: int
) -> Iterator[tuple[int, int, int]]:
    """Yield the parts of a run, each with its place in the codex; the first stands at ``place``."""
    there = codex().words
    for start, end in parts:
        wanted = [word.skeleton for word in words.words[start:end]]
        while list(there[place : place + len(wanted)]) != wanted:
            place += 1
        yield start, end, place
        place += end - start


def find_runs(words: Words) -> list[Run]:
    """Return the longest runs, those joined that belong to one quotation, in order."""
    joined: list[Run] = []
    for run in _single_runs(words):
        # A common phrase may stand between two parts of a quotation.
        between = bool(joined) and joined[-1].bits < _COMMON
        for count in (1, 2)[: 1 + between]:
            both = _join(words, joined[-count], run) if len(joined) >= count else None
            if both:
                joined[-count:] = [both]
                break
        else:
            joined.append(run)
    return joined


def cut_run(words: Words, run: Run, *, before: bool, after: bool) -> Run:
    """Return a run without its first word, its last one, or both, where it keeps two words."""
    (start, first_end), *_, (last_start, end) = (*run.parts, run.parts[-1])
    before = before and first_end - start > 1
    after = after and end - last_start > 1 + (before and len(run.parts) == 1)
    if not (before or after):
        return run
    parts = list(run.parts)
    parts[0] = (start + before, parts[0][1])
    parts[-1] = (parts[-1][0], end - after)
    lost = [words.words[start].skeleton] * before + [words.words[end - 1].skeleton] * after
    return Run(
        run.start + before,
        run.end - after,
        tuple((first + before, last - after) for first, last in run.places),
        run.bits - sum(map(bits_of, lost)),
        tuple(parts),
    )


def _single_runs(words: Words) -> Iterator[Run]:
    skeletons = [word.skeleton for word in words.words]
    last = len(skeletons)
    start = end = 0
    while start < last - 1:
        if end <= start:
            end = start
            while end < last and skeletons[end] >= 0:
                end += 1
        if end - start < 2:
            start = end + 1
            continue
        run = _run_at(skeletons, start, end)
        if run is None:
            start += 1
            continue
        # The run from the next word on may have the last words of this one, and more.
        later = _run_at(skeletons, start + 1, end)
        if later and later.end > run.end and _is_better(later, run, words.words[start]):
            run = later
        yield run
        start = run.end


def _is_better(later: Run, run: Run, first: Word) -> bool:
    """Return whether a run without a first word is the quotation: הרה for וְהָרָה may be that word."""
    joined = (has_prefix(first.letters, codex().form(place - 1)) for place, _ in later.places)
    return later.bits > run.bits or any(joined)


def _run_at(skeletons: Sequence[int], start: int, end: int) -> Run | None:
    """Return the longest run from a word on, if it is not common."""
    count, places = codex().find_longest(skeletons[start : min(end, start + DEPTH)])
    bits = sum(map(bits_of, skeletons[start : start + count])) - _whole()
    if count < 2 or bits < 0 or len(places) > _MOST_PLACES:
        return None
    return Run(
        start,
        start + count,
        tuple((place, place + count) for place in places),
        bits,
        ((start, start + count),),
    )


def _join(words: Words, first: Run, second: Run) -> Run | None:
    """Return both runs as one where they stand near each other in the text and in the Tanakh."""
    between = words.words[first.end : second.start]
    if any(word.kind is Kind.BREAK or word.letters in BETWEEN for word in between):
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
