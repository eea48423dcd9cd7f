"""Pointed words: patterns of odd nikud, and words pointed in more than one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from publish.passes.hebrew.forms import decompose
from publish.text.hebrew import (
    ACCENTS,
    DAGESH,
    JOINER,
    MARKS,
    UNPOINTED_LETTERS,
    VARIKA,
    ZERO_WIDTH_JOINERS,
)
from publish.text.patterns import late_pattern

MARK = f"[{MARKS}{VARIKA}]"
"""A point or a cantillation mark."""

_LETTER = f"[{UNPOINTED_LETTERS}\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f]"
_ON = f"[{MARK[1:-1]}{JOINER}{ZERO_WIDTH_JOINERS}]"
_VOWEL = "[\u05b0-\u05bb\u05c7]"

# A dotted circle or a no-break space may carry a mark shown in isolation (Unicode 16, 2.11).
STRAY = late_pattern(f"(?<!{_LETTER})(?<!{_ON})(?<![\u25cc\u00a0]){_ON}*?{MARK}{_ON}*")
"""Marks without a letter before them."""

DOUBLED = late_pattern(f"({MARK}){_ON}*?\\1")
"""The same mark twice on a letter."""

# Not where the vav has a dagesh: that is the vowel of צִוּוּי, or a doubled consonant.
HALUMA = late_pattern(
    f"{_LETTER}(?={_ON}*[\u05b0-\u05b8\u05bb\u05c7]){_ON}+(?P<vav>\u05d5(?!{_ON}*\u05bc){_ON}*\u05b9)"
)
"""Vav with holam after a letter with a vowel: a consonant, not the vowel o."""

WORD = late_pattern(f"(?:{_LETTER}{_ON}*)+")
"""A Hebrew word with its prefixes and marks; maqaf separates words."""

_POINTED = late_pattern(_VOWEL)
_BARE_SHIN = late_pattern(f"\u05e9(?!{_ON}*[\u05c1\u05c2])")
_ISSACHAR = late_pattern(f"\u05d9{_ON}*\u05e9{_ON}+(\u05e9){_ON}*\u05db{_ON}*\u05e8")


def is_pointed(word: str) -> bool:
    """Return whether a word has a vowel point."""
    return bool(_POINTED.search(word))


def bare_shins(word: str) -> Iterator[int]:
    """Yield the offset of each shin without a dot in a pointed word."""
    silent = _ISSACHAR.search(word)  # the second shin of Issachar is not read and has no dot
    for shin in _BARE_SHIN.finditer(word):
        if silent is None or silent.start(1) != shin.start():
            yield shin.start()


# --- words pointed in more than one way

_UNREAD = late_pattern(f"[{ACCENTS}\u05bd\u05bf\u05c4\u05c5{VARIKA}{JOINER}{ZERO_WIDTH_JOINERS}]")
_CLUSTER = late_pattern(f"({_LETTER})({_ON}*)")
_SAME = str.maketrans({"\u05c7": "\u05b8", "\u05ba": "\u05b9"})
_WEAK = str.maketrans({"\u05b1": "\u05b0", "\u05b2": "\u05b0", "\u05b3": "\u05b0"})


def find_variants(words: Iterable[str]) -> list[list[str]]:
    """Return the groups of pointed words that differ in a sheva, a hataf or a dagesh only.

    Words that differ in a full vowel are often different words (sefer, safar) and are not grouped.
    Cantillation, meteg and the dagesh of the first letter, which depends on the word before, make
    no difference.
    """
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word in words:
        read = reading(word)
        groups[skeleton(read)][read].append(word)
    return [
        [word for forms in readings.values() for word in forms]
        for readings in groups.values()
        if len(readings) > 1
    ]


def reading(word: str) -> str:
    """Return a word with its vowels and dots in a fixed order, without marks that are not read."""
    clusters: list[tuple[str, str]] = _CLUSTER.findall(
        _UNREAD.sub("", decompose(word)).translate(_SAME)
    )
    first, marks = clusters[0]
    head = first + "".join(sorted(marks.replace(DAGESH, "")))
    return head + "".join(letter + "".join(sorted(marks)) for letter, marks in clusters[1:])


def skeleton(read: str) -> str:
    """Return the part of a reading that all its variants share."""
    # In a final he the dagesh is a mappiq, which makes another word: isha, ishah.
    last = read.rfind("\u05d4")
    mappiq = last > 0 and DAGESH in read[last:] and not re.search(_LETTER, read[last + 1 :])
    return read.translate(_WEAK).replace(DAGESH, "") + (DAGESH if mappiq else "")
