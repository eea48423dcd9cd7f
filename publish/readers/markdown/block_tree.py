"""The blocks of a Markdown text as a tree whose texts are traced to the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import Any

from markdown_it.token import Token

from publish.readers.markdown.attributes import NO_ATTRIBUTES, Attributes, parse_attributes
from publish.readers.markdown.block_rules import parser, split_cells
from publish.readers.markdown.inline_tree import normalize_label
from publish.readers.markdown.pieces import Target
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Source, Span, Traced, join

_HEADING_ATTRIBUTES = re.compile(r"(?<!\S)\{[^{}]*\}\s*\Z")
_EMPTY = Traced("", "", ((0, 0),))


@dataclass(frozen=True, slots=True)
class Element:
    """A block: its kind, its place, and what it contains.

    The kinds are ``document``, ``div``, ``heading``, ``paragraph``, ``quotation``, ``bullets``,
    ``numbers``, ``item``, ``terms``, ``term``, ``definition``, ``table``, ``code``, ``rule``,
    ``note``, ``comment``, ``fence`` (without a partner) and ``too_deep``.  ``number`` is the level
    of a heading; ``name`` is the label of a note, the number of an item, the language of code, the
    line under the header of a table, and the opening of a div without readable attributes.
    ``opening`` is the first line of a div.  A div of the class ``note`` with a name is a note.
    """

    kind: str
    span: Span
    text: Traced = _EMPTY
    children: tuple[Element, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    number: int = 0
    name: str = ""
    is_closed: bool = True
    opening: Span = NOWHERE
    rows: tuple[tuple[Traced, ...], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """The place of a definition such as ``[label]: address``, and the label as it is compared."""

    label: str
    target: Target
    span: Span


@dataclass(frozen=True, slots=True)
class Tree:
    """The blocks of a text, and the addresses that its labels of links stand for."""

    root: Element
    targets: dict[str, Target]
    definitions: tuple[Definition, ...]


def parse_blocks(source: Source, skipped: int = 0) -> Tree:
    """Return the blocks of a text without its first ``skipped`` lines."""
    lines = list(source.lines())
    text = "\n".join([""] * skipped + [line.text for line in lines[skipped:]])
    environment: dict[str, Any] = {}
    tokens: list[Token] = []
    markdown = parser()
    markdown.block.parse(f"{text}\n", markdown, environment, tokens)
    whole = Span(source.file, 0, len(source.text))
    builder = _Builder(lines, whole)
    root = Element("document", whole, children=builder.build(tokens))
    targets: dict[str, Target] = {}
    definitions: list[Definition] = []
    references: dict[str, dict[str, Any]] = environment.get("references", {})
    for key, each in references.items():
        label = normalize_label(key)
        definitions.append(builder.definition(label, each))
        targets[label] = definitions[-1].target
    duplicates = environment.get("duplicate_refs", ())
    definitions += (builder.definition("", each) for each in duplicates)
    for heading in _headings(root):
        label = normalize_label(heading.text.text)
        if label:
            targets.setdefault(label, Target(f"#{label}"))
    return Tree(root, targets, tuple(definitions))


def _headings(element: Element) -> Iterator[Element]:
    for child in element.children:
        if child.kind == "heading":
            yield child
        yield from _headings(child)


_CONTAINERS = {
    "div_open": "div",
    "blockquote_open": "quotation",
    "bullet_list_open": "bullets",
    "ordered_list_open": "numbers",
    "list_item_open": "item",
    "note_open": "note",
    "definition_open": "definition",
}
_LEAVES = {
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
    "comment": "comment",
    "stray_fence": "fence",
    "too_deep": "too_deep",
}


class _Builder:
    """The building of elements from the flat tokens of markdown-it."""

    def __init__(self, lines: Sequence[Traced], whole: Span) -> None:
        self._lines = lines
        self._whole = whole

    def build(self, tokens: Sequence[Token]) -> tuple[Element, ...]:
        """Return the elements of the tokens, which are balanced."""
        levels: list[list[Element]] = [[]]
        openings: list[Token] = []
        for token in tokens:
            if token.type in _CONTAINERS:
                openings.append(token)
                levels.append([])
            elif token.type.endswith("_close") and token.type not in (
                "paragraph_close",
                "heading_close",
            ):
                children = _group_terms(levels.pop())
                levels[-1].append(self._container(openings.pop(), children))
            elif token.type in ("paragraph_open", "heading_open"):
                openings.append(token)
            elif token.type == "inline":
                levels[-1].append(self._text(openings.pop(), token))
            elif token.type == "pipe_table":
                levels[-1].append(self._table(token))
            elif token.type in _LEAVES:
                first = self._first_line(token) + (token.type == "fence")
                text = self._trace(token.content, first)
                element = Element(_LEAVES[token.type], self._span(token), text, name=token.info)
                levels[-1].append(element)
        return _group_terms(levels[0])

    def _container(self, token: Token, children: tuple[Element, ...]) -> Element:
        element = Element(_CONTAINERS[token.type], self._span(token), children=children)
        if token.type in ("note_open", "list_item_open"):
            return replace(element, name=token.info)
        if token.type != "div_open":
            return element
        opening, is_closed = token.info, bool(token.meta["is_closed"])
        attributes, name = Attributes((opening,)), ""
        if opening.startswith("{"):
            parsed = parse_attributes(opening, 0)
            is_whole = parsed is not None and parsed[1] == len(opening)
            attributes, name = (parsed[0], "") if parsed and is_whole else (NO_ATTRIBUTES, opening)
        kind = "div"
        if attributes.classes[:1] == ("note",) and "name" in attributes:
            kind, name = "note", attributes.get("name")
        first = self._lines[self._first_line(token)].span()
        return replace(
            element,
            kind=kind,
            attributes=attributes,
            name=name,
            is_closed=is_closed,
            opening=first,
        )

    def _text(self, opening: Token, token: Token) -> Element:
        text = self._trace(token.content, self._first_line(opening))
        span = self._span(opening)
        if opening.type == "paragraph_open":
            return Element("paragraph", span, text)
        attributes = NO_ATTRIBUTES
        if match := _HEADING_ATTRIBUTES.search(text.text):
            parsed = parse_attributes(text.text, match.start())
            if parsed is not None:
                attributes, text = parsed[0], text.cut(0, match.start()).strip()
        return Element("heading", span, text, attributes=attributes, number=int(opening.tag[1:]))

    def _table(self, token: Token) -> Element:
        first = self._first_line(token)
        lines = token.content.split("\n")
        rows = [self._trace(line, first + number) for number, line in enumerate(lines)]
        cells = tuple(
            tuple(
                row.cut(*cell).strip() if cell[0] < cell[1] else row.cut(0, 0)
                for cell in split_cells(row.text)
            )
            for number, row in enumerate(rows)
            if number != 1
        )
        return Element("table", self._span(token), rows=cells, name=rows[1].text)

    def _trace(self, content: str, first: int) -> Traced:
        """Return the content of a block, whose lines end as those from ``first`` on end."""
        parts: list[Traced] = []
        for number, text in enumerate(content.removesuffix("\n").split("\n"), first):
            line = self._lines[min(number, len(self._lines) - 1)]
            bare = text.lstrip(" \t")
            start = line.text.rfind(bare)
            if parts:
                parts.append(parts[-1].put(len(parts[-1]), "\n"))
            indent = text[: len(text) - len(bare)]
            parts += [line.put(max(start, 0), indent)] if indent else []
            is_whole = start >= 0
            parts.append(line.cut(start, start + len(bare)) if is_whole else line.put(0, bare))
        return join(parts)

    def definition(self, label: str, reference: dict[str, Any]) -> Definition:
        """Return the definition of a label, as markdown-it reads it."""
        target = Target(reference["href"], reference["title"])
        return Definition(label, target, self._span_of_lines(*reference["map"]))

    def _span_of_lines(self, first: int, end: int) -> Span:
        last = self._lines[min(max(end - 1, first), len(self._lines) - 1)]
        return self._lines[first].span().to(last.span())

    @staticmethod
    def _first_line(token: Token) -> int:
        return token.map[0] if token.map else 0

    def _span(self, token: Token) -> Span:
        if token.map is None or not self._lines:
            return self._whole
        return self._span_of_lines(*token.map)


def _group_terms(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Return elements with a list of terms for paragraphs and the definitions after them."""
    if not any(element.kind == "definition" for element in elements):
        return tuple(elements)
    result: list[Element] = []
    terms: list[tuple[Element, list[Element]]] = []
    for element, following in zip(elements, (*elements[1:], None), strict=True):
        if following and following.kind == "definition" and element.kind == "paragraph":
            terms.append((element, []))
        elif element.kind == "definition":
            terms[-1][1].append(element)
        else:
            result += _list_of_terms(terms)
            terms = []
            result.append(element)
    return (*result, *_list_of_terms(terms))


def _list_of_terms(terms: Sequence[tuple[Element, list[Element]]]) -> tuple[Element, ...]:
    if not terms:
        return ()
    items = tuple(
        Element("term", term.span.to(own[-1].span), term.text, tuple(own)) for term, own in terms
    )
    return (Element("terms", items[0].span.to(items[-1].span), children=items),)
