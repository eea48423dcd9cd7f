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


def inlines(chunk: Chunk) -> Inlines:
    """Return the text of a chunk with each note at its call and each milestone in its place."""
    marks: list[_Mark] = sorted((*chunk.calls, *chunk.milestones), key=lambda mark: mark.start)
    ranges = sorted(chunk.markup, key=lambda each: (each.start, -each.end))
    return tuple(_within(chunk.text, 0, len(chunk.text), marks, ranges))


def _within(
    text: Traced, start: int, end: int, marks: Sequence[_Mark], ranges: Sequence[MarkupRange]
) -> Iterator[Inline]:
    """Yield the inlines from ``start`` to ``end``, with the outermost ranges as nodes."""
    position = start
    while ranges:
        outer, *rest = ranges
        inner = [each for each in rest if each.start < outer.end]
        ranges = [each for each in rest if each.start >= outer.end]
        yield from _plain(text, position, outer.start, marks)
        content = tuple(_within(text, outer.start, outer.end, marks, inner))
        if content:
            yield _style(outer, content, text.span(outer.start, outer.end))
        position = outer.end
    yield from _plain(text, position, end, marks)


def _style(each: MarkupRange, content: Inlines, span: Span) -> Inline:
    if each.kind is MarkupKind.LINK:
        return Link(each.target, content, span=span)
    return _STYLES[each.kind](content, span=span)


def _plain(text: Traced, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Inline]:
    position = start
    for mark in marks:
        if not start <= mark.start < end:
            continue
        yield from _texts(text, position, mark.start)
        yield from _node(text, mark)
        position = mark.end
    yield from _texts(text, position, end)


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
