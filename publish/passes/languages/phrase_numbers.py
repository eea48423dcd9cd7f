"""Numbers that belong to the phrase before them: ``פרק 40``, ``דפים 5, 7, 9``, “Letter No. 77”.

A number right after a Hebrew noun is part of the Hebrew phrase, as in UAX #9, where it stands at
the left of the noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.document.inline_ranges import Run
from publish.text.hebrew import MARKS_AND_JOINER
from publish.text.languages import Script
from publish.text.numerals import parse_numeral
from publish.text.patterns import late_pattern

DIGITS = r"\d+(?:[.,:/‐‑‒–-]\d+)*"
"""A number with its stops, or a range of two."""

_CHAPTER_AND_VERSE = late_pattern(r"\d+:\d+")
_SPACE = "[ \u00a0\u202f]"
_AFTER_NOUN = late_pattern(rf"['’׳״]?{_SPACE}")
_AFTER_TITLE = late_pattern(r"\.?\s*#?")
_BETWEEN = late_pattern(r"\s*[,;]\s*")
_RANGE = late_pattern(rf"{_SPACE}?[‐‑‒–—-]{_SPACE}?")
_SUFFIX = late_pattern(r"[ab](?!\w)|%")
"""The column of a leaf, as in “31a”, or a percent sign."""

_WORD_FOLLOWS = late_pattern(r"[ab%]?\s+[^\W\d_]")
_GOES_ON = late_pattern(r"\w")
_MARK = late_pattern(f"[{MARKS_AND_JOINER}]+")
_PLURAL = {
    Script.HEBREW: re.compile(r"[ובכלמשה]{0,2}(?:\w\w+(?:ים|ות|ין)|(?:עמ|פס|סי|סע)['’׳])"),
    Script.LATIN: re.compile(r"(?:\w+s|pp|vv|ff|chs|nos)\.?"),
}
_PARTS = frozenset(
    "פסוק פסוקים פס עמוד עמודים עמ הלכה משנה סעיף סעיפים אות שורה שורות הערה".split()
)
"""Parts of a chapter, a leaf or a section."""

_LONGEST_NUMERAL = 3


def count_owned(text: str, script: Script, noun: Run, numbers: Sequence[Run]) -> int:
    """Return how many of the numbers after a noun belong to it.

    ``noun`` ends with its geresh.  An English title keeps numbers such as “Letter No. 77” and
    “Isaiah 40:31”.  A list of numbers belongs to a plural noun, and to another one where no word
    of the other language follows the last number: ``In שנת 1948, 3 people``.
    """
    if script is not Script.HEBREW:
        count = _count_after_title(text, noun, numbers)
    else:
        count = int(bool(numbers) and _follows_noun(text, noun, numbers[0]))
    if not count:
        return 0
    listed = _count_listed(text, numbers, count)
    if listed == count or _is_plural(text, script, noun):
        return listed
    return count if _WORD_FOLLOWS.match(text, numbers[listed - 1][1]) else listed


def _follows_noun(text: str, noun: Run, number: Run) -> bool:
    is_next = bool(_AFTER_NOUN.fullmatch(text, noun[1], number[0]))
    return is_next and not _GOES_ON.match(text, suffix_end(text, number[1]))


def _count_after_title(text: str, title: Run, numbers: Sequence[Run]) -> int:
    ends = [title[1], *(end for _, end in numbers)]
    return next(
        (
            index + 1
            for index in reversed(range(len(numbers)))
            if _follows_title(text, ends[index], numbers[index][0])
        ),
        0,
    )


def _follows_title(text: str, end: int, start: int) -> bool:
    if _AFTER_TITLE.fullmatch(text, end, start):
        return True
    return text[end:start] == ", " and bool(_CHAPTER_AND_VERSE.match(text, start))


def _count_listed(text: str, numbers: Sequence[Run], count: int) -> int:
    """Return the number of numbers up to the end of the list or range that the first begin."""
    while count < len(numbers):
        end, (start, after) = suffix_end(text, numbers[count - 1][1]), numbers[count]
        joins = _BETWEEN.fullmatch(text, end, start) or _RANGE.fullmatch(text, end, start)
        if not joins or _GOES_ON.match(text, suffix_end(text, after)):
            break
        count += 1
    return count


def _is_plural(text: str, script: Script, noun: Run) -> bool:
    pattern = _PLURAL.get(script)
    word = _MARK.sub("", text[slice(*noun)])
    return bool(pattern and pattern.fullmatch(word.casefold()))


def suffix_end(text: str, end: int) -> int:
    """Return the end of a number with the column of its leaf or its percent sign."""
    suffix = _SUFFIX.match(text, end)
    return suffix.end() if suffix else end


def continues_reference(word: str, before: str) -> bool:
    """Return whether a Hebrew word after “40, ” is a part of the same reference.

    A numeral does (``פרק 40, ב``), and the name of a part that the words before do not have.
    """
    bare = _MARK.sub("", word)
    if bare in _PARTS:
        return bare not in _MARK.sub("", before).split()
    letters = bare.strip("׳'")
    return len(letters) <= _LONGEST_NUMERAL and parse_numeral(letters) is not None
