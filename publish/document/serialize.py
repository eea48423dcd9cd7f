"""Nodes and diagnostics as bytes, spans and all, and back.

Written with ``marshal``, never with pickle: what is read back must not be able to run.  The bytes
are for the state of this program, and the version of Python, that made them.
"""

from __future__ import annotations

import marshal
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from publish.diagnostics import diagnostic as diagnostics
from publish.document import metadata, model
from publish.document.model import Node
from publish.text.source import NOWHERE, Span

_KINDS = tuple(
    kind
    for module in (model, metadata, diagnostics)
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == module.__name__
    if is_dataclass(kind) or issubclass(kind, Enum)
)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
# The span of a node is its only argument by keyword, and is written before its fields.
_FIELDS = {
    kind: tuple(field.name for field in fields(kind) if not field.kw_only)
    for kind in _KINDS
    if is_dataclass(kind)
}
_NODES = frozenset(kind for kind in _FIELDS if issubclass(kind, Node))
_MEMBERS = {
    number: {one.value: one for one in kind}
    for kind, number in _NUMBERS.items()
    if issubclass(kind, Enum)
}
_SPAN, _SPANS = -1, -2

# What marshal takes as it is, and holds no node.  A tuple becomes a list: as a tuple is written
# what has a number.
_PLAIN = frozenset({str, int, bool, type(None), bytes, dict})


def packed(value: Any, file: str) -> bytes:
    """Return ``value`` (nodes, diagnostics, what is plain, tuples of these) as bytes.

    Spans in ``file`` take the least room.
    """

    def plain(value: Any) -> Any:
        kind = value.__class__
        if kind in _PLAIN:
            return value
        if kind is tuple:
            if value and all(one.__class__ is Span and place(one) is None for one in value):
                return (_SPANS, *(offset for one in value for offset in (one.start, one.end)))
            return [plain(one) for one in value]
        if kind is Span:
            return (_SPAN, value.start, value.end, place(value))
        number = _NUMBERS[kind]
        if isinstance(value, Enum):
            return (number, value.value)
        given = [plain(getattr(value, name)) for name in _FIELDS[kind]]
        if isinstance(value, Node):
            span = value.span
            return (number, span.start, span.end, place(span), *given)
        return (number, *given)

    def place(span: Span) -> str | None:
        return None if span.file == file and span is not NOWHERE else span.file

    return marshal.dumps(plain(value))


def unpacked(data: bytes, file: str) -> Any:
    """Return the value that was packed for ``file``; raise ValueError where the bytes hold none."""

    def value(given: Any) -> Any:
        if given.__class__ is list:
            return tuple([one if one.__class__ in _PLAIN else value(one) for one in given])
        if given.__class__ is not tuple:
            return given
        number = given[0]
        if number >= 0:
            if number in _MEMBERS:
                return _MEMBERS[number][given[1]]
            kind = _KINDS[number]
            if kind not in _NODES:
                return kind(*[one if one.__class__ in _PLAIN else value(one) for one in given[1:]])
            fields = [one if one.__class__ in _PLAIN else value(one) for one in given[4:]]
            return kind(*fields, span=span(*given[1:4]))
        if number == _SPANS:
            offsets = iter(given[1:])
            return tuple(
                [Span(file, start, end) for start, end in zip(offsets, offsets, strict=True)]
            )
        return span(*given[1:])

    def span(start: int, end: int, place: str | None) -> Span:
        if place is None:
            return Span(file, start, end)
        return Span(place, start, end) if place else NOWHERE

    try:
        return value(marshal.loads(data))
    except (EOFError, LookupError, TypeError, ValueError) as error:
        raise ValueError("these bytes hold no nodes") from error
