"""Parts that the settings give single lines, which go before the parts that were recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.document.draft import SEGMENT, Chunk, Draft, Part

_SPEAKER = re.compile(r"([^:\n]{1,60}?)\s*:\s+(?=\S)")
_NAME = re.compile(r"[^:.!?\n]{1,60}:?\s*")
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
    return replace(draft, chunks=tuple(_name_speakers(chunks)))


def _name_speakers(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """Yield the chunks, marked speeches with the name of their speaker as their label.

    The name stands before a colon, or alone on the line over the paragraph that is said.
    """
    name: Chunk | None = None
    for chunk, following in zip(chunks, (*chunks[1:], None), strict=True):
        if name is not None:
            yield replace(chunk, part=Part.SPEECH, label=name.text, blanks=name.blanks)
            name = None
        elif chunk.mark is not Part.SPEECH or chunk.label:
            yield chunk
        elif match := _SPEAKER.match(chunk.text.text):
            speaker = chunk.text.cut(*match.span(1)).strip()
            yield replace(chunk.cut(match.end()).strip(), label=speaker)
        elif _NAME.fullmatch(chunk.text.text) and _is_said(following):
            bare = len(chunk.text.text.rstrip(" :"))
            name = replace(chunk, text=chunk.text.cut(0, bare))
        else:
            yield chunk


def _is_said(chunk: Chunk | None) -> bool:
    """Return whether a chunk is a paragraph that no mark gives another part."""
    return chunk is not None and chunk.part is Part.PARAGRAPH and chunk.mark is None


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
