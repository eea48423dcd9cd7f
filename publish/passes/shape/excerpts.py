"""The shape of handouts: numbered source lines, each with the text of an excerpt under it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk, Draft, Part
from publish.passes.headings import NUMBERED, SEPARATOR
from publish.passes.shape.front_matter import split_head

_LONGEST = 300
_FEWEST = 2
_CUES = re.compile(
    r"\bno\.?\s*\d|\(\s*\d{4}\s*\)|^\s*from:|[\"“„״”].+[\"”“״]\s*$|,"
    r"|\b(?:article|letter|essay|chapter|item|lesson|page|volume)\b"
    r"|(?:^|\s)(?:מאת|מתוך|מאמר|אגרת|פרק|כרך|עמ['׳])",
    re.IGNORECASE,
)


def looks_like_excerpts(draft: Draft) -> bool:
    """Return whether at least two numbered source lines have text under them."""
    lines = _source_lines(draft.chunks, _is_source_line)
    return sum(_stands_over_text(draft.chunks, index) for index in lines) >= _FEWEST


def _source_lines(chunks: Sequence[Chunk], is_source_line: Callable[[str], bool]) -> dict[int, int]:
    """Return the number of each source line by the index of its chunk.

    Numbers rise from 1; up to two may be missing between neighbours.
    """
    numbers: dict[int, int] = {}
    last = 0
    for index, chunk in enumerate(chunks):
        match = NUMBERED.match(chunk.text.text) if chunk.part is None else None
        if match is None:
            continue
        number = int(match["number"])
        in_sequence = last < number <= last + 3 if last else number == 1
        if in_sequence and is_source_line(chunk.text.text[match.end() :]):
            last = number
            numbers[index] = number
    return numbers


def _is_source_line(line: str) -> bool:
    """Return whether a line has a cue of source lines: a year, a quoted title, a comma."""
    return len(line) <= _LONGEST and bool(_CUES.search(line)) and not line.endswith((".", ";", ","))


def _stands_over_text(chunks: Sequence[Chunk], index: int) -> bool:
    return index + 1 < len(chunks) and not NUMBERED.match(chunks[index + 1].text.text)


def mark_excerpts(draft: Draft) -> Outcome[Draft]:
    """Return the draft with head, source lines and paragraphs marked, without their numbers."""
    lines = _source_lines(draft.chunks, _is_source_line)
    lines = lines or _source_lines(draft.chunks, lambda line: len(line) <= _LONGEST)
    chunks, _ = split_head(draft.chunks)
    diagnostics: list[Diagnostic] = []
    last = 0
    for index, chunk in enumerate(draft.chunks[len(chunks) :], len(chunks)):
        if index not in lines:
            chunks.append(_paragraph(chunk))
            continue
        number = lines[index]
        if number != last + 1:
            diagnostics.append(
                rules.NUMBER_GAP.at(chunk.span, f"excerpt {number} follows excerpt {last}")
            )
        last = number
        match = NUMBERED.match(chunk.text.text)
        assert match is not None
        text = chunk.text.cut(match.end())
        chunks.append(replace(chunk, text=text, part=Part.SOURCE_LINE, number=number))
        if index + 1 in lines or index + 1 == len(draft.chunks):
            diagnostics.append(rules.EMPTY_EXCERPT.at(chunk.span, f"excerpt {number} has no text"))
    return Outcome(replace(draft, chunks=tuple(chunks)), tuple(diagnostics))


def _paragraph(chunk: Chunk) -> Chunk:
    if chunk.part is not None:
        return chunk
    is_separator = SEPARATOR.fullmatch(chunk.text.text)
    return replace(chunk, part=Part.SEPARATOR if is_separator else Part.PARAGRAPH)
