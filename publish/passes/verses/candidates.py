"""Quotations in a string: the runs of words that chance does not account for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from enum import Enum, auto
from functools import cached_property, partial
from itertools import accumulate
from math import log2

from publish.facts.codex import codex, letters_of, skeleton
from publish.passes.verses.alignment import Aligner, Alignment
from publish.passes.verses.runs import Run, bits_of, cut_run, find_runs, locate
from publish.passes.verses.words import FORMULAS, Kind, Words, read_words
from publish.text.dataclass import dataclass

_MOST_CANDIDATES = 24
"""The most places of a phrase that are compared word by word, those that spell it so first."""

_LONGEST = 300
"""The most words that are compared with the verses of a reference."""

_LONG = 35.0
"""The bits of a quotation of which differences are reported though nothing marks it as one."""

_LEAST_SHARE = 0.6
"""The part of a quotation, and of a verse without marks, that is in the verse of a reference."""

_AMBIGUITY, _AMBIGUITY_ENCLOSED = 3.0, 2.0
"""The bits by which words say less each time that the verses which have them are twice as many."""

_HEADING = 2
"""The words of a paragraph that may be a heading or a cry."""

_IDIOMS = frozenset(
    tuple(skeleton(letters_of(word)) for word in idiom.split())
    for idiom in (
        "תל אביב",
        "ראשון לציון",
        "עד עצם היום הזה",
        "כהנה וכהנה",
    )
)
"""Names and idioms that Hebrew has from the Tanakh, by their skeletons.

Admitted are phrases of 11 bits and more that stand twice in 180,000 words of newspapers, Wikipedia
and the Knesset without being about a verse.  ``python -m tests.passes.verses.prose --phrases``
counts them; the table is short because such phrases are few, and the bits account for the others.
"""


class QuotationContext(Enum):
    """The marks by which words are known as a quotation."""

    WHOLE = auto()
    """The whole of what stands between two quotation marks."""
    PARTIAL = auto()
    """A part of what stands between quotation marks."""
    PARAGRAPH = auto()
    """The whole of a paragraph, of three words and more."""
    HEADING = auto()
    """The whole of a paragraph of two words, which may be a heading or a cry."""
    INTRODUCED = auto()
    """Words after a formula."""
    PLAIN = auto()


_LEAST_BITS: Mapping[QuotationContext, float] = {
    QuotationContext.WHOLE: 5.0,
    QuotationContext.INTRODUCED: 7.0,
    QuotationContext.PARTIAL: 11.0,
    QuotationContext.PARAGRAPH: 11.0,
    QuotationContext.PLAIN: 15.0,
    QuotationContext.HEADING: 17.0,
}
"""The bits that words need in each context; ``tests/passes/verses/marked`` was the measure."""

_LEAST_BITS_OF_PART = 3.0
"""The bits of a part of a quotation with which the words around it are compared."""

_UNMARKED = (QuotationContext.PLAIN, QuotationContext.HEADING)
_ENCLOSED = (QuotationContext.WHOLE, QuotationContext.PARTIAL, QuotationContext.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words, with the marks around it; ``bits`` say how unlikely chance is."""

    run: Run
    context: QuotationContext
    bounds: tuple[int, int]
    bits: float

    @property
    def is_significant(self) -> bool:
        """Whether the words are a quotation also without a reference."""
        return self.bits >= _LEAST_BITS[self.context]

    @property
    def is_marked(self) -> bool:
        """Whether differences between the words and the verse are faults."""
        return self.context not in _UNMARKED or self.bits >= _LONG

    @property
    def is_enclosed(self) -> bool:
        """Whether quotation marks, or the ends of a paragraph, are around the words."""
        return self.context in _ENCLOSED

    @property
    def is_whole(self) -> bool:
        """Whether nothing else stands between the marks, or in the paragraph."""
        return self.context in (QuotationContext.WHOLE, QuotationContext.PARAGRAPH)


@dataclass(frozen=True)
class CandidateFinder:
    """A part of a string in which quotations are found."""

    text: str
    first: int
    last: int

    @cached_property
    def words(self) -> Words:
        """The words of the string."""
        return read_words(self.text, self.first, self.last)

    @cached_property
    def _aligner(self) -> Aligner:
        return Aligner(self.words, self.text)

    @cached_property
    def _counts(self) -> Sequence[int]:
        """The number of words before each token, signs of omission left out."""
        is_word = (word.kind is Kind.WORD for word in self.words.words)
        return tuple(accumulate(is_word, initial=0))

    def _count_words(self, start: int, end: int) -> int:
        return self._counts[end] - self._counts[start] if start < end else 0

    def candidates(self) -> Iterator[Candidate]:
        """Yield the runs of words that may be quotations, in order."""
        for run in map(self._trim, find_runs(self.words)):
            words = self.words.words[run.start : run.end]
            if tuple(skeleton(word.letters) for word in words) in _IDIOMS:
                continue
            context, bounds = self._context(run)
            verses = len({codex().verse_at(start) for start, _ in run.places})
            is_enclosed = context in _ENCLOSED
            bits = run.bits - (_AMBIGUITY_ENCLOSED if is_enclosed else _AMBIGUITY) * log2(verses)
            if bits > 0:
                bits -= min(self._bits_of_others(run, place) for place, _ in run.places)
            yield self._complete(Candidate(run, context, bounds, bits))

    def _complete(self, candidate: Candidate) -> Candidate:
        """Return the candidate as the whole quotation where the words around it are the verse too.

        Another word for the Name, or a word that differs, parts the words that stand in the codex.
        """
        run, (start, end) = candidate.run, candidate.bounds
        is_partial = candidate.context is QuotationContext.PARTIAL
        if not is_partial or candidate.is_significant or candidate.bits < _LEAST_BITS_OF_PART:
            return candidate
        alignment = self.align(candidate)[0]
        if alignment.start > start or alignment.end < end:
            return candidate
        others = (
            self.words.words[pair.index].skeleton
            for pair in alignment.pairs
            if pair.index is not None
            and pair.place is not None
            and not run.start <= pair.index < run.end
            and self._aligner.fits(pair.index, pair.place)
        )
        bits = candidate.bits + sum(bits_of(each) for each in others if each >= 0)
        return replace(candidate, context=QuotationContext.WHOLE, bits=bits)

    def _trim(self, run: Run) -> Run:
        """Return a run without the words at its ends that the codex has in another form."""
        first, last = run.parts[0], run.parts[-1]
        is_first = any(self._aligner.is_spelled(first[0], start) for start, _ in run.places)
        is_last = any(self._aligner.is_spelled(last[1] - 1, end - 1) for _, end in run.places)
        return cut_run(self.words, run, before=not is_first, after=not is_last)

    def _bits_of_others(self, run: Run, place: int) -> float:
        """Return the bits of the words of a run that are others than those of the codex there."""
        return sum(
            bits_of(self.words.words[index].skeleton)
            for start, end, there in locate(self.words, run.parts, place)
            for index in range(start, end)
            if not self._aligner.is_spelled(index, there + index - start)
        )

    def _context(self, run: Run) -> tuple[QuotationContext, tuple[int, int]]:
        """Return the marks of a run, and the range of words to which its quotation is confined."""
        quoted = self.words.quoted
        index = bisect_right(quoted, (run.start + 1, len(self.words.words))) - 1
        start, end = quoted[index] if index >= 0 else (0, 0)
        if run.start < end and run.end - 1 <= end and start < run.end:
            others = self._count_words(start, run.start) + self._count_words(run.end, end)
            is_whole = 3 * others <= end - start
            bounds = (min(start, run.start), max(end, run.end))
            return (QuotationContext.WHOLE if is_whole else QuotationContext.PARTIAL), bounds
        words = self.words.words
        bounds = self.words.sentence(run.start, run.end)
        if any(word.letters in FORMULAS for word in words[max(run.start - 2, 0) : run.start]):
            return QuotationContext.INTRODUCED, bounds
        count = run.end - run.start
        others = len(words) - count
        is_sure = run.bits >= _LEAST_BITS[QuotationContext.PLAIN]
        if (2 if is_sure else 3) * others > len(words):
            return QuotationContext.PLAIN, bounds
        is_long = count > _HEADING
        return (QuotationContext.PARAGRAPH if is_long else QuotationContext.HEADING), bounds

    def align(
        self, candidate: Candidate, holds: Callable[[int], bool] | None = None
    ) -> tuple[Alignment, ...]:
        """Return the candidate beside its verses, of those the ones from which it differs least.

        ``holds`` tells verses that a reference names; only they are compared where there are any.
        """
        places = [start for start, _ in candidate.run.places]
        if holds:
            places = [place for place in places if holds(codex().verse_at(place))] or places
        if len(places) > _MOST_CANDIDATES:
            places.sort(key=partial(self._bits_of_others, candidate.run))
        is_marked = candidate.is_marked or bool(holds)
        is_whole = candidate.is_whole or bool(holds)
        alignments = (
            self._aligner.align(
                candidate.run.parts, place, candidate.bounds, is_marked=is_marked, is_whole=is_whole
            )
            for place in places[:_MOST_CANDIDATES]
        )
        if candidate.is_enclosed:
            return self._best(alignments)
        # Words between two parts of a verse that nothing encloses are those of the author.
        return self._best(each.without_added() for each in alignments)

    def compare(self, span: tuple[int, int], verses: Iterable[int]) -> tuple[Alignment, ...]:
        """Return the words of a range beside the verses that have most of them."""
        start, end = span
        if end - start > _LONGEST:
            return ()
        skeletons = [word.skeleton for word in self.words.words[start:end]]
        alignments = []
        for verse in verses:
            for reading in codex().readings(verse):
                there = list(codex().words[reading.start : reading.stop])
                matcher = SequenceMatcher(None, skeletons, there, autojunk=False)
                blocks = [block for block in matcher.get_matching_blocks() if block.size]
                size = sum(block.size for block in blocks)
                if size and size >= _LEAST_SHARE * min(len(skeletons), len(there)):
                    parts = [(start + each.a, start + each.a + each.size) for each in blocks]
                    place = reading.start + blocks[0].b
                    alignments.append(
                        self._aligner.align(parts, place, span, is_marked=True, is_whole=True)
                    )
        return self._best(alignments)

    @staticmethod
    def _best(alignments: Iterable[Alignment]) -> tuple[Alignment, ...]:
        """Return the alignments with the fewest differences and the most words, each verse once.

        Of a verse with a ketiv the reading comes first, whose words have points.
        """
        ranked = sorted(alignments, key=lambda each: (*_rank(each), each.first))
        best = [each for each in ranked if _rank(each) == _rank(ranked[0])]
        by_verse = {codex().verse_at(each.first): each for each in reversed(best)}
        return tuple(by_verse[verse] for verse in sorted(by_verse))


def _rank(alignment: Alignment) -> tuple[int, int]:
    return len(alignment.differences), alignment.start - alignment.end
