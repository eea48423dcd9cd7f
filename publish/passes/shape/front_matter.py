"""The head of a text: title, subtitles and event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.document.dates import event_line
from publish.document.draft import Chunk, Part
from publish.passes.headings import head_length


def split_head(chunks: Sequence[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """Return the head, each line with its part, and the chunks of the text under it.

    The first line that names an event is the event.  Of the other lines the first is the title
    and the rest are subtitles.
    """
    length = head_length(chunks)
    head: list[Chunk] = []
    part = Part.TITLE
    has_event = False
    for chunk in chunks[:length]:
        if not has_event and event_line(chunk.text.text):
            has_event = True
            head.append(replace(chunk, part=Part.EVENT))
        else:
            head.append(replace(chunk, part=part))
            part = Part.SUBTITLE
    return head, list(chunks[length:])


def opens_first_section(head: Sequence[Chunk], chunks: Sequence[Chunk]) -> bool:
    """Return whether the last line of the head is the heading of the first section."""
    return (
        len(head) > 1
        and head[-1].part is Part.SUBTITLE
        and any(c.part is Part.HEADING and c.script is head[-1].script for c in chunks)
    )
