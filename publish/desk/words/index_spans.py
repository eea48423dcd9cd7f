"""Sources of texts that stand apart: entries of indexes, and notes at the end of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from publish.document.model import Citation, Entry, Excerpt, Gloss, Node, Note, Section, Text
from publish.document.walk import descend, rewrite
from publish.text.source import NOWHERE, Span


def collect_anchors(sections: Iterable[Section]) -> Mapping[str, Span]:
    """Return the spans of the nodes that entries of indexes point to, by their anchors."""
    return {
        node.anchor: node.span
        for node in descend(tuple(sections))
        if isinstance(node, Gloss | Citation | Excerpt) and node.anchor
    }


def trace_entries(section: Section, anchors: Mapping[str, Span]) -> Section:
    """Return a section in which the words of index entries have the span of their first place."""

    def change(node: Node) -> Node:
        if not isinstance(node, Entry):
            return node
        entries = (each for each in descend(node) if isinstance(each, Entry))
        names = (place.anchor for entry in entries for place in entry.places)
        span = next((anchors[name] for name in names if name in anchors), NOWHERE)

        def trace(inner: Node) -> Node:
            is_open = isinstance(inner, Text) and inner.span is NOWHERE
            return replace(inner, span=span) if is_open else inner

        return replace(node, term=rewrite(node.term, trace), meaning=rewrite(node.meaning, trace))

    return rewrite(section, change)


def list_spans_outside(section: Section) -> list[Span]:
    """Return the spans of the texts in the notes of a section that are outside of its own span."""
    own = section.span
    notes = [node.blocks for node in descend(section) if isinstance(node, Note) and node.blocks]
    return [
        text.span
        for text in descend(tuple(notes))
        if isinstance(text, Text)
        and text.span.file == own.file
        and not own.start <= text.span.start < own.end
    ]
