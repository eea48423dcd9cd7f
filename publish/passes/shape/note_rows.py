"""Rows of note bodies without a heading: lines whose marks are called in the text before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publish.document.draft import Chunk, Part
from publish.passes.headings import SEPARATOR
from publish.passes.line_features import starts_in_lower_case
from publish.passes.note_marks import (
    CERTAIN_FORMS,
    BodyMark,
    NoteMark,
    Series,
    find_body_mark,
    find_call_marks,
)
from publish.passes.shape.source_cues import has_strong_cue

FIRST = frozenset({"1", "a", "א", "i", "*", "†"})
_GAP = 3
_CERTAIN_CALLS = frozenset({"bracket", "raised", "glued", "sign", "round", "loose", "second"})
_AFTER_SPACE = "spaced"
"""The form of calls that only a row under a rule answers: “first (א), then (ב)” counts parts."""


def mark_at(lines: Sequence[Chunk], index: int) -> BodyMark | None:
    """Return the mark of a note at the start of a line that has no part yet, or None."""
    if index >= len(lines):
        return None
    chunk = lines[index]
    if chunk.part not in (None, Part.NOTE) or chunk.mark not in (None, Part.NOTE):
        return None
    return find_body_mark(chunk.text.text)


def follows(mark: NoteMark, last: NoteMark | None) -> bool:
    """Return whether a mark may come after another in a row of notes."""
    if mark.number is None:
        return True
    if last is None or last.number is None or mark.number == 1:
        return True
    return last.number <= mark.number <= last.number + _GAP


class Rows:
    """The row of bodies from a line on, without a heading, as the line moves down the text.

    A row that is no notes is looked for again from each line in it.  A row that begins later ends
    no earlier, so the end only moves down, and all rows together cost as much as one.
    """

    def __init__(self, lines: Sequence[Chunk]) -> None:
        self._lines = lines
        self._begin = self._read = 0
        self._called: set[NoteMark] = set()
        self._called_after_space: set[NoteMark] = set()
        self._next: NoteMark | None = None
        self._start = self._end = 0
        self._marks: dict[int, BodyMark] = {}
        self._counts: Counter[NoteMark] = Counter()
        self._answered = self._uncertain = 0
        self._latest: dict[object, int] = {}

    def end_of_run(self, begin: int, start: int, *, has_heading: bool) -> int:
        """Return the end of the row of bodies at ``start``, or 0 where no bodies begin.

        ``begin`` is the first line of the text whose calls they may answer.  With ``has_heading``
        the bodies stand under a heading further on, and lines with plain numbers here are a list.
        """
        lines = self._lines
        first = mark_at(lines, start)
        if first is None:
            return 0
        goes_on = first.mark == self._next
        if not goes_on and first.mark.text not in FIRST | _second_firsts(lines, start):
            return 0
        after_rule = _is_under_rule(lines, start)
        self._read_calls(begin, start)
        self._move(start)
        is_last = self._answers_all_calls()
        if first.form == "bare" and not (after_rule or is_last):
            return 0
        certain = self._uncertain == 0 or after_rule
        if not self._marks or (has_heading and not certain):
            return 0
        count, answered = len(self._marks), self._answered
        if after_rule or is_last:
            answered += sum(self._counts[mark] for mark in self._called_after_space - self._called)
        if not (answered * 2 > count if certain and not goes_on else answered == count):
            return 0
        self._next = _next_mark(self._marks[max(self._marks)].mark)
        return self._end

    def _answers_all_calls(self) -> bool:
        """Return whether a row at the end of the text, apart from it, has a body for each call.

        Other lines that begin with plain numbers are verses or items.
        """
        is_last = self._end == len(self._lines) and bool(self._lines[self._start].blanks)
        called = self._called | self._called_after_space
        return is_last and len(self._marks) > 1 and called == set(+self._counts)

    def _read_calls(self, begin: int, start: int) -> None:
        """Note the marks that are called from ``begin`` to ``start``."""
        if begin != self._begin:
            self._begin = self._read = begin
            self._called = set()
            self._called_after_space = set()
            self._answered = 0
        for chunk in self._lines[self._read : start]:
            certain, after_space = _read_marks_of_calls(chunk)
            self._called_after_space |= after_space
            for mark in certain - self._called:
                self._called.add(mark)
                self._answered += self._counts[mark]
        self._read = max(self._read, start)

    def _move(self, start: int) -> None:
        """Let the row begin at ``start``."""
        for index in range(self._start, min(start, self._end)):
            if body := self._marks.pop(index, None):
                self._count(body, -1)
        self._start = start
        self._end = max(self._end, start)
        while body := self._next_body():
            self._marks[self._end] = body
            self._count(body, 1)
            self._latest[_row_of(body.mark)] = self._end
            self._end += 1
            while _goes_on(self._lines, self._end):
                self._end += 1

    def _next_body(self) -> BodyMark | None:
        """Return the mark of the next body of the row, or None at its end."""
        body = mark_at(self._lines, self._end)
        if body is None:
            return None
        before = self._marks.get(self._latest.get(_row_of(body.mark), -1))
        is_row = bool(self._marks) or _is_under_rule(self._lines, self._end)
        is_sure = body.form in CERTAIN_FORMS or (is_row and body.mark in self._called)
        if not is_sure and has_strong_cue(self._lines[self._end].text.text):
            return None
        if before is None:
            return body
        is_next = body.mark.number is not None and follows(body.mark, before.mark)
        return body if is_next and body.mark != before.mark else None

    def _count(self, body: BodyMark, change: int) -> None:
        self._counts[body.mark] += change
        self._uncertain += change * (body.form not in CERTAIN_FORMS)
        self._answered += change * (body.mark in self._called)


def _row_of(mark: NoteMark) -> object:
    """Return what the body before a body has in common with it: the series, or the whole sign."""
    return mark.series if mark.number is not None else mark


def _is_under_rule(lines: Sequence[Chunk], index: int) -> bool:
    return index > 0 and bool(SEPARATOR.fullmatch(lines[index - 1].text.text.strip()))


def _second_firsts(lines: Sequence[Chunk], start: int) -> frozenset[str]:
    """Return the mark at ``start`` where a rule stands over it: any note may be the first there."""
    if _is_under_rule(lines, start):
        mark = find_body_mark(lines[start].text.text)
        return frozenset({mark.mark.text}) if mark else frozenset()
    mark = find_body_mark(lines[start].text.text)
    is_named = mark is not None and mark.mark.series is Series.LETTERS and mark.form == "bracket"
    return frozenset({mark.mark.text}) if mark and is_named else frozenset()


def _goes_on(lines: Sequence[Chunk], index: int) -> bool:
    """Return whether a line without a mark goes on in the body before it."""
    if index >= len(lines) or lines[index].blanks or lines[index].part is not None:
        return False
    text = lines[index].text.text
    return find_body_mark(text) is None and starts_in_lower_case(text)


def _next_mark(mark: NoteMark) -> NoteMark | None:
    """Return the mark of the note after one with a number, as a page may begin with it."""
    return None if mark.number is None else NoteMark(mark.series, str(mark.number + 1))


def _read_marks_of_calls(chunk: Chunk) -> tuple[set[NoteMark], set[NoteMark]]:
    """Return the marks that a line calls, and those that it may call after a space."""
    marks = [call for call in find_call_marks(chunk.text.text) if call.start > 0]
    called = {call.mark for call in marks if call.form in _CERTAIN_CALLS}
    called |= {NoteMark(Series.NUMBERS, call.numeral) for call in chunk.calls}
    return called, {call.mark for call in marks if call.form == _AFTER_SPACE}
