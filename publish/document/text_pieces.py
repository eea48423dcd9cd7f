"""Texts in a draft or a Work, whatever its nodes are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from publish.document.model import Node
from publish.document.resources import Resource
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span, Traced

_OTHER = frozenset({"span", "lang", "dir", "anchor", "resource", "resources", "address", "target"})
"""Fields whose characters are not printed as text."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A text of a value, with the span of the node around it."""

    text: str
    span: Span


def list_pieces(value: Any) -> Iterator[TextPiece]:
    """Yield the texts in a value in reading order, but for empty ones."""
    waiting: list[tuple[Any, Span]] = [(value, NOWHERE)]
    while waiting:
        item, span = waiting.pop()
        if type(item) is str:
            if item:
                yield TextPiece(item, span)
        elif isinstance(item, Traced):
            if item:
                yield TextPiece(item.text, item.span())
        elif isinstance(item, tuple):
            waiting += [(each, span) for each in reversed(item)]
        elif is_dataclass(item) and not isinstance(item, Span | Resource):
            own = item.span if isinstance(item, Node) and item.span != NOWHERE else span
            waiting += [(getattr(item, name), own) for name in _fields_reversed(item.__class__)]


@cache
def _fields_reversed(kind: Any) -> tuple[str, ...]:
    """Return the fields of a class that may have printed text, the last first."""
    return tuple(each.name for each in reversed(fields(kind)) if each.name not in _OTHER)
