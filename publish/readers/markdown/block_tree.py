"""The blocks of a Markdown text as a tree whose texts are traced to the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace

from markdown_it.token import Token

from publish.readers.markdown.attributes import NO_ATTRIBUTES, Attributes, parse_attributes
from publish.readers.markdown.block_rules import parser, split_cells
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span, Traced, join

_HEADING_ATTRIBUTES = re.compile(r"(?<!\S)\{[^{}]*\}\s*\Z")
_EMPTY = Traced("", "", ((0, 0),))


@dataclass(frozen=True, slots=True)
class Element:
    """A block: its kind, its place, and what it contains.

    The kinds are ``document``, ``div``, ``heading``, ``paragraph``, ``quotation``, ``bullets``,
    ``numbers``, ``item``, ``table``, ``code``, ``rule``, ``note``, ``comment``, ``fence`` (without
    a partner) and ``too_deep``.  ``number`` is the level of a heading and the first number of a
    list; ``name`` is the label of a note, and the opening of a div without readable attributes.
    """

    kind: str
    span: Span
    text: Traced = _EMPTY
    children: tuple[Element, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    number: int = 0
    name: str = ""
    is_closed: bool = True
    rows: tuple[tuple[Traced, ...], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Tree:
    """The blocks of a text, and the addresses that its labels of links stand for."""

    root: Element
    targets: dict[str, str]


def parse_blocks(source: Source, skipped: int = 0) -> Tree:
    """Return the blocks of a text without its first ``skipped`` lines."""
    lines = list(source.lines())
    text = "\n".join([""] * skipped + [line.text for line in lines[skipped:]])
    environment: dict[str, dict[str, dict[str, str]]] = {}
    tokens: list[Token] = []
    markdown = parser()
    markdown.block.parse(f"{text}\n", markdown, environment, tokens)
    whole = Span(source.file, 0, len(source.text))
    builder = _Builder(lines, whole)
    root = Element("document", whole, children=builder.build(tokens))
    references = environment.get("references", {})
    return Tree(root, {label: each["href"] for label, each in references.items()})


_CONTAINERS = {
    "div_open": "div",
    "blockquote_open": "quotation",
    "bullet_list_open": "bullets",
    "ordered_list_open": "numbers",
    "list_item_open": "item",
    "note_open": "note",
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
                children = tuple(levels.pop())
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
        return tuple(levels[0])

    def _container(self, token: Token, children: tuple[Element, ...]) -> Element:
        element = Element(_CONTAINERS[token.type], self._span(token), children=children)
        if token.type == "note_open":
            return replace(element, name=token.info)
        if token.type == "ordered_list_open":
            start = token.attrs.get("start", 1)
            return replace(element, number=int(start))
        if token.type != "div_open":
            return element
        opening, is_closed = token.info, bool(token.meta["is_closed"])
        attributes, name = Attributes((opening,)), ""
        if opening.startswith("{"):
            parsed = parse_attributes(opening, 0)
            is_whole = parsed is not None and parsed[1] == len(opening)
            attributes, name = (parsed[0], "") if parsed and is_whole else (NO_ATTRIBUTES, opening)
        return replace(element, attributes=attributes, name=name, is_closed=is_closed)

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
        return Element("table", self._span(token), rows=cells)

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

    @staticmethod
    def _first_line(token: Token) -> int:
        return token.map[0] if token.map else 0

    def _span(self, token: Token) -> Span:
        if token.map is None or not self._lines:
            return self._whole
        first, end = token.map
        last = self._lines[min(max(end - 1, first), len(self._lines) - 1)]
        return self._lines[first].span().to(last.span())
