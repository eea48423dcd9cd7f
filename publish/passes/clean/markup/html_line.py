"""A line of HTML that is being read: its text, and the inline elements that are open in it."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.document.draft import Call, Chunk, MarkupKind, MarkupRange
from publish.passes.clean.markup.edits import collapse_spaces, sort_ranges
from publish.text.languages import script
from publish.text.source import Traced, join

_CALL = re.compile(r"[0-9]{1,4}|[*†‡§]{1,3}|[a-zא-ת]|[ivx]{1,5}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


_DEEPEST = 64
"""The number of elements that can be open; another one ends the outermost."""

_LONGEST_CALL = 5


class _Element:
    """An open element, whose range begins at ``start``."""

    def __init__(self, name: str, kind: MarkupKind | None, start: int, target: str) -> None:
        self.name = name
        self.kind = kind
        self.start = start
        self.target = target


class HtmlLine:
    """The text of one block, piece by piece; offsets are those in the text so far."""

    def __init__(self) -> None:
        self._pieces: list[Traced] = []
        self._has_text = False
        self._length = 0
        self._elements: list[_Element] = []
        self._ranges: list[MarkupRange] = []
        self._calls: list[Call] = []
        self._raised = (0, 0)

    def __bool__(self) -> bool:
        return self._has_text

    @property
    def ends_in_break(self) -> bool:
        """Whether a line break is the last character but for spaces."""
        if not self._has_text:
            return False
        ends = (bare for piece in reversed(self._pieces) if (bare := piece.text.rstrip(" ")))
        return next(ends, "").endswith("\n")

    @property
    def has_cells(self) -> bool:
        """Whether a tab parts columns."""
        return any("\t" in piece.text for piece in self._pieces)

    def append(self, piece: Traced) -> None:
        """Append a piece."""
        if piece.text:
            self._pieces.append(piece)
            self._length += len(piece)
            self._has_text = self._has_text or bool(piece.text.strip(" \n"))

    def open(self, name: str, kind: MarkupKind | None, target: str = "") -> None:
        """Begin an element."""
        if len(self._elements) == _DEEPEST:
            self._end(self._elements.pop(0))
        self._elements.append(_Element(name, kind, self._length, target))

    def close(self, name: str) -> bool:
        """End the innermost element of that name; return whether it was open.

        Elements within it that are open go on after it.
        """
        names = [element.name for element in self._elements]
        if name not in names:
            return False
        index = len(names) - 1 - names[::-1].index(name)
        for element in self._elements[index:]:
            self._end(element)
        del self._elements[index]
        return True

    def open_names(self) -> list[tuple[str, MarkupKind | None, str]]:
        """Return the elements that are open: name, kind and target."""
        return [(each.name, each.kind, each.target) for each in self._elements]

    def add_note(self, body: Chunk, numeral: str, mark: Traced) -> None:
        """Add a note at the raised mark before it, or at ``mark`` where none stands there."""
        start, end = self._raised
        if not start < end == self._length:
            start = self._length
            self.append(mark)
            end = self._length
        else:
            self._translate(start, _LOWERED)
            numeral = self._tail(start)
        self._calls.append(Call(start, end, numeral, (body,)))

    def _end(self, element: _Element) -> None:
        start, end = element.start, self._length
        element.start = end
        is_raised = element.kind is MarkupKind.SUPERSCRIPT and end - start <= _LONGEST_CALL
        if is_raised and _CALL.fullmatch(self._tail(start)):
            # Notes can be called by raised digits.
            self._translate(start, _RAISED)
            self._raised = (start, end)
        elif element.kind:
            self._ranges.append(MarkupRange(start, end, element.kind, element.target))

    def _tail(self, start: int) -> str:
        """Return the characters from ``start`` on."""
        place, offset = self._find(start)
        return "".join(piece.text for piece in self._pieces[place:])[start - offset :]

    def _find(self, start: int) -> tuple[int, int]:
        """Return the index and the offset of the piece in which the character ``start`` is."""
        place, offset = len(self._pieces), self._length
        while offset > start:
            place -= 1
            offset -= len(self._pieces[place])
        return place, offset

    def _translate(self, start: int, table: dict[int, int]) -> None:
        """Replace characters from ``start`` on, each by one other."""
        place, offset = self._find(start)
        if place == len(self._pieces):
            return
        whole = join(self._pieces[place:])
        tail = whole.cut(start - offset)
        changed = replace(tail, text=tail.text.translate(table))
        before = [whole.cut(0, start - offset)] if offset < start else []
        self._pieces[place:] = [*before, changed]

    def build(self, base: Chunk) -> Chunk:
        """Return ``base`` with the text, ranges and calls of this line, without outer spaces."""
        for element in self._elements:
            self._end(element)
        text = join(self._pieces) if self._pieces else base.text.cut(0, 0)
        places = {text.offset(i): i for i in range(len(text))} if base.milestones else {}
        milestones = tuple(
            replace(mark, start=start, end=start + mark.end - mark.start)
            for mark in base.milestones
            if (start := places.get(base.text.offset(mark.start))) is not None
        )
        chunk = replace(
            base,
            text=text,
            script=script(text.text),
            markup=sort_ranges(self._ranges),
            calls=tuple(self._calls),
            milestones=milestones,
        )
        return collapse_spaces(chunk)
