"""Milestones of a book that publish made: numbers of verses, sections and pages in its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.document.draft import Chunk, MilestoneMark
from publish.document.roles import MilestoneKind
from publish.readers.epub.documents import BookDocument
from publish.readers.html.tree import descend
from publish.text.dataclass import dataclass

_TAG = 200
"""Characters that the tag of a milestone has at most."""

_KINDS = {f"{kind}-mark": kind for kind in MilestoneKind}


@dataclass(frozen=True, slots=True)
class _Place:
    """A milestone: its kind, and its place in the markup."""

    start: int
    end: int
    kind: MilestoneKind


def mark_milestones(chunks: Iterable[Chunk], document: BookDocument) -> Iterator[Chunk]:
    """Yield the chunks of a document with marks for the milestones in it."""
    places = [
        _Place(element.start, element.end, _KINDS[name])
        for element in descend(document.body)
        for name in element.classes & _KINDS.keys()
    ]
    starts = [place.start for place in places]
    for chunk in chunks:
        span = chunk.span
        own = places[bisect_left(starts, span.start - _TAG) : bisect_left(starts, span.end)]
        marks = tuple(filter(None, (_mark(chunk, place) for place in own)))
        yield replace(chunk, milestones=marks) if marks else chunk


def _mark(chunk: Chunk, place: _Place) -> MilestoneMark | None:
    """Return the mark of a milestone; None for one that is not in a chunk."""
    text = chunk.text
    indices = [n for n in range(len(text)) if place.start <= text.offset(n) < place.end]
    if not indices:
        return None
    start, end = indices[0], indices[-1] + 1
    return MilestoneMark(start, end, place.kind, text.text[start:end].strip())
