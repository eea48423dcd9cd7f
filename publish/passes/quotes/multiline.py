"""Quotations that go on over several lines of a run of text, and those that never close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from publish.passes.quotes.double_marks import Line
from publish.passes.quotes.marks import Mark

_REACH = 12
"""How many lines on a quotation is looked for, where not a whole excerpt is one."""

Found = tuple[int, Mark]
"""The number of a line, and a mark of it."""


@dataclass(slots=True)
class Faults:
    """What is wrong with the quotations of a run of text, in order."""

    open: list[Found] = field(default_factory=list)
    """Opened and never closed."""
    extra: list[Found] = field(default_factory=list)
    """Closing, with nothing open."""
    mixed: list[Found] = field(default_factory=list)
    """Opened in one form and closed in another."""


@dataclass(slots=True)
class _Open:
    """A quotation that an earlier line left open."""

    line: int
    mark: Mark
    last: int
    """The last line at whose start the mark was said again."""
    at_start: bool
    ended: bool = False
    """Whether a paragraph began with the mark again and closed it: the usual end of a speech."""


def stitch(lines: Sequence[Line], *, whole: bool) -> Faults:
    """Return what is wrong once every line has been asked to close what earlier ones opened."""
    return _Stitching(lines, whole).faults


class _Stitching:
    def __init__(self, lines: Sequence[Line], whole: bool) -> None:
        self.lines = lines
        self.faults = Faults()
        self.open: list[_Open] = []
        for number, line in enumerate(lines):
            if not whole:
                self._forget(number)
            if line.marks:
                self._line(number, line)
        self._forget(None)
        for found in (self.faults.open, self.faults.extra, self.faults.mixed):
            found.sort(key=lambda pair: (pair[0], pair[1].at))

    def _forget(self, number: int | None) -> None:
        """Give up what was opened too long before line ``number``, or all there is."""
        kept: list[_Open] = []
        for one in self.open:
            if number is not None and number - one.last <= _REACH:
                kept.append(one)
            elif not one.ended:
                self.faults.open.append((one.line, one.mark))
        self.open = kept

    def _line(self, number: int, line: Line) -> None:
        before = len(self.open)
        mixed = [mark for mark in line.mixed if not self._takes(number, line, mark)]
        self.faults.mixed += [(number, mark) for mark in mixed]
        self.faults.open += [(number, mark) for mark in line.lost]
        for mark in line.extra:
            self._close(number, mark)
        carried = bool(before) and bool(self.open)
        for mark in line.left:
            top = self.open[-1] if carried else None
            first = mark is line.marks[0] and line.starts_with(mark)
            if top and first and top.mark.straight == mark.straight:
                top.last = number
            else:
                self.open.append(_Open(number, mark, number, line.starts_with(mark)))
        if carried and not line.extra and not line.left:
            self._say_again(number, line)

    def _takes(self, number: int, line: Line, opening: Mark) -> bool:
        """Close an earlier quotation with a mark of its form that here closed one of another.

        As where “ is left open and the straight mark at the end closes the whole excerpt.
        """
        closing = line.marks[-1]
        if opening.mate is not closing or not self.open or line.extra:
            return False
        if self.open[-1].mark.straight != closing.straight:
            return False
        self.open.pop()
        self.faults.open.append((number, opening))
        return True

    def _close(self, number: int, mark: Mark) -> None:
        if not self.open:
            self.faults.extra.append((number, mark))
            return
        if any(one.mark.straight == mark.straight for one in self.open[-8:]):
            while self.open[-1].mark.straight != mark.straight:
                passed = self.open.pop()
                if not passed.ended:
                    self.faults.open.append((passed.line, passed.mark))
        opened = self.open.pop()
        if opened.mark.straight != mark.straight:
            self.faults.mixed.append((opened.line, opened.mark))

    def _say_again(self, number: int, line: Line) -> None:
        """Note that a line begins with the mark that is open, and closes it itself."""
        first, top = line.marks[0], self.open[-1]
        if not first.opens or first.mate is None or first.straight != top.mark.straight:
            return
        if line.starts_with(first) and (top.at_start or line.ends_with(first.mate)):
            top.ended = True
            top.last = number
