"""The tree of an HTML document, with the rules of browsers for end tags that are left out.

https://html.spec.whatwg.org/multipage/parsing.html#tree-construction, as far as texts need it:
paragraphs, items, cells and options end where the next one begins, and emphasis that ends in
another order than it began goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from publish.readers.html.elements import BLOCKS, HEADINGS, VOID
from publish.readers.html.tokens import Characters, Comment, Syntax, Tag, Token, find_tokens
from publish.text.dataclass import dataclass

DEEPEST = 200
"""The number of elements in one another from which on further ones are transparent."""

_MOST_REOPENED = 8
_IN_HEAD = frozenset(
    {"head", "title", "meta", "link", "base", "style", "script", "noscript", "template", "xml"}
)
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "s", "small", "strong", "sub", "sup", "tt", "u"}
)
"""The elements that go on where an element around them ends first."""

_VOID = VOID | {"area", "base", "basefont", "bgsound", "embed", "frame", "param", "source", "track"}
_SCOPES = frozenset({"table", "td", "th", "caption", "template", "object", "html", "svg"})
_CELLS = frozenset({"td", "th", "caption"})
_ROWS = frozenset({"tr", *_CELLS})
_GROUPS = frozenset({"thead", "tbody", "tfoot", "colgroup", *_ROWS})
_ENDS_PARAGRAPH = (BLOCKS - _GROUPS - {"html", "head", "body"}) | {
    *("details", "dialog", "dir", "fieldset", "form", "hgroup", "hr", "menu", "search", "summary")
}
_ENDED_BY: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    **dict.fromkeys(("option", "optgroup"), frozenset({"option"})),
    **dict.fromkeys(("rt", "rp"), frozenset({"rt", "rp"})),
    "tr": _ROWS,
    **dict.fromkeys(("td", "th"), _CELLS),
    **dict.fromkeys(("thead", "tbody", "tfoot"), _GROUPS),
    "a": frozenset({"a"}),
    **dict.fromkeys(HEADINGS, frozenset(HEADINGS)),
}
"""The elements that a start tag ends, each by the names of its own kind."""

_STOPS: Mapping[str, frozenset[str]] = {
    "li": frozenset({"ul", "ol", "menu", "dir", "blockquote", "section"}) | _SCOPES,
    **dict.fromkeys(("dt", "dd"), frozenset({"dl", "ul", "ol"}) | _SCOPES),
    **dict.fromkeys(("tr", "td", "th", "thead", "tbody", "tfoot"), frozenset({"table", "html"})),
}
"""The elements within which a start tag ends others; ``_SCOPES`` for those not named."""


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element with its content, from the start of its tag to the end of its end tag."""

    name: str
    attributes: Mapping[str, str]
    children: tuple[Node, ...]
    start: int
    end: int

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the element."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def elements(self) -> Iterator[Element]:
        """The child elements."""
        return (child for child in self.children if isinstance(child, Element))


Node: TypeAlias = Characters | Comment | Element


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its tree, and the number of elements nested too deep to have an effect."""

    root: Element
    too_deep: int


def walk(element: Element) -> Iterator[Node]:
    """Yield an element and all nodes within it in the order of the file."""
    stack: list[Node] = [element]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Element):
            stack.extend(reversed(node.children))


def descend(element: Element) -> Iterator[Element]:
    """Yield an element and all elements within it in the order of the file."""
    return (node for node in walk(element) if isinstance(node, Element))


def depth_of(element: Element) -> int:
    """Return the number of elements in one another within an element, itself included."""
    deepest = 0
    stack = [(element, 1)]
    while stack:
        each, depth = stack.pop()
        deepest = max(deepest, depth)
        stack += [(child, depth + 1) for child in each.elements]
    return deepest


def text_of(element: Element) -> str:
    """Return the characters within an element."""
    return "".join(node.text for node in walk(element) if isinstance(node, Characters))


def parse_document(text: str, syntax: Syntax = Syntax.HTML, offset: int = 0) -> Document:
    """Return the tree of a document or fragment; ``offset`` is its place in a longer text."""
    builder = _Builder(syntax, offset)
    tokens = find_tokens(text, syntax)
    for token in _shift(tokens, offset) if offset else tokens:
        match token:
            case Tag(is_end=True):
                builder.end(token)
            case Tag():
                builder.start(token)
            case Characters() | Comment():
                builder.add(token)
    return builder.finish(offset + len(text))


def _shift(tokens: Iterable[Token], offset: int) -> Iterator[Token]:
    for token in tokens:
        yield replace(token, start=token.start + offset, end=token.end + offset)


class _Open:
    """An element whose end is still to come."""

    def __init__(self, name: str, attributes: Mapping[str, str], start: int) -> None:
        self.name = name
        self.attributes = attributes
        self.start = start
        self.children: list[Node] = []


class _Builder:
    """The state of building a tree, token by token."""

    def __init__(self, syntax: Syntax, offset: int) -> None:
        self._is_xml = syntax is not Syntax.HTML
        self._void = frozenset[str]() if syntax is Syntax.XML else _VOID
        self._stack = [_Open("", {}, offset)]
        self._pending: list[_Open] = []
        self._transparent: Counter[str] = Counter()
        self._too_deep = 0

    def add(self, node: Characters | Comment) -> None:
        """Add characters or a comment."""
        if self._pending and isinstance(node, Characters) and not node.text.isspace():
            self._reopen(node.start)
        self._stack[-1].children.append(node)

    def start(self, tag: Tag) -> None:
        """Begin the element of a start tag, after those that it ends."""
        name = tag.name
        if self._is_xml:
            self._add_element(tag)
            return
        if name in ("html", "body", "head") and self._has(name):
            return
        if name in _ENDS_PARAGRAPH:
            self._end_open(frozenset({"p"}), _SCOPES, tag.start)
        if name in _ENDED_BY:
            self._end_open(_ENDED_BY[name], _STOPS.get(name, _SCOPES), tag.start, is_outermost=True)
        if name not in _IN_HEAD and self._has("head"):
            self._end_open(frozenset({"head"}), frozenset(), tag.start)
        if name in _GROUPS or name == "table":
            self._pending.clear()
        elif self._pending and name not in BLOCKS:
            self._reopen(tag.start)
        self._add_element(tag)

    def _add_element(self, tag: Tag) -> None:
        """Add an element without content, or one whose content follows."""
        name = tag.name
        if name in self._void or (self._is_xml and tag.is_empty):
            self._stack[-1].children.append(Element(name, tag.attributes, (), tag.start, tag.end))
        elif len(self._stack) > DEEPEST:
            self._transparent[name] += 1
            self._too_deep += 1
        else:
            self._stack.append(_Open(name, tag.attributes, tag.start))

    def end(self, tag: Tag) -> None:
        """End the innermost element that an end tag can end; one that ends none has no effect."""
        name = tag.name
        if self._transparent[name]:
            self._transparent[name] -= 1
            return
        if self._is_xml:
            if name not in self._void:
                self._end_open(frozenset({name}), frozenset(), tag.end, tag.start)
            return
        if name == "br":
            self._stack[-1].children.append(Element(name, {}, (), tag.start, tag.end))
            return
        if name in ("body", "html"):
            return
        self._pending = [each for each in self._pending if each.name != name]
        names = frozenset(HEADINGS) if name in HEADINGS else frozenset({name})
        is_table = name in _GROUPS or name == "table"
        stops = frozenset({"table"}) if is_table else _SCOPES
        self._end_open(names, stops - names, tag.end, tag.start)

    def finish(self, length: int) -> Document:
        """Return the document, all of whose elements end at its end."""
        while len(self._stack) > 1:
            self._close(length)
        root = self._stack[0]
        tree = Element("", {}, tuple(root.children), root.start, length)
        return Document(tree, self._too_deep)

    def _has(self, name: str) -> bool:
        return any(each.name == name for each in self._stack)

    def _end_open(
        self,
        names: frozenset[str],
        stops: frozenset[str],
        end: int,
        inner_end: int | None = None,
        *,
        is_outermost: bool = False,
    ) -> None:
        """End an open element of ``names`` that no element of ``stops`` is within."""
        index = 0
        for place in range(len(self._stack) - 1, 0, -1):
            if self._stack[place].name in names:
                index = place
                if not is_outermost:
                    break
            elif self._stack[place].name in stops:
                break
        if index == 0:
            return
        own = self._stack[index].name
        while len(self._stack) > index + 1:
            last = self._stack[-1]
            if not self._is_xml and last.name in _FORMATTING and own not in _GROUPS and own != "a":
                self._pending = [last, *self._pending][:_MOST_REOPENED]
            self._close(end if inner_end is None else inner_end)
        self._close(end)

    def _close(self, end: int) -> None:
        last = self._stack.pop()
        element = Element(last.name, last.attributes, tuple(last.children), last.start, end)
        self._stack[-1].children.append(element)

    def _reopen(self, start: int) -> None:
        """Begin the pending elements again, without the names by which links find them."""
        pending, self._pending = self._pending, []
        for each in pending:
            if len(self._stack) <= DEEPEST:
                rest = {k: v for k, v in each.attributes.items() if k not in ("id", "name")}
                self._stack.append(_Open(each.name, rest, start))
