"""Words with Hebrew points: those of Scripture, and combinations that it has not."""

from __future__ import annotations

import itertools
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

_SEPARATORS = re.compile(r"[\s\[\]]+")
_ACCENTS = re.compile("[\u0591-\u05af]")

_LETTERS = "אבגדהוזחטיכלמנסעפצקרשת"
_FINAL_LETTERS = "ךםןףץ"
_VOWELS = (*"\u05b0\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb\u05c7", "")
_HATAF_VOWELS = "\u05b1\u05b2\u05b3"
_VOWELS_OF_QERE = ("\u05b7\u05b4", "\u05b8\u05b4", "\u05b7\u05b0", "\u05b8\u05b0")
"""Two vowels of one letter, as in Jerusalem."""

_OTHER_MARKS = ("", "\u05bd", "\u05bf", "\u05c4", "\u05c5", "\u05c4\u05c5")
"""Meteg, rafe and puncta."""


def read_scripture(path: Path, *, accents: bool) -> frozenset[str]:
    """Return the distinct words of a text of lines of reference, tabulator and verse, as .xz."""
    words: set[str] = set()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            verse = line.rstrip("\n").split("\t")[1]
            words.update(_SEPARATORS.split(verse if accents else _ACCENTS.sub("", verse)))
    return frozenset(words - {""})


def combine_points() -> Iterator[str]:
    """Yield each letter with each vowel that it may have, with and without other marks."""
    vowels_of = {
        _LETTERS: (*_VOWELS, *_HATAF_VOWELS, *_VOWELS_OF_QERE),
        _FINAL_LETTERS: _VOWELS,
    }
    for letters, vowels in vowels_of.items():
        for parts in itertools.product(letters, ("", "\u05bc"), vowels, _OTHER_MARKS):
            yield "".join(parts)
    # A joiner keeps meteg before the vowel.
    for letter, dagesh, vowel in itertools.product(_LETTERS, ("", "\u05bc"), _VOWELS):
        yield f"{letter}{dagesh}\u05bd\u034f{vowel}"
    # A vowel of a final letter may reach beyond it.
    for letter, vowel, sign in itertools.product(_FINAL_LETTERS, _VOWELS, "\u05be\u05c3.,:;!?"):
        yield letter + vowel + sign
