"""The hebrew pass: decomposes presentation forms and reports odd nikud.

Marks keep their order; none is dropped or added.
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
from publish.document.walk import rewrite, texts_by_language
from publish.passes import Collector
from publish.passes.hebrew.forms import FORM, decompose
from publish.passes.hebrew.words import (
    DOUBLED,
    HALUMA,
    MARK,
    STRAY,
    WORD,
    bare_shins,
    find_variants,
    is_pointed,
    reading,
    skeleton,
)
from publish.text.hebrew import JOINER
from publish.text.language_detection import has_yiddish_letters
from publish.text.languages import in_hebrew_letters, isolate, primary
from publish.text.source import Span

__all__ = ["hebrew"]

_MARKED = re.compile(f"{MARK}|{JOINER}|{FORM.pattern}")


def hebrew(work: Work) -> Outcome[Work]:
    """Return the work with letters and points for presentation forms, otherwise unchanged."""
    texts = [pair for pair in texts_by_language(work) if not pair[0].text.isascii()]
    with_forms = [text for text, _ in texts if FORM.search(text.text)]
    with_marks = [pair for pair in texts if _MARKED.search(pair[0].text)]
    diagnostics = [*_report_forms(with_forms), *_report_oddities(with_marks)]
    return Outcome(rewrite(work, _decompose) if with_forms else work, tuple(diagnostics))


def _decompose(node: Any) -> Any:
    if not isinstance(node, Text) or not FORM.search(node.text):
        return node
    return replace(node, text=decompose(node.text))


def _span(text: Text, start: int, end: int) -> Span:
    return part_of(text.span, text.text, start, end)


# --- diagnostics of single words


def _report_forms(texts: Sequence[Text]) -> Iterator[Diagnostic]:
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
        yield _diagnostic(rules.PRESENTATION, message, spans)


def _is_hebrew(lang: str) -> bool:
    """Return whether a text has the spelling of Hebrew, which Yiddish and Aramaic have not."""
    return primary(lang) in _HEBREW or not in_hebrew_letters(lang)


_HEBREW = frozenset({"he", "iw", "hbo", "smp"})


def _report_oddities(texts: Sequence[tuple[Text, str]]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each kind of fault in a text and for each kind of hint in a file.

    Hints are of the spelling of Hebrew.
    """
    hints: dict[tuple[str, Rule, str], list[tuple[Span, str]]] = defaultdict(list)
    for text, lang in texts:
        yield from _report_faults(text)
        if not _is_hebrew(lang):
            continue
        file = text.span.file
        for match in HALUMA.finditer(text.text):
            place = _span(text, match.start("vav"), match.end())
            hints[file, rules.VAV_HALUMA, _HALUMA].append((place, _word(text, match.start())))
        for word in WORD.finditer(text.text) if _SHIN in text.text else ():
            for offset in bare_shins(word[0]) if _SHIN in word[0] and _lacks_dots(word[0]) else ():
                start = word.start() + offset
                hints[file, rules.SHIN_WITHOUT_DOT, _NO_DOT].append(
                    (_span(text, start, start + 1), word[0])
                )
        for match in _JOINER.finditer(text.text):
            place = _span(text, *match.span())
            hints[file, rules.JOINER, _JOINER_KEPT].append((place, _word(text, match.start())))
    for (_, rule, message), places in hints.items():
        words = ", ".join(isolate(word) for word in list(dict.fromkeys(w for _, w in places))[:4])
        yield _diagnostic(rule, message.format(words=words), [span for span, _ in places])


def _lacks_dots(word: str) -> bool:
    """Return whether a shin without a dot would be odd in a word."""
    return is_pointed(word) and not has_yiddish_letters(word)


_SHIN = "\u05e9"
_JOINER = re.compile(JOINER)
_HALUMA = "vav seems to be a consonant, and its holam could be U+05BA: {words}"
_NO_DOT = "a shin has no dot in a pointed word: {words}"
_JOINER_KEPT = "a grapheme joiner (U+034F) is kept between the marks of {words}"


def _report_faults(text: Text) -> Iterator[Diagnostic]:
    stray = [_span(text, *match.span()) for match in STRAY.finditer(text.text)]
    if stray:
        yield _diagnostic(
            rules.STRAY_MARK, "a point or a cantillation mark stands on no letter", stray
        )
    doubled = list(DOUBLED.finditer(text.text))
    if doubled:
        name = unicodedata.name(doubled[0][1]).removeprefix("HEBREW ").lower()
        word = isolate(_word(text, doubled[0].start()))
        places = [_span(text, *match.span()) for match in doubled]
        yield _diagnostic(
            rules.DOUBLED_MARK, f"{name} stands twice on one letter of {word}", places
        )


def _word(text: Text, offset: int) -> str:
    """Return the word around an offset."""
    start = max(0, offset - 30)
    for word in WORD.finditer(text.text, start, offset + 40):
        if word.end() > offset:
            return word[0]
    return text.text[offset : offset + 1]


def _diagnostic(rule: Rule, message: str, spans: Sequence[Span]) -> Diagnostic:
    return rule.at(spans[0], message, also=spans[1:])


# --- words pointed two ways


WordOffsets = dict[str, dict[str, tuple[int, ...]]]
"""Start and end offsets of the occurrences of pointed words, by file and word."""


def _gather(work: Work) -> tuple[dict[str, str], WordOffsets]:
    """Return the skeleton of each reading of the pointed words, and the offsets of the words."""
    places: dict[str, dict[str, list[int]]] = {}
    for text, lang in texts_by_language(work):
        if not _MARKED.search(text.text) or not _is_hebrew(lang):
            continue
        of_file = places.setdefault(text.span.file, defaultdict(list))
        for match in WORD.finditer(text.text):
            if is_pointed(match[0]):
                span = _span(text, *match.span())
                of_file[match[0]] += (span.start, span.end)
    words = {word for of_file in places.values() for word in of_file}
    readings = {read: skeleton(read) for read in sorted(set(map(reading, words)))}
    word_offsets = {
        file: {word: tuple(offsets) for word, offsets in of_file.items()}
        for file, of_file in places.items()
    }
    return readings, word_offsets


def _merge(chapters: Sequence[tuple[dict[str, str], WordOffsets]]) -> Mapping[str, Sequence[Span]]:
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
    for group in find_variants(places):
        forms: dict[str, list[str]] = defaultdict(list)
        for word in group:
            forms[reading(word)].append(word)
        spans = {read: [span for w in words for span in places[w]] for read, words in forms.items()}
        rarest, *others = sorted(forms, key=lambda read: len(spans[read]))
        variants = " and ".join(isolate(forms[read][0]) for read in (*others, rarest))
        yield rules.POINTED_TWO_WAYS.at(
            spans[rarest][0],
            f"one word pointed {'two ways' if len(forms) == 2 else 'several ways'}: {variants}",
            also=[*spans[rarest][1:], *(spans[read][0] for read in others)],
        )


POINTINGS = Collector(_gather, _merge, _diagnostics)
"""Collector of pointed words: one word may be pointed two ways in two chapters."""
