"""Compact notation of the document model: marked text to inlines, and trees to text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Citation,
    Dir,
    Emphasis,
    Entry,
    Excerpt,
    Foreign,
    Gloss,
    Image,
    Index,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Meta,
    Milestone,
    Note,
    Paragraph,
    Passage,
    Quote,
    Reference,
    Role,
    Rubric,
    Section,
    Segment,
    Separator,
    Speech,
    Strong,
    Styled,
    Table,
    Text,
    Verse,
    Work,
    direction,
)
from publish.document.walk import plain
from publish.text.source import Span

# --- from marked text to inlines

_MARKS = re.compile(
    r"<(?P<tag>em|b|a|cite|q|gloss)>"
    r"|(?P<close></(?:em|b|a|cite|q|gloss)>|\})"
    r"|(?P<br><br>)"
    r"|<sup>(?P<note>[^<|]+)(?:\|(?P<body>[^<]*))?</sup>"
    r"|\{(?P<lang>[a-z]+)(?:-(?P<dir>ltr|rtl))?:"
)


def inlines(marked: str) -> Inlines:
    """Return the inlines of a marked text, each with its span in ``marked``.

    ``<em>``, ``<b>``, ``<a>`` and ``<cite>``; ``<q>“…”</q>``, marks inside; ``<gloss>term
    (meaning)</gloss>``; ``<sup>1</sup>`` and ``<sup>1|body</sup>`` for a note; ``<br>``;
    ``{he:…}`` or, against the direction of its language, ``{he-ltr:…}`` for a foreign run.
    """
    nodes, end = _parse(marked, 0)
    assert end == len(marked), f"not closed: {marked[end:]}"
    return nodes


def _parse(marked: str, position: int) -> tuple[Inlines, int]:
    nodes: list[Inline] = []
    while position < len(marked):
        match = _MARKS.search(marked, position)
        start = match.start() if match else len(marked)
        if start > position:
            nodes.append(Text(marked[position:start], span=Span("case", position, start)))
        if not match or match["close"]:
            return tuple(nodes), start
        position = match.end()
        if match["br"]:
            nodes.append(LineBreak(span=Span("case", start, position)))
        elif match["note"]:
            body: Blocks = (Paragraph((Text(match["body"]),)),) if match["body"] else ()
            nodes.append(Note(match["note"], body, span=Span("case", start, position)))
        else:
            inside, close = _parse(marked, position)
            end = _MARKS.match(marked, close)
            assert end, f"not closed: {marked[start:]}"
            position = end.end()
            nodes.append(_make_inline(match, inside, Span("case", start, position)))
    return tuple(nodes), position


def _make_inline(match: re.Match[str], inside: Inlines, span: Span) -> Inline:
    if match["lang"]:
        dir = Dir(match["dir"]) if match["dir"] else direction(match["lang"])
        return Foreign(match["lang"], dir, inside, span=span)
    match match["tag"]:
        case "em":
            return Emphasis(inside, span=span)
        case "b":
            return Strong(inside, span=span)
        case "a":
            return Link("#", inside, span=span)
        case "cite":
            return Citation(Reference("work"), inside, span=span)
        case "gloss":
            whole = re.fullmatch(r"(.+?)( ?[(\[])(.+)([)\]])", plain(inside))
            assert whole, "a gloss is a term and its meaning in brackets"
            term, opening, meaning, closing = whole.groups()
            return Gloss((Text(term),), opening, (Text(meaning),), closing, span=span)
        case _:
            return _quote(inside, span)


def _quote(inside: Inlines, span: Span) -> Quote:
    first, last = inside[0], inside[-1]
    assert isinstance(first, Text)
    assert isinstance(last, Text)
    if first is last:
        content: Inlines = (_slice(first, 1, -1),)
    else:
        content = (_slice(first, 1, None), *inside[1:-1], _slice(last, 0, -1))
    nodes = tuple(node for node in content if not isinstance(node, Text) or node.text)
    return Quote(first.text[0], last.text[-1], nodes, span=span)


def _slice(text: Text, start: int, end: int | None) -> Text:
    first, last, _ = slice(start, end).indices(len(text.text))
    position = text.span.start
    return Text(text.text[first:last], span=Span("case", position + first, position + last))


def book(*blocks: Block, lang: str = "en") -> Work:
    """Return a book with one chapter of the given blocks."""
    return Work(Meta(), lang, direction(lang), (Section(Role.CHAPTER, (), blocks),))


# --- from a tree to a text


def show(*nodes: Section | Excerpt | Block) -> str:
    """Return blocks as text, one per line, with their children indented."""
    return "\n".join(line for node in nodes for line in _lines(node))


def _lines(  # noqa: PLR0912  # a branch for each kind of block
    node: Section | Excerpt | Block,
) -> Iterator[str]:
    match node:
        case Paragraph(nodes):
            yield f"p: {line(nodes)}"
        case Verse(lines):
            yield "verse:"
            yield from (f"  {line(nodes)}" for nodes in lines)
        case Passage(lang, dir, blocks):
            yield f"passage {lang} {dir}:"
            yield from _indent(blocks)
        case Segment(original, transliteration, translations, commentary):
            yield f"segment {node.number}:" if node.number else "segment:"
            yield from _indent((original, *filter(None, [transliteration])))
            yield from _indent((*translations, *commentary))
        case Blockquote(blocks, attribution):
            yield "blockquote:"
            yield from _indent(blocks)
            if attribution:
                yield f"  from: {line(attribution)}"
        case Speech(speaker, blocks):
            yield f"speech: {line(speaker)}"
            yield from _indent(blocks)
        case Rubric(blocks):
            yield "rubric:"
            yield from _indent(blocks)
        case Table(rows, headers, caption):
            yield f"table, {headers} header rows: {line(caption)}".removesuffix(": ")
            for row in rows:
                yield "  row:"
                for cell in row.cells:
                    yield "    cell:"
                    yield from (f"    {inner}" for inner in _indent(cell.blocks))
        case Image(address, _, caption):
            yield f"image {address}: {line(caption)}"
        case List(items, start):
            kind = node.numbering or "decimal"
            numbers = f"from {start}" if kind == "decimal" else f"{kind} from {start}"
            yield "list:" if start is None else f"list {numbers}:"
            for item in items:
                yield "  item:"
                yield from (f"  {inner}" for inner in _indent(item))
        case Index(entries):
            yield "index:"
            yield from (f"  {line}" for entry in entries for line in _entry(entry))
        case Separator():
            yield "* * *"
        case Excerpt(number, _, heading, blocks):
            yield f"excerpt {number}: {line(heading)}"
            yield from _indent(blocks)
        case Section(role, title, children):
            yield f"{role}: {line(title)}"
            yield from _indent(children)


def _entry(entry: Entry) -> Iterator[str]:
    yield " = ".join(line(nodes) for nodes in (entry.term, entry.meaning) if nodes)
    yield from (f"  {line}" for under in entry.under for line in _entry(under))


def _indent(blocks: tuple[Section | Excerpt | Block, ...]) -> Iterator[str]:
    return (f"  {line}" for block in blocks for line in _lines(block))


def line(nodes: Inlines) -> str:
    """Return inlines on one line: texts between bars, other nodes by name."""
    return " ".join(map(_inline, nodes))


_STYLES: dict[type[Styled], str] = {Emphasis: "em", Strong: "b"}


def _inline(node: Inline) -> str:
    match node:
        case Text(text):
            return f"|{text}|"
        case LineBreak():
            return "br"
        case Styled(nodes):
            return f"{_STYLES.get(type(node), type(node).__name__.lower())}({line(nodes)})"
        case Milestone(kind, label):
            return f"{kind}({label})"
        case Foreign(lang, dir, nodes):
            name = lang if dir is direction(lang) else f"{lang}-{dir}"
            return f"{name}({line(nodes)})"
        case Quote(opening, closing, nodes):
            return f"q({opening} {line(nodes)} {closing})"
        case Gloss(term, opening, meaning, closing):
            return f"gloss({line(term)} {opening} {line(meaning)} {closing})"
        case Citation(_, nodes):
            return f"cite({line(nodes)})"
        case Link(_, nodes):
            return f"a({line(nodes)})"
        case Note(call, blocks):
            return f"note({': '.join([call, *map(show, blocks)])})"
