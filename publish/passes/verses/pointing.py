"""Points of the codex on the words of a quotation that have none: letters stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import scripture as rules
from publish.facts.codex import POINTS, codex, letters_of
from publish.passes.verses.quotation import Quotation, WordPlace
from publish.passes.verses.report import name_verses
from publish.passes.verses.spelling import (
    has_points,
    has_two_readings,
    is_jerusalem,
    is_mater,
    is_same_word,
    sounds,
)
from publish.passes.verses.words import NAME, read_word, read_words
from publish.text.dataclass import dataclass
from publish.text.hebrew import ALPHABET, DAGESH
from publish.text.languages import isolate

_BARE = re.compile(f"[{ALPHABET}]+")
_CLUSTER = re.compile(f"([{ALPHABET}])([{POINTS}]*)")
_VOWEL = re.compile("[\u05b0-\u05bb\u05c7]")
_BEFORE_YOD = re.compile("[\u05b4-\u05b6]")
_HIRIQ, _HOLAM, _QUBUTS = "\u05b4", "\u05b9", "\u05bb"
_MOST = 12
"""The most words that a message names."""


@dataclass(frozen=True, slots=True)
class PointedWord:
    """A word without points from ``start`` to ``end`` of its run, and the word of the codex.

    ``pointed`` is the word with points, empty where it stays without them.
    """

    start: int
    end: int
    written: str
    pointed: str
    form: str


@dataclass(frozen=True)
class PointedQuotation:
    """A quotation and the words of it that have no points."""

    quotation: Quotation
    words: Sequence[PointedWord]

    @property
    def text(self) -> str:
        """The words of the quotation, those with points that have them, or an empty text."""
        text, first = self.quotation.words, self.quotation.start
        if not any(word.pointed for word in self.words):
            return ""
        for word in reversed(self.words):
            if word.pointed:
                text = text[: word.start - first] + word.pointed + text[word.end - first :]
        return text


def point_quotation(quotation: Quotation) -> PointedQuotation:
    """Return the words of a quotation that have no points, with those of the codex.

    A word that has two forms in several verses with the same words, or in one verse that has them
    twice, is left as it is.
    """
    forms: dict[tuple[int, int], list[str]] = {}
    others: dict[tuple[int, int], list[str]] = {}
    for places in quotation.places:
        for start, end, place in places:
            forms.setdefault((start, end), []).append(codex().form(place))
        for start, end, place in _find_again(quotation, places):
            others.setdefault((start, end), []).append(codex().form(place))
    words = []
    for (start, end), own in sorted(forms.items()):
        written = quotation.words[start - quotation.start : end - quotation.start]
        if _BARE.fullmatch(written):
            pointed = {point_word(written, form) for form in own}
            pointed |= {point_word(written, form) for form in others.get((start, end), ())} - {""}
            single = pointed.pop() if len(pointed) == 1 else ""
            words.append(PointedWord(start, end, written, single, own[0]))
    return PointedQuotation(quotation, words)


def _find_again(quotation: Quotation, places: Sequence[WordPlace]) -> Iterator[WordPlace]:
    """Yield the words of a quotation at other places of its verse that have them together.

    Words after a sign of omission may be any of these that leave room for the words around them.
    """
    words = codex().words
    lowest = codex().reading_at(places[0][2]).start
    highest = codex().reading_at(places[-1][2]).stop - len(places)
    for part in _divide(quotation, places):
        first, count = part[0][2], len(part)
        phrase = words[first : first + count]
        for other in range(lowest, highest + 1):
            if other != first and words[other : other + count] == phrase:
                yield from ((start, end, place - first + other) for start, end, place in part)
        lowest, highest = lowest + count, highest + count


def _divide(quotation: Quotation, places: Sequence[WordPlace]) -> Sequence[Sequence[WordPlace]]:
    """Return the parts of a quotation, between which words of the verse are left out."""
    text = quotation.words
    parts: list[list[WordPlace]] = []
    for index, (start, end, place) in enumerate(places):
        _, last_end, last = places[index - 1]
        between = (last_end - quotation.start, start - quotation.start)
        if not index or place != last + 1 or read_words(text, *between).words:
            parts.append([])
        parts[-1].append((start, end, place))
    return parts


def point_word(word: str, form: str) -> str:
    """Return bare letters with the points of a form of the codex; empty where they do not fit.

    In plene or defective spelling a vowel moves to the letter that stands for it, or from it.
    """
    if not has_points(form) or (has_two_readings(form) and not is_jerusalem(form)):
        return ""
    letters, meant = letters_of(word), read_word(word).letters
    if len(meant) == len(letters) and not meant.endswith(NAME):
        letters = meant  # אלקים has the points of אלהים
    if not is_same_word(letters, form):
        return ""
    clusters = [(letters_of(letter), points) for letter, points in _CLUSTER.findall(form)]
    for marks in _spell(letters, clusters, ()):
        pointed = "".join(letter + points for letter, points in zip(letters, marks, strict=True))
        if is_jerusalem(form) or sounds(pointed) == sounds(form):
            own = "".join(letter + points for letter, points in zip(word, marks, strict=True))
            return normalize("NFD", own)
    return ""


def _spell(
    letters: str, clusters: Sequence[tuple[str, str]], marks: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Yield the points of letters, the first of which have ``marks``; the rest is in clusters."""
    following = letters[len(marks) : len(marks) + 1]
    if not following and not clusters:
        yield marks
    if following and clusters and following == clusters[0][0]:
        yield from _spell(letters, clusters[1:], (*marks, clusters[0][1]))
    if not marks:
        return
    *others, before = marks
    if clusters:
        merged = _without_mater(before, *clusters[0])
        if merged is not None:
            yield from _spell(letters, clusters[1:], (*others, merged))
    if following:
        divided = _with_mater(before, following)
        if divided is not None:
            yield from _spell(letters, clusters, (*others, *divided))


def _without_mater(before: str, letter: str, points: str) -> str | None:
    """Return the points of a letter whose mater a text leaves out; None for another letter."""
    if not is_mater(letter, points, before):
        return None
    return before + {_HOLAM: _HOLAM, DAGESH: _QUBUTS}.get(points, "")


def _with_mater(before: str, letter: str) -> tuple[str, str] | None:
    """Return the points of a letter and of a mater that a text adds; None for another letter."""
    if letter == "י" and _HIRIQ in before and len(_VOWEL.findall(before)) > 1:
        return before.replace(_HIRIQ, ""), _HIRIQ  # ירושלים for ירושלם
    if letter == "ו" and _QUBUTS in before:
        return before.replace(_QUBUTS, ""), DAGESH
    if letter == "ו" and _HOLAM in before:
        return before.replace(_HOLAM, ""), _HOLAM
    return (before, "") if letter == "י" and _BEFORE_YOD.search(before) else None


# --- reports


def report_points(quotations: Sequence[PointedQuotation]) -> Iterator[Diagnostic]:
    """Yield the messages about words that have points, and about those that stay without."""
    for each in quotations:
        verses, span = name_verses(each.quotation.references), each.quotation.span
        with_points = [word for word in each.words if word.pointed]
        if with_points:
            words = f"{len(with_points)} word{'s' if len(with_points) > 1 else ''}"
            yield rules.POINTED.at(span, f"{words} of {verses} with points of the codex")
        bare = [word for word in each.words if not word.pointed]
        if bare:
            named = ", ".join(f"{isolate(w.written)} ({isolate(w.form)})" for w in bare[:_MOST])
            more = ", …" if len(bare) > _MOST else ""
            yield rules.NOT_POINTED.at(span, f"without points in {verses}: {named}{more}")
