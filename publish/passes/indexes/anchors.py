"""Anchors of the nodes that an index can point to, and labels of their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from publish.document.model import Block, Citation, Excerpt, Gloss, Node, Place, Section, Work
from publish.document.walk import descend, rewrite

_MOST_OTHERS = 3
"""Words that stand in more other places are the quotation of none."""

Anchored = Gloss | Citation | Excerpt


def add_anchors(work: Work, *, inferred: bool = False) -> Work:
    """Return the work with an anchor on each gloss, reference and excerpt, in reading order.

    References that are ``inferred`` have one only where they are wanted.
    """
    counts: Counter[str] = Counter()

    def change(node: Node) -> Node:
        if not isinstance(node, Anchored):
            return node
        kind = type(node).__name__.lower()
        if isinstance(node, Citation) and node.inferred:
            if not inferred or node.named or len(node.also) > _MOST_OTHERS:
                return node
            kind = "verse"
        counts[kind] += 1
        return replace(node, anchor=f"{kind}-{counts[kind]}")

    return rewrite(work, change)


def places(work: Work) -> Iterator[tuple[Anchored, Place]]:
    """Yield each node with an anchor and its place, in reading order.

    Without pages, the label of a place is the number of its excerpt or of its paragraph in the
    section, preceded by the number of the section where there are several.
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
            is_inferred = isinstance(node, Citation) and node.inferred
            yield node, Place(node.anchor, label, is_inferred)
