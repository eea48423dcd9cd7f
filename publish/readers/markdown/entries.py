"""Indexes and glossaries in Markdown: nested lists of terms, meanings and places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from publish.document.model import Entry, Index, Inline, Place
from publish.readers.markdown.block_tree import Element
from publish.readers.markdown.inline_tree import parse_inlines
from publish.readers.markdown.inlines import InlineReader, read_part

if TYPE_CHECKING:
    from publish.readers.markdown.blocks import BlockReader


def read_entries(reader: BlockReader, element: Element) -> Index:
    """Return the index whose entries are the items of the lists in a div."""
    return Index(_entries(reader, element.children), span=element.span)


def _entries(reader: BlockReader, elements: Sequence[Element]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for element in elements:
        if element.kind == "bullets":
            entries += (_entry(reader, item) for item in element.children)
            continue
        runs = reader.runs(reader.read((element,)))
        if runs:
            message = "an index contains a list, and each item is an entry"
            reader.context.report_misplaced(element.span, message)
            entries += (Entry(run, span=element.span) for run in runs)
    return tuple(entries)


def _entry(reader: BlockReader, item: Element) -> Entry:
    term: list[Inline] = []
    meaning: list[Inline] = []
    places: list[Place] = []
    rest = item.children
    if rest and rest[0].kind == "paragraph":
        inlines = InlineReader(rest[0].text, reader.context)
        for piece in parse_inlines(rest[0].text.text, reader.context.targets):
            name = piece.attributes.classes[:1] if piece.kind == "span" else ()
            span = inlines.span(piece)
            if name == ("meaning",):
                meaning += read_part(inlines, piece)
            elif name == ("place",):
                reader.context.check_attributes(piece.attributes, span, ("anchor",), "place")
                label = inlines.plain(piece.children, "a place")
                anchor = piece.attributes.get("anchor", piece.attributes.identifier)
                places.append(Place(anchor, label))
            elif name == ("term",):
                term += read_part(inlines, piece)
            elif piece.kind != "text" or piece.text.strip():
                term += inlines.read((piece,))
        rest = rest[1:]
    under = _entries(reader, rest)
    return Entry(tuple(term), tuple(meaning), tuple(places), under, span=item.span)
