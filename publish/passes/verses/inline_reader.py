"""Quotations in a run of inlines, with the references and notes beside them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import TypeAlias

from publish.document.inline_ranges import InlineRow, flat, span_of
from publish.document.model import Inlines
from publish.facts.codex import codex, verse_number
from publish.passes.verses.alignment import Alignment
from publish.passes.verses.candidates import Candidate, CandidateFinder
from publish.passes.verses.differences import Difference
from publish.passes.verses.ibid import find_ibid
from publish.passes.verses.named_verses import NamedVerses
from publish.passes.verses.neighbours import Beside, Neighbour, beside, neighbours
from publish.passes.verses.quotation import Quotation, WordDifference, WordPlace
from publish.passes.verses.words import blank, divide
from publish.text.dataclass import dataclass
from publish.text.hebrew import ALPHABET, MARKS_AND_JOINER
from publish.text.patterns import late_pattern
from publish.text.source import Span

_TWO_WORDS = late_pattern(f"[{ALPHABET}][{MARKS_AND_JOINER}]*[^a-zA-Z]{{1,8}}[{ALPHABET}]")
_SURE_BITS = 8.0
"""The bits that words need beside a reference to another verse, or far from one to theirs."""
MOST_VERSES = 12
"""The most verses of a reference with which words are compared."""


def read_inlines(run: Inlines) -> Iterator[Quotation]:
    """Yield the quotations of a run of inlines."""
    text = flat(run)
    if not _TWO_WORDS.search(text):
        return
    row = InlineRow(run)
    around = list(neighbours(run))
    around = sorted((*around, *find_ibid(text, row, around)), key=lambda each: each.start)
    cited = [(each.start, each.end) for each in around if each.end > each.start + 1]
    for part, first, last in divide(blank(text, cited)):
        is_all = last - first == len(text)
        # A quotation ends at a reference.
        finder = CandidateFinder(blank(part, cited, "׃") if is_all else part, first, last)
        yield from InlineReader(run, row, text, around, finder).quotations()


@dataclass(frozen=True)
class InlineReader:
    """A run of inlines, its flat string, and a string of the same length that is read."""

    inlines: Inlines
    row: InlineRow
    text: str
    neighbours: Sequence[Neighbour]
    finder: CandidateFinder

    def quotations(self) -> list[Quotation]:
        """Return the quotations of the string in order; the verses of references come first."""
        candidates = list(self.finder.candidates())
        accepted = _Accepted()
        for candidate in candidates:
            if not accepted.overlaps(candidate.run.start, candidate.run.end):
                accepted.add(self._find_named(accepted.confine(candidate)))
        used = {id(quotation.named) for _, quotation in accepted.results}
        for candidate in candidates:
            if not accepted.overlaps(candidate.run.start, candidate.run.end):
                accepted.add(self._find_other(accepted.confine(candidate), used))
        if self.neighbours:
            for start, end in self.finder.words.quoted:
                if not accepted.overlaps(start, end):
                    accepted.add(self._compare_with_references(start, end))
        return [quotation for _, quotation in accepted.results]

    def _beside(self, candidate: Candidate) -> list[Beside]:
        words, run = self.finder.words, candidate.run
        start, end = words.starts[run.start], words.ends[run.end - 1]
        return list(beside(self.text, start, end, self.neighbours))

    def _find_named(self, candidate: Candidate) -> _Result | None:
        """Return a quotation of a verse that a reference beside it names."""
        if not self.neighbours:
            return None
        verses = {codex().verse_at(place) for place, _ in candidate.run.places}
        for each in self._beside(candidate):
            if not each.is_close and candidate.bits < _SURE_BITS:
                continue
            for named in each.neighbour.verses:
                if any(map(named.has, verses)):
                    alignments = self.finder.align(candidate, named.has)
                    return alignments[0], self.make(alignments, each.neighbour)
        return None

    def _find_other(self, candidate: Candidate, used: Set[int]) -> _Result | None:
        """Return a quotation without a reference, or with one that names another verse.

        References that are ``used``, by their identity, name the verse of other words.
        """
        may_be_claimed = bool(self.neighbours) and candidate.run.bits >= _SURE_BITS
        if not candidate.is_significant and not may_be_claimed:
            return None
        close = [each.neighbour for each in self._beside(candidate) if each.is_close]
        named = next((each for each in close if each.verses and id(each) not in used), None)
        if not candidate.is_significant and not named:
            return None
        alignments = self.finder.align(candidate)
        if named:
            return self._dispute(alignments, named)
        empty = tuple(each for each in close if each.is_empty_note)
        return alignments[0], replace(self.make(alignments), notes=empty)

    def _dispute(self, alignments: tuple[Alignment, ...], neighbour: Neighbour) -> _Result:
        """Return the quotation of a reference that names another verse, or a verse like it."""
        named = neighbour.verses[0]
        span = (alignments[0].start, alignments[0].end)
        same = self.finder.compare(span, named.closest[:MOST_VERSES])
        if same:
            return same[0], self.make(same, neighbour)
        ranked = tuple(sorted(alignments, key=lambda each: _distance(each, named)))
        return ranked[0], self.make(ranked, neighbour, wrong=True)

    def _compare_with_references(self, start: int, end: int) -> _Result | None:
        """Return words between quotation marks that are the verse of the reference beside them."""
        words = self.finder.words
        around = beside(self.text, words.starts[start], words.ends[end - 1], self.neighbours)
        for each in around:
            closest = [verse for named in each.neighbour.verses for verse in named.closest]
            alignments = self.finder.compare((start, end), closest[:MOST_VERSES])
            if each.is_close and alignments:
                return alignments[0], self.make(alignments, each.neighbour)
        return None

    def make(
        self,
        alignments: tuple[Alignment, ...],
        neighbour: Neighbour | None = None,
        *,
        wrong: bool = False,
    ) -> Quotation:
        """Return the quotation of verses that have the same words, beside a reference."""
        words = self.finder.words
        first = alignments[0]
        start, end = words.starts[first.start], words.ends[first.end - 1]
        verses = dict.fromkeys(
            (codex().verse_at(each.first), codex().verse_at(each.last)) for each in alignments
        )
        differences = tuple(self._difference(each, start, end) for each in first.differences)
        span = self._span(start, end)
        return Quotation(
            self.inlines,
            start,
            end,
            span,
            self.text[start:end],
            tuple(verses),
            differences,
            neighbour,
            wrong,
            places=tuple(map(self._places, alignments)),
        )

    def _places(self, alignment: Alignment) -> tuple[WordPlace, ...]:
        words = self.finder.words
        return tuple(
            (words.starts[pair.index], words.ends[pair.index], pair.place)
            for pair in alignment.pairs
            if pair.index is not None and pair.place is not None
        )

    def _difference(self, difference: Difference, start: int, end: int) -> WordDifference:
        words, pair = self.finder.words, difference.pair
        here, span = "", self._span(start, end)
        if pair.index is not None:
            own = words.starts[pair.index], words.ends[pair.index]
            here, span = self.text[own[0] : own[1]], self._span(*own)
        there = codex().form(pair.place) if pair.place is not None else ""
        return WordDifference(difference, span, here, there)

    def _span(self, start: int, end: int) -> Span:
        return span_of(self.row.cut(start, end))


_Result: TypeAlias = tuple[Alignment, Quotation]


class _Accepted:
    """Quotations that do not overlap, in the order of their words."""

    def __init__(self) -> None:
        self.results: list[_Result] = []

    def overlaps(self, start: int, end: int) -> bool:
        """Return whether words from ``start`` to ``end`` are in a quotation."""
        index = bisect_left(self.results, end, key=lambda result: result[0].start)
        return index > 0 and self.results[index - 1][0].end > start

    def confine(self, candidate: Candidate) -> Candidate:
        """Return a candidate that goes on neither into the quotation before it nor the next one."""
        start, end = candidate.bounds
        index = bisect_left(self.results, candidate.run.end, key=lambda result: result[0].start)
        if index:
            start = max(start, self.results[index - 1][0].end)
        if index < len(self.results):
            end = min(end, self.results[index][0].start)
        return replace(candidate, bounds=(start, end))

    def add(self, result: _Result | None) -> None:
        """Add a quotation, unless it overlaps another one."""
        if result and not self.overlaps(result[0].start, result[0].end):
            insort(self.results, result, key=lambda each: each[0].start)


def _distance(alignment: Alignment, named: NamedVerses) -> tuple[bool, bool, int]:
    """Return how far a verse is from those of a reference; the same verse of a chapter is near."""
    number = verse_number(codex().verse_at(alignment.first))
    chapter, *verse = named.reference.locus
    same_verse = bool(verse) and verse[0].split("-")[0] == str(number.verse)
    there = int(chapter.split("-")[0])
    return (number.book != named.reference.work, not same_verse, abs(number.chapter - there))
