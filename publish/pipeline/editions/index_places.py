"""Indexes of editions, without places that the text no longer has, or has twice in a segment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from publish.document.indexes import has_inferred
from publish.document.model import (
    Citation,
    Entry,
    Excerpt,
    Gloss,
    Index,
    Node,
    Paragraph,
    Place,
    Section,
    Segment,
    Work,
)
from publish.document.walk import descend, rewrite


def has_index(work: Work) -> bool:
    """Return whether the back matter of a work has an index."""
    return any(isinstance(node, Index) for node in descend(work.back))


def with_live_indexes(work: Work) -> Work:
    """Return the work without index places whose anchors the edition left out of the text.

    An original and its translation that quote one verse are one place, and so are words of a verse
    and its reference beside them.
    """
    if not has_index(work):
        return work
    text = (work.front, work.body)
    anchors = {
        node.anchor for node in descend(text) if isinstance(node, Gloss | Citation | Excerpt)
    }
    blocks = _find_blocks(text)

    def live(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        live_entries = []
        for entry in entries:
            places = tuple(place for place in entry.places if place.anchor in anchors)
            under = live(entry.under)
            if places or under:
                places = _drop_repeated(places, blocks)
                live_entries.append(replace(entry, places=places, under=under))
        return tuple(live_entries)

    def change(node: Node) -> Node:
        return replace(node, entries=live(node.entries)) if isinstance(node, Index) else node

    back = (_drop_explanation(section, rewrite(section, change)) for section in work.back)
    return replace(work, back=tuple(section for section in back if not _is_empty_index(section)))


_Block: TypeAlias = tuple[int, bool]
"""The number of a segment or a paragraph, and whether it is a segment."""


def _find_blocks(text: object) -> Mapping[str, _Block]:
    """Return the segment, or the paragraph, of each citation to which an index points."""
    blocks: dict[str, _Block] = {}
    for number, block in enumerate(descend(text)):
        if isinstance(block, Segment | Paragraph):
            for node in descend(block):
                if isinstance(node, Citation) and node.anchor:
                    blocks.setdefault(node.anchor, (number, isinstance(block, Segment)))
    return blocks


def _drop_repeated(places: tuple[Place, ...], blocks: Mapping[str, _Block]) -> tuple[Place, ...]:
    """Return the places of an entry, those of a segment once, a named one before an inferred one.

    In a paragraph an inferred place beside another one is dropped.
    """
    seen: set[_Block] = set()
    single: set[str] = set()
    for place in sorted(places, key=lambda each: each.inferred):
        block = blocks.get(place.anchor)
        if block and block in seen and (place.inferred or block[1]):
            continue
        single.add(place.anchor)
        seen |= {block} if block else set()
    return tuple(place for place in places if place.anchor in single)


def _drop_explanation(section: Section, live: Section) -> Section:
    """Return a live index without the explanation of a sign that it has no more."""
    if not _has_sign(section) or _has_sign(live):
        return live
    children = tuple(child for child in live.children if not isinstance(child, Paragraph))
    return replace(live, children=children)


def _has_sign(section: Section) -> bool:
    return any(isinstance(node, Entry) and has_inferred(node) for node in descend(section))


def _is_empty_index(section: Section) -> bool:
    nodes = list(descend(section.children))
    return any(isinstance(node, Index) for node in nodes) and not any(
        isinstance(node, Entry) for node in nodes
    )
