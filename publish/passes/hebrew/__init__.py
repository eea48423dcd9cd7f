"""Hebrew letters and points: forms that belong to old fonts spelled out, odd pointing told.

Marks are never put in another order, and none is dropped or added.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from publish.diagnostics import Diagnostic, Outcome, Rule
from publish.diagnostics.rules import hebrew as rules
from publish.document.inline_ranges import part_of
from publish.document.model import Text, Work
from publish.document.walk import descend, rewrite
from publish.passes import Collector
from publish.passes.hebrew.forms import FORM, spelled
from publish.passes.hebrew.words import (
    DOUBLED,
    HALUMA,
    MARK,
    STRAY,
    WORD,
    bare_shins,
    is_pointed,
    reading,
    skeleton,
    two_ways,
)
from publish.text.hebrew import JOINER
from publish.text.languages import isolate
from publish.text.source import Span

__all__ = ["hebrew"]

_MARKED = re.compile(f"{MARK}|{JOINER}|{FORM.pattern}")


def hebrew(work: Work) -> Outcome[Work]:
    """Return the work with letters and points for presentation forms, and all else as it was."""
    texts = [node for node in descend(work) if isinstance(node, Text) and not node.text.isascii()]
    formed = [text for text in texts if FORM.search(text.text)]
    marked = [text for text in texts if _MARKED.search(text.text)]
    told = [*_forms(formed), *_oddities(marked)]
    return Outcome(rewrite(work, _spell) if formed else work, tuple(told))


def _spell(node: Any) -> Any:
    if not isinstance(node, Text) or not FORM.search(node.text):
        return node
    return replace(node, text=spelled(node.text))


def _span(text: Text, start: int, end: int) -> Span:
    return part_of(text.span, text.text, start, end)


# --- once a file


def _forms(texts: Sequence[Text]) -> Iterator[Diagnostic]:
    places: dict[str, list[Span]] = defaultdict(list)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for form in FORM.finditer(text.text):
            places[text.span.file].append(_span(text, *form.span()))
            kinds[text.span.file][form[0]] += 1
    for file, spans in places.items():
        names = [f"U+{ord(form):04X}" for form, _ in kinds[file].most_common(6)]
        more = ", …" if len(kinds[file]) > 6 else ""
        message = f"presentation forms printed as letters and points: {', '.join(names)}{more}"
        yield _told(rules.PRESENTATION, message, spans)


def _oddities(texts: Sequence[Text]) -> Iterator[Diagnostic]:
    """Tell what is odd in single words: faults where they are, hints once a file."""
    hints: dict[tuple[str, Rule, str], list[tuple[Span, str]]] = defaultdict(list)
    for text in texts:
        yield from _faults(text)
        file = text.span.file
        for found in HALUMA.finditer(text.text):
            place = _span(text, found.start("vav"), found.end())
            hints[file, rules.VAV_HALUMA, _HALUMA].append((place, _word(text, found.start())))
        for found in WORD.finditer(text.text) if _SHIN in text.text else ():
            for at in bare_shins(found[0]) if _SHIN in found[0] and is_pointed(found[0]) else ():
                start = found.start() + at
                hints[file, rules.SHIN_WITHOUT_DOT, _NO_DOT].append(
                    (_span(text, start, start + 1), found[0])
                )
        for found in _JOINED.finditer(text.text):
            place = _span(text, *found.span())
            hints[file, rules.JOINER, _JOINER_KEPT].append((place, _word(text, found.start())))
    for (_, rule, message), places in hints.items():
        words = ", ".join(isolate(word) for word in list(dict.fromkeys(w for _, w in places))[:4])
        yield _told(rule, message.format(words=words), [span for span, _ in places])


_SHIN = "\u05e9"
_JOINED = re.compile(JOINER)
_HALUMA = "vav seems to be a consonant, and its holam could be U+05BA: {words}"
_NO_DOT = "a shin has no dot in a pointed word: {words}"
_JOINER_KEPT = "a grapheme joiner (U+034F) is kept between the marks of {words}"


def _faults(text: Text) -> Iterator[Diagnostic]:
    stray = [_span(text, *found.span()) for found in STRAY.finditer(text.text)]
    if stray:
        yield _told(rules.STRAY_MARK, "a point or a cantillation mark stands on no letter", stray)
    doubled = list(DOUBLED.finditer(text.text))
    if doubled:
        name = unicodedata.name(doubled[0][1]).removeprefix("HEBREW ").lower()
        word = isolate(_word(text, doubled[0].start()))
        places = [_span(text, *found.span()) for found in doubled]
        yield _told(rules.DOUBLED_MARK, f"{name} stands twice on one letter of {word}", places)


def _word(text: Text, at: int) -> str:
    """Return the word around an offset."""
    start = max(0, at - 30)
    for word in WORD.finditer(text.text, start, at + 40):
        if word.end() > at:
            return word[0]
    return text.text[at : at + 1]


def _told(rule: Rule, message: str, spans: Sequence[Span]) -> Diagnostic:
    return rule.at(spans[0], message, also=spans[1:])


# --- words pointed two ways


Places = dict[str, dict[str, tuple[int, ...]]]
"""Pointed words with the starts and ends of their places, by file and word."""


def _gather(work: Work) -> tuple[dict[str, str], Places]:
    """Return the readings of the pointed words, each with its skeleton, and their places."""
    places: dict[str, dict[str, list[int]]] = {}
    for text in descend(work):
        if not isinstance(text, Text) or not _MARKED.search(text.text):
            continue
        of_file = places.setdefault(text.span.file, defaultdict(list))
        for match in WORD.finditer(text.text):
            if is_pointed(match[0]):
                span = _span(text, *match.span())
                of_file[match[0]] += (span.start, span.end)
    words = {word for of_file in places.values() for word in of_file}
    readings = {read: skeleton(read) for read in sorted(set(map(reading, words)))}
    fixed = {
        file: {word: tuple(offsets) for word, offsets in of_file.items()}
        for file, of_file in places.items()
    }
    return readings, fixed


def _merge(chapters: Sequence[tuple[dict[str, str], Places]]) -> Mapping[str, Sequence[Span]]:
    """Return the places of the words of a book that share a skeleton and differ in reading."""
    readings: dict[str, str] = {}
    for each, _ in chapters:
        readings.update(each)
    counts = Counter(readings.values())
    several = {read for read, shared in readings.items() if counts[shared] > 1}
    places: dict[str, list[Span]] = defaultdict(list)
    for each, of_files in chapters:
        if several.isdisjoint(each):
            continue
        for file, words in of_files.items():
            for word, offsets in words.items():
                if reading(word) in several:
                    pairs = zip(offsets[::2], offsets[1::2], strict=True)
                    places[word] += [Span(file, start, end) for start, end in pairs]
    return places


def _diagnostics(places: Mapping[str, Sequence[Span]]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each word that is pointed in more than one way."""
    for group in two_ways(places):
        forms: dict[str, list[str]] = defaultdict(list)
        for word in group:
            forms[reading(word)].append(word)
        spans = {read: [span for w in words for span in places[w]] for read, words in forms.items()}
        rarest, *others = sorted(forms, key=lambda read: len(spans[read]))
        shown = " and ".join(isolate(forms[read][0]) for read in (*others, rarest))
        yield rules.POINTED_TWO_WAYS.at(
            spans[rarest][0],
            f"one word pointed {'two ways' if len(forms) == 2 else 'several ways'}: {shown}",
            also=[*spans[rarest][1:], *(spans[read][0] for read in others)],
        )


POINTINGS = Collector(_gather, _merge, _diagnostics)
"""Collector of pointed words: one word may be pointed two ways in two chapters."""
