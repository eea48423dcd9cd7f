"""Transliteration: lines in Latin letters that sound like the Hebrew beside them."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_lowercase

from publish.text import normal_forms

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
_NOT_CONSONANTS = re.compile(f"[^{''.join(_HEBREW_CONSONANTS)}]+")
_HEBREW_SOUNDS = str.maketrans(_HEBREW_CONSONANTS)
# A capital is the sound of a digraph.
_LATIN_SOUNDS = str.maketrans(
    {letter: _LATIN_CONSONANTS.get(letter, "") for letter in ascii_lowercase}
    | {sound.upper(): sound for _, sound in _DIGRAPHS}
)
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
    plain = text.casefold()
    if not plain.isascii():
        plain = normal_forms.normalize("NFD", plain)
    letters = _LETTERS.sub("", plain)
    for digraph, sound in _DIGRAPHS:
        letters = letters.replace(digraph, sound.upper())
    return _fold(letters.translate(_LATIN_SOUNDS))


@lru_cache(maxsize=2**12)
def _hebrew_skeleton(text: str) -> str:
    return _fold(_NOT_CONSONANTS.sub("", text).translate(_HEBREW_SOUNDS))


def _fold(skeleton: str) -> str:
    # H stands for het and for some spellings of kaf, which is k elsewhere.
    return skeleton.replace("h", "k")


def _common(first: str, second: str) -> int:
    """Return the length of the longest common subsequence, a row of the table at a time.

    Bit ``i`` of a row is 0 where the length grows at letter ``i`` of ``second`` (Crochemore,
    Iliopoulos, Pinzon and Reid, “A fast and practical bit-vector algorithm for the longest common
    subsequence problem”, 2001).
    """
    places = dict.fromkeys(first, 0)
    for index, letter in enumerate(second):
        if letter in places:
            places[letter] |= 1 << index
    every = (1 << len(second)) - 1
    row = every
    for letter in first:
        equal = row & places[letter]
        row = ((row + equal) | (row - equal)) & every
    return len(second) - row.bit_count()
