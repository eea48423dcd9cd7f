"""Decoded source files, and texts cut from them whose characters keep their source offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import field
from functools import cached_property

from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one source file: code points ``start`` up to, not including, ``end``."""

    file: str
    start: int
    end: int

    def to(self, other: Span) -> Span:
        """Return the stretch from the start of this one to the end of ``other``."""
        if self is NOWHERE or other is NOWHERE or self.file != other.file:
            return other if self is NOWHERE else self
        return Span(self.file, min(self.start, other.start), max(self.end, other.end))


NOWHERE = Span("", 0, 0)
"""The span of a node without a source: a title made from a file name, a table of contents."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place as editors count it: line and column from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Container:
    """A file that is no text but contains one, as a Word file: its bytes, and what they hold.

    ``content`` is the structure that the decoder of the format found, for its reader alone.
    """

    data: bytes = field(repr=False)
    content: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Source:
    """A decoded file; ``text`` is the bytes decoded without any change, line ends included.

    The byte order mark is not part of the text; ``has_mark`` is true where the file has one.
    ``format`` is the usual ending of files of its format where the content says it.  The text of a
    ``container`` has a line for each of its paragraphs; U+000B is a line break in a paragraph.
    ``places`` are the offsets and names of the parts of a file that has no lines an editor sees.
    ``versions`` are files with other versions of the same text, which are read together with it.
    """

    file: str
    text: str
    encoding: str = "utf-8"
    has_mark: bool = False
    format: str = ""
    container: Container | None = None
    places: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    versions: tuple[Source, ...] = ()

    def place(self, offset: int) -> str:
        """Return the name of the part at ``offset``: ``paragraph 3, run 2``; of a text, ``5:2``."""
        index = bisect_right(self.places, offset, key=lambda place: place[0]) - 1
        if index >= 0:
            return self.places[index][1]
        start = self.position(offset)
        return f"{start.line}:{start.column}"

    @cached_property
    def _starts(self) -> list[int]:
        # Only \r\n, \r and \n end a line: str.splitlines would also cut at U+2028 or \x0c,
        # and then our line numbers would not be those of the editor's own program.
        return [0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", self.text))]

    def position(self, offset: int) -> Position:
        """Return the line and column of the code point at ``offset``."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place; past the end of the text, the end."""
        starts = self._starts
        return min(starts[min(line, len(starts)) - 1] + column - 1, len(self.text))

    def line(self, number: int) -> str:
        """Return line ``number`` (from 1) without its line end."""
        starts = self._starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def lines(self) -> Iterator[Traced]:
        """Yield each line without its line end, traced to its place in the file."""
        starts = self._starts
        for start, end in zip(starts, [*starts[1:], len(self.text)], strict=True):
            text = self.text[start:end].rstrip("\r\n")
            if start < len(self.text) or text:
                yield Traced(text, self.file, ((0, start),))


@dataclass(frozen=True, slots=True)
class Traced:
    """A text with the source offset of every character.

    ``anchors`` are pairs (index here, offset in the source), the indices ascending; between two
    anchors the text runs one to one with the source.
    """

    text: str
    file: str
    anchors: tuple[tuple[int, int], ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def offset(self, index: int) -> int:
        """Return the source offset of the character at ``index``, or just past the last one."""
        if index >= len(self.text) and self.text:
            return self.offset(len(self.text) - 1) + 1
        start, offset = self.anchors[bisect_right(self.anchors, (index, 1 << 62)) - 1]
        return offset + index - start

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the span in the source of the characters from ``start`` to ``end``."""
        end = len(self.text) if end is None else end
        if len(self.anchors) == 1 and 0 <= start < end <= len(self.text):
            ((index, offset),) = self.anchors
            return Span(self.file, offset + start - index, offset + end - index)
        first = self.offset(start)
        if end <= start:
            return Span(self.file, first, first)
        last = self.offset(end - 1)
        # Reordered text may run backwards through its source.
        return Span(self.file, min(first, last), max(first, last) + 1)

    def cut(self, start: int = 0, end: int | None = None) -> Traced:
        """Return the part from ``start`` to ``end``, each character still traced."""
        end = len(self.text) if end is None else end
        if start <= 0 and end >= len(self.text):
            return self
        first = bisect_right(self.anchors, (start, 1 << 62)) - 1
        last = max(first + 1, bisect_right(self.anchors, (end - 1, 1 << 62)))
        anchors = tuple(
            (max(index - start, 0), offset + max(start - index, 0))
            for index, offset in self.anchors[first:last]
        )
        return Traced(self.text[start:end], self.file, anchors)

    def strip(self) -> Traced:
        """Return the text without white space at its ends."""
        bare = self.text.strip()
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, start + len(bare))

    def sub(self, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> Traced:
        """Return the text with each match replaced; the text after it keeps its offsets.

        A replacement is traced to where its match begins.
        """
        matches = list(pattern.finditer(self.text))
        if not matches:
            return self
        parts: list[Traced] = []
        end = 0
        for match in matches:
            parts.append(self.cut(end, match.start()))
            parts.append(self.put(match.start(), change(match)))
            end = match.end()
        parts.append(self.cut(end))
        return join(parts)

    def put(self, index: int, text: str) -> Traced:
        """Return ``text`` traced to the source offset of the character at ``index``."""
        return Traced(text, self.file, ((0, self.offset(index)),))


def reorder(text: Traced, order: list[int]) -> Traced:
    """Return the characters of ``text`` in another order, a list of their indices."""
    return Traced(
        "".join(text.text[i] for i in order),
        text.file,
        tuple((index, text.offset(i)) for index, i in enumerate(order)) or text.anchors,
    )


def join(parts: list[Traced]) -> Traced:
    """Return the parts, at least one, as one text."""
    anchors: list[tuple[int, int]] = []
    length = 0
    for part in parts:
        if part.text:
            anchors.extend((index + length, offset) for index, offset in part.anchors)
            length += len(part.text)
    text = "".join(part.text for part in parts)
    return Traced(text, parts[0].file, tuple(anchors) or parts[0].anchors)
