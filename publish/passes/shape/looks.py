"""Headings and rubrics by the looks of whole paragraphs, in documents that state the looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.document.draft import HEADINGS, Chunk, MarkupKind, Part
from publish.passes.headings import is_heading
from publish.passes.line_features import count_letters, has_inner_stop, has_points, is_quoted
from publish.passes.shape.rubrics import is_instruction

_LONGEST_HEADING = 80
_MOST_HEADINGS = 0.4
"""The share of the lines up to which bold ones are headings; where more are bold, it is a look."""

_FEWEST_POINTED = 2


def mark_by_looks(chunks: Sequence[Chunk], *, has_headings: bool) -> list[Chunk]:
    """Return the chunks with bold lines over a text as headings, and instructions in italics.

    Instructions are rubrics in texts with pointed lines, as prayers.  Bold lines are headings only
    in a document without headings of its own.
    """
    result = list(chunks)
    if sum(has_points(each.text.text) for each in chunks) >= _FEWEST_POINTED:
        result = [_as_rubric(each) for each in result]
    if has_headings:
        return result
    places = [place for place in range(len(result)) if _is_bold_heading(result, place)]
    if len(places) > _MOST_HEADINGS * sum(each.part is None for each in result):
        return result
    for place in places:
        result[place] = replace(result[place], part=Part.HEADING)
    return result


def drop_heading_looks(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks without bold type of whole headings, which is the look of their part."""
    return [
        replace(each, markup=tuple(m for m in each.markup if not _is_whole(each, m.start, m.end)))
        if each.part in HEADINGS and is_whole(each, MarkupKind.STRONG)
        else each
        for each in chunks
    ]


def is_whole(chunk: Chunk, kind: MarkupKind) -> bool:
    """Return whether all characters of a chunk have a look."""
    return any(m.kind is kind and _is_whole(chunk, m.start, m.end) for m in chunk.markup)


def _is_whole(chunk: Chunk, start: int, end: int) -> bool:
    text = chunk.text.text
    return not text[:start].strip() and not text[end:].strip(" .:")


def _as_rubric(chunk: Chunk) -> Chunk:
    text = chunk.text.text
    if chunk.part is not None or has_points(text) or not is_whole(chunk, MarkupKind.EMPHASIS):
        return chunk
    inner = tuple(m for m in chunk.markup if not _is_whole(chunk, m.start, m.end))
    return replace(chunk, part=Part.RUBRIC, markup=inner) if is_instruction(text) else chunk


def _is_bold_heading(chunks: Sequence[Chunk], place: int) -> bool:
    """Return whether a line is a heading: bold as a whole, over a longer text that is not."""
    chunk = chunks[place]
    text = chunk.text.text
    if chunk.part is not None or not place or place + 1 == len(chunks):
        return False
    if len(text) > _LONGEST_HEADING or not is_whole(chunk, MarkupKind.STRONG) or has_points(text):
        return False
    if not is_heading(text) or has_inner_stop(text) or is_quoted(text) or "\t" in text:
        return False
    before, following = chunks[place - 1], chunks[place + 1]
    if is_whole(following, MarkupKind.STRONG) or is_whole(before, MarkupKind.STRONG):
        return False
    if following.part is None and following.script is not chunk.script:
        return False  # a line and its translation
    return following.part is not Part.NOTE and count_letters(following.text.text) > len(text)
