"""Differences between the words of a quotation and those of its verse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from publish.facts.codex import codex, letters_of, skeleton
from publish.passes.verses.spelling import (
    has_points,
    has_prefix,
    have_same_points,
    is_same_word,
    stands_for,
    without_dagesh,
)
from publish.passes.verses.words import NAME, Words
from publish.text.dataclass import dataclass

_HOLAM = "\N{HEBREW POINT HOLAM}"


class Change(StrEnum):
    """The ways in which words of a text differ from a verse."""

    LETTERS = "letters"
    POINTS = "points"
    DAGESH = "dagesh"
    LEFT_OUT = "left out"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of the text and a word of the codex; either is None where the other has none."""

    index: int | None
    place: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A change in a pair of words."""

    change: Change
    pair: Pair


def find_differences(words: Words, text: str, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """Yield the differences in pairs of words; ``text`` has the words as they are written."""
    indices = [pair.index for pair in pairs if pair.index is not None]
    ends = [words.ends[index] for index in indices[:-1]]
    joined = _find_joined(words, pairs)
    before = 0
    for number, pair in enumerate(pairs):
        change = _find_change(words, text, pair, is_first=number == 0)
        is_inside = change is Change.LEFT_OUT and 0 < before <= len(ends)
        is_in_brackets = is_inside and _is_bracket(text, ends[before - 1])
        if change and number not in joined and not is_in_brackets:
            yield Difference(change, pair)
        before += pair.index is not None


def _find_joined(words: Words, pairs: Sequence[Pair]) -> set[int]:
    """Return the numbers of pairs in which one word stands for two of the codex: הללויה."""
    joined: set[int] = set()
    for number, pair in enumerate(pairs):
        if pair.index is None or pair.place is None:
            continue
        verse = codex().reading_at(pair.place)
        for first in (pair.place - 1, pair.place):
            if first not in verse or first + 1 not in verse:
                continue
            both = letters_of(codex().form(first)) + letters_of(codex().form(first + 1))
            if skeleton(words.words[pair.index].letters) == skeleton(both):
                other = Pair(None, 2 * first + 1 - pair.place)
                joined |= {number, *(n for n, each in enumerate(pairs) if each == other)}
    return joined


def _is_bracket(text: str, start: int) -> bool:
    """Return whether a bracket opens there, which has words of the verse or of an editor."""
    return text[start : start + 2].strip()[:1] in {"[", "("}


def _find_change(words: Words, text: str, pair: Pair, *, is_first: bool) -> Change | None:
    if pair.index is None:
        return Change.LEFT_OUT
    if pair.place is None:
        return Change.ADDED
    word = words.words[pair.index]
    form = codex().form(pair.place)
    written = text[words.starts[pair.index] : words.ends[pair.index]]
    if word.is_name:
        return None if _is_name_alike(written, form) else Change.POINTS
    if stands_for(word.letters, form, is_short=word.is_short):
        return None
    if not is_same_word(word.letters, form):
        is_joined = is_first and has_prefix(word.letters, form)
        return None if is_joined else Change.LETTERS
    if not (has_points(written) and has_points(form)) or have_same_points(written, form):
        return None
    bare, bare_form = without_dagesh(written), without_dagesh(form)
    return Change.DAGESH if have_same_points(bare, bare_form) else Change.POINTS


def _is_name_alike(word: str, form: str) -> bool:
    """Return whether the Name, or the letters joined to it, have the points of the codex.

    The holam of the Name is often left out, and often all of its points are.
    """
    if not letters_of(word).endswith(NAME):
        return True
    here, there = (each.replace(_HOLAM, "") for each in (word, form))
    if not has_points(here[here.rfind("י") :]):
        here, there = (each[: each.rfind("י")] for each in (here, there))
    return not has_points(here) or have_same_points(here, there)
