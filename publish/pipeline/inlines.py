"""Inlines of a chunk: its text with notes at their calls, milestones, markup and line breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from publish.document.draft import Call, Chunk, MarkupKind, MarkupRange, MilestoneMark
from publish.document.model import (
    Block,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Milestone,
    Note,
    Paragraph,
    Passage,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
    direction,
)
from publish.text.source import Span, Traced

_Mark: TypeAlias = Call | MilestoneMark

_STYLES: dict[MarkupKind, Callable[..., Inline]] = {
    MarkupKind.EMPHASIS: Emphasis,
    MarkupKind.STRONG: Strong,
    MarkupKind.UNDERLINE: Underline,
    MarkupKind.SMALL_CAPS: SmallCaps,
    MarkupKind.SUPERSCRIPT: Superscript,
    MarkupKind.SUBSCRIPT: Subscript,
}


_DEEPEST = 32
"""The number of ranges of markup around a text from which on further ones have no effect."""


def inlines(chunk: Chunk) -> Inlines:
    """Return the text of a chunk with each note at its call and each milestone in its place."""
    marks: list[_Mark] = sorted((*chunk.calls, *chunk.milestones), key=lambda mark: mark.start)
    ranges = sorted(chunk.markup, key=lambda each: (each.start, -each.end))
    return tuple(_Reading(chunk.text, marks, ranges).within(0, len(chunk.text)))


class _Reading:
    """The text of a chunk with its marks and ranges of markup, each read once and in order."""

    def __init__(self, text: Traced, marks: Sequence[_Mark], ranges: Sequence[MarkupRange]) -> None:
        self._text = text
        self._marks = marks
        self._ranges = ranges
        self._mark = self._range = 0

    def within(self, start: int, end: int, depth: int = 0) -> Iterator[Inline]:
        """Yield the inlines from ``start`` to ``end``, with the outermost ranges as nodes."""
        position = start
        while self._range < len(self._ranges) and self._ranges[self._range].start < end:
            outer = self._ranges[self._range]
            self._range += 1
            if depth == _DEEPEST:
                continue
            yield from self._plain(position, outer.start)
            content = tuple(self.within(outer.start, outer.end, depth + 1))
            if content:
                yield _style(outer, content, self._text.span(outer.start, outer.end))
            position = outer.end
        yield from self._plain(position, end)

    def _plain(self, start: int, end: int) -> Iterator[Inline]:
        """Yield the inlines of a stretch without markup; marks before it are left out."""
        text = self._text
        position = start
        while self._mark < len(self._marks) and self._marks[self._mark].start < end:
            mark = self._marks[self._mark]
            self._mark += 1
            if mark.start >= start:
                yield from _texts(text, position, mark.start)
                yield from _node(text, mark)
                position = mark.end
        yield from _texts(text, position, end)


def _style(each: MarkupRange, content: Inlines, span: Span) -> Inline:
    if each.kind is MarkupKind.LINK:
        return Link(each.target, content, span=span)
    return _STYLES[each.kind](content, span=span)


def _node(text: Traced, mark: _Mark) -> Iterator[Inline]:
    span = text.span(mark.start, mark.end)
    if isinstance(mark, MilestoneMark):
        yield Milestone(mark.kind, mark.label, span=span)
        return
    bodies = tuple(map(_note_block, mark.body))
    yield Note(mark.numeral, bodies, series=mark.series, span=span)
    if mark.lost_space:
        yield Text(" ", span=text.span(mark.end, mark.end))


def _note_block(body: Chunk) -> Block:
    """Return a body of a note as a paragraph, in its language where this is not that around."""
    paragraph = Paragraph(inlines(replace(body, number=None)), span=body.span)
    if not body.lang:
        return paragraph
    return Passage(body.lang, direction(body.lang), (paragraph,), span=body.span)


def _texts(text: Traced, start: int, end: int) -> Iterator[Inline]:
    """Yield the text from ``start`` to ``end``, with a line break for each line feed in it."""
    while start < end:
        feed = text.text.find("\n", start, end)
        stop = end if feed < 0 else feed
        if start < stop:
            # A tab that separates no columns is a space.
            yield Text(text.text[start:stop].replace("\t", " "), span=text.span(start, stop))
        if feed >= 0:
            yield LineBreak(span=text.span(feed, feed + 1))
        start = stop + 1
