"""Ranges of inlines by offsets in their flat string: cut, measure, enclose in a node."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, assert_never

from publish.document.model import (
    Citation,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Milestone,
    Note,
    Quote,
    Styled,
    Text,
)
from publish.document.walk import OBJECT
from publish.text.source import NOWHERE, Span

Run: TypeAlias = tuple[int, int]
"""Offsets in a flat string, from the first character to just past the last one."""


def flat(inlines: Inlines) -> str:
    """Return ``inlines`` as the bidi algorithm sees them from outside.

    A note call, a milestone or a foreign run is one ``OBJECT``, a line break is one newline; every
    other node is its characters, the marks of quotations and glosses among them.
    """
    return "".join(map(_flat, inlines))


def _flat(node: Inline) -> str:
    match node:
        case Text(text):
            return text
        case Foreign() | Note() | Milestone():
            return OBJECT
        case LineBreak():
            return "\n"
        case Quote(opening, closing, inlines):
            return opening + flat(inlines) + closing
        case Gloss(term, opening, meaning, closing):
            return flat(term) + opening + flat(meaning) + closing
        case Styled(inlines) | Citation(_, inlines) | Link(_, inlines):
            return flat(inlines)
        case _:
            assert_never(node)


def width(node: Inline) -> int:
    """Return how many characters of the flat string ``node`` takes."""
    match node:
        case Text(text):
            return len(text)
        case Foreign() | Note() | Milestone() | LineBreak():
            return 1
        case _:
            return len(_flat(node))


def with_offsets(inlines: Inlines, start: int = 0) -> Iterator[tuple[int, Inline]]:
    """Yield each inline with its offset in the flat string, which starts at ``start``."""
    for node in inlines:
        yield start, node
        start += width(node)


def inner(node: Inline) -> Iterator[tuple[int, str, Inlines]]:
    """Yield the inlines within ``node``: their offset in the node, the field, the inlines."""
    match node:
        case Styled(inlines) | Citation(_, inlines) | Link(_, inlines):
            yield 0, "inlines", inlines
        case Quote(opening, _, inlines):
            yield len(opening), "inlines", inlines
        case Gloss(term, opening, meaning, _):
            yield 0, "term", term
            yield len(flat(term)) + len(opening), "meaning", meaning
        case Text() | LineBreak() | Foreign() | Note() | Milestone():
            return
        case _:
            assert_never(node)


def cut(inlines: Inlines, start: int, end: int) -> Inlines:
    """Return the part of ``inlines`` from ``start`` to ``end``, nested as it was.

    A node that is cut stands in both parts; of a quotation or a gloss each part keeps the marks
    that fall into it, and an anchor stays with the first part.
    """
    nodes: list[Inline] = []
    for offset, node in with_offsets(inlines):
        if offset >= end:
            break
        size = width(node)
        first, last = max(start - offset, 0), min(end - offset, size)
        if first < last:
            nodes.append(node if last - first == size else _part(node, first, last))
    return tuple(nodes)


def _part(node: Inline, start: int, end: int) -> Inline:
    match node:
        case Text(text):
            return Text(text[start:end], span=part_of(node.span, text, start, end))
        case Quote(opening, closing, inlines):
            here, there = len(opening), len(opening) + len(flat(inlines))
            return replace(
                node,
                open=opening[start:end],
                inlines=cut(inlines, start - here, end - here),
                close=closing[max(start - there, 0) : max(end - there, 0)],
            )
        case Gloss(term, opening, meaning, closing):
            mark = len(flat(term))
            here = mark + len(opening)
            there = here + len(flat(meaning))
            return replace(
                node,
                term=cut(term, start, end),
                open=opening[max(start - mark, 0) : max(end - mark, 0)],
                meaning=cut(meaning, start - here, end - here),
                close=closing[max(start - there, 0) : max(end - there, 0)],
                anchor=node.anchor if start == 0 else "",
            )
        case Citation(_, inlines):
            anchor = node.anchor if start == 0 else ""
            return replace(node, inlines=cut(inlines, start, end), anchor=anchor)
        case Styled(inlines) | Link(_, inlines):
            return replace(node, inlines=cut(inlines, start, end))
        case Foreign() | Note() | Milestone() | LineBreak():
            return node  # a single character, which cannot be cut
        case _:
            assert_never(node)


def part_of(span: Span, text: str, start: int, end: int) -> Span:
    """Return the span of a part of ``text``; the whole span where cleaning moved characters."""
    if span is NOWHERE or span.end - span.start != len(text):
        return span
    return Span(span.file, span.start + start, span.start + end)


def span_of(inlines: Inlines) -> Span:
    """Return the span from the first to the last of ``inlines``."""
    span = NOWHERE
    for node in inlines:
        span = span.to(node.span)
    return span


Make: TypeAlias = Callable[[Inlines, Run], Inline]
"""A function that returns the node for the inlines of a run."""


def enclose(inlines: Inlines, runs: Sequence[Run], make: Make) -> Inlines:
    """Return ``inlines`` with each run in the node that ``make`` gives for its inlines.

    A run that one node holds is enclosed within that node; any other cuts the nodes it does not
    cover whole.  The runs are in order and do not overlap.
    """
    if not runs:
        return inlines
    held = [run for run in runs if _holder(inlines, run)]
    nodes: list[Inline] = []
    offset = 0
    for start, end in (run for run in runs if run not in held):
        nodes += _within(inlines, offset, start, held, make)
        nodes.append(make(cut(inlines, start, end), (start, end)))
        offset = end
    nodes += _within(inlines, offset, len(flat(inlines)), held, make)
    return tuple(nodes)


def _holder(inlines: Inlines, run: Run) -> bool:
    """Return whether the run lies within the inlines of a single node."""
    return any(
        place + offset <= run[0] and run[1] <= place + offset + len(flat(held))
        for place, node in with_offsets(inlines)
        for offset, _, held in inner(node)
    )


def _within(
    inlines: Inlines,
    start: int,
    end: int,
    runs: Sequence[Run],
    make: Make,
) -> Iterator[Inline]:
    """Yield the part from ``start`` to ``end`` with the runs enclosed that its nodes hold."""
    runs = [run for run in runs if start <= run[0] and run[1] <= end]
    for place, node in with_offsets(cut(inlines, start, end), start):
        changed: dict[str, Any] = {}
        for offset, name, held in inner(node):
            first = place + offset
            own = [(a, b) for a, b in runs if first <= a and b <= first + len(flat(held))]
            if own:
                shifted = [(a - first, b - first) for a, b in own]
                changed[name] = enclose(held, shifted, _shift(make, first))
        yield replace(node, **changed) if changed else node


def _shift(make: Make, by: int) -> Make:
    return lambda nodes, run: make(nodes, (run[0] + by, run[1] + by))
