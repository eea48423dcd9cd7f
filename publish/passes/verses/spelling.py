"""Words of a text beside those of the codex: same spelling but for vav and yod, same points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from unicodedata import normalize

from publish.facts.codex import POINTS, letters_of, skeleton
from publish.text.dataclass import dataclass
from publish.text.hebrew import ALPHABET, DAGESH

_VOWELS = "\u05b0-\u05bb\u05c7"
_SHEVA, _HIRIQ, _TSERE, _SEGOL = "\u05b0", "\u05b4", "\u05b5", "\u05b6"
_PATAH, _HOLAM, _QUBUTS = "\u05b7", "\u05b9", "\u05bb"
_QAMATS = "\u05b8"
_SHIN_DOT, _SIN_DOT = "\u05c1", "\u05c2"
_REDUCED = frozenset(("\u05b0", "\u05b1", "\u05b2", "\u05b3"))
"""Sheva and the hatafs, which editions exchange inside a word."""
_BEFORE_VAV = frozenset("\u05b3\u05b8\u05b9\u05bb")
_BEFORE_BARE_VAV = frozenset((_HOLAM, "\u05b3"))
_BEFORE_YOD = frozenset((_HIRIQ, _TSERE, _SEGOL))
_ONE_FORM = str.maketrans({"\u05c7": "\u05b8", "\u05ba": _HOLAM})
_CLUSTER = re.compile(f"([{ALPHABET}])([{POINTS}]*)")
_VOWEL = re.compile(f"[{_VOWELS}]")
_SHIN_POINT = re.compile("[\u05c1\u05c2]")
_PREFIXES = "ושדכלבמה"
_NAME, _LORD, _GOD = "יהוה", "אדני", "אלהימ"
_LORDS = (_LORD, "אדוני")
_JERUSALEM = "רשלמ"
"""The end of the skeleton of Jerusalem, whose lamed has the vowel of an unwritten yod as well."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A letter with its points."""

    letter: str
    vowel: str
    shin: str
    dagesh: bool


def is_same_word(letters: str, form: str) -> bool:
    """Return whether letters spell a form of the codex, in plene or in defective spelling."""
    own = letters_of(form)
    if letters == own:
        return True
    if skeleton(letters) != skeleton(own):
        return False
    return _spells(letters, tuple(_clusters(form)))


@lru_cache(maxsize=1 << 10)
def _clusters(word: str) -> tuple[tuple[str, str], ...]:
    """Return the letters of a word, none of them a final form, each with its points."""
    word = normalize("NFD", word).translate(_ONE_FORM)
    return tuple((letters_of(letter), points) for letter, points in _CLUSTER.findall(_bare(word)))


def _bare(word: str) -> str:
    return re.sub(f"[^{ALPHABET}{POINTS}]", "", word)


def _spells(letters: str, clusters: Sequence[tuple[str, str]]) -> bool:
    """Return whether only vav and yod that stand for vowels are added or left out.

    The vowel at the end of a word is spelled in one way only.  A word of the codex without any
    points is a ketiv, which may be spelled in either way.
    """
    if not any(points for _, points in clusters):
        return True
    reached = {0}
    before = ""
    for index, (letter, points) in enumerate(clusters):
        following = {end + 1 for end in reached if letters[end : end + 1] == letter}
        if letter == "ו" and not points and _HIRIQ in before:  # הִוא is read היא
            following |= {end + 1 for end in reached if letters[end : end + 1] == "י"}
        if letter in "וי":
            following |= {end + 2 for end in reached if letters[end : end + 2] == 2 * letter}
        is_inside = index < len(clusters) - 1
        if letter == "ו" and not is_inside and _QAMATS in before:  # יַחְדָּו is written יחדיו
            following |= {end + 2 for end in reached if letters[end : end + 2] == "יו"}
        if index and is_inside and is_mater(letter, points, before):
            following |= reached
        added = {"ו"} if is_inside and _BEFORE_VAV.intersection(points) else set()
        added |= {"י"} if is_inside and _BEFORE_YOD.intersection(points) else set()
        reached = following | {end + 1 for end in following if letters[end : end + 1] in added}
        before = points
    return len(letters) in reached


def is_mater(letter: str, points: str, before: str) -> bool:
    """Return whether a letter stands for the vowel of the letter before, whose points are given."""
    if letter == "י":
        return not points and bool(_BEFORE_YOD.intersection(before))
    if letter == "ו":
        is_vowel = points in {_HOLAM, DAGESH} and not _VOWEL.search(before)
        return is_vowel or (not points and bool(_BEFORE_BARE_VAV.intersection(before)))
    return False


def is_similar(letters: str, other: str) -> bool:
    """Return whether one letter of two words differs, is added, left out or exchanged.

    Vav and yod do not count where more than one letter differs otherwise.
    """
    return _is_near(letters, other) or _is_near(skeleton(letters), skeleton(other))


def _is_near(letters: str, other: str) -> bool:
    if min(len(letters), len(other)) < 2 or abs(len(letters) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(letters), len(other)) and letters[start] == other[start]:
        start += 1
    rests = letters[start:], other[start:]
    return (
        rests[0][1:] == rests[1][1:]
        or rests[0][1:] == rests[1]
        or rests[0] == rests[1][1:]
        or (rests[0][:2] == rests[1][1::-1] and rests[0][2:] == rests[1][2:])
    )


def has_points(word: str) -> bool:
    """Return whether a word has a vowel point; a shuruk is one."""
    return bool(_VOWEL.search(word)) or f"ו{DAGESH}" in word


def sounds(word: str) -> tuple[Sound, ...]:
    """Return the letters of a pointed word with their points, each mater with the letter before."""
    result: list[Sound] = []
    for letter, points in _clusters(word):
        last = result[-1] if result else None
        vowel = _vowel_of_mater(letter, points, last.vowel) if last else None
        if last and vowel is not None:
            result[-1] = replace(last, vowel=vowel)
        else:
            result.append(_sound(letter, points))
    return tuple(result)


def _vowel_of_mater(letter: str, points: str, before: str) -> str | None:
    """Return the vowel for which a letter stands after the vowel ``before``; None for a consonant.

    A vav with holam, or with a dagesh alone, is the vowel of a letter that has none.
    """
    if letter == "ו" and points == DAGESH and before in {"", _SHEVA}:
        return _QUBUTS
    if letter == "ו" and points == _HOLAM and not before:
        return _HOLAM
    silent = {"ו": (_HOLAM, _QUBUTS, _HIRIQ), "י": (_HIRIQ, _TSERE, _SEGOL)}
    return before if not points and before and before in silent.get(letter, ()) else None


def _sound(letter: str, points: str) -> Sound:
    vowel, shin = _VOWEL.search(points), _SHIN_POINT.search(points)
    return Sound(letter, vowel[0] if vowel else "", shin[0] if shin else "", DAGESH in points)


def have_same_points(word: str, form: str) -> bool:
    """Return whether a pointed word has the points of the codex.

    The dagesh of a first letter depends on the word before, and the sheva of a last letter is not
    always written.  Editions differ in sheva and hataf inside a word.  A letter shin without its
    point is none of the other kind.
    """
    if is_jerusalem(form) or has_two_readings(word) or has_two_readings(form):
        return True
    is_same_spelling = letters_of(word) == letters_of(form)
    here, there = (_letters(each) if is_same_spelling else sounds(each) for each in (word, form))
    if len(here) != len(there):
        return True  # letters differ, which has a message of its own
    last = len(here) - 1
    for index, (own, other) in enumerate(zip(here, there, strict=True)):
        if own.vowel != other.vowel and not (
            (index == last and {own.vowel, other.vowel} == {"", _SHEVA})
            or (index and {own.vowel, other.vowel} <= _REDUCED)
            or (own.vowel == "" and other.vowel == _HOLAM and _has_one_dot(here, index))
        ):
            return False
        if own.shin and other.shin and own.shin != other.shin:
            return False
        if index and own.dagesh != other.dagesh:
            return False
    return True


_DAGESH = re.compile("([א-הז-ת][\u0591-\u05bb\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]*+)\u05bc")


def without_dagesh(word: str) -> str:
    """Return a pointed word without its dagesh; with vav the same point is a vowel."""
    return _DAGESH.sub(r"\1", word)


def has_two_readings(word: str) -> bool:
    """Return whether a word has the vowels of both cantillations of the Commandments."""
    return any(len(_VOWEL.findall(points)) > 1 for _, points in _clusters(word)) or (
        word.endswith(f"י{_PATAH}")  # פָּנָיַ in the codex, with the vowels of פָּנָי and פָּנַי
    )


def is_jerusalem(form: str) -> bool:
    """Return whether a form is Jerusalem, perhaps with letters joined before it."""
    return skeleton(letters_of(form)).endswith(_JERUSALEM)


def _has_one_dot(word: Sequence[Sound], index: int) -> bool:
    """Return whether the dot of a shin after a letter, or of a sin, is its holam as well: משֶׁה."""
    following = word[index + 1].shin if index + 1 < len(word) else ""
    return _SIN_DOT in word[index].shin or following == _SHIN_DOT


def _letters(word: str) -> tuple[Sound, ...]:
    """Return all letters of a word; a holam before a bare vav is that of the vav."""
    result: list[Sound] = []
    for letter, points in _clusters(word):
        own = _sound(letter, points)
        if letter == "ו" and not points and result and result[-1].vowel == _HOLAM:
            result[-1] = replace(result[-1], vowel="")
            own = replace(own, vowel=_HOLAM)
        result.append(own)
    return tuple(result)


def stands_for(letters: str, form: str, *, is_short: bool) -> bool:
    """Return whether a word is short for one of the codex, or another word for the Name."""
    own = letters_of(form)
    if (own.endswith(_NAME) and letters.endswith(_LORDS)) or (
        own.endswith(_LORD) and letters.endswith(_NAME)
    ):
        return True
    if own.endswith(_NAME) and _HIRIQ in form[-4:] and letters.endswith(_GOD):
        return True  # the Name after אדני is read so
    return is_short and bool(letters) and skeleton(own).startswith(skeleton(letters))


def has_prefix(letters: str, form: str) -> bool:
    """Return whether one of two words has only letters more that are joined before a word."""
    own = letters_of(form)
    return any(
        len(shorter) > 1
        and skeleton(longer[count:]) == skeleton(shorter)
        and all(letter in _PREFIXES for letter in longer[:count])
        for longer, shorter in ((letters, own), (own, letters))
        for count in (1, 2)
    )
