"""The words of a text beside those of a verse: pairs of words, and how they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from publish.facts.codex import codex, letters_of, skeleton
from publish.passes.verses.differences import Change, Difference, Pair, find_differences
from publish.passes.verses.runs import locate
from publish.passes.verses.spelling import has_prefix, is_same_word, is_similar, stands_for
from publish.passes.verses.words import BETWEEN, Kind, Word, Words
from publish.text.dataclass import dataclass

_LEFT_OUT = 3
"""The most words that are left out near an end of a quotation."""
_SHORT = 2
"""The letters of a word that is like too many others to go on with a quotation."""
_TELLING = 300
"""A word that the Tanakh has less often tells where a quotation goes on after a gap."""
_WHOLE = 8
"""The fewest words of a verse that is quoted whole where a single word of it is missing."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words of a quotation from ``start`` to ``end``, and those of the codex beside them."""

    start: int
    end: int
    first: int
    last: int
    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]

    def without_added(self) -> Alignment:
        """Return the alignment without the words of the text that the verse has not."""
        others = (each for each in self.differences if each.change is not Change.ADDED)
        return replace(self, differences=tuple(others))


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The direction in which a quotation goes on, and the words and places that it may take."""

    step: int
    words: range
    verse: range


@dataclass(frozen=True, slots=True)
class Aligner:
    """The words of a run of text; ``text`` is the string in which they stand."""

    words: Words
    text: str

    def align(
        self,
        parts: Sequence[tuple[int, int]],
        place: int,
        bounds: tuple[int, int],
        *,
        is_marked: bool,
        is_whole: bool,
    ) -> Alignment:
        """Return the quotation of which ``parts`` stand in the codex from ``place`` on.

        The quotation goes on at both ends as far as its words fit, within ``bounds``.  Words that
        differ belong to the quotation where it ``is_marked`` as one, and a word that is missing at
        an end of the verse where it ``is_whole``.
        """
        pairs = list(self._inside(parts, place))
        before = self._extend(pairs[0], -1, bounds, is_marked=is_marked)
        after = self._extend(pairs[-1], 1, bounds, is_marked=is_marked)
        pairs = [*reversed(list(before)), *pairs, *after]
        indices = [pair.index for pair in pairs if pair.index is not None]
        places = [pair.place for pair in pairs if pair.place is not None]
        if is_whole:
            pairs += self._end_left_out(pairs)
        differences = tuple(find_differences(self.words, self.text, pairs))
        return Alignment(
            indices[0], indices[-1] + 1, places[0], places[-1], tuple(pairs), differences
        )

    # --- pairs of words

    def _inside(self, parts: Sequence[tuple[int, int]], place: int) -> Iterator[Pair]:
        """Yield the pairs of the parts, and of the words between them."""
        last_index = last_place = -1
        for start, end, there in locate(self.words, parts, place):
            if last_index >= 0:
                yield from self._pair_gap(range(last_index, start), range(last_place, there))
            for index in range(start, end):
                yield Pair(index, there + index - start)
            last_index, last_place = end, there + end - start

    def _pair_gap(self, indices: range, places: range) -> Iterator[Pair]:
        """Yield the pairs of words between two parts, the likest ones together."""
        words = self.words.words
        if any(words[index].kind is Kind.OMISSION for index in indices):
            return
        count = min(len(indices), len(places))
        ways = (
            list(zip(some, others, strict=True))
            for some in combinations(indices, count)
            for others in combinations(places, count)
        )
        paired = max(ways, key=lambda pairs: sum(self._likeness(i, p) for i, p in pairs))
        by_index = dict(paired)
        free = [place for place in places if place not in by_index.values()]
        for index in indices:
            while free and by_index.get(index, -1) > free[0]:
                yield Pair(None, free.pop(0))
            yield Pair(index, by_index.get(index))
        for place in free:
            yield Pair(None, place)

    def _likeness(self, index: int, place: int) -> int:
        return 2 * self.fits(index, place) + self._is_similar(index, place)

    def _is_similar(self, index: int, place: int) -> bool:
        word = self.words.words[index]
        return is_similar(word.letters, letters_of(codex().form(place)))

    def is_spelled(self, index: int, place: int) -> bool:
        """Return whether a word of the text spells a word of the codex, or stands for it."""
        word = self.words.words[index]
        form = codex().form(place)
        return word.is_name or is_same_word(word.letters, form) or self._stands_for(word, form)

    def fits(self, index: int, place: int) -> bool:
        """Return whether a word of the text stands for a word of the codex."""
        word = self.words.words[index]
        return word.skeleton == codex().words[place] or self._stands_for(word, codex().form(place))

    @staticmethod
    def _stands_for(word: Word, form: str) -> bool:
        return stands_for(word.letters, form, is_short=word.is_short)

    def _is_telling(self, index: int, place: int) -> bool:
        number = codex().words[place]
        word = self.words.words[index]
        return word.skeleton == number and codex().count(number) < _TELLING

    def _extend(
        self, pair: Pair, step: int, bounds: tuple[int, int], *, is_marked: bool
    ) -> Iterator[Pair]:
        """Yield the pairs that go on from one, before it or after it."""
        assert pair.place is not None
        bound = _Bounds(step, range(*bounds), codex().reading_at(pair.place))
        last: Pair | None = pair
        while last:
            assert last.index is not None
            assert last.place is not None
            index, place = last.index + step, last.place + step
            pairs = self._continue(index, place, bound)
            if not pairs and is_marked:
                pairs = self._continue_after_fault(index, place, bound)
            yield from pairs
            last = pairs[-1] if pairs else None

    def _continue(self, index: int, place: int, bound: _Bounds) -> Sequence[Pair]:
        """Return the next pair where the word fits, or that after a sign of omission."""
        words = self.words.words
        if index in bound.words and words[index].kind is Kind.OMISSION:
            beyond = index + bound.step
            places = range(place, bound.verse.stop)
            if bound.step < 0:
                places = range(place, bound.verse.start - 1, -1)
            there = next((each for each in places if self._is_next(beyond, each, bound)), None)
            return () if there is None else (Pair(beyond, there),)
        is_inside = index in bound.words and place in bound.verse
        is_joined = bound.step < 0 and is_inside and self._has_prefix(index, place)
        is_next = self._is_next(index, place, bound)
        if is_inside and not is_next and self._stands_for_two(index, place, bound):
            return Pair(None, place), Pair(index, place + bound.step)
        return (Pair(index, place),) if is_joined or is_next else ()

    def _continue_after_fault(self, index: int, place: int, bound: _Bounds) -> Sequence[Pair]:
        """Return the next pairs where a word differs, is left out or is added."""
        if index not in bound.words or place not in bound.verse:
            return ()
        step = bound.step

        def tells(index: int, place: int) -> bool:
            return self._fits(index, place, bound) and self._is_telling(index, place)

        def goes_on(skipped: int) -> bool:
            there = place + skipped * step
            is_last = index + step not in bound.words and there + step not in bound.verse
            follows = self._fits(index + step, there + step, bound)
            return self._fits(index, there, bound) and (
                is_last or follows or self._is_telling(index, there)
            )

        word = self.words.words[index]
        is_word = word.kind is Kind.WORD
        follows = self._fits(index + step, place + step, bound)
        follow = follows and self._fits(index + 2 * step, place + 2 * step, bound)
        is_similar = self._is_similar(index, place) and (len(word.letters) > _SHORT or follow)
        is_fault = is_similar and (follows or index + step not in bound.words)
        if (
            is_word
            and word.letters not in BETWEEN
            and (is_fault or tells(index + step, place + step))
        ):
            return (Pair(index, place),)
        skipped = next(filter(goes_on, range(1, _LEFT_OUT + 1)), 0)
        if skipped:
            left_out = [Pair(None, place + each * step) for each in range(skipped)]
            return (*left_out, Pair(index, place + skipped * step))
        if is_word and tells(index + step, place):
            return (Pair(index, None), Pair(index + step, place))
        return ()

    def _is_next(self, index: int, place: int, bound: _Bounds) -> bool:
        return self._fits(index, place, bound) and self.is_spelled(index, place)

    def _fits(self, index: int, place: int, bound: _Bounds) -> bool:
        is_inside = index in bound.words and place in bound.verse
        is_word = is_inside and self.words.words[index].kind is Kind.WORD
        return is_word and self.fits(index, place)

    def _stands_for_two(self, index: int, place: int, bound: _Bounds) -> bool:
        """Return whether one word of the text is two of the codex: בלימה for בְּלִי מָה."""
        first, second = sorted((place, place + bound.step))
        word = self.words.words[index]
        if first not in bound.verse or second not in bound.verse or len(word.letters) <= _SHORT:
            return False
        both = letters_of(codex().form(first)) + letters_of(codex().form(second))
        return word.kind is Kind.WORD and skeleton(word.letters) == skeleton(both)

    def _has_prefix(self, index: int, place: int) -> bool:
        return has_prefix(self.words.words[index].letters, codex().form(place))

    def _end_left_out(self, pairs: Sequence[Pair]) -> Iterator[Pair]:
        """Yield the first or the last word of a long verse of which that word alone is missing.

        A quotation without more words, or without a short heading, is meant as a part of the verse,
        and so is one that ends before the speech to which the verse leads.
        """
        words = self.words.words
        indices = [pair.index for pair in pairs if pair.index is not None]
        places = [pair.place for pair in pairs if pair.place is not None]
        verse = codex().reading_at(places[-1])
        around = words[max(indices[0] - 1, 0) : indices[-1] + 2]
        omits = any(word.kind is Kind.OMISSION for word in around)
        if omits or places[0] not in verse or len(verse) < _WHOLE:
            return
        if places[0] == verse.start + 1 and places[-1] == verse.stop - 1:
            yield Pair(None, verse.start)
        elif places[-1] == verse.stop - 2 and places[0] == verse.start and not _leads_on(verse):
            yield Pair(None, verse.stop - 1)


def _leads_on(verse: range) -> bool:
    return codex().form(verse.stop - 1) == "לֵאמֹר"
