"""Stanzas: groups of short lines whose ends the author set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.document.draft import Chunk, Part
from publish.passes.headings import is_labelled_heading
from publish.passes.line_features import ends_with_comma, has_inner_stop
from publish.text.languages import Script, begins_in

_LONGEST = 64
_WRAPPED = 52
_LINES = 2
_FEWEST = 3
_LONGEST_STANZA = 24


def mark_stanzas(chunks: Sequence[Chunk], *, head: int = 0) -> list[Chunk]:
    """Return the chunks with stanzas marked; the first ``head`` lines are no stanza.

    A stanza is a group of short lines without a blank line in it.  A text has stanzas where one
    has three lines or more, or where there are two.
    """
    groups = [g for g in _groups(chunks, head) if _is_stanza(chunks, g)]
    if not any(len(group) >= _FEWEST for group in groups) and len(groups) < _LINES:
        return list(chunks)
    result = list(chunks)
    for group in groups:
        for index in group:
            joins = index > group[0]
            result[index] = replace(chunks[index], part=Part.VERSE, joins=joins)
    return result


def _groups(chunks: Sequence[Chunk], head: int) -> Iterator[range]:
    start = head
    for index in range(head, len(chunks) + 1):
        ends = (
            index == len(chunks)
            or chunks[index].part is not None
            or (index > start and bool(chunks[index].blanks))
            or (index > start and not _is_in_script(chunks[index], chunks[start].script))
        )
        if ends:
            if index - start >= _LINES:
                yield range(start, index)
            start = index + (index < len(chunks) and chunks[index].part is not None)


def _is_in_script(chunk: Chunk, script: Script) -> bool:
    """Return whether a line has most of its letters, or its first word, in a script."""
    return chunk.script is script or begins_in(chunk.text.text, script)


def _is_stanza(chunks: Sequence[Chunk], group: range) -> bool:
    lines = [chunks[index].text.text for index in group]
    if len(lines) > _LONGEST_STANZA or any(len(line) > _LONGEST for line in lines):
        return False
    if any("\n" in line or is_labelled_heading(line) for line in lines):
        return False
    if len(lines) == _LINES and _is_signature(lines):
        return False
    if sorted(map(len, lines))[len(lines) // 2] > _WRAPPED:
        return False  # lines of one width are prose that was cut into lines
    # Lines of prose hold more than one sentence, or end in the middle of one at any word.
    return sum(map(has_inner_stop, lines)) * 3 < len(lines)


def _is_signature(lines: Sequence[str]) -> bool:
    """Return whether two lines are a closing formula and a name: “Your friend, / A. Lampman”."""
    return ends_with_comma(lines[0]) and len(lines[1].split()) <= 4
