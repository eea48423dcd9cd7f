"""Stanzas: groups of short lines whose ends the author set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.document.draft import Chunk, Part
from publish.passes.headings import is_labelled_heading
from publish.passes.line_features import (
    ends_question,
    ends_with_comma,
    final_mark,
    has_inner_stop,
    is_chords,
    is_quoted,
    is_whole_in_brackets,
)
from publish.passes.shape.source_cues import is_citation
from publish.text.languages import Script, begins_in
from publish.text.patterns import late_pattern

_LONGEST = 64
_WRAPPED = 52
_LINES = 2
_FEWEST = 3
_LONGEST_STANZA = 24
_DASHES = ("—", "–")
_WORDS_OF_NAME = 2
_NUMBERED = late_pattern(r"[^\W\d_]+ (?:\d{1,3}|[א-ת]{1,2}['׳]?)[.:]?")
_WORDS_OF_CUE = 4


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
    script: Script | None = None
    for index in range(head, len(chunks) + 1):
        is_apart = index == len(chunks) or chunks[index].part is not None
        if is_apart or (index > start and not _goes_on(chunks[index], script)):
            if index - start >= _LINES:
                yield range(start, index)
            start = index + (index < len(chunks) and is_apart)
            script = None
        if script is None and not is_apart and not is_chords(chunks[index].text.text):
            script = chunks[index].script


def _goes_on(chunk: Chunk, script: Script | None) -> bool:
    """Return whether a line has most of its letters, or its first word, in the script of a group.

    Chords belong to any line that they stand over.
    """
    if chunk.blanks:
        return False
    if script is None or is_chords(chunk.text.text):
        return True
    return chunk.script is script or begins_in(chunk.text.text, script)


def _is_stanza(chunks: Sequence[Chunk], group: range) -> bool:
    lines = [chunks[index].text.text for index in group]
    if len(lines) > _LONGEST_STANZA or any(len(line) > _LONGEST for line in lines):
        return False
    if any("\n" in line or is_labelled_heading(line) for line in lines):
        return False
    if _is_dialogue_or_questions(lines) or (len(lines) == _LINES and _has_line_over_text(lines)):
        return False
    if sorted(map(len, lines))[len(lines) // 2] > _WRAPPED:
        return False  # lines of one width are prose that was cut into lines
    # Lines of prose hold more than one sentence, or end in the middle of one at any word.
    return sum(map(has_inner_stop, lines)) * 3 < len(lines)


def _is_dialogue_or_questions(lines: Sequence[str]) -> bool:
    """Return whether all lines begin with a dash, or questions stand under “For discussion:”."""
    if all(line.startswith(_DASHES) for line in lines):
        return True
    return _is_cue(lines[0]) and all(map(ends_question, lines[1:]))


def _has_line_over_text(lines: Sequence[str]) -> bool:
    """Return whether the first of two lines is a source, a speaker, a name or a closing formula."""
    first = lines[0]
    if is_quoted(first) and first.endswith(")"):
        return True
    return is_citation(first) or _is_cue(first) or _is_signature(lines) or _is_name_over_text(lines)


def _is_cue(line: str) -> bool:
    """Return whether a line says who speaks the next one, or how: “And his friend answers:”."""
    return line.endswith(":") and len(line.split()) <= _WORDS_OF_CUE


def _is_name_over_text(lines: Sequence[str]) -> bool:
    """Return whether a word stands over a sentence or a remark: “Kadesh / Pour the cup …”."""
    name, text = lines
    words = len(name.split())
    if words > _WORDS_OF_NAME or final_mark(name):
        return False
    if _NUMBERED.fullmatch(name) or is_whole_in_brackets(text):
        return True
    return len(text.split()) > 2 * words and final_mark(text) in (".", ":")


def _is_signature(lines: Sequence[str]) -> bool:
    """Return whether two lines are a closing formula and a name: “Your friend, / A. Lampman”."""
    return ends_with_comma(lines[0]) and len(lines[1].split()) <= 4
