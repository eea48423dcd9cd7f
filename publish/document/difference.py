"""The first difference between two nodes of the model, spans aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from itertools import zip_longest
from typing import Any

from publish.document.model import Node, Resource, Text
from publish.document.walk import descend
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span

_SHOWN = 60
"""Characters of a value that a description quotes."""

_MISSING = object()
"""The item of a shorter list at a place where the other one goes on."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in which two values differ: its path of fields, the nearest span, both values."""

    path: str
    span: Span
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path} is {self.after} instead of {self.before}"


def find_difference(before: Any, after: Any) -> Difference | None:
    """Return the first difference in reading order, with the span of ``before``; None if equal.

    Texts one after another are compared as one text.  The path names the fields to
    the place: ``Work.body[2].children[0].inlines[1]``.
    """
    return _compare(before, after, type(before).__name__, NOWHERE)


def _compare(before: Any, after: Any, path: str, span: Span) -> Difference | None:
    if before == after:
        return None
    if isinstance(before, Node) and before.span != NOWHERE:
        span = before.span
    if type(before) is not type(after):
        return Difference(path, span, _describe(before), _describe(after))
    places: Iterable[tuple[str, Any, Any]]
    if isinstance(before, tuple):
        pairs = zip_longest(_join_texts(before), _join_texts(after), fillvalue=_MISSING)
        places = ((f"{path}[{index}]", *pair) for index, pair in enumerate(pairs))
    elif is_dataclass(before) and not isinstance(before, Resource):
        names = [each.name for each in fields(before) if each.compare]
        places = ((f"{path}.{name}", getattr(before, name), getattr(after, name)) for name in names)
    else:
        return Difference(path, span, _describe(before), _describe(after))
    differences = (_compare(own, other, place, span) for place, own, other in places)
    return next(filter(None, differences), None)


def _join_texts(items: tuple[Any, ...]) -> list[Any]:
    """Return items with texts that touch as one text, and without empty texts."""
    result: list[Any] = []
    for item in items:
        last = result[-1] if result else None
        if isinstance(item, Text) and isinstance(last, Text):
            result[-1] = Text(last.text + item.text, span=last.span.to(item.span))
        elif not isinstance(item, Text) or item.text:
            result.append(item)
    return result


def _describe(value: Any) -> str:
    """Return a value as a message quotes it: a node by its class and its words."""
    match value:
        case _ if value is _MISSING:
            return "nothing"
        case Text(text):
            shown = f"“{text}”"
        case Node():
            words = "".join(node.text for node in descend(value) if isinstance(node, Text))
            shown = f"{type(value).__name__} “{words}”"
        case Resource():
            shown = f"a picture of {len(value.data):,} bytes"
        case str():
            shown = f"“{value}”"
        case _:
            shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
