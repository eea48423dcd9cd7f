"""Parts that the settings give single lines, which go before the parts that were recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.document.draft import SEGMENT, Chunk, Draft, Part

_NUMBER = re.compile(r"\s*[\[(]?(\d{1,4})\b")


def restore_marks(draft: Draft) -> Draft:
    """Return the draft with each marked chunk in the part of its mark.

    A marked original begins a segment.  Marked translations and transliterations belong to the
    original directly before them, else to the one directly after them.
    """
    if not any(chunk.mark for chunk in draft.chunks):
        return draft
    chunks = list(draft.chunks)
    for index, chunk in enumerate(chunks):
        if chunk.mark and chunk.mark is not chunk.part:
            number = _source_number(chunk) if chunk.mark is Part.SOURCE_LINE else None
            chunks[index] = replace(chunk, part=chunk.mark, number=number)
    last = max((chunk.number or 0 for chunk in chunks if chunk.part in SEGMENT), default=0)
    for index, chunk in enumerate(chunks):
        if chunk.mark is Part.ORIGINAL and chunk.number is None:
            last += 1
            chunks[index] = replace(chunk, number=last)
    for index, chunk in enumerate(chunks):
        if chunk.mark in SEGMENT and chunk.number is None:
            chunks[index] = replace(chunk, number=_neighbour(chunks, index))
    return replace(draft, chunks=tuple(chunks))


def _source_number(chunk: Chunk) -> int | None:
    match = _NUMBER.match(chunk.text.text)
    return int(match[1]) if match else chunk.number


def _neighbour(chunks: Sequence[Chunk], index: int) -> int | None:
    """Return the number of the segment beside a translation."""
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(chunks) and chunks[place].part in SEGMENT:
            if chunks[place].part is Part.ORIGINAL:
                return chunks[place].number
            place += step
    return None
