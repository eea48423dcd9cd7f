"""Where a part of a text stands in the source."""

from __future__ import annotations

from publish.document.model import Text
from publish.text.source import Span


def part(text: Text, start: int, end: int) -> Span:
    """Return the span of a part of a text; the whole text's where it is not one to one."""
    span = text.span
    if span.end - span.start != len(text.text):
        return span
    return Span(span.file, span.start + start, span.start + end)
