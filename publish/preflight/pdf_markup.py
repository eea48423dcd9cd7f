"""Comparison of the markup that a PDF is laid out from with the text of its sections.

Every letter, mark and digit must be there, in order.  Text that the book adds (numerals before
notes, ruled pages, the places of an index) is left out; punctuation may differ, because a title on
a line of its own is printed without its quotation marks.  ``glyph_counts`` then counts the letters
that are drawn from this markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from xml.etree import ElementTree as ET

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.pdf import TEXT_DIFFERS
from publish.document.model import STACKED, Arrangement, Role, Section, TextLayout
from publish.preflight.expected_text import (
    ExpectedRun,
    ExpectedText,
    collect_text,
    first_difference,
    letters,
)

_ADDED = frozenset(
    {
        "places",
        "between-calls",
        "numeral",
        "opening",
        "level",
        "closing",
        "heads",
        "below",
        "ruled",
        "index",
        "glossary",
        "lost",
    }
)
# The text of an index is known only when the pages are; ``glyph_counts`` checks its letters.
_INDEXES = frozenset({Role.GLOSSARY, Role.INDEX})
_NOTES = frozenset({"note", "inner"})


_LABELS = frozenset({"segment-label", "segment-mark"})
FURTHER = frozenset({"transliteration", "further"})
"""Classes of passages that a long segment divides beside its original and its translation."""

COLUMNS = FURTHER | {"original", "translation"}
"""Classes of the passages of segments."""


def check_markup(
    markups: Iterable[str], sections: Iterable[Section], layout: TextLayout = STACKED
) -> Diagnostics:
    """Return an error for each text of ``sections`` from which ``markups`` differ.

    Originals and translations in two columns or on two pages are compared each for themselves.
    """
    actual = MarkupText(frozenset() if layout.arrangement is Arrangement.STACKED else COLUMNS)
    for markup in markups:
        actual.collect(markup)
    expected = collect_text((each for each in sections if each.role not in _INDEXES), layout)
    return tuple(
        chain(
            _compare(expected.running, actual.running),
            *(
                _compare(texts, actual.text(name), f"the text of the {name}s")
                for name, texts in (
                    ("original", expected.originals),
                    ("translation", expected.translations),
                )
            ),
            compare_further(expected, (actual,)),
            _compare(expected.labels, actual.labels, "the numbers of the segments"),
            _compare_pairs(expected, actual.row_ends),
            compare_notes(expected.notes, actual.notes),
        )
    )


def compare_further(expected: ExpectedText, parts: Sequence[MarkupText]) -> Iterator[Diagnostic]:
    """Yield an error where transliterations or further translations of the parts differ.

    Of several further translations a long segment has a part of each in turn.
    """
    for name, runs in (
        ("transliteration", expected.transliterations),
        ("further", expected.further),
    ):
        actual = "".join(part.text(name) for part in parts)
        wanted = letters("".join(run.text for run in runs))
        if Counter(wanted) != Counter(letters(actual)):
            yield from _compare(runs, actual, "the text of further passages")


class MarkupText:
    """The text of the markup of a part, collected as ``ExpectedText`` is.

    Elements of the classes ``apart`` are collected apart from the running text.
    """

    def __init__(self, apart: frozenset[str]) -> None:
        self._streams: dict[str, list[str]] = {name: [] for name in ("", *sorted(COLUMNS))}
        self._apart = apart
        self._labels: list[str] = []
        self.notes: list[str] = []
        self._row_ends: list[tuple[int, int]] = []

    @property
    def running(self) -> str:
        """The running text."""
        return self.text("")

    def text(self, class_name: str) -> str:
        """Return the text of elements of a class that is collected apart."""
        return "".join(self._streams[class_name])

    @property
    def labels(self) -> str:
        """The numbers printed beside segments."""
        return "".join(self._labels)

    @property
    def row_ends(self) -> set[tuple[int, int]]:
        """The numbers of letters of originals and of translations after each row or segment."""
        originals, translations = map(_count_letters, self._texts())
        return {(originals[first], translations[second]) for first, second in self._row_ends}

    def _texts(self) -> tuple[list[str], list[str]]:
        return self._streams["original"], self._streams["translation"]

    def collect(self, markup: str) -> None:
        """Add the text of ``markup``."""
        self._collect(ET.fromstring(f"<part>{markup}</part>"), self._streams[""])

    def _collect(self, element: ET.Element, runs: list[str]) -> None:
        runs.append(element.text or "")
        for inner in element:
            classes = frozenset((inner.get("class") or "").split())
            if _NOTES & classes:
                runs.append(inner.get("data-call") or "")
                body: list[str] = []
                index = len(self.notes)
                self.notes.append("")
                self._collect(inner, body)
                self.notes[index] = "".join(body)
            elif _LABELS & classes:
                self._collect(inner, self._labels)
            elif not _ADDED & classes:
                self._collect(inner, self._stream(classes, runs))
            if self._apart and (inner.tag == "tr" or "segment" in classes):
                originals, translations = self._texts()
                self._row_ends.append((len(originals), len(translations)))
            runs.append(inner.tail or "")

    def _stream(self, classes: frozenset[str], runs: list[str]) -> list[str]:
        """Return the stream of an element of these classes in an element of ``runs``."""
        if "original" in self._apart and "commentary" in classes:
            return self._streams[""]
        # A further translation has the class of a translation too.
        names = sorted(self._apart & classes, key=lambda name: name != "further")
        return self._streams[names[0]] if names else runs


def _count_letters(texts: Iterable[str]) -> list[int]:
    """Return the number of letters before each text, and that of all."""
    return list(accumulate((len(letters(text)) for text in texts), initial=0))


def _compare_pairs(expected: ExpectedText, row_ends: set[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Yield an error where a segment and its translation do not end in one row."""
    originals, translations = (
        _count_letters(run.text for run in runs)
        for runs in (expected.originals, expected.translations)
    )
    for first, second in expected.pairs:
        if (originals[first], translations[second]) not in row_ends:
            run = expected.originals[first - 1] if first else expected.translations[second - 1]
            message = f"the translation of “{run.text}” stands beside another original"
            yield TEXT_DIFFERS.at(run.span, message)
            return


def compare_notes(expected: list[list[ExpectedRun]], notes: list[str]) -> Iterator[Diagnostic]:
    """Yield an error for each note whose body differs, in any order of the notes."""
    # A note called in a note is nested in it, so notes are compared in the order of their letters.
    wanted = sorted(expected, key=_letters)
    bodies = sorted(map(letters, notes))
    if len(wanted) != len(bodies):
        message = f"the PDF has {len(bodies)} notes; its text has {len(wanted)}"
        yield TEXT_DIFFERS.anywhere(message)
        return
    for note, body in zip(wanted, bodies, strict=True):
        yield from _compare(note, body)


def _letters(note: list[ExpectedRun]) -> str:
    return letters("".join(run.text for run in note))


def _compare(
    expected: list[ExpectedRun], actual: str, subject: str = "the text"
) -> Iterator[Diagnostic]:
    difference = first_difference(expected, actual, letters)
    if difference:
        yield difference.at(TEXT_DIFFERS, subject)
