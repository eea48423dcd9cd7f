"""Nodes of an index or a glossary."""

from __future__ import annotations

from publish.document.inlines import Inlines, Node
from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass

SIGN = "*"
"""The sign of inferred places."""


@dataclass(frozen=True, slots=True)
class Place:
    """The target of an index entry: an anchor, and its label where a format has no pages.

    An ``inferred`` place quotes the term of the entry without naming it; ``SIGN`` follows it.
    """

    anchor: str
    label: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """A line of an index: a term, its meaning, its places, and the entries under it."""

    term: Inlines
    meaning: Inlines = ()
    places: tuple[Place, ...] = ()
    under: tuple[Entry, ...] = ()


def has_inferred(entry: Entry) -> bool:
    """Return whether an entry, or one under it, has an inferred place."""
    return any(place.inferred for place in entry.places) or any(map(has_inferred, entry.under))


@dataclass(frozen=True, slots=True)
class Index(Node):
    """An index or a glossary made from the text; the PDF writer adds the page numbers."""

    entries: tuple[Entry, ...]


register_module(__name__)
