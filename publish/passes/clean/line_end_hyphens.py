"""Hyphens at the ends of lines, which divide a word or belong to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import pasting
from publish.text import normal_forms
from publish.text.hebrew import MAQAF, MARKS
from publish.text.patterns import late_pattern
from publish.text.source import Span, Traced

_LETTER = rf"[^\W\d_]|[{MARKS}\u0300-\u036f]"
_START = rf"(?<![^\W\d_])(?<![{MARKS}\u0300-\u036f])"
_WORD = late_pattern(rf"(?:{_LETTER})+(?:['’](?:{_LETTER})+)*")
_COMPOUND = late_pattern(rf"{_START}(?:{_LETTER})++(?:[-‐‑{MAQAF}](?:{_LETTER})++)+")
_LAST_PART = late_pattern(rf"{_START}((?:{_LETTER})++)[-‐‑{MAQAF}]$")
_FIRST_PART = late_pattern(rf"(?:{_LETTER})+")

_DASH_END, _DASH_START = re.compile(r"(?<=\S)[—–]$"), re.compile(r"[—–](?=\S)")

# First parts of English words that are written with a hyphen.
_PREFIXES = frozenset({"self", "well", "half", "ill", "quasi"})

# Yiddish has digraphs, and points on few letters; pointed Hebrew has them on nearly all.
_POINTED = late_pattern("[א-תװ-ײ][\u05b0-\u05bf]|[װ-ײ]")
_YIDDISH = late_pattern("(?:א[\u05b7\u05b8]|[פבכ]\u05bf|פּ|יִ|ײַ|[װ-ײ])")

_BEFORE_FINAL, _FINAL_FORMS = frozenset("כמנפצ"), frozenset("ךםןףץ")

_LONG = 4
"""The letters of a first part from which on it is a word rather than a syllable."""


# Words after a hyphen that stands for the rest of a compound: “pre- and post-war”.
_CONJUNCTIONS = frozenset("and or und oder y o et ou e и или".split())

_WORDS_IN_MESSAGE = 5


class LineEnds:
    """The ends of the lines of a text that are merged, with a record of the hyphens removed."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._divided: list[tuple[str, Span]] = []
        self._compounds: list[str] = []

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._lines)

    def join(self, line: Traced, following: Traced, *, has_soft_hyphen: bool) -> tuple[int, str]:
        """Return the length of ``line`` without a hyphen that divides a word, and the space after.

        The space is empty after a hyphen or a dash.
        """
        length = len(line)
        if has_soft_hyphen:
            return length, ""
        first, second = _parts(line.text, following.text)
        if not first:
            is_dash = _DASH_END.search(line.text) or _DASH_START.match(following.text)
            return length, "" if is_dash else " "
        if second.casefold() in _CONJUNCTIONS:
            return length, " "
        if not second or not self._vocabulary.divides_word(line.text, first, second):
            self._compounds.append(line.text[-1 - len(first) :] + second)
            return length, ""
        span = line.span(length - 1 - len(first)).to(following.span(0, len(second)))
        self._divided.append((first + second, span))
        return length - 1, ""

    def report(self) -> list[Diagnostic]:
        """Return the diagnostic of the hyphens removed, with all their places."""
        if not self._divided:
            return []
        spans = [span for _, span in self._divided]
        message = f"{len(spans)} words were divided at the end of a line: "
        if len(spans) == 1:
            message = "a word was divided at the end of a line: "
        message += _enumerate([word for word, _ in self._divided])
        if self._compounds:
            message += f"; with a hyphen: {_enumerate(self._compounds)}"
        return [pasting.DIVIDED_WORD.at(spans[0], message, also=spans[1:])]


class Vocabulary:
    """The words and the compounds with a hyphen that stand inside the lines of a text."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._compounds: set[str] = set()
        points = yiddish = 0
        for line in lines:
            points += len(_POINTED.findall(line))
            yiddish += len(_YIDDISH.findall(line))
            inside = _FIRST_PART.sub("", _LAST_PART.sub("", line), count=1)
            self._words.update(_fold(word) for word in _WORD.findall(inside))
            self._compounds.update(_fold(word) for word in _COMPOUND.findall(line))
        self._is_yiddish = yiddish > 2 and yiddish >= 0.7 * points

    def divides_word(self, line: str, first: str, second: str) -> bool:
        """Return whether the hyphen at the end of ``line`` divides the word ``first + second``."""
        if not second[0].islower() and second[0].lower() != second[0].upper():
            return False
        left, right = _fold(first), _fold(second)
        if f"{left}-{right}" in self._compounds:
            return False
        if left + right in self._words:
            return True
        if line.endswith(MAQAF) or second[0].lower() == second[0].upper():
            return self._divides_hebrew(left, right)
        are_words = left in self._words and right in self._words and len(left) >= _LONG
        return not are_words and not (left in _PREFIXES and len(right) >= _LONG)

    def _divides_hebrew(self, left: str, right: str) -> bool:
        """Return whether a maqaf divides a word: final letters end words, others of them do not."""
        if left[-1] in _FINAL_FORMS:
            return False
        if left[-1] in _BEFORE_FINAL and len(left) > 1:
            return True
        return self._is_yiddish and right not in self._words


def _enumerate(words: Sequence[str]) -> str:
    more = ", …" if len(words) > _WORDS_IN_MESSAGE else ""
    return ", ".join(words[:_WORDS_IN_MESSAGE]) + more


def _parts(line: str, following: str) -> tuple[str, str]:
    """Return the letters before the hyphen at the end of a line, and those of the next line."""
    first, second = _LAST_PART.search(line), _FIRST_PART.match(following)
    return first[1] if first else "", second[0] if second else ""


def _fold(word: str) -> str:
    """Return a word without points, in lower case, with one kind of hyphen."""
    bare = "".join(c for c in normal_forms.normalize("NFD", word) if not unicodedata.combining(c))
    return re.sub(f"[‐‑{MAQAF}]", "-", bare).casefold()
