"""Lines of a file that a reader leaves out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from publish.diagnostics import Diagnostic
from publish.document.draft import Draft
from publish.document.model import Work
from publish.document.text_pieces import list_pieces
from publish.text.source import Source, Span


def find_skipped_lines(
    source: Source, value: Draft | Work, diagnostics: Iterable[Diagnostic]
) -> tuple[Span, ...]:
    """Return the lines with letters of which nothing is in ``value`` or in a diagnostic.

    A line is there by the span of a node or by its words.
    """
    pieces = tuple(list_pieces(value))
    spans = [piece.span for piece in pieces]
    spans += [span for diagnostic in diagnostics for span in diagnostic.places]
    starts, ends = _merge(span for span in spans if span.file == source.file)
    texts = {" ".join(line.split()) for piece in pieces for line in piece.text.splitlines()}

    def is_there(span: Span) -> bool:
        before = bisect_left(starts, span.end)  # the intervals that begin before the line ends
        return before > 0 and ends[before - 1] > span.start

    return tuple(
        line.span()
        for line in source.lines()
        if any(map(str.isalnum, line.text))
        and not is_there(line.span())
        and " ".join(line.text.split()) not in texts
    )


def _merge(spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    """Return the starts and the ends of the intervals that spans cover together."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted({(span.start, span.end) for span in spans}):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        elif end > start:
            starts.append(start)
            ends.append(end)
    return starts, ends
