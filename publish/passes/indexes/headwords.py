"""Headwords of a glossary: which terms are one word, and their alphabetical order.

Differently pointed words are different words (sefer, safar), unless they differ only in a sheva, a
hataf or a dagesh, as H06 reports.  A word without points is the pointed one that has its meaning.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from publish.passes.hebrew.words import WORD, is_pointed, reading, skeleton
from publish.text import normal_forms
from publish.text.hebrew import ACCENTS, LATIN_MARKS, MAQAF, MARKS_AND_PUNCTUATION
from publish.text.languages import HEBREW, Script, home, script

T = TypeVar("T")

_MARKS = re.compile(f"[{LATIN_MARKS}{MARKS_AND_PUNCTUATION}]")
_ACCENT = re.compile(f"[{ACCENTS}\u05bd]")
_PUNCTUATION = re.compile(r"[^\w\s]")
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")

_Readings: TypeAlias = tuple[str, ...]
"""The pronunciation of each Hebrew word of a term; empty for a term without points."""


def letters_of(text: str) -> str:
    """Return the letters of a term in lower case, without marks; a maqaf is a space."""
    bare = normal_forms.normalize("NFKD", text.replace(MAQAF, " "))
    return " ".join(_PUNCTUATION.sub("", _MARKS.sub("", bare)).casefold().split())


def group_terms(
    occurrences: Iterable[T], term: Callable[[T], str], meaning: Callable[[T], str], lang: str
) -> list[Sequence[T]]:
    """Return the occurrences of each headword in the alphabetical order of a book in ``lang``.

    ``term`` and ``meaning`` are the texts of an occurrence.
    """
    by_letters: dict[str, list[T]] = defaultdict(list)
    for each in occurrences:
        by_letters[letters_of(term(each))].append(each)
    groups = [
        group
        for same_letters in by_letters.values()
        for group in _separate(same_letters, term, meaning)
    ]
    return sorted(groups, key=lambda group: sort_key(headword([*map(term, group)]), lang))


def _separate(
    occurrences: Sequence[T], term: Callable[[T], str], meaning: Callable[[T], str]
) -> Iterator[list[T]]:
    """Yield the occurrences of each word among those with the same letters."""
    words = [tuple(map(skeleton, _read(term(each)))) for each in occurrences]
    meanings = [letters_of(meaning(each)) for each in occurrences]
    pointed = {sense: word for sense, word in zip(meanings, words, strict=True) if word}
    groups: dict[_Readings, list[T]] = defaultdict(list)
    for each, word, sense in zip(occurrences, words, meanings, strict=True):
        groups[word or pointed.get(sense, ())].append(each)
    yield from groups.values()


def _read(term: str) -> _Readings:
    """Return the reading of each Hebrew word of a term, empty where no word is pointed."""
    words = WORD.findall(term)
    return tuple(map(reading, words)) if any(map(is_pointed, words)) else ()


def headword(terms: Sequence[str]) -> str:
    """Return the term that stands for all: of the commonest reading, with the fewest accents."""
    readings = {term: _read(term) for term in terms}
    counts = Counter(readings[term] for term in terms)
    most = max((r for r in counts if r), key=counts.__getitem__, default=())
    candidates = (term for term in terms if readings[term] == most)
    return min(candidates, key=lambda term: len(_ACCENT.findall(term)))


def sort_key(term: str, lang: str) -> tuple[bool, str, _Readings]:
    """Return the key of a term: its letters, and of those with the same letters the bare first.

    Words in the script of the book come before others; a final letter is its letter.
    """
    own = home(lang)
    is_other = script(term) not in (own, Script.NONE)
    letters = letters_of(term)
    return is_other, letters.translate(_FINALS) if HEBREW.search(letters) else letters, _read(term)
