"""Removal of lines from a draft."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from publish.document.draft import Chunk


def remove_lines(chunks: Sequence[Chunk], indices: Collection[int]) -> tuple[Chunk, ...]:
    """Return the chunks without those at ``indices``, which part the lines around them."""
    rest: list[Chunk] = []
    blanks = 0
    for index, chunk in enumerate(chunks):
        if index in indices:
            blanks = max(blanks, chunk.blanks, 1)
        else:
            is_parted = blanks > chunk.blanks and rest
            rest.append(replace(chunk, blanks=blanks) if is_parted else chunk)
            blanks = 0
    return tuple(rest)
