"""The start and end of each foreign phrase, found by its meaning.

The bidirectional algorithm (UAX #9, https://www.unicode.org/reports/tr9/) sees letters, not
phrases: a list of Hebrew words in an English sentence would run backwards, and the question mark
of an English title would go to the Hebrew text around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise

from publish.document.inline_ranges import Run
from publish.passes.languages.groups import Delimiter, Group
from publish.passes.languages.labels import PhraseLabels
from publish.passes.languages.language_pair import MARKS, ForeignLanguage
from publish.passes.languages.phrase_numbers import (
    DIGITS,
    continues_reference,
    count_owned,
    suffix_end,
)
from publish.text.dataclass import dataclass
from publish.text.hebrew import MAQAF
from publish.text.languages import LETTERS_OF, Script
from publish.text.patterns import late_pattern
from publish.text.telephones import TELEPHONE


class _TokenKind(Enum):
    """The language of a token."""

    FOREIGN = auto()
    OTHER = auto()
    NEUTRAL = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    """A stretch of letters or digits, or a whole group."""

    start: int
    end: int
    kind: _TokenKind
    group: Group | None = None


_Phrase = list[_Token]

_COMMA = late_pattern(r"\s*,\s*")
_NEXT_REFERENCE = late_pattern(r"\d\W*[,;]|;")
_MARK = late_pattern(MARKS)
_QUESTION_MARK = late_pattern(r"\?!?")
# A maqaf belongs to its Hebrew word, also before a word in Latin letters (ב־Guide); a number after
# it is part of the word (ב־25).
_GLUED_BEFORE = dict.fromkeys(Script, re.compile(r"\d[\d.,:/–-]*$")) | {
    Script.HEBREW: re.compile(rf"(?:\d[\d.,:/–-]*)?{MAQAF}?$")
}
# The signs of a name, as in “C++” and “C#”.
_SIGNS_AFTER = late_pattern(r"[+#]{1,2}(?![\w+#])")
_GLUED_AFTER = late_pattern(rf"{MAQAF}(?:{DIGITS}(?![A-Za-z]))?")


def foreign_runs(text: str, groups: Sequence[Group], foreign: ForeignLanguage) -> list[Run]:
    """Return the runs of ``text`` that are in ``foreign``, in order and without overlaps."""
    runs: list[Run] = []
    for start, end in sorted(_Phrases(text, groups, foreign).runs(0, len(text), groups)):
        # A number glued to a word may already be the end of the phrase of the group before it.
        runs.append((max(start, runs[-1][1]) if runs else start, end))
    return [(start, end) for start, end in runs if start < end]


class _Phrases:
    """The foreign phrases of a text."""

    def __init__(self, text: str, groups: Sequence[Group], foreign: ForeignLanguage) -> None:
        self.text = text
        self.foreign = foreign
        self.marks = frozenset(_mark_offsets(groups))
        # A word of another language extends to the next letter of the foreign script.
        elsewhere = f"[^{LETTERS_OF[foreign.script].pattern[1:]}*"
        self.token = re.compile(
            rf"(?P<own>{foreign.letters.pattern})|(?P<other>[^\W\d_]{elsewhere})"
            rf"|(?P<digits>{TELEPHONE}|{DIGITS})|\n"
        )
        self.labels = PhraseLabels(text, foreign)

    def runs(self, start: int, end: int, groups: Sequence[Group]) -> Iterator[Run]:
        """Yield the runs between two offsets, with the runs inside ``groups``."""
        phrase: _Phrase = []
        tokens = list(self._tokens(start, end, groups))
        for token in tokens:
            if self.labels.begins_item(token.start, follows_phrase=bool(phrase)):
                yield from self._runs_of(phrase)
                phrase = [token] if token.kind is _TokenKind.FOREIGN else []
            elif token.kind is _TokenKind.FOREIGN or (token.kind is _TokenKind.NEUTRAL and phrase):
                phrase.append(token)
            elif token.kind is _TokenKind.OTHER:
                yield from self._runs_of(phrase)
                phrase = []
                if token.group:
                    inside = token.group
                    yield from self.runs(inside.first, inside.last, inside.groups)
        yield from self._runs_of(phrase)

    def _tokens(self, start: int, end: int, groups: Sequence[Group]) -> Iterator[_Token]:
        for group in groups:
            yield from self._words(start, group.start)
            yield _Token(group.start, group.end, self._kind_of(group), group)
            start = group.end
        yield from self._words(start, end)

    def _words(self, start: int, end: int) -> Iterator[_Token]:
        kinds = {
            "own": _TokenKind.FOREIGN,
            "other": _TokenKind.OTHER,
            "digits": _TokenKind.NEUTRAL,
            None: _TokenKind.OTHER,
        }
        for match in self.token.finditer(self.text, start, end):
            yield _Token(*match.span(), kinds[match.lastgroup])

    def _kind_of(self, group: Group) -> _TokenKind:
        inside = self.text[group.first : group.last]
        # The marks delimit the phrase, so half of the letters are enough.
        if self.foreign.matches(inside, 1 / 2) and not self._holds_list(group):
            return _TokenKind.FOREIGN
        return _TokenKind.OTHER if any(map(str.isalpha, inside)) else _TokenKind.NEUTRAL

    def _holds_list(self, group: Group) -> bool:
        """Return whether brackets have nothing inside but a list with labels, or quotations."""
        if group.kind is not Delimiter.BRACKETS:
            return False
        if self.labels.fill(group.first, group.last):
            return True
        quoted = [inner for inner in group.groups if inner.kind is Delimiter.MARKS]
        starts = [*(inner.start for inner in quoted), group.last]
        ends = [group.first, *(inner.end for inner in quoted)]
        outside = "".join(self.text[a:b] for a, b in zip(ends, starts, strict=True))
        return len(quoted) > 1 and not any(map(str.isalpha, outside))

    # --- from tokens to phrases

    def _runs_of(self, tokens: _Phrase) -> Iterator[Run]:
        """Yield the runs of a sequence of tokens without a word of the other language."""
        tokens = self._without_numbers(tokens)
        for item in self._items(tokens) if tokens else ():
            for unit in self._units(item):
                yield self._run(unit)

    def _without_numbers(self, tokens: _Phrase) -> _Phrase:
        """Return a phrase without the numbers at its end that belong to the text around."""
        size = len(tokens)
        while size and tokens[size - 1].kind is _TokenKind.NEUTRAL:
            size -= 1
        if not 0 < size < len(tokens):
            return tokens[:size]
        noun = tokens[size - 1]
        script = self.foreign.script
        if script is Script.HEBREW and noun.group:
            return tokens[:size]
        numbers = [(token.start, token.end) for token in tokens[size:]]
        end = self._end(noun.end) if script is Script.HEBREW else noun.end
        return tokens[: size + count_owned(self.text, script, (noun.start, end), numbers)]

    def _items(self, tokens: _Phrase) -> Iterator[_Phrase]:
        """Yield the items of a list, or the whole phrase where it is no list.

        The items of a list are single words or quotations with commas between them, or up to three
        words each where the text around has its own “and” before the last item, or references with
        numbers.
        """
        words = [index for index, token in enumerate(tokens) if token.kind is _TokenKind.FOREIGN]
        references = {b for a, b in pairwise(words) if self._begins_reference(tokens, a, b)}
        commas = {b for a, b in pairwise(words) if self._are_listed(tokens[a], tokens[b])}
        items = list(_split(tokens, references | commas))
        most = max(len(self.text[i[0].start : i[-1].end].split()) for i in items)
        is_list = most == 1 or (most <= 3 and self._precedes_conjunction(tokens[-1].end))
        if not is_list and not all(map(_is_quotation, items)):
            items = list(_split(tokens, references))
        yield from map(self._without_numbers, items)

    def _begins_reference(self, tokens: _Phrase, before: int, index: int) -> bool:
        """Return whether a word begins another reference than the word ``before`` it."""
        last, word = tokens[before], tokens[index]
        gap = self.text[last.end : word.start]
        if not _NEXT_REFERENCE.search(gap):
            return False
        if self.foreign.script is not Script.HEBREW or ";" in gap:
            return True
        words = self.text[tokens[max(before - 3, 0)].start : last.end]
        return not continues_reference(self.text[word.start : word.end], words)

    def _are_listed(self, before: _Token, token: _Token) -> bool:
        """Return whether a comma separates two tokens, or ends the quotation that is the first."""
        gap = self.text[before.end : token.start].replace("\ufffc", "")
        if _COMMA.fullmatch(gap):
            return True
        ends_in_comma = before.group and self.text[before.group.last - 1] in ",;"
        return bool(
            ends_in_comma and gap.isspace() and all(map(_is_quotation, ([before], [token])))
        )

    def _precedes_conjunction(self, end: int) -> bool:
        """Return whether “and” and another foreign word follow ``end``."""
        after = self.foreign.letters.search(self.text, end)
        return bool(after and self.foreign.conjunction.fullmatch(self.text, end, after.start()))

    def _units(self, tokens: _Phrase) -> Iterator[_Phrase]:
        """Yield a phrase without its bracketed references, then each of these references."""
        size = len(tokens)
        while size and _is_reference(tokens[size - 1]) and not self._is_in_phrase(tokens, size - 1):
            size -= 1
        if size:
            yield tokens[:size]
        for token in tokens[size:]:
            yield [token]

    def _is_in_phrase(self, tokens: _Phrase, index: int) -> bool:
        """Return whether a reference without brackets follows a word, as in ``ספר תהלים 40``."""
        token = tokens[index]
        is_bare = token.group is not None and token.start == token.group.first
        return is_bare and index > 0 and self.text[tokens[index - 1].end : token.start].isspace()

    # --- from a phrase to its offsets

    def _run(self, unit: _Phrase) -> Run:
        first, last = unit[0], unit[-1]
        if len(unit) == 1 and first.group:
            return self._inside(first.group)
        start = first.start if first.group else self._start(first.start)
        end = last.end if last.group else self._end(last.end)
        word = _MARK.sub("", self.text[first.start : first.end]).casefold()
        if word in self.foreign.question_words and (mark := _QUESTION_MARK.match(self.text, end)):
            end = mark.end()
        return start, end

    def _inside(self, group: Group) -> Run:
        """Return the offsets between two marks, without a comma or stop of an English sentence.

        English sets its comma or stop before the closing mark of a quotation.  All else is part
        of the phrase: the question mark of a title, the number of a verse.
        """
        inside = self.text[group.first : group.last]
        start = group.first + len(inside) - len(inside.lstrip())
        bare = inside.rstrip()
        if self.foreign.script is Script.HEBREW:
            bare = bare.rstrip(",.;:").rstrip()
        return start, group.first + len(bare)

    def _start(self, start: int) -> int:
        """Return the start of a word with a number or a maqaf that is joined to it."""
        glued = _GLUED_BEFORE[self.foreign.script].search(self.text[max(start - 12, 0) : start])
        return start - len(glued[0]) if glued else start

    def _end(self, end: int) -> int:
        """Return the end of a word with its geresh, sof pasuq, maqaf and number, or its signs."""
        text = self.text
        if self.foreign.script is not Script.HEBREW:
            signs = _SIGNS_AFTER.match(text, end)
            return signs.end() if signs else end
        if text[end - 1 : end].isdigit():
            return suffix_end(text, end)
        while text[end : end + 1] in ("'", "’", "׳", "״", "׃") and end not in self.marks:
            end += 1
        glued = _GLUED_AFTER.match(text, end)
        return glued.end() if glued else end


def _is_reference(token: _Token) -> bool:
    group = token.group
    return (
        token.kind is _TokenKind.FOREIGN and group is not None and group.kind is Delimiter.BRACKETS
    )


def _is_quotation(item: _Phrase) -> bool:
    """Return whether an item is a quotation, or a term, with bracketed references after it."""
    first, *rest = item
    is_marked = first.group is not None and first.group.kind is Delimiter.MARKS
    return is_marked and all(map(_is_reference, rest))


def _split(tokens: _Phrase, starts: Iterable[int]) -> Iterator[_Phrase]:
    """Yield the tokens in parts; a part begins at each of the indexes."""
    edges = [0, *sorted(starts), len(tokens)]
    for start, end in pairwise(edges):
        yield tokens[start:end]


def _mark_offsets(groups: Sequence[Group]) -> Iterator[int]:
    for group in groups:
        yield from range(group.start, group.first)
        yield from range(group.last, group.end)
        yield from _mark_offsets(group.groups)
