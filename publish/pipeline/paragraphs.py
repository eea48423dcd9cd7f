"""Paragraphs of a draft, and the chunks that make one block together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.document.draft import Chunk, Part
from publish.document.model import Paragraph, Text
from publish.pipeline.inlines import inlines
from publish.text.source import Span


def paragraph(chunk: Chunk) -> Paragraph:
    """Return a chunk as a paragraph; a note without a call has its mark before it."""
    content = inlines(chunk)
    if chunk.part is Part.NOTE and (chunk.label or chunk.number is not None):
        label = chunk.label.text if chunk.label else str(chunk.number)
        dot = "." if label[-1:].isalnum() else ""
        content = (Text(f"{label}{dot} ", span=chunk.text.span(0, 0)), *content)
    return Paragraph(content, span=chunk.span)


def span_of(chunks: Sequence[Chunk]) -> Span:
    """Return the span from the first to the last of at least one chunk."""
    return chunks[0].span.to(chunks[-1].span)


def split_blocks(chunks: Iterable[Chunk]) -> Iterator[list[Chunk]]:
    """Yield each chunk that begins a block with the chunks that go on in it."""
    group: list[Chunk] = []
    for chunk in chunks:
        if group and not chunk.joins:
            yield group
            group = []
        group.append(chunk)
    if group:
        yield group
