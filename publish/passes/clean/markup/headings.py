"""Parts of headings by the levels that markup gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.document.draft import Chunk, Part


def heading(chunk: Chunk, level: int) -> Chunk:
    """Return a chunk as a heading of ``level``, from 1, before ``set_heading_parts``.

    A line that the settings mark keeps its part.
    """
    return chunk if chunk.mark else replace(chunk, part=Part.HEADING, depth=level, joins=False)


def set_heading_parts(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with headings as title, chapters and sections.

    The heading over the whole text is its title where it alone has its level.  The highest of the
    other levels is that of chapters.
    """
    levels = [chunk.depth for chunk in chunks if _is_heading(chunk)]
    has_title = (
        len(chunks) > 1
        and _is_heading(chunks[0])
        and not any(chunk.part is Part.TITLE for chunk in chunks)
        and min(levels) == levels[0]
        and levels.count(levels[0]) == 1
    )
    ranks = {level: rank for rank, level in enumerate(sorted(set(levels[has_title:])))}
    result: list[Chunk] = []
    for index, chunk in enumerate(chunks):
        if not _is_heading(chunk):
            result.append(chunk)
        elif has_title and index == 0:
            result.append(replace(chunk, part=Part.TITLE, depth=1))
        else:
            rank = ranks[chunk.depth]
            part = Part.SECTION if rank else Part.HEADING
            result.append(replace(chunk, part=part, depth=max(rank, 1)))
    return result


def _is_heading(chunk: Chunk) -> bool:
    return chunk.part is Part.HEADING and chunk.mark is None
