"""Messages of ``publish check`` with their places in the lines of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, Severity
from publish.text.source import Source, Span

ANY = "ANY"
_ANYWHERE = 10**6
_LINES_MERGED = "T03"


@dataclass(frozen=True, slots=True)
class Extent:
    """The lines (from 1) and columns of a message; all 0 for a message without a place."""

    first: int = 0
    last: int = 0
    column: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """A diagnostic: code, severity, and its places."""

    code: str
    severity: Severity
    extents: tuple[Extent, ...] = (Extent(),)

    @property
    def is_loud(self) -> bool:
        """Whether an editor sees the message without asking for it."""
        return self.severity is not Severity.INFO

    def is_near(self, first: int, last: int, reach: int = 0) -> bool:
        """Whether a place of the message is at most ``reach`` lines from these lines."""
        return any(
            extent.first - reach <= last and extent.last + reach >= first for extent in self.extents
        )

    def is_about(self, number: int, line: str) -> bool:
        """Whether a place of the message is a line, and not only a word or a sign in it."""
        for extent in self.extents:
            if extent.first <= number <= extent.last:
                whole = extent.end_column - extent.column >= len(line.strip()) / 2
                if whole if extent.first == extent.last else self.code != _LINES_MERGED:
                    return True
        return False


def find_loud(
    messages: Iterable[Message], first: int, last: int, reach: int = 0, code: str = ANY
) -> bool:
    """Whether a warning or an error with the code is near these lines; with 0, anywhere."""
    reach = reach if first else _ANYWHERE
    return any(
        message.is_loud and code in (ANY, message.code) and message.is_near(first, last, reach)
        for message in messages
    )


def place_messages(
    diagnostics: Iterable[Diagnostic], sources: Iterable[Source], offsets: Mapping[str, int]
) -> tuple[Message, ...]:
    """Return the distinct diagnostics as messages, lines numbered through all files."""
    texts = {source.file: source for source in sources}

    def extent(span: Span) -> Extent:
        if span.file not in texts:
            return Extent()
        source, offset = texts[span.file], offsets.get(span.file, 0)
        start, end = source.position(span.start), source.position(span.end)
        return Extent(start.line + offset, end.line + offset, start.column, end.column)

    return tuple(
        Message(each.code, each.severity, tuple(map(extent, (each.span, *each.also))))
        for each in dict.fromkeys(diagnostics)
    )
