"""Lines of a file that a reader leaves out."""

from __future__ import annotations

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
    covered = bytearray(len(source.text))
    spans = [piece.span for piece in pieces]
    spans += [span for diagnostic in diagnostics for span in diagnostic.places]
    for span in spans:
        if span.file == source.file:
            covered[span.start : span.end] = b"\1" * len(covered[span.start : span.end])
    words = " ".join(" ".join(piece.text.split()) for piece in pieces)
    return tuple(
        line.span()
        for line in source.lines()
        if any(map(str.isalnum, line.text))
        and not any(covered[line.offset(0) : line.offset(len(line))])
        and " ".join(line.text.split()) not in words
    )
