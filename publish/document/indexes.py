"""Nodes of an index or a glossary."""

from __future__ import annotations

from publish.document.inlines import Inlines, Node
from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """The target of an index entry: an anchor, and its label where a format has no pages."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """A line of an index: a term, its meaning, its places, and the entries under it."""

    term: Inlines
    meaning: Inlines = ()
    places: tuple[Place, ...] = ()
    under: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Index(Node):
    """An index or a glossary made from the text; the PDF writer adds the page numbers."""

    entries: tuple[Entry, ...]


register_module(__name__)
