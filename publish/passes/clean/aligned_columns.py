"""Columns that spaces align: their cells are told apart before runs of spaces become one."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Outcome
from publish.diagnostics.rules import pasting
from publish.document.draft import Chunk, Draft
from publish.passes.line_features import count_words, has_letters, is_chords, script_of
from publish.text.patterns import late_pattern

_GAP = late_pattern(r"(?<=[^\s]) {3,}(?=[^\s])")
_PAIR = 2
_PAIR_WORDS = 2
"""The words of a cell, from which on lines in two scripts are pairs, and no vocabulary."""

_FEWEST = 3
"""The lines whose cells begin at the same widths, from which on they are columns."""


def part_columns(draft: Draft) -> Outcome[Draft]:
    """Return the draft with a tab between cells that begin at the same width in several lines.

    Long cells in two scripts are pairs, which their scripts tell apart.
    """
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for index, chunk in enumerate(draft.chunks):
        if widths := _find_cells(chunk):
            places[widths].append(index)
    groups = [group for group in places.values() if _are_columns(draft.chunks, group)]
    lines = sorted(index for group in groups for index in group)
    if not lines:
        return Outcome(draft)
    chunks = list(draft.chunks)
    for index in lines:
        chunks[index] = chunks[index].with_text(chunks[index].text.sub(_GAP, lambda _: "\t"))
    first, *others = (draft.chunks[index].span for index in lines)
    diagnostic = pasting.ALIGNED_COLUMNS.at(
        first, f"{len(lines)} lines are read as rows of a table", also=others
    )
    return Outcome(replace(draft, chunks=tuple(chunks)), (diagnostic,))


def _are_columns(chunks: Sequence[Chunk], lines: Sequence[int]) -> bool:
    """Return whether lines are enough for columns, and no text with its translation."""
    rows = [_GAP.split(chunks[index].text.text) for index in lines]
    if len(rows) < _FEWEST:
        return False
    pairs = [row for row in rows if len(row) == _PAIR and script_of(row[0]) != script_of(row[1])]
    words = sum(count_words(cell) for row in pairs for cell in row)
    return not pairs or (len(pairs) == len(rows) and words < _PAIR_WORDS * _PAIR * len(pairs))


def _find_cells(chunk: Chunk) -> tuple[int, ...]:
    """Return the widths at which the cells of a line after the first begin; none of one cell."""
    text = chunk.text.text
    if chunk.part is not None or "   " not in text or "\t" in text:
        return ()
    cells = _GAP.split(text)
    if not has_letters(cells[0]) or all(map(is_chords, cells)):
        return ()
    if len(cells) == _PAIR and not has_letters(cells[1]):
        return ()
    return tuple(
        sum(not unicodedata.combining(character) for character in text[: gap.end()])
        for gap in _GAP.finditer(text)
    )
