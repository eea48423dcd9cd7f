"""Edits of a chunk: markup characters leave its text, and the marked characters become ranges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from itertools import accumulate
from typing import NamedTuple, TypeVar

from publish.document.draft import Call, Chunk, MarkupKind, MarkupRange, MilestoneMark
from publish.text.dataclass import dataclass
from publish.text.languages import script
from publish.text.source import Traced, join


class Edit(NamedTuple):
    """Characters ``start`` to ``end`` of a chunk, and the text that replaces them."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChunkEdits:
    """Edits of one chunk that do not overlap, and the ranges and calls that they leave.

    All offsets are those before the edits.
    """

    edits: list[Edit] = field(default_factory=list)
    ranges: list[MarkupRange] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def mark(
        self, outer: tuple[int, int], inner: tuple[int, int], kind: MarkupKind, target: str = ""
    ) -> None:
        """Remove the characters of ``outer`` around ``inner``, and mark those of ``inner``."""
        self.unwrap(outer, inner)
        self.ranges.append(MarkupRange(*inner, kind, target))

    def unwrap(self, outer: tuple[int, int], inner: tuple[int, int]) -> None:
        """Remove the characters of ``outer`` around ``inner``."""
        self.replace(outer[0], inner[0])
        self.replace(inner[1], outer[1])

    def replace(self, start: int, end: int, text: str = "") -> None:
        """Replace characters ``start`` to ``end`` by ``text``."""
        if start < end:
            self.edits.append(Edit(start, end, text))

    def apply(self, chunk: Chunk) -> Chunk:
        """Return ``chunk`` with the edits made; characters that stay keep their source offsets.

        A range without a character is dropped.
        """
        edits = sorted(self.edits)
        places = _Offsets(edits)
        ranges = (places.move(each) for each in (*chunk.markup, *self.ranges))
        text = _edit(chunk.text, edits)
        return replace(
            chunk,
            text=text,
            script=script(text.text),
            markup=sort_ranges(ranges),
            calls=tuple(places.move(each) for each in (*chunk.calls, *self.calls)),
            milestones=tuple(map(places.move, chunk.milestones)),
        )


def sort_ranges(ranges: Iterable[MarkupRange]) -> tuple[MarkupRange, ...]:
    """Return the ranges that have characters, outer ones before inner ones."""
    own = (each for each in ranges if each.start < each.end)
    return tuple(sorted(own, key=lambda each: (each.start, -each.end)))


def _edit(text: Traced, edits: Iterable[Edit]) -> Traced:
    parts: list[Traced] = []
    position = 0
    for edit in edits:
        parts += [text.cut(position, edit.start), text.put(edit.start, edit.text)]
        position = edit.end
    return join([*parts, text.cut(position)])


_Mark = TypeVar("_Mark", Call, MarkupRange, MilestoneMark)


class _Offsets:
    """The offsets in an edited text of characters of the text before its edits."""

    def __init__(self, edits: list[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._shifts = list(accumulate(map(_shift, edits), initial=0))

    def move(self, mark: _Mark) -> _Mark:
        """Return a mark at the place of its characters in the edited text."""
        return replace(mark, start=self._find(mark.start), end=self._find(mark.end))

    def _find(self, offset: int) -> int:
        count = bisect_left(self._starts, offset)
        if count and offset < self._edits[count - 1].end:
            return self._starts[count - 1] + self._shifts[count - 1]
        return offset + self._shifts[count]


def _shift(edit: Edit) -> int:
    return len(edit.text) - (edit.end - edit.start)


def collapse_spaces(chunk: Chunk) -> Chunk:
    """Return ``chunk`` without spaces at its ends and in runs; tabs, which part columns, stay."""
    text = chunk.text.text
    edits = ChunkEdits()
    for start, end in _find_spaces(text):
        run = text[start:end]
        tabs = "\t" * run.count("\t")
        is_outer = start == 0 or end == len(text)
        space = tabs or ("" if is_outer else "\n" if "\n" in run else " ")
        if space != run:
            edits.replace(start, end, space)
    return edits.apply(chunk) if edits.edits else chunk


def _find_spaces(text: str) -> Iterator[tuple[int, int]]:
    start = None
    for index, character in enumerate(text):
        if character in " \t\n":
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(text)
