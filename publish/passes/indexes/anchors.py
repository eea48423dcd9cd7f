"""Anchors for everything that an index can point to, and a name for each place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from publish.document.model import Block, Citation, Excerpt, Gloss, Node, Place, Section, Work
from publish.document.walk import descend, rewrite

Anchored = Gloss | Citation | Excerpt


def placed(work: Work) -> Work:
    """Return the work with an anchor on every gloss, reference and excerpt, in reading order."""
    counts: Counter[str] = Counter()

    def change(node: Node) -> Node:
        if not isinstance(node, Anchored):
            return node
        kind = type(node).__name__.lower()
        counts[kind] += 1
        return replace(node, anchor=f"{kind}-{counts[kind]}")

    return rewrite(work, change)


def places(work: Work) -> Iterator[tuple[Anchored, Place]]:
    """Yield everything that has an anchor with its place, in reading order.

    Where there are no pages a place is called by the number of its excerpt, or by its paragraph
    counted through the section, after the section's number where there are several.
    """
    sections = (*work.front, *work.body)
    for number, section in enumerate(sections, 1):
        prefix = f"{number}." if len(sections) > 1 else ""
        yield from _section(section, prefix)


def _section(section: Section, prefix: str) -> Iterator[tuple[Anchored, Place]]:
    yield from _within(section.title, f"{prefix}0")
    for number, child in enumerate(section.children, 1):
        match child:
            case Section():
                yield from _section(child, f"{prefix}{number}.")
            case Excerpt():
                yield from _within(child, str(child.number))
            case _:
                yield from _within(child, f"{prefix}{number}")


def _within(value: Excerpt | Block | object, label: str) -> Iterator[tuple[Anchored, Place]]:
    for node in descend(value):
        if isinstance(node, Anchored) and node.anchor:
            yield node, Place(node.anchor, label)
