"""Tracked changes of an OpenDocument text while it is read."""

from __future__ import annotations

from publish.readers.office.reports import report_deletion, report_insertion
from publish.readers.office.text_builder import TextBuilder
from publish.readers.opendocument.comments import report_annotations_in
from publish.readers.opendocument.names import (
    CHANGE_END,
    CHANGE_MARKS,
    CHANGE_START,
    DUBLIN_CORE,
    OFFICE,
    TEXT,
    XML_ID,
)
from publish.readers.opendocument.words import text_of
from publish.readers.xml_parts import Element
from publish.text.dataclass import dataclass

_CHANGE = f"{TEXT}change-id"
_MOST_OPEN = 50
"""Changes that are open at one place; more are not reported, and their text is printed."""

_INFO = f"{OFFICE}change-info"


@dataclass(frozen=True, slots=True)
class _Change:
    """A tracked change: the element of its kind, and its author."""

    element: Element
    author: str

    @property
    def is_insertion(self) -> bool:
        return bool(self.element.tag == f"{TEXT}insertion")

    @property
    def is_deletion(self) -> bool:
        return bool(self.element.tag == f"{TEXT}deletion")


class Changes:
    """The changes of a document by their identifiers, and those that are open at a place.

    Deleted text stands either in its change, or, as LibreOffice writes it where changes are shown,
    between marks in the text.
    """

    def __init__(self, root: Element, builder: TextBuilder) -> None:
        self._builder = builder
        self._changes: dict[str, _Change] = {}
        for region in root.iter(f"{TEXT}changed-region"):
            for kind in region:
                author = kind.findtext(f"{_INFO}/{DUBLIN_CORE}creator") or ""
                change = _Change(kind, " ".join(author.split()))
                for key in (region.get(XML_ID), region.get(f"{TEXT}id")):
                    self._changes.setdefault(key or "", change)
        self._ends = {each.get(_CHANGE, "") for each in root.iter(CHANGE_END)}
        self._insertions: dict[str, int] = {}
        self._deletions: dict[str, list[str]] = {}

    @property
    def in_deletion(self) -> bool:
        """Whether the place is in deleted text."""
        return bool(self._deletions)

    def mark(self, element: Element) -> None:
        """Begin or end a change, or report the deleted text of one that has no extent."""
        key = element.get(_CHANGE, "")
        change = self._changes.get(key)
        if change is None:
            return
        if element.tag == CHANGE_START:
            if len(self._insertions) + len(self._deletions) >= _MOST_OPEN:
                return
            if change.is_insertion:
                self._insertions[key] = self._builder.length
            elif change.is_deletion and key in self._ends:
                self._deletions.setdefault(key, [])
        elif element.tag == CHANGE_END:
            if key in self._insertions:
                report_insertion(self._builder, self._insertions.pop(key), change.author)
            elif key in self._deletions:
                self._end_deletion(key)
        elif change.is_deletion:
            report_deletion(self._builder, text_of(change.element), change.author)
            report_annotations_in(self._builder, change.element)

    def pass_over(self, element: Element) -> None:
        """Begin and end the changes in an element that is not printed, and report its comments."""
        for mark in element.iter(*CHANGE_MARKS):
            self.mark(mark)
        report_annotations_in(self._builder, element)

    def delete(self, text: str) -> None:
        """Add to the text of the open deletion."""
        next(iter(self._deletions.values())).append(text)

    def end(self) -> None:
        """End the changes whose ends are missing after their beginnings: the file is damaged."""
        for key in tuple(self._deletions):
            self._end_deletion(key)
        self._insertions.clear()

    def _end_deletion(self, key: str) -> None:
        text = " ".join("".join(self._deletions.pop(key)).split())
        report_deletion(self._builder, text, self._changes[key].author)

    def end_paragraph(self) -> None:
        """Report the insertions in a paragraph that go on in the next one."""
        for key, start in self._insertions.items():
            report_insertion(self._builder, start, self._changes[key].author)
            self._insertions[key] = self._builder.length + 1
