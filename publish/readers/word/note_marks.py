"""Marks of the notes of a Word file: their numbers in the format of the document."""

from __future__ import annotations

from publish.readers.office.numerals import format_number
from publish.readers.word.names import VAL, W
from publish.readers.word.styles import read_number
from publish.readers.xml_parts import Element

KINDS = ("footnote", "endnote")
_USUAL_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


class NoteMarks:
    """The next number of each kind of notes, and its format."""

    def __init__(self, document: Element, settings: Element | None) -> None:
        self._next = dict.fromkeys(KINDS, 1)
        self._forms = dict(_USUAL_FORMS)
        sections = document.iter(f"{W}sectPr")
        for kind in KINDS:
            for place in (settings, *sections):
                own = place.find(f"{W}{kind}Pr") if place is not None else None
                if own is None:
                    continue
                form = own.find(f"{W}numFmt")
                self._forms[kind] = form.get(VAL, "") if form is not None else self._forms[kind]
                self._next[kind] = read_number(own.find(f"{W}numStart"), VAL, self._next[kind])
            sections = document.iter(f"{W}sectPr")

    def take(self, kind: str) -> str:
        """Return the mark of the next note of a kind."""
        number = self._next[kind]
        self._next[kind] += 1
        return format_number(number, self._forms[kind])
