"""The shape of running text: titles, headings, paragraphs, lists and separators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Outcome
from publish.document.draft import Chunk, Draft, Part
from publish.passes.headings import NUMBERED, SEPARATOR, is_heading, is_labelled_heading
from publish.passes.shape.front_matter import opens_first_section, split_head

_BULLET = re.compile(r"[-–•*·]\s+(?=\S)")


def mark_prose(draft: Draft) -> Outcome[Draft]:
    """Return the draft with the part of each chunk; a paragraph where nothing else fits."""
    head, rest = split_head(draft.chunks)
    chunks = [*head]
    spaced = any(chunk.blanks for chunk in rest[1:])
    for index, chunk in enumerate(rest):
        chunks.append(chunk if chunk.part else _mark(rest, index, spaced=spaced))
    if opens_first_section(head, chunks):
        chunks[len(head) - 1] = replace(head[-1], part=Part.HEADING)
    return Outcome(replace(draft, chunks=tuple(chunks)))


def _mark(chunks: Sequence[Chunk], index: int, *, spaced: bool) -> Chunk:
    chunk = chunks[index]
    text = chunk.text.text
    if SEPARATOR.fullmatch(text):
        return replace(chunk, part=Part.SEPARATOR)
    if match := _BULLET.match(text):
        return replace(chunk, text=chunk.text.cut(match.end()), part=Part.ITEM)
    if number := _list_number(chunks, index):
        match = NUMBERED.match(text)
        assert match is not None
        return replace(chunk, text=chunk.text.cut(match.end()), part=Part.ITEM, number=number)
    if _is_heading_at(chunks, index, spaced=spaced):
        return replace(chunk, part=Part.HEADING)
    return replace(chunk, part=Part.PARAGRAPH)


def _list_number(chunks: Sequence[Chunk], index: int) -> int:
    """Return the number of an item of a numbered list, or 0 where no neighbour continues it."""
    numbers = [_number(chunks, near) for near in (index - 1, index, index + 1)]
    before, here, after = numbers
    in_sequence = here and (after == here + 1 or (before and before == here - 1))
    return here if in_sequence else 0


def _number(chunks: Sequence[Chunk], index: int) -> int:
    if not 0 <= index < len(chunks):
        return 0
    match = NUMBERED.match(chunks[index].text.text)
    return int(match["number"]) if match else 0


def _is_heading_at(chunks: Sequence[Chunk], index: int, *, spaced: bool) -> bool:
    """Return whether a chunk is a heading: set apart, with a longer text after it.

    ``spaced`` is true for a text with blank lines between its blocks.
    """
    chunk = chunks[index]
    text = chunk.text.text
    following = chunks[index + 1] if index + 1 < len(chunks) else None
    if following is None or following.part is not None:
        return False
    if is_labelled_heading(text):
        return True
    apart = chunk.blanks > 0 or not spaced
    return (
        apart
        and is_heading(text)
        and chunk.script is following.script
        and not text.startswith(('"', "“", "„", "”", "(", "["))
        and not is_heading(following.text.text)
        and len(following.text) > len(text)
    )
