"""Source lines: lines with a number or a letter, each over the text of an excerpt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk, Part
from publish.passes.headings import is_labelled_heading
from publish.passes.line_features import ends_clause, ends_question, has_inner_stop
from publish.passes.shape.labels import Label, find_label, remove_label
from publish.passes.shape.source_cues import has_cue, has_reference, has_strong_cue
from publish.text.dataclass import dataclass

_LONGEST = 300
_FEWEST = 2
_GAP = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be a source line: its index, its label and its number."""

    index: int
    label: Label
    number: int
    line: str


def mark_source_lines(
    chunks: Sequence[Chunk], *, is_certain: bool = False
) -> Outcome[tuple[Chunk, ...]]:
    """Return the chunks with source lines marked, without their numbers.

    ``is_certain`` is true where the settings say that the text is a row of excerpts: then no line
    needs a cue.
    """
    result = list(chunks)
    diagnostics: list[Diagnostic] = []
    for sequence in _sequences(chunks):
        if not (is_certain or _are_sources(chunks, sequence)):
            continue
        last = sequence[0].number - 1
        for each in sequence:
            chunk = chunks[each.index]
            if each.number != last + 1:
                message = f"excerpt {each.number} follows excerpt {last}"
                diagnostics.append(rules.NUMBER_GAP.at(chunk.span, message))
            last = each.number
            marked = remove_label(chunk, each.label)
            if each.label.text.isdigit() and not each.label.word:
                marked = replace(marked, label=None)
            elif each.label.word:
                marked = replace(marked, label=chunk.text.cut(0, each.label.end))
            result[each.index] = replace(marked, part=Part.SOURCE_LINE, number=each.number)
            if not _stands_over_text(chunks, each.index):
                message = f"excerpt {each.number} has no text"
                diagnostics.append(rules.EMPTY_EXCERPT.at(chunk.span, message))
    return Outcome(tuple(result), tuple(diagnostics))


def _sequences(chunks: Sequence[Chunk]) -> list[list[_Candidate]]:
    """Return rows of candidates whose numbers rise; up to two may be missing between neighbours.

    A row ends where the numbers begin again, in a line that can hardly be but a source.
    """
    rows: dict[tuple[object, ...], list[_Candidate]] = {}
    ended: list[list[_Candidate]] = []
    for index, chunk in enumerate(chunks):
        if chunk.part is not None or chunk.milestones:
            continue
        text = chunk.text.text
        if is_labelled_heading(text) and not find_label(text):
            ended += rows.values()
            rows = {}
            continue
        label = find_label(text)
        if label is None or len(text) > _LONGEST or (label.text.isalpha() and label.text.isascii()):
            continue
        reading = label.readings[0]
        key = (label.style, label.word.casefold(), reading.numbering)
        candidate = _Candidate(index, label, reading.number, text[label.after :])
        row = rows.get(key)
        if row and row[-1].number < reading.number <= row[-1].number + _GAP:
            row.append(candidate)
        elif row is None or (reading.number == 1 and has_strong_cue(candidate.line)):
            ended += [row] if row else []
            rows[key] = [candidate]
    return sorted([*ended, *rows.values()], key=lambda row: row[0].index)


def _are_sources(chunks: Sequence[Chunk], row: Sequence[_Candidate]) -> bool:
    """Return whether candidates are source lines: most have a cue, and text stands under them."""
    over_text = sum(_stands_over_text(chunks, each.index) for each in row)
    if row[0].label.word:
        return over_text > 0
    cues = sum(_looks_like_source(each.line) for each in row)
    strong = sum(has_strong_cue(each.line) or has_reference(each.line) for each in row)
    if len(row) < _FEWEST:
        # A lesson of a booklet may have a single source, if its line can be nothing else.
        return over_text == 1 and has_strong_cue(row[0].line)
    return over_text >= _FEWEST and cues * 2 > len(row) and (strong * 2 >= len(row) or strong > 1)


def _looks_like_source(line: str) -> bool:
    if has_strong_cue(line):
        return True
    if ends_question(line) or ends_clause(line):
        return False
    return has_cue(line) and not has_inner_stop(line) and not line.endswith((";", ":"))


def _stands_over_text(chunks: Sequence[Chunk], index: int) -> bool:
    following = chunks[index + 1] if index + 1 < len(chunks) else None
    if following is None or following.part is Part.NOTE:
        return False
    if following.part is not None:
        return True
    label = find_label(following.text.text)
    return label is None or not has_strong_cue(following.text.text)
