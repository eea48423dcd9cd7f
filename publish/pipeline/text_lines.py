"""The lines of a text as editors see them, which marks in the settings describe.

A line of a pasted text is a line of its file.  Of a web page it is a paragraph: its words without
tags, and the number of the line of the file in which it begins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from pathlib import PurePath

from publish.diagnostics import PublishError
from publish.document.draft import Draft
from publish.document.marks import LineIndex, normalize
from publish.document.model import Work
from publish.readers import PLAIN_TEXT, choose, read
from publish.text.dataclass import dataclass
from publish.text.languages import isolate
from publish.text.source import Source, Span, Traced

_LONGEST = 70
"""Characters of a quoted line."""


@dataclass(frozen=True)
class TextLine:
    """A line of a text; ``number`` is that of the line of the file in which it begins, from 1."""

    number: int
    text: Traced

    @property
    def span(self) -> Span:
        """The span of the line in its file."""
        return self.text.span()

    @cached_property
    def normal_form(self) -> str:
        """The line as marks are compared with it."""
        return normalize(self.text.text)


@dataclass(frozen=True)
class MarkedText:
    """A source whose lines marks can describe."""

    source: Source

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        """The lines in their order."""
        draft = self._reading
        if not isinstance(draft, Draft) or not draft.is_formatted:
            return tuple(TextLine(n, line) for n, line in enumerate(self.source.lines(), 1))
        return tuple(
            TextLine(self.source.position(each.span.start).line, each.text) for each in draft.chunks
        )

    def find(self, beginning: str) -> tuple[TextLine, ...]:
        """Return the lines that begin so, as ``LineIndex.find`` does."""
        matches = self._matches.get(beginning)
        if matches is None:
            matches = tuple(self.lines[index] for index in self._index.find(beginning))
            self._matches[beginning] = matches
        return matches

    @cached_property
    def _matches(self) -> dict[str, tuple[TextLine, ...]]:
        """The answers so far, because each of thousands of equal lines asks for them."""
        return {}

    @cached_property
    def _index(self) -> LineIndex:
        return LineIndex([line.normal_form for line in self.lines])

    @property
    def name(self) -> str:
        """The name of the file."""
        return PurePath(self.source.file).name

    @property
    def has_roles(self) -> bool:
        """Whether the format says what each part is, so that marks have no effect."""
        return isinstance(self._reading, Work)

    @cached_property
    def count(self) -> int:
        """The number of lines of the file."""
        return sum(1 for _ in self.source.lines())

    @cached_property
    def _reading(self) -> Draft | Work | None:
        """The text as its reader returns it; None where the lines of the file are its lines."""
        try:
            if self.source.container is not None or choose(self.source)[1] is PLAIN_TEXT:
                return None
            return read(self.source).value
        except PublishError:  # reported where the text is read
            return None

    def quote(self, line: TextLine, *, with_file: bool) -> str:
        """Return a line with its number, for a message."""
        words = " ".join(line.text.text.split())
        shown = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
        place = f"{self.name}, line {line.number}" if with_file else f"line {line.number}"
        return f"{place}: {isolate(shown)}"

    def starting_in(self, first: int, last: int) -> Sequence[TextLine]:
        """Return the lines that begin in the lines of the file ``first`` to ``last``."""
        start = bisect_left(self.lines, first, key=lambda line: line.number)
        return self.lines[start : bisect_left(self.lines, last + 1, key=lambda line: line.number)]

    def find_numbers(self, first: int, last: int, beginning: str) -> Span | None:
        """Return the span of some lines of the file by their numbers.

        None where the text has no such lines, or none that begins with ``beginning`` in the first
        of them.  With a beginning and one number the span is that of one line.
        """
        lines = self.starting_in(first, last)
        openings = (line for line in lines if line.number == first and line.normal_form)
        opening = next((line for line in openings if line.normal_form.startswith(beginning)), None)
        if opening is None or last > self.count:
            return None
        return opening.span.to((opening if beginning and first == last else lines[-1]).span)
