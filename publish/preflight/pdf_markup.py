"""Comparison of the markup that a PDF is laid out from with the text of its sections.

Every letter, mark and digit must be there, in order.  Text that the book adds (numerals before
notes, ruled pages, the places of an index) is left out; punctuation may differ, because a title on
a line of its own is printed without its quotation marks.  ``glyph_counts`` then counts the letters
that are drawn from this markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from xml.etree import ElementTree as ET

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.pdf import TEXT_DIFFERS
from publish.document.model import Role, Section
from publish.preflight.expected_text import ExpectedRun, collect_text, first_difference, letters

_ADDED = frozenset(
    {
        "places",
        "between-calls",
        "numeral",
        "opening",
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


def check_markup(markups: Iterable[str], sections: Iterable[Section]) -> Diagnostics:
    """Return an error for each text of ``sections`` from which ``markups`` differ."""
    running: list[str] = []
    notes: list[str] = []
    for markup in markups:
        _collect(ET.fromstring(f"<part>{markup}</part>"), running, notes)
    expected = collect_text(section for section in sections if section.role not in _INDEXES)
    return tuple(
        chain(
            _compare(expected.running, "".join(running)),
            _compare_notes(expected.notes, notes),
        )
    )


def _collect(element: ET.Element, running: list[str], notes: list[str]) -> None:
    """Add the text of an element to ``running``, and the bodies of its notes to ``notes``."""
    running.append(element.text or "")
    for inner in element:
        classes = set((inner.get("class") or "").split())
        if _NOTES & classes:
            if inner.get("data-call"):
                running.append(inner.get("data-call") or "")
            body: list[str] = []
            index = len(notes)
            notes.append("")
            _collect(inner, body, notes)
            notes[index] = "".join(body)
        elif not _ADDED & classes:
            _collect(inner, running, notes)
        running.append(inner.tail or "")


def _compare_notes(expected: list[list[ExpectedRun]], notes: list[str]) -> Iterator[Diagnostic]:
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


def _compare(expected: list[ExpectedRun], actual: str) -> Iterator[Diagnostic]:
    difference = first_difference(expected, actual, letters)
    if difference:
        yield difference.at(TEXT_DIFFERS, "the text")
