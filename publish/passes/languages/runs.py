"""Where a foreign phrase begins and where it ends: what belongs together, by its meaning.

The bidi algorithm knows letters and not phrases.  It lets a list of Hebrew words in an English
sentence run backwards, and leaves the question mark of an English title to the Hebrew around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from publish.document.inline_ranges import Run
from publish.passes.languages.groups import Group, Kind
from publish.passes.languages.language_pair import MARKS, Tongue
from publish.text.languages import HEBREW, LATIN, Script


class _Is(Enum):
    FOREIGN = auto()
    OTHER = auto()
    NEUTRAL = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    """A stretch of letters or digits, or a whole group."""

    start: int
    end: int
    is_: _Is
    group: Group | None = None


_Phrase = list[_Token]

_LETTER = {Script.HEBREW: HEBREW, Script.LATIN: LATIN}
_DIGITS = r"\d+(?:[.,:/–-]\d+)*"
_PLACE = re.compile(r"\d+:\d+")
_COMMA = re.compile(r"\s*,\s*")
_NEXT_REFERENCE = re.compile(r"\d\W*[,;]|;")
_MARK = re.compile(MARKS)
_ASKED = re.compile(r"\?!?")


def foreign_runs(text: str, groups: Sequence[Group], tongue: Tongue) -> list[Run]:
    """Return the runs of ``text`` that are in ``tongue``, in order; none overlaps another."""
    found: list[Run] = []
    for start, end in sorted(_Phrases(text, groups, tongue).runs(0, len(text), groups)):
        # A number glued to the word after it may close the phrase of a group before it already.
        found.append((max(start, found[-1][1]) if found else start, end))
    return [(start, end) for start, end in found if start < end]


class _Phrases:
    """One text, read for phrases of one tongue."""

    def __init__(self, text: str, groups: Sequence[Group], tongue: Tongue) -> None:
        self.text = text
        self.tongue = tongue
        self.marks = frozenset(_mark_offsets(groups))
        # Once another language has the word, it has all that follows up to the next own letter.
        elsewhere = f"[^{_LETTER[tongue.script].pattern[1:]}*"
        self.token = re.compile(
            rf"(?P<own>{tongue.letters.pattern})|(?P<other>[^\W\d_]{elsewhere})|(?P<digits>{_DIGITS})|\n"
        )

    def runs(self, start: int, end: int, groups: Sequence[Group]) -> Iterator[Run]:
        """Yield the runs between two offsets, those inside ``groups`` too."""
        phrase: _Phrase = []
        tokens = list(self._tokens(start, end, groups))
        for token in tokens:
            if token.is_ is _Is.FOREIGN or (token.is_ is _Is.NEUTRAL and phrase):
                phrase.append(token)
                continue
            if token.is_ is _Is.OTHER:
                yield from self._of(phrase)
                phrase = []
                if token.group:
                    inside = token.group
                    yield from self.runs(inside.first, inside.last, inside.groups)
        yield from self._of(phrase)

    def _tokens(self, start: int, end: int, groups: Sequence[Group]) -> Iterator[_Token]:
        for group in groups:
            yield from self._words(start, group.start)
            yield _Token(group.start, group.end, self._kind(group), group)
            start = group.end
        yield from self._words(start, end)

    def _words(self, start: int, end: int) -> Iterator[_Token]:
        kinds = {"own": _Is.FOREIGN, "other": _Is.OTHER, "digits": _Is.NEUTRAL, None: _Is.OTHER}
        for match in self.token.finditer(self.text, start, end):
            yield _Token(*match.span(), kinds[match.lastgroup])

    def _kind(self, group: Group) -> _Is:
        inside = self.text[group.first : group.last]
        # Marks say where the phrase begins and ends: then most of the letters are enough.
        if self.tongue.is_of(inside, 1 / 2):
            return _Is.FOREIGN
        return _Is.OTHER if any(map(str.isalpha, inside)) else _Is.NEUTRAL

    # --- from words that follow each other to phrases

    def _of(self, tokens: _Phrase) -> Iterator[Run]:
        """Yield the runs of words between which nothing of the other language stands."""
        while tokens and tokens[-1].is_ is _Is.NEUTRAL and not self._counts(tokens):
            tokens = tokens[:-1]
        if not tokens:
            return
        for item in self._items(tokens):
            for unit in self._units(item):
                yield self._run(unit)

    def _counts(self, tokens: _Phrase) -> bool:
        """Tell whether the number at the end belongs to the phrase before it.

        In Hebrew an English title keeps its numbers, as in “Letter No. 77”; in English a number
        after Hebrew words is read on from the left, after them.
        """
        if self.tongue.script is Script.HEBREW or len(tokens) < 2:
            return False
        before, last = tokens[-2:]
        gap = self.text[before.end : last.start]
        if re.fullmatch(r"\.?\s*#?", gap):
            return True
        return gap == ", " and bool(_PLACE.match(self.text, last.start))

    def _items(self, tokens: _Phrase) -> Iterator[_Phrase]:
        """Yield the items of a list, or the phrase whole where it is no list.

        A list is single words with commas between them, or a few words each where the text
        around joins the last one to them with its own “and”; and references, each with its number.
        """
        words = [index for index, token in enumerate(tokens) if token.is_ is _Is.FOREIGN]
        gaps = [(b, self.text[tokens[a].end : tokens[b].start]) for a, b in pairwise(words)]
        references = {b for b, gap in gaps if _NEXT_REFERENCE.search(gap)}
        commas = {b for b, gap in gaps if _COMMA.fullmatch(gap.replace("\ufffc", ""))}
        listed = list(_split(tokens, references | commas))
        most = max(len(self.text[i[0].start : i[-1].end].split()) for i in listed)
        if not (most == 1 or (most <= 3 and self._joined(tokens[-1].end))):
            listed = list(_split(tokens, references))
        for item in listed:
            while item[-1].is_ is _Is.NEUTRAL and not self._counts(item):
                item.pop()
            yield item

    def _joined(self, end: int) -> bool:
        """Tell whether the text after ``end`` adds one more foreign word with “and”."""
        after = self.tongue.letters.search(self.text, end)
        return bool(after and self.tongue.joins.fullmatch(self.text, end, after.start()))

    def _units(self, tokens: _Phrase) -> Iterator[_Phrase]:
        """Yield a phrase without the bracketed references after it, then each of these."""
        size = len(tokens)
        while size and _is_reference(tokens[size - 1]):
            size -= 1
        if size:
            yield tokens[:size]
        for token in tokens[size:]:
            yield [token]

    # --- from a phrase to its first and last character

    def _run(self, unit: _Phrase) -> Run:
        first, last = unit[0], unit[-1]
        if len(unit) == 1 and first.group:
            return self._inside(first.group)
        start = first.start if first.group else self._start(first.start)
        end = last.end if last.group else self._end(last.end)
        word = _MARK.sub("", self.text[first.start : first.end]).casefold()
        if word in self.tongue.asks and (asked := _ASKED.match(self.text, end)):
            end = asked.end()
        return start, end

    def _inside(self, group: Group) -> Run:
        """Return all that the marks hold: a title keeps its question mark, a verse its number.

        Only the comma and the stop that English sets before the closing mark of whatever it
        quotes belong to the English sentence.
        """
        inside = self.text[group.first : group.last]
        start = group.first + len(inside) - len(inside.lstrip())
        bare = inside.rstrip()
        if self.tongue.script is Script.HEBREW:
            bare = bare.rstrip(",.;:").rstrip()
        return start, group.first + len(bare)

    def _start(self, start: int) -> int:
        glued = re.search(r"(?:\d[\d.,:/–-]*)$", self.text[max(start - 12, 0) : start])
        if glued:
            return start - len(glued[0])
        if self.text[start - 1 : start] == "־" and not self.text[start - 2 : start - 1].isalnum():
            return start - 1
        return start

    def _end(self, end: int) -> int:
        """Return the end of a word with what is part of it: geresh, sof pasuq, a hanging maqaf."""
        if self.tongue.script is Script.LATIN:
            return end
        text = self.text
        while text[end : end + 1] in ("'", "’", "׳", "״", "׃") and end not in self.marks:
            end += 1
        if text[end : end + 1] == "־" and not text[end + 1 : end + 2].isalnum():
            end += 1
        return end


def _is_reference(token: _Token) -> bool:
    group = token.group
    return token.is_ is _Is.FOREIGN and group is not None and group.kind is Kind.BRACKETS


def _split(tokens: _Phrase, starts: Iterable[int]) -> Iterator[_Phrase]:
    """Yield the tokens in parts, a new one from each of the indexes."""
    edges = [0, *sorted(starts), len(tokens)]
    for start, end in pairwise(edges):
        yield tokens[start:end]


def _mark_offsets(groups: Sequence[Group]) -> Iterator[int]:
    for group in groups:
        yield from range(group.start, group.first)
        yield from range(group.last, group.end)
        yield from _mark_offsets(group.groups)
