"""The text given to the PDF held against its sections: every letter, mark and digit, and in order.

What was given is the markup that is laid out.  What the book adds (numerals before notes, pages
to write on, the places of an index) is set aside; punctuation may differ, for a title on a line of
its own is printed without its marks.  ``drawn`` then counts what came of it on the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from xml.etree import ElementTree as ET

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.pdf import TEXT_DIFFERS
from publish.document.model import Role, Section
from publish.preflight.text_oracle import Piece, difference, expected_text, letters

_ADDED = frozenset(
    {"places", "between-calls", "numeral", "opening", "heads", "ruled", "index", "glossary"}
)
# What an index says is known only when the pages are; ``drawn`` finds what it lacks.
_INDEXES = frozenset({Role.GLOSSARY, Role.INDEX})
_NOTES = frozenset({"note", "inner"})


def inspect(markups: Iterable[str], sections: Iterable[Section]) -> Diagnostics:
    """Return an error for each place where the parts of a PDF do not say what they should."""
    running: list[str] = []
    notes: list[str] = []
    for markup in markups:
        _gather(ET.fromstring(f"<part>{markup}</part>"), running, notes)
    told = expected_text(section for section in sections if section.role not in _INDEXES)
    return tuple(chain(_compare(told.running, "".join(running)), _notes(told.notes, notes)))


def _gather(element: ET.Element, into: list[str], notes: list[str]) -> None:
    """Add the text of an element to ``into``, and the bodies of its notes to ``notes``."""
    into.append(element.text or "")
    for inner in element:
        kinds = (inner.get("class") or "").split()
        if _NOTES & set(kinds):
            if inner.get("data-call"):
                into.append(inner.get("data-call") or "")
            body: list[str] = []
            place = len(notes)
            notes.append("")
            _gather(inner, body, notes)
            notes[place] = "".join(body)
        elif not _ADDED & set(kinds):
            _gather(inner, into, notes)
        into.append(inner.tail or "")


def _notes(expected: list[list[Piece]], found: list[str]) -> Iterator[Diagnostic]:
    # A note called in a note stands in it, so notes are compared without their order.
    wanted = sorted(expected, key=_said)
    given = sorted(map(letters, found))
    if len(wanted) != len(given):
        yield TEXT_DIFFERS.anywhere(f"the PDF has {len(given)} notes; its text has {len(wanted)}")
        return
    for note, body in zip(wanted, given, strict=True):
        yield from _compare(note, body)


def _said(note: list[Piece]) -> str:
    return letters("".join(piece.text for piece in note))


def _compare(expected: list[Piece], found: str) -> Iterator[Diagnostic]:
    differing = difference(expected, found, letters)
    if differing:
        message = f"the text differs: “{differing.expected}” has become “{differing.found}”"
        yield TEXT_DIFFERS.at(differing.span, message)
