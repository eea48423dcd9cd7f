"""Anchors of comments: the elements of a Word file at which characters of its text stand."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from publish.readers.word.names import FALSE, ID, W
from publish.readers.word.text_places import TextPlace, TextPlaces
from publish.readers.xml_parts import Element

RUN = f"{W}r"
TEXT = f"{W}t"
_PARAGRAPH = f"{W}p"
_NOTES = {f"{W}footnote": "footnote", f"{W}endnote": "endnote"}
_OWN_MARK = f"{W}footnoteReference", f"{W}endnoteReference"
_DEEPEST = 5
"""Notes that call notes, one in another."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in a run: before character ``offset`` of one of its children, or at its end.

    A child that is no text has one character.
    """

    child: Element
    offset: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """The two ends of the range of a comment, which are one where it is about no characters."""

    start: Cut
    end: Cut


class Anchors:
    """The anchors of stretches of the text; none is outside of the main text."""

    def __init__(self, places: TextPlaces) -> None:
        self._document = places.document
        self._text = places.text
        self._calls = places.calls
        self._places = sorted(places.places, key=lambda place: (place.start, place.end))
        self._starts = [place.start for place in self._places]

    def find(self, start: int, end: int) -> Anchor | None:
        """Return the anchor of the characters ``start`` to ``end``; None in a text without runs.

        A range ends in its paragraph, or in another one beside that: others may be in cells.
        """
        inside = self._overlapping(start, end)
        if not inside:
            return self._find_point(start)
        first = inside[0]
        last = next(each for each in reversed(inside) if _are_beside(first, each))
        before = self._cut(first, max(start, first.start), is_end=False)
        after = self._cut(last, min(end, last.end), is_end=True)
        return Anchor(before, after) if before and after else None

    def _overlapping(self, start: int, end: int) -> list[TextPlace]:
        """Return the places with characters of a stretch, or the one around an empty stretch."""
        low = bisect_left(self._starts, start)
        while low and self._places[low - 1].end > start:
            low -= 1
        high = bisect_left(self._starts, end)
        return [place for place in self._places[low:high] if place.end > start]

    def _find_point(self, offset: int) -> Anchor | None:
        """Return the anchor beside ``offset``, in the same paragraph where that has a run."""
        index = bisect_left(self._starts, offset)
        before = self._places[index - 1] if index else None
        after = self._places[index] if index < len(self._places) else None
        in_line = before is not None and "\n" not in self._text[before.end : offset]
        if before is not None and (in_line or after is None):
            cut = self._cut(before, before.end, is_end=True)
        elif after is not None:
            cut = self._cut(after, after.start, is_end=False)
        else:
            return None
        return Anchor(cut, cut) if cut else None

    def _cut(self, place: TextPlace, position: int, *, is_end: bool) -> Cut | None:
        """Return the cut at a position of a place, or at an end of what is around it."""
        element = place.element
        for _ in range(_DEEPEST):
            outer, root = _outermost(element)
            if root is self._document:
                break
            key = _note_of(element)
            if key not in self._calls:
                return None
            element = self._calls[key]
        else:
            return None
        if outer is place.element and outer.tag == TEXT:
            offset = _offset_in(outer, position - place.start, place.end - place.start)
            if offset is not None:
                return Cut(outer, offset)
        return Cut(outer, _size(outer) if is_end else 0)


def _are_beside(first: TextPlace, last: TextPlace) -> bool:
    """Return whether two places are in one paragraph, or in two of one parent."""
    paragraph, other = _paragraph_of(first.element), _paragraph_of(last.element)
    if paragraph is None or other is None:
        return paragraph is other
    return paragraph is other or paragraph.getparent() is other.getparent()


def _paragraph_of(element: Element) -> Element | None:
    return next(element.iterancestors(_PARAGRAPH), None)


def _outermost(element: Element) -> tuple[Element, Element]:
    """Return the child of the outermost run around an element, and the root of its part.

    Runs are in runs where those of a text box or a phonetic guide are.
    """
    child = node = element
    for parent in element.iterancestors():
        if parent.tag == RUN:
            child = node
        node = parent
    return child, node


def _note_of(element: Element) -> str:
    """Return the key of the note in which an element is; empty for none."""
    note = next(element.iterancestors(*_NOTES), None)
    return f"{_NOTES[note.tag]} {note.get(ID, '')}" if note is not None else ""


def _offset_in(text: Element, offset: int, size: int) -> int | None:
    """Return the offset in the characters of a text that is ``offset`` in the ``size`` read.

    None where the reader has made other characters of them.
    """
    content = text.text or ""
    if len(content) == size:
        return offset
    if len(content.strip(" ")) != size:
        return None
    return len(content) if offset == size else offset + len(content) - len(content.lstrip(" "))


def _size(child: Element) -> int:
    return len(child.text or "") if child.tag == TEXT else 1


def has_own_mark(run: Element) -> bool:
    """Return whether a run calls a note by a mark of its own, which follows the call."""
    name = f"{W}customMarkFollows"
    return any(each.get(name, "0") not in FALSE for each in run.iterchildren(*_OWN_MARK))
