"""Note bodies: lines with marks under a heading such as “Notes”, or where the calls say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import notes as rules
from publish.document.draft import Chunk, Draft, Part
from publish.passes.headings import NUMBERED, SEPARATOR, is_heading, is_labelled_heading
from publish.passes.line_features import starts_in_lower_case
from publish.passes.note_marks import (
    BodyMark,
    NoteMark,
    find_body_mark,
)
from publish.passes.shape.note_headings import is_left_alone, is_name_of_notes
from publish.passes.shape.note_rows import FIRST, Rows, follows, mark_at

_FOOT_RULE = re.compile(r"[_–—]{3,}")
"""The rule over the notes of a page; three hyphens or signs part scenes, too."""


def mark_note_bodies(draft: Draft) -> Outcome[Draft]:
    """Return the draft with note bodies marked, without the headings of the notes.

    Bodies stand under a heading, or in a row of lines whose marks are called in the text before
    them.  A body has its mark as its label, and a numeral as its number too.
    """
    lines = draft.chunks
    headed = {i for i in range(len(lines)) if _is_heading(lines, i) or is_left_alone(lines, i)}
    last_heading = max(headed, default=-1)
    rows = Rows(lines)
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
            is_foot = end < len(lines) and result
            if is_foot and _FOOT_RULE.fullmatch(result[-1].text.text.strip()):
                result.pop()
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
    first = mark_at(lines, index + 1)
    if first is None and _is_group(lines, index + 1):
        return True
    return first is not None and first.mark.text in FIRST


def _is_group(lines: Sequence[Chunk], index: int) -> bool:
    """Return whether a line names the chapter whose notes begin under it."""
    if index + 1 >= len(lines) or find_body_mark(lines[index].text.text):
        return False
    first = mark_at(lines, index + 1)
    text = lines[index].text.text
    is_name = is_labelled_heading(text) or (is_heading(text) and bool(lines[index].blanks))
    return is_name and first is not None and first.mark.text in FIRST


def _read_section(lines: Sequence[Chunk], start: int) -> tuple[list[Chunk], list[Diagnostic], int]:
    """Return the bodies under a heading, what was left out, and the index of the line after."""
    bodies: list[list[Chunk]] = []
    diagnostics: list[Diagnostic] = []
    last: NoteMark | None = None
    index = start
    while index < len(lines):
        chunk = lines[index]
        mark = mark_at(lines, index)
        if mark and follows(mark.mark, last):
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


def _ends_notes(lines: Sequence[Chunk], index: int) -> bool:
    """Return whether a heading with text after it ends the notes at ``index``."""
    text = lines[index].text.text
    if is_labelled_heading(text) or SEPARATOR.fullmatch(text.strip()):
        return True
    after = lines[index + 1].text.text if index + 1 < len(lines) else ""
    return bool(lines[index].blanks and is_heading(text) and after and not NUMBERED.match(after))


def _read_run(lines: Sequence[Chunk], start: int, end: int) -> list[Chunk]:
    bodies: list[list[Chunk]] = []
    for index in range(start, end):
        mark = mark_at(lines, index)
        if mark is None and bodies:
            bodies[-1].append(lines[index])
        else:
            bodies.append([_body(lines[index], mark)])
    return _join(bodies)
