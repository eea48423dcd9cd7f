"""Verses that references name, and names of verses that are found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from publish import facts
from publish.document.model import Reference
from publish.facts import Corpus
from publish.facts.codex import VerseNumber, from_english, verse_number, verse_place
from publish.text.dataclass import dataclass

_NUMBER = r"\d{1,4}"
_PART = re.compile(rf"(?P<first>{_NUMBER})(?:-(?:(?P<chapter>{_NUMBER}):)?(?P<last>{_NUMBER}))?")
"""A part of a locus: a chapter or a verse, perhaps with the last one."""


@dataclass(frozen=True, slots=True)
class NamedVerses:
    """The verses of a reference, by the numbers of Jewish editions and of English Bibles."""

    reference: Reference
    verses: frozenset[int]
    closest: tuple[int, ...]

    def has(self, verse: int) -> bool:
        """Return whether the reference names a verse in either numbering."""
        return verse in self.verses


@lru_cache(maxsize=1 << 10)
def verses_of(reference: Reference) -> NamedVerses | None:
    """Return the verses that a reference names; None for one that is not to the Tanakh."""
    counts = facts.chapters(Corpus.TANAKH).get(reference.work)
    parts = [_PART.fullmatch(part) for part in reference.locus]
    if counts is None or not 1 <= len(parts) <= 2 or None in parts:
        return None
    first = parts[0]
    assert first is not None
    chapter = int(first["first"])
    if len(parts) == 1:
        numbers = range(chapter, int(first["last"] or chapter) + 1)
        named = [
            VerseNumber(reference.work, each, verse)
            for each in numbers
            for verse in range(1, _count(counts, each) + 1)
        ]
    else:
        second = parts[1]
        assert second is not None
        start = VerseNumber(reference.work, chapter, int(second["first"]))
        end = VerseNumber(
            reference.work, int(second["chapter"] or chapter), int(second["last"] or start.verse)
        )
        named = [
            VerseNumber(reference.work, each, verse)
            for each in range(chapter, end.chapter + 1)
            for verse in range(
                start.verse if each == chapter else 1,
                (end.verse if each == end.chapter else _count(counts, each)) + 1,
            )
        ]
    here = [verse_place(number) for number in named]
    there = [verse_place(from_english(number)) for number in named]
    closest = tuple(place for place in here if place is not None)
    english = (place for place in there if place is not None)
    slack = _slack(reference.work, chapter)
    near = {verse + step for verse in closest for step in range(-slack, slack + 1)}
    return NamedVerses(reference, frozenset({*near, *english}), closest)


def _count(counts: Sequence[int], chapter: int) -> int:
    return counts[chapter - 1] if 1 <= chapter <= len(counts) else 0


@cache
def _slack(book: str, chapter: int) -> int:
    """Return by how much editions number the verses of a chapter otherwise."""
    counts = next(line for name, line in facts.rows(Corpus.TANAKH) if name == book).split()
    numbers = (
        [int(each) for each in counts[chapter - 1].split("/")] if chapter <= len(counts) else [0]
    )
    return max(numbers) - min(numbers)


def reference_to(first: int, last: int) -> Reference:
    """Return the reference to the verses from one to another."""
    start, end = verse_number(first), verse_number(last)
    locus = str(start.verse)
    if end.chapter != start.chapter:
        locus += f"-{end.chapter}:{end.verse}"
    elif end != start:
        locus += f"-{end.verse}"
    return Reference(start.book, (str(start.chapter), locus))


def name_reference(reference: Reference) -> str:
    """Return a reference in words: ``Isaiah 51:16``."""
    return f"{reference.work} {':'.join(reference.locus)}"
