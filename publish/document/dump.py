"""Dumps of the document model as an indented tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

from publish.document.draft import Draft
from publish.document.model import (
    Excerpt,
    Foreign,
    Node,
    Note,
    Paragraph,
    Passage,
    Section,
    Segment,
    SourceCitation,
    Text,
    Work,
)
from publish.document.node_objects import Sources
from publish.document.walk import plain
from publish.text.invisible import printable
from publish.text.languages import isolate
from publish.text.source import Span


def tree(value: Work | Iterable[Draft | Work], sources: Sources) -> str:
    """Return the model as an indented tree: a node a line, with its line in the source."""
    if isinstance(value, Work):
        lines = list(_work(value, sources))
    else:
        lines = [line for text in value for line in _text(text, sources)]
    return "\n".join(lines) + "\n"


def _text(text: Draft | Work, sources: Sources) -> Iterator[str]:
    return _work(text, sources) if isinstance(text, Work) else _draft(text, sources)


def _work(work: Work, sources: Sources) -> Iterator[str]:
    yield from (_line(depth, node, sources) for depth, node in _nodes(work, 0))


def _short(text: str, length: int = 64) -> str:
    return isolate(text if len(text) <= length else text[: length - 1] + "…")


def _draft(draft: Draft, sources: Sources) -> Iterator[str]:
    yield f"Draft {printable(draft.file)}" + (f"  {draft.shape}" if draft.shape else "")
    for chunk in draft.chunks:
        number = f" {chunk.number}" if chunk.number is not None else ""
        part = chunk.part or chunk.script
        calls = f"  calls {', '.join(call.numeral for call in chunk.calls)}" if chunk.calls else ""
        text = _short(chunk.text.text)
        yield f"{_where(chunk.span, sources)}  {part}{number}: {text}{calls}"


def _nodes(node: Node, depth: int) -> Iterator[tuple[int, Node]]:
    """Yield blocks and larger nodes with their depths; of inlines, notes and foreign runs."""
    yield depth, node
    for field in fields(node):
        yield from _inner(getattr(node, field.name), depth + 1)


def _inner(value: object, depth: int) -> Iterator[tuple[int, Node]]:
    if isinstance(value, tuple):
        for item in value:
            yield from _inner(item, depth)
    elif isinstance(value, Text):
        return
    elif isinstance(value, Node):
        yield from _nodes(value, depth)


def _line(depth: int, node: Node, sources: Sources) -> str:
    label = type(node).__name__
    return f"{_where(node.span, sources)}  {'  ' * depth}{label}{_detail(node)}"


def _detail(node: Node) -> str:
    match node:
        case Work(meta, lang):
            return f" {lang}  {_short(meta.title.in_(lang))}"
        case Section(role, title):
            return f" {role}  {_short(plain(title))}" if title else f" {role}"
        case Excerpt(number, citation):
            return f" {number}  {_describe_citation(citation)}"
        case Segment():
            return ""
        case Passage(lang):
            return f" {lang}"
        case Paragraph(inlines):
            return f"  {_short(plain(inlines))}"
        case Foreign(lang, _, inlines):
            return f" {lang}  {_short(plain(inlines))}"
        case Note(call, blocks):
            return f" {call}" + ("" if blocks else "  (no body)")
        case _:
            return ""


def _describe_citation(citation: SourceCitation) -> str:
    parts = {
        field.name: getattr(citation, field.name)
        for field in fields(citation)
        if getattr(citation, field.name) not in (None, False)
    }
    return ", ".join(
        name if value is True else f"{name} {isolate(str(value))}" for name, value in parts.items()
    )


def _where(span: Span, sources: Sources) -> str:
    source = sources.get(span.file)
    return f"{source.position(span.start).line:5}" if source else "    –"
