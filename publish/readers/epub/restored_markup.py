"""Markup of books that publish made, without what its writer added for reading systems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.readers.html.tokens import Characters
from publish.readers.html.tree import Element, Node

WORD_JOINER = "\u2060"
_ADDED = frozenset({"between-calls"})


def restore_markup(element: Element) -> Element:
    """Return an element in which each line of a stanza is a block."""
    children = tuple(_restore_children(element))
    if element.name == "p" and "verse" in element.classes:
        return replace(element, name="div", children=tuple(map(_as_line, children)))
    return replace(element, children=children)


def _restore_children(element: Element) -> Iterator[Node]:
    for child in element.children:
        if not isinstance(child, Element):
            # The writer keeps the call of a note on the line of its word.
            if not (isinstance(child, Characters) and child.text == WORD_JOINER):
                yield child
        elif not child.classes & _ADDED:
            yield restore_markup(child)


def _as_line(node: Node) -> Node:
    if isinstance(node, Element) and node.name == "span":
        return replace(node, name="div", attributes={**node.attributes, "class": "line"})
    return node
