"""Ranges of inlines by offsets in their flat string: cut, measure, enclose in a node."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    cover whole.  The runs are in order, not empty, and do not overlap.
    """
    if not runs:
        return inlines
    row = InlineRow(inlines)
    held = [run for run in runs if row.holds(run)]
    nodes: list[Inline] = []
    offset = 0
    place = 0
    for run in runs:
        if place < len(held) and held[place] == run:
            place += 1
            continue
        start, end = run
        nodes += _within(row.cut(offset, start), offset, held, make)
        nodes.append(make(row.cut(start, end), run))
        offset = end
    nodes += _within(row.cut(offset, row.width), offset, held, make)
    return tuple(nodes)


class InlineRow:
    """Inlines with their offsets, so that a range is found without a walk from the start."""

    def __init__(self, inlines: Inlines) -> None:
        self._inlines = inlines
        self._starts = [start for start, _ in with_offsets(inlines)]
        last = self._starts[-1] + width(inlines[-1]) if inlines else 0
        self._ends = [*self._starts[1:], last]
        self.width = last
        self._inner: dict[int, list[Run]] = {}

    def holds(self, run: Run) -> bool:
        """Return whether the run lies within the inlines of a single node."""
        place = bisect_right(self._starts, run[0]) - 1
        if place not in self._inner:
            start = self._starts[place]
            self._inner[place] = [
                (start + offset, start + offset + len(flat(inlines)))
                for offset, _, inlines in inner(self._inlines[place])
            ]
        return any(first <= run[0] and run[1] <= last for first, last in self._inner[place])

    def cut(self, start: int, end: int) -> Inlines:
        """Return the part of the inlines from ``start`` to ``end``."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        offset = self._starts[first] if first < len(self._starts) else 0
        return cut(self._inlines[first:last], start - offset, end - offset)


def _within(inlines: Inlines, start: int, runs: Sequence[Run], make: Make) -> Iterator[Inline]:
    """Yield inlines at the offset ``start`` with the runs enclosed that their nodes hold."""
    for place, node in with_offsets(inlines, start):
        changed: dict[str, Any] = {}
        for offset, name, held in inner(node):
            first = place + offset
            last = first + len(flat(held))
            index = bisect_left(runs, (first, first))
            own: list[Run] = []
            while index < len(runs) and runs[index][1] <= last:
                own.append((runs[index][0] - first, runs[index][1] - first))
                index += 1
            if own:
                changed[name] = enclose(held, own, _shift(make, first))
        yield replace(node, **changed) if changed else node


def _shift(make: Make, by: int) -> Make:
    return lambda nodes, run: make(nodes, (run[0] + by, run[1] + by))
