"""Numbers of notes in editions that leave some notes out."""

from __future__ import annotations

from dataclasses import replace

from publish.document.model import Node, Note, Section
from publish.document.walk import descend, rewrite
from publish.pipeline.editions.commentary import SERIES


def renumber_notes(before: Section, after: Section) -> Section:
    """Return the chapter of an edition with notes numbered anew where some are left out.

    Each chapter keeps its first number.  Notes whose calls are not 1, 2, 3 … keep their calls, and
    so do the letters of commentary.
    """
    notes = _own_notes(before)
    calls = [note.call for note in notes]
    left = [note.call for note in _own_notes(after)]
    # The number of a note without a body is all that a reader has to find it elsewhere.
    if len(left) == len(calls) or not all(n.blocks and n.call.isdecimal() for n in notes):
        return after
    first = min(map(int, calls))
    if sorted(map(int, calls)) != list(range(first, first + len(calls))):
        return after
    numbers = {call: str(number) for number, call in enumerate(left, start=first)}

    def change(node: Node) -> Node:
        if isinstance(node, Note) and node.series != SERIES:
            return replace(node, call=numbers[node.call])
        return node

    return rewrite(after, change)


def _own_notes(section: Section) -> list[Note]:
    nodes = descend(section)
    return [node for node in nodes if isinstance(node, Note) and node.series != SERIES]
