"""Words of a text as the finder reads them: letters, the Name, signs of omission, marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache

from publish.facts.codex import codex, letters_of, skeleton
from publish.text.dataclass import dataclass
from publish.text.hebrew import ALPHABET, MARKS_AND_JOINER, VARIKA
from publish.text.patterns import late_pattern

UNKNOWN = -1
"""The skeleton of a token that is no word of the Tanakh."""

_LETTER = f"[{ALPHABET}\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f]"
_MARK = f"[{MARKS_AND_JOINER}{VARIKA}]"
_LETTERS = f"(?:{_LETTER}{_MARK}*+)++"
# Hyphens in names of God; אל-הים is not among them, which is also “to the sea”.
_HYPHENATED = "|".join(
    "".join("[-\u2011]" if letter == "-" else f"{letter}{_MARK}*+" for letter in name)
    for name in ("י-ה-ו-ה", "י-הוה", "יהו-ה", "א-ל", "אלו-ה", "אלו-ק", "ש-די")
)
_HYPHENATED_NAME = (
    f"(?:{_LETTER}{_MARK}*+)?(?:{_HYPHENATED})(?:{_LETTER}{_MARK}*+){{0,5}}+(?![{ALPHABET}-])"
)
# A word may have gershayim before its last letter, as in מ״ו, or a geresh at its end.
_TOKEN = late_pattern(
    f"(?P<word>{_HYPHENATED_NAME}|{_LETTERS}(?:[\"״”]{_LETTER}{_MARK}*+(?!{_LETTER}))?+['׳’]?+)"
    r"|(?P<open>[“„«])|(?P<close>[”»‟])|(?P<mark>[\"״])|(?P<dots>…|\.\.+)|(?P<stop>[.?!׃])"
    r"|(?P<single>(?<![\u0590-\u05ff])‘)|(?P<other>[^\W\d_])"
)
_BRACKETED = late_pattern(r"\([^()\n]{0,200}\)|\[[^\[\]\n]{0,200}\]|\{[^{}\n]{0,200}\}")

_GERESH = "'׳’"
_SHORTENED = 2
"""The letters of a word that has a geresh rather than the end of a quotation."""
_GERSHAYIM = re.compile('["״”]')
OMISSIONS = frozenset("וגו וגומר וכולי".split())
"""Words that stand for the rest of a verse."""
SHORT_OMISSIONS = frozenset("וגו וכו וגומ כו גו".split())
"""Those that have a geresh."""
FORMULAS = frozenset(
    "שנאמר ונאמר נאמר ואומר שנא דכתיב כדכתיב וכתיב כתיב דכתי וכתי שכתוב ככתוב הכתוב קרא "
    "הפסוק פסוק בפסוק דאתמר אתמר כמש מש ומש ההד כדא".split()
)
"""Words with which a quotation is introduced, none with final letters or a sign of abbreviation."""
BETWEEN = FORMULAS | frozenset("ועוד ואמר ואומר ואמרו וכנ".split())
"""Words of an author between two quotations."""
_NAME_WITH_GERESH = re.compile("([ובכלמשד]{0,2}?)(?:[הד]|יי|הוי|השמ)")
_NAME_IN_FULL = re.compile("([ובכלמשד]{0,2}?)(?:יי|הויה|יקוק|יהוק|השמ|ידוד)")
NAME = "יהוה"
_GOD = re.compile("^([ובכלמהש]{0,2})אל(ו?)ק(?=י|ות|$)")
_HOSTS = re.compile("צבקות|צבקאות")


class Kind(Enum):
    """The kinds of tokens."""

    WORD = auto()
    OMISSION = auto()
    """``וגו׳``, ``וכו׳`` or dots: the verse goes on."""
    BREAK = auto()
    """A letter of another script, across which no quotation goes on."""


@dataclass(frozen=True, slots=True)
class Word:
    """The meaning of a token, wherever it stands.

    ``is_short`` is true where a geresh may stand for the end of the word, and ``is_name`` where the
    word stands for the Name.
    """

    kind: Kind
    letters: str = ""
    skeleton: int = UNKNOWN
    is_short: bool = False
    is_name: bool = False


_DOTS = Word(Kind.OMISSION)
_OTHER = Word(Kind.BREAK)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a run of text, each with its range, and the ranges between quotation marks.

    ``stops`` has the first word of each sentence after another one.
    """

    words: Sequence[Word]
    starts: Sequence[int]
    ends: Sequence[int]
    quoted: Sequence[tuple[int, int]]
    stops: Sequence[int]

    def quotation(self, index: int) -> tuple[int, int] | None:
        """Return the range between quotation marks in which a word stands."""
        place = bisect_right(self.quoted, index, key=lambda each: each[0]) - 1
        return self.quoted[place] if place >= 0 and index < self.quoted[place][1] else None

    def has_stop(self, start: int, end: int) -> bool:
        """Return whether one of the words from ``start`` to ``end`` begins a sentence."""
        index = bisect_left(self.stops, start)
        return index < len(self.stops) and self.stops[index] <= end

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of words from ``start`` to ``end`` with the rest of their sentences."""
        before = bisect_right(self.stops, start)
        after = bisect_left(self.stops, end)
        return (
            self.stops[before - 1] if before else 0,
            self.stops[after] if after < len(self.stops) else len(self.words),
        )


def read_words(text: str, first: int, last: int) -> Words:
    """Return the words of a part of ``text`` in order; ``quoted`` has ranges of words."""
    words: list[Word] = []
    starts: list[int] = []
    ends: list[int] = []
    quoted: list[tuple[int, int]] = []
    stops: list[int] = []
    opening: int | None = None
    is_single_open = False
    for match in _TOKEN.finditer(text, first, last):
        kind = match.lastgroup
        if kind == "single":
            is_single_open = True
            continue
        end = match.end()
        if kind == "word":
            token = match[0]
            # After one or two letters the mark is a geresh.
            if is_single_open and token.endswith("’") and len(letters_of(token)) > _SHORTENED:
                is_single_open, end, token = False, end - 1, token[:-1]
            word = read_word(token)
        elif kind == "dots":
            word = _DOTS
        elif kind == "stop":
            stops.append(len(words))
            continue
        elif kind == "other":
            if words and words[-1] is _OTHER:
                continue
            word = _OTHER
        else:
            is_opening = opening is None or (
                kind == "open" and not text[match.start() - 1].isalpha()
            )
            if not is_opening and opening is not None and len(words) > opening:
                quoted.append((opening, len(words)))
            opening = len(words) if is_opening else None
            continue
        words.append(word)
        starts.append(match.start())
        ends.append(end)
    return Words(words, starts, ends, quoted, stops)


@lru_cache(maxsize=1 << 14)
def read_word(token: str) -> Word:
    """Return the word that a token of Hebrew letters says."""
    letters = letters_of(token)
    is_short = token[-1] in _GERESH
    if letters in OMISSIONS or (is_short and letters in SHORT_OMISSIONS):
        return Word(Kind.OMISSION)
    name = (_NAME_WITH_GERESH if is_short else _NAME_IN_FULL).fullmatch(letters)
    if name:
        letters, is_short = name[1] + NAME, False
    elif _GERSHAYIM.search(token):
        return Word(Kind.WORD, letters)
    else:
        letters = _HOSTS.sub("צבאות", _GOD.sub(r"\1אל\2ה", letters))
    number = codex().skeletons.get(skeleton(letters), UNKNOWN)
    return Word(Kind.WORD, letters, number, is_short, letters.endswith(NAME))


def divide(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the text without the words in brackets, and the range of each pair of brackets.

    Each is a string of the same length, with the range to be read.
    """
    ranges = [match.span() for match in _BRACKETED.finditer(text)]
    yield blank(text, [(start + 1, end - 1) for start, end in ranges]), 0, len(text)
    for start, end in ranges:
        yield text, start, end


def blank(text: str, ranges: Sequence[tuple[int, int]], first: str = " ") -> str:
    """Return ``text`` with spaces in the ranges, which are in order, each after ``first``."""
    parts: list[str] = []
    offset = 0
    for start, end in ranges:
        parts += (text[offset:start], first.ljust(end - start) if end > start else "")
        offset = max(offset, end)
    return "".join((*parts, text[offset:]))
