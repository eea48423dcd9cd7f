"""Note bodies: lines with marks under a heading such as “Notes”, or where the calls say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import notes as rules
from publish.document.draft import Chunk, Draft, Part
from publish.passes.headings import NUMBERED, SEPARATOR, is_heading, is_labelled_heading
from publish.passes.line_features import starts_in_lower_case
from publish.passes.note_marks import (
    CERTAIN_FORMS,
    BodyMark,
    NoteMark,
    Series,
    find_body_mark,
    find_call_marks,
)
from publish.passes.shape.note_headings import is_left_alone, is_name_of_notes
from publish.passes.shape.source_cues import has_strong_cue

_FIRST = frozenset({"1", "a", "א", "i", "*", "†"})
_GAP = 3
_CERTAIN_CALLS = frozenset({"bracket", "raised", "glued", "sign", "round", "loose", "second"})


def mark_note_bodies(draft: Draft) -> Outcome[Draft]:
    """Return the draft with note bodies marked, without the headings of the notes.

    Bodies stand under a heading, or in a row of lines whose marks are called in the text before
    them.  A body has its mark as its label, and a numeral as its number too.
    """
    lines = draft.chunks
    headed = {i for i in range(len(lines)) if _is_heading(lines, i) or is_left_alone(lines, i)}
    last_heading = max(headed, default=-1)
    rows = _Rows(lines)
    result: list[Chunk] = []
    diagnostics: list[Diagnostic] = []
    index = begin = 0
    while index < len(lines):
        chunk = lines[index]
        if chunk.mark is Part.NOTE:
            result.append(_body(chunk, find_body_mark(chunk.text.text)))
            index += 1
        elif index in headed:
            message = f"“{chunk.text.text}” is not printed: the notes stand where they are called"
            diagnostics.append(rules.NOTES_HEADING.at(chunk.span, message))
            while result and result[-1].part is Part.SEPARATOR:  # the rule over the notes
                result.pop()
            bodies, reports, index = _read_section(lines, index + 1)
            result += bodies
            diagnostics += reports
            begin = index
        elif end := rows.end_of_run(begin, index, has_heading=last_heading > index):
            result += _read_run(lines, index, end)
            index = begin = end
        else:
            result.append(chunk)
            index += 1
    return Outcome(replace(draft, chunks=tuple(result)), tuple(diagnostics))


def _body(chunk: Chunk, mark: BodyMark | None) -> Chunk:
    """Return a chunk as the body of a note, or as a later paragraph of one without a mark."""
    if mark is None:
        return replace(chunk, part=Part.NOTE, number=None, joins=True)
    label = chunk.text.cut(mark.start, mark.end)
    body = replace(chunk.cut(mark.after), label=label)
    return replace(body, part=Part.NOTE, number=mark.mark.number)


# --- under a heading


def _is_heading(lines: Sequence[Chunk], index: int) -> bool:
    if not is_name_of_notes(lines[index]):
        return False
    first = _mark_at(lines, index + 1)
    if first is None and _is_group(lines, index + 1):
        return True
    return first is not None and first.mark.text in _FIRST


def _mark_at(lines: Sequence[Chunk], index: int) -> BodyMark | None:
    if index >= len(lines):
        return None
    chunk = lines[index]
    if chunk.part not in (None, Part.NOTE) or chunk.mark not in (None, Part.NOTE):
        return None
    return find_body_mark(chunk.text.text)


def _is_group(lines: Sequence[Chunk], index: int) -> bool:
    """Return whether a line names the chapter whose notes begin under it."""
    if index + 1 >= len(lines) or find_body_mark(lines[index].text.text):
        return False
    first = _mark_at(lines, index + 1)
    text = lines[index].text.text
    is_name = is_labelled_heading(text) or (is_heading(text) and bool(lines[index].blanks))
    return is_name and first is not None and first.mark.text in _FIRST


def _read_section(lines: Sequence[Chunk], start: int) -> tuple[list[Chunk], list[Diagnostic], int]:
    """Return the bodies under a heading, what was left out, and the index of the line after."""
    bodies: list[list[Chunk]] = []
    diagnostics: list[Diagnostic] = []
    last: NoteMark | None = None
    index = start
    while index < len(lines):
        chunk = lines[index]
        mark = _mark_at(lines, index)
        if mark and _follows(mark.mark, last):
            bodies.append([_body(chunk, mark)])
            last = mark.mark
        elif chunk.part not in (None, Part.NOTE) or chunk.mark not in (None, Part.NOTE):
            break
        elif mark is None and _is_group(lines, index):
            message = f"“{chunk.text.text}” is not printed: its notes stand where they are called"
            diagnostics.append(rules.NOTES_HEADING.at(chunk.span, message))
            last = None
        elif bodies and not _ends_notes(lines, index):
            if not chunk.blanks and starts_in_lower_case(chunk.text.text):
                bodies[-1].append(chunk)
            else:
                bodies.append([_body(chunk, None)])
        else:
            break
        index += 1
    return _join(bodies), diagnostics, index


def _join(bodies: Sequence[Sequence[Chunk]]) -> list[Chunk]:
    """Return each body with the lines in which it goes on."""
    return [first.append(*others) for first, *others in bodies]


def _follows(mark: NoteMark, last: NoteMark | None) -> bool:
    """Return whether a mark may come after another in a row of notes."""
    if mark.number is None:
        return True
    if last is None or last.number is None or mark.number == 1:
        return True
    return last.number <= mark.number <= last.number + _GAP


def _ends_notes(lines: Sequence[Chunk], index: int) -> bool:
    """Return whether a heading with text after it ends the notes at ``index``."""
    text = lines[index].text.text
    if is_labelled_heading(text) or SEPARATOR.fullmatch(text.strip()):
        return True
    after = lines[index + 1].text.text if index + 1 < len(lines) else ""
    return bool(lines[index].blanks and is_heading(text) and after and not NUMBERED.match(after))


# --- without a heading


class _Rows:
    """The row of bodies from a line on, without a heading, as the line moves down the text.

    A row that is no notes is looked for again from each line in it.  A row that begins later ends
    no earlier, so the end only moves down, and all rows together cost as much as one.
    """

    def __init__(self, lines: Sequence[Chunk]) -> None:
        self._lines = lines
        self._begin = self._read = 0
        self._called: set[NoteMark] = set()
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
        first = _mark_at(lines, start)
        if first is None or first.mark.text not in _FIRST | _second_firsts(lines, start):
            return 0
        after_rule = start > 0 and bool(SEPARATOR.fullmatch(lines[start - 1].text.text.strip()))
        self._read_calls(begin, start)
        self._move(start)
        if first.form == "bare" and not (after_rule or self._answers_all_calls()):
            return 0
        certain = self._uncertain == 0 or after_rule
        if not self._marks or (has_heading and not certain):
            return 0
        count = len(self._marks)
        is_called = self._answered * 2 > count if certain else self._answered == count
        return self._end if is_called else 0

    def _answers_all_calls(self) -> bool:
        """Return whether a row at the end of the text, apart from it, has a body for each call.

        Other lines that begin with plain numbers are verses or items.
        """
        is_last = self._end == len(self._lines) and bool(self._lines[self._start].blanks)
        return is_last and len(self._marks) > 1 and self._called == set(+self._counts)

    def _read_calls(self, begin: int, start: int) -> None:
        """Note the marks that are called from ``begin`` to ``start``."""
        if begin != self._begin:
            self._begin = self._read = begin
            self._called = set()
            self._answered = 0
        for chunk in self._lines[self._read : start]:
            for mark in _read_marks_of_calls(chunk) - self._called:
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
        body = _mark_at(self._lines, self._end)
        if body is None:
            return None
        if body.form not in CERTAIN_FORMS and has_strong_cue(self._lines[self._end].text.text):
            return None
        before = self._marks.get(self._latest.get(_row_of(body.mark), -1))
        if before is None:
            return body
        follows = body.mark.number is not None and _follows(body.mark, before.mark)
        return body if follows and body.mark != before.mark else None

    def _count(self, body: BodyMark, change: int) -> None:
        self._counts[body.mark] += change
        self._uncertain += change * (body.form not in CERTAIN_FORMS)
        self._answered += change * (body.mark in self._called)


def _row_of(mark: NoteMark) -> object:
    """Return what the body before a body has in common with it: the series, or the whole sign."""
    return mark.series if mark.number is not None else mark


def _second_firsts(lines: Sequence[Chunk], start: int) -> frozenset[str]:
    """Return the mark at ``start`` where a rule stands over it: any note may be the first there."""
    if start and SEPARATOR.fullmatch(lines[start - 1].text.text.strip()):
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


def _read_marks_of_calls(chunk: Chunk) -> set[NoteMark]:
    """Return the marks that a line calls."""
    called = {
        call.mark
        for call in find_call_marks(chunk.text.text)
        if call.start > 0 and call.form in _CERTAIN_CALLS
    }
    return called | {NoteMark(Series.NUMBERS, call.numeral) for call in chunk.calls}


def _read_run(lines: Sequence[Chunk], start: int, end: int) -> list[Chunk]:
    bodies: list[list[Chunk]] = []
    for index in range(start, end):
        mark = _mark_at(lines, index)
        if mark is None and bodies:
            bodies[-1].append(lines[index])
        else:
            bodies.append([_body(lines[index], mark)])
    return _join(bodies)
