"""Tokens and elements of the HTML in a segment: a tree, read in linear time.

Segments are fragments with a few inline elements, which editors typed.  A ``<`` that opens no tag
is a character, as in https://html.spec.whatwg.org/multipage/parsing.html.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from publish.text.dataclass import dataclass

DEEPEST = 32
"""The number of elements in one another from which on further ones are transparent."""

VOID = frozenset({"br", "hr", "img", "wbr"})
"""The elements that have no content."""

_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
"""The elements whose content is no text, with the beginnings of their end tags."""

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:_-]*+)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++)))?+"
)
_TAG_END = re.compile(r"[\s/]*+>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARK = re.compile(r"[<&]")


@dataclass(frozen=True, slots=True)
class Characters:
    """A stretch of text from ``start`` to ``end``; ``text`` differs for a character reference."""

    text: str
    start: int
    end: int


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
    """Markup without a meaning: an end tag that closes nothing, or a comment."""

    text: str
    start: int
    end: int


Node: TypeAlias = Characters | Element | Stray


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    attributes: Mapping[str, str]
    is_end: bool
    start: int
    end: int


class _Open:
    """An element whose end tag is still to come."""

    def __init__(self, tag: _Tag) -> None:
        self.tag = tag
        self.children: list[Node] = []

    def close(self, end: int, *, is_closed: bool = True) -> Element:
        tag = self.tag
        return Element(tag.name, tag.attributes, tuple(self.children), tag.start, end, is_closed)


def parse_markup(text: str) -> tuple[Node, ...]:
    """Return the nodes of an HTML fragment, whose offsets are those in ``text``."""
    root = _Open(_Tag("", {}, False, 0, 0))
    stack = [root]
    for token in _tokens(text):
        if not isinstance(token, _Tag):
            stack[-1].children.append(token)
        elif token.is_end:
            _close(stack, token, text)
        elif token.name in VOID or len(stack) > DEEPEST:
            element = Element(token.name, token.attributes, (), token.start, token.end)
            stack[-1].children.append(element)
        else:
            stack.append(_Open(token))
    while len(stack) > 1:
        element = stack.pop().close(len(text), is_closed=False)
        stack[-1].children.append(element)
    return tuple(root.children)


def _close(stack: list[_Open], tag: _Tag, text: str) -> None:
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


def _tokens(text: str) -> Iterator[Characters | Stray | _Tag]:
    """Yield the tags of a fragment and the characters between them."""
    last_comment_end = text.rfind("-->")
    position = plain = 0
    while match := _MARK.search(text, position):
        start = match.start()
        token: Characters | Stray | _Tag | None = None
        if match[0] == "&":
            if reference := _REFERENCE.match(text, start):
                token = Characters(html.unescape(reference[0]), start, reference.end())
        elif text.startswith("<!--", start) and last_comment_end >= start + 4:
            end = text.index("-->", start + 4) + 3
            token = Stray(text[start:end], start, end)
        else:
            token = _read_tag(text, start)
        if token is None:
            position = start + 1
            continue
        if plain < start:
            yield Characters(text[plain:start], plain, start)
        yield token
        position = plain = token.end
        if isinstance(token, _Tag) and token.name in _RAW and not token.is_end:
            end_tag = _RAW[token.name].search(text, position)
            position = plain = end_tag.start() if end_tag else len(text)
            yield Stray(text[token.end : position], token.end, position)
    if plain < len(text):
        yield Characters(text[plain:], plain, len(text))


def _read_tag(text: str, start: int) -> _Tag | None:
    """Return the tag that begins at ``start``, or None where none does."""
    name = _NAME.match(text, start)
    if name is None:
        return None
    attributes: dict[str, str] = {}
    position = name.end()
    while (end := _TAG_END.match(text, position)) is None:
        attribute = _ATTRIBUTE.match(text, position)
        if attribute is None:
            return None
        value = next((each for each in attribute.groups()[1:] if each is not None), "")
        attributes.setdefault(attribute[1].lower(), html.unescape(value))
        position = attribute.end()
    is_end = text.startswith("</", start)
    return _Tag(name[1].lower(), attributes, is_end, start, end.end())
