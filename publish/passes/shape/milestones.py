"""Milestones: numbers of verses at the start of lines, and marks of pages and portions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from publish.document.draft import FRONT, HEADINGS, SEGMENT, Chunk, MilestoneMark, Part
from publish.document.numbering import Ordinal, read_label
from publish.document.roles import MilestoneKind, Numbering
from publish.passes.line_features import script_of
from publish.text.dataclass import dataclass
from publish.text.languages import Script

_PAGE = re.compile(
    r"[{\[(]\s*(?:pp?\.?|page|pg\.?|עמ['׳]|עמוד|דף|стр?\.?|S\.)\s*(?P<label>[0-9]{1,4}[ab]?|[א-ת]{1,4})\s*[}\])]",
    re.IGNORECASE,
)
_PORTION = re.compile(r"\{(?P<label>[פס])\}")
_VERSE = re.compile(
    r"(?:\((?P<round>[0-9]{1,3}|[א-ת]{1,3})\)|\[(?P<square>[0-9]{1,3}(?::[0-9]{1,3})?|[א-ת]{1,3})\]"
    r"|(?P<pair>[0-9]{1,3}:[0-9]{1,3})|(?P<bare>[0-9]{1,3}|[א-ת]{1,3}))\s+(?=[^\W\d_]|[\"“„«'‘(])"
)
_FEWEST = 2


def mark_milestones(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with the numbers of verses and the marks of portions as milestones."""
    return _mark_portions(_mark_verses(chunks))


def number_cells(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with the numbers of verses that stand in the cells of pairs."""
    result = list(chunks)
    places = [i for i, chunk in enumerate(chunks) if chunk.part in SEGMENT and chunk.mark is None]
    cells = _mark_verses([replace(chunks[place], part=None) for place in places])
    for place, cell in zip(places, cells, strict=True):
        result[place] = replace(cell, part=chunks[place].part)
    return result


# --- verses


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    start: int
    end: int
    after: int
    label: str
    form: str
    readings: tuple[Ordinal, ...]
    is_hebrew: bool


def _mark_verses(chunks: Sequence[Chunk]) -> list[Chunk]:
    rows: dict[tuple[str, bool], list[_Candidate]] = {}
    for index, chunk in enumerate(chunks):
        if chunk.part is None and not chunk.milestones and (candidate := _candidate(index, chunk)):
            rows.setdefault((candidate.form, candidate.is_hebrew), []).append(candidate)
    result = list(chunks)
    for (form, _), row in rows.items():
        alternate = _has_both_scripts(rows, form)
        for run in _runs(row):
            if len(run) < _FEWEST or not (alternate or _is_verses(chunks, run, form)):
                continue
            for each in run:
                chunk = chunks[each.index]
                mark = MilestoneMark(0, each.after, MilestoneKind.VERSE, each.label)
                result[each.index] = replace(chunk, milestones=(mark, *chunk.milestones))
    return result


def _candidate(index: int, chunk: Chunk) -> _Candidate | None:
    text = chunk.text.text
    match = _VERSE.match(text)
    if match is None:
        return None
    form = str(match.lastgroup)
    label = match[form]
    readings = read_label(label.rsplit(":", 1)[-1])
    if not readings:
        return None
    is_hebrew = script_of(text[match.end() :]) is Script.HEBREW
    start, end = match.span(form)
    return _Candidate(index, start, end, match.end(), label, form, readings[:1], is_hebrew)


def _has_both_scripts(rows: dict[tuple[str, bool], list[_Candidate]], form: str) -> bool:
    """Return whether lines of both scripts have the same numbers in the same form."""
    if form == "bare":
        return False
    both = [rows.get((form, is_hebrew), []) for is_hebrew in (True, False)]
    numbers = [[each.readings[0].number for each in row] for row in both]
    return bool(numbers[0]) and numbers[0] == numbers[1]


def _runs(row: Sequence[_Candidate]) -> list[list[_Candidate]]:
    runs: list[list[_Candidate]] = []
    for each in row:
        if runs and each.readings[0].number == runs[-1][-1].readings[0].number + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _is_verses(chunks: Sequence[Chunk], run: Sequence[_Candidate], form: str) -> bool:
    """Return whether a run of numbered lines of one script is verses and not a list.

    Verses stand close together: with no more than a few other lines between two of them.
    """
    near = all(b.index - a.index <= 4 for a, b in pairwise(run))
    if not near:
        return False
    numbering = run[0].readings[0].numbering
    if form == "round":
        return numbering is Numbering.HEBREW and len(run) > _FEWEST
    if form == "square":
        return numbering is Numbering.HEBREW or ":" in run[0].label
    starts_well = run[0].readings[0].number == 1 or len(run) > _FEWEST + 1
    return starts_well and (form == "pair" or not any(_is_count(chunks, each) for each in run))


def _is_count(chunks: Sequence[Chunk], each: _Candidate) -> bool:
    """Return whether a number counts what follows it: “2 cups of flour”."""
    rest = chunks[each.index].text.text[each.after :]
    return not each.is_hebrew and rest[:1].islower()


# --- portions and pages


def _mark_portions(chunks: Sequence[Chunk]) -> list[Chunk]:
    result = list(chunks)
    for index, chunk in enumerate(chunks):
        if "{" not in chunk.text.text:
            continue
        marks = [
            MilestoneMark(match.start(), match.end(), MilestoneKind.SECTION, match["label"])
            for match in _PORTION.finditer(chunk.text.text)
        ]
        marks += [
            MilestoneMark(match.start(), match.end(), MilestoneKind.PAGE, match["label"])
            for match in _PAGE.finditer(chunk.text.text)
            if match.group().startswith("{")
        ]
        starts = {mark.start for mark in chunk.milestones}
        marks = [mark for mark in marks if mark.start not in starts]
        if marks:
            result[index] = replace(chunk, milestones=(*chunk.milestones, *marks))
    return result


def split_pages(chunks: Sequence[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """Return the lines that are nothing but the mark of a page, and all other lines."""
    pages: list[Chunk] = []
    others: list[Chunk] = []
    blanks = 0
    for chunk in chunks:
        match = _PAGE.fullmatch(chunk.text.text.strip()) if chunk.part is None else None
        if match:
            mark = MilestoneMark(0, len(chunk.text), MilestoneKind.PAGE, match["label"])
            pages.append(replace(chunk, milestones=(mark,)))
            blanks = max(blanks, chunk.blanks)
        else:
            others.append(replace(chunk, blanks=max(blanks, chunk.blanks)) if blanks else chunk)
            blanks = 0
    return pages, others


_NO_TEXT = FRONT | HEADINGS | {Part.SEPARATOR, Part.SOURCE_LINE, Part.NOTE}


def join_pages(chunks: Sequence[Chunk], pages: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with the mark of each page before the text that it begins with.

    The mark of a page that begins with a heading stands in the text under the heading; the mark of
    a page without text stands after the last text, or alone where all lines are headings.
    """
    result = list(chunks)
    if not pages:
        return result
    texts = [index for index, chunk in enumerate(chunks) if chunk.part not in _NO_TEXT]
    # A page goes to the first text that begins after it, in whatever order the texts stand.
    starts = list(accumulate((chunks[index].span.start for index in texts), max))
    groups: dict[int, list[Chunk]] = {}
    for page in pages:
        groups.setdefault(bisect_right(starts, page.span.start), []).append(page)
    last = groups.pop(len(texts), [])
    if last and texts:
        result[texts[-1]] = result[texts[-1]].append(*last)
    elif last:
        result += [replace(page, part=Part.PARAGRAPH) for page in last]
    for place, (first, *others) in groups.items():
        index = texts[place]
        result[index] = replace(chunks[index], **_content(first.append(*others, result[index])))
    return result


def _content(chunk: Chunk) -> dict[str, Any]:
    """Return the text of a chunk with what stands in it."""
    names = ("text", "calls", "milestones", "markup")
    return {name: getattr(chunk, name) for name in names}
