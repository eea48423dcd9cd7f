"""Pairing of quotation marks across the lines of a text run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from publish.passes.quotes.double_marks import Line
from publish.passes.quotes.marks import Mark

_REACH = 12
"""Maximum distance in lines between two marks of a quotation, except in an excerpt."""

LineMark = tuple[int, Mark]
"""Number of a line, and a mark in the line."""


@dataclass(slots=True)
class Faults:
    """Faults in the quotations of a text run, in reading order."""

    open: list[LineMark] = field(default_factory=list)
    """Opening marks that are never closed."""
    extra: list[LineMark] = field(default_factory=list)
    """Closing marks with no quotation open."""
    mixed: list[LineMark] = field(default_factory=list)
    """Opening marks closed by a mark of another form."""


@dataclass(slots=True)
class _OpenQuotation:
    """Quotation left open by an earlier line."""

    line: int
    mark: Mark
    last: int
    """Number of the last line that begins by repeating the mark."""
    at_start: bool
    ended: bool = False
    """Whether a paragraph repeated the mark and closed it: the usual end of a long speech."""


def pair_across_lines(lines: Sequence[Line], *, whole: bool) -> Faults:
    """Pair the marks left open by each line with later lines, and return the faults."""
    return _MultilinePairing(lines, whole).faults


class _MultilinePairing:
    def __init__(self, lines: Sequence[Line], whole: bool) -> None:
        self.lines = lines
        self.faults = Faults()
        self.open: list[_OpenQuotation] = []
        for number, line in enumerate(lines):
            if not whole:
                self._give_up(number)
            if line.marks:
                self._read_line(number, line)
        self._give_up(None)
        for faulty in (self.faults.open, self.faults.extra, self.faults.mixed):
            faulty.sort(key=lambda pair: (pair[0], pair[1].offset))

    def _give_up(self, number: int | None) -> None:
        """Drop the quotations opened too far before line ``number``; all with None."""
        still_open: list[_OpenQuotation] = []
        for quotation in self.open:
            if number is not None and number - quotation.last <= _REACH:
                still_open.append(quotation)
            elif not quotation.ended:
                self.faults.open.append((quotation.line, quotation.mark))
        self.open = still_open

    def _read_line(self, number: int, line: Line) -> None:
        before = len(self.open)
        mixed = [mark for mark in line.mixed if not self._close_earlier(number, line, mark)]
        self.faults.mixed += [(number, mark) for mark in mixed]
        self.faults.open += [(number, mark) for mark in line.unclosed]
        for mark in line.extra:
            self._close(number, mark)
        carried = bool(before) and bool(self.open)
        for mark in line.open_at_end:
            top = self.open[-1] if carried else None
            first = mark is line.marks[0] and line.starts_with(mark)
            if top and first and top.mark.straight == mark.straight:
                top.last = number
            else:
                self.open.append(_OpenQuotation(number, mark, number, line.starts_with(mark)))
        if carried and not line.extra and not line.open_at_end:
            self._note_repeated_mark(number, line)

    def _close_earlier(self, number: int, line: Line, opening: Mark) -> bool:
        """Close an earlier quotation of the form of a closing mark that this line paired otherwise.

        Example: “ is left open in the line, and the straight mark at its end closes the excerpt.
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
        if any(quotation.mark.straight == mark.straight for quotation in self.open[-8:]):
            while self.open[-1].mark.straight != mark.straight:
                skipped = self.open.pop()
                if not skipped.ended:
                    self.faults.open.append((skipped.line, skipped.mark))
        quotation = self.open.pop()
        if quotation.mark.straight != mark.straight:
            self.faults.mixed.append((quotation.line, quotation.mark))

    def _note_repeated_mark(self, number: int, line: Line) -> None:
        """Note that a line repeats the open mark at its start and closes that quotation itself."""
        first, top = line.marks[0], self.open[-1]
        if not first.opens or first.mate is None or first.straight != top.mark.straight:
            return
        if line.starts_with(first) and (top.at_start or line.ends_with(first.mate)):
            top.ended = True
            top.last = number
