"""Indexes of editions, without places that the text no longer has."""

from __future__ import annotations

from dataclasses import replace

from publish.document.model import Citation, Entry, Excerpt, Gloss, Index, Node, Section, Work
from publish.document.walk import descend, rewrite


def has_index(work: Work) -> bool:
    """Return whether the back matter of a work has an index."""
    return any(isinstance(node, Index) for node in descend(work.back))


def with_live_indexes(work: Work) -> Work:
    """Return the work without index places whose anchors the edition left out of the text."""
    if not has_index(work):
        return work
    anchors = {
        node.anchor
        for node in descend((work.front, work.body))
        if isinstance(node, Gloss | Citation | Excerpt)
    }

    def live(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        live_entries = []
        for entry in entries:
            places = tuple(place for place in entry.places if place.anchor in anchors)
            under = live(entry.under)
            if places or under:
                live_entries.append(replace(entry, places=places, under=under))
        return tuple(live_entries)

    def change(node: Node) -> Node:
        return replace(node, entries=live(node.entries)) if isinstance(node, Index) else node

    back = rewrite(work.back, change)
    return replace(work, back=tuple(section for section in back if not _is_empty_index(section)))


def _is_empty_index(section: Section) -> bool:
    nodes = list(descend(section.children))
    return any(isinstance(node, Index) for node in nodes) and not any(
        isinstance(node, Entry) for node in nodes
    )
