"""Elements of the HTML in a segment: a tree, built in linear time of the tokens of a page.

Segments are fragments with a few inline elements, which editors typed.  Unlike the tree of a page,
this one shows end tags that are missing and those that close nothing, so that they are reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from publish.readers.html.tokens import Characters, Comment, Tag, find_tokens
from publish.text.dataclass import dataclass

DEEPEST = 32
"""The number of elements in one another from which on further ones are transparent."""

VOID = frozenset({"br", "hr", "img", "wbr"})
"""The elements that have no content."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its content; ``is_closed`` is false where no end tag closes it."""

    name: str
    attributes: Mapping[str, str]
    children: tuple[Node, ...]
    start: int
    end: int
    is_closed: bool = True

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the element."""
        return frozenset(self.attributes.get("class", "").split())


@dataclass(frozen=True, slots=True)
class Stray:
    """An end tag that closes nothing."""

    text: str
    start: int
    end: int


Node: TypeAlias = Characters | Comment | Element | Stray


class _Open:
    """An element whose end tag is still to come."""

    def __init__(self, tag: Tag) -> None:
        self.tag = tag
        self.children: list[Node] = []

    def close(self, end: int, *, is_closed: bool = True) -> Element:
        tag = self.tag
        return Element(tag.name, tag.attributes, tuple(self.children), tag.start, end, is_closed)


def parse_markup(text: str) -> tuple[Node, ...]:
    """Return the nodes of an HTML fragment, whose offsets are those in ``text``."""
    root = _Open(Tag("", {}, False, 0, 0))
    stack = [root]
    for token in find_tokens(text):
        match token:
            case Characters() | Comment():
                stack[-1].children.append(token)
            case Tag(is_end=True):
                _close(stack, token, text)
            case Tag(name) if name in VOID or len(stack) > DEEPEST:
                element = Element(name, token.attributes, (), token.start, token.end)
                stack[-1].children.append(element)
            case Tag():
                stack.append(_Open(token))
    while len(stack) > 1:
        element = stack.pop().close(len(text), is_closed=False)
        stack[-1].children.append(element)
    return tuple(root.children)


def _close(stack: list[_Open], tag: Tag, text: str) -> None:
    """Close the innermost open element of the name of an end tag, and those within it."""
    if all(each.tag.name != tag.name for each in stack[1:]):
        stack[-1].children.append(Stray(text[tag.start : tag.end], tag.start, tag.end))
        return
    while True:
        is_own = stack[-1].tag.name == tag.name
        element = stack.pop().close(tag.end if is_own else tag.start, is_closed=is_own)
        stack[-1].children.append(element)
        if is_own:
            return
