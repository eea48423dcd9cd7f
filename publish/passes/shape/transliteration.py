"""Transliteration: lines in Latin letters that sound like the Hebrew beside them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from publish.text.hebrew import MARKS_AND_PUNCTUATION

_MARKS = re.compile(f"[{MARKS_AND_PUNCTUATION}]")
_HEBREW_CONSONANTS = {
    "ב": "b", "ג": "g", "ד": "d", "ז": "z", "ח": "h", "ט": "t", "כ": "k", "ך": "k", "ל": "l",
    "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "פ": "p", "ף": "p", "צ": "s", "ץ": "s",
    "ק": "k", "ר": "r", "ש": "s", "ת": "t",
}  # fmt: skip
_LATIN_CONSONANTS = {
    "b": "b", "v": "b", "w": "b", "g": "g", "j": "g", "d": "d", "z": "z", "t": "t", "k": "k",
    "q": "k", "c": "k", "x": "h", "l": "l", "m": "m", "n": "n", "s": "s", "p": "p", "f": "p",
    "r": "r",
}  # fmt: skip
_DIGRAPHS = (("tz", "s"), ("ts", "s"), ("sh", "s"), ("ch", "h"), ("kh", "h"), ("ph", "p"))
_LETTERS = re.compile("[^a-z]+")
_NEAR = 0.62
_SHORTEST = 3


def sounds_like(latin: str, hebrew: str) -> bool:
    """Return whether a Latin line is the Hebrew line in other letters.

    The consonants of both are compared in order; vowels, and letters that are often silent or
    written in several ways, are left out.
    """
    first, second = _latin_skeleton(latin), _hebrew_skeleton(hebrew)
    longest = max(len(first), len(second))
    if longest < _SHORTEST or min(len(first), len(second)) * 2 < longest:
        return False
    return _common(first, second) >= _NEAR * longest


@lru_cache(maxsize=2**12)
def _latin_skeleton(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    letters = _LETTERS.sub("", plain)
    for digraph, sound in _DIGRAPHS:
        letters = letters.replace(digraph, sound.upper())
    sounds = (c.lower() if c.isupper() else _LATIN_CONSONANTS.get(c, "") for c in letters)
    return _fold("".join(sounds))


@lru_cache(maxsize=2**12)
def _hebrew_skeleton(text: str) -> str:
    return _fold("".join(_HEBREW_CONSONANTS.get(c, "") for c in _MARKS.sub("", text)))


def _fold(skeleton: str) -> str:
    # H stands for het and for some spellings of kaf, which is k elsewhere.
    return skeleton.replace("h", "k")


def _common(first: str, second: str) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(second) + 1)
    for letter in first:
        diagonal = 0
        for index, other in enumerate(second, 1):
            above = row[index]
            row[index] = diagonal + 1 if letter == other else max(above, row[index - 1])
            diagonal = above
    return row[-1]
