"""Values of WeasyPrint's style sheets as plain data, and back.

Tuples, numbers, text and None stand for themselves.  Everything else is a tuple that begins with a
tag: the name of a class, as bytes, which no value of CSS is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_ATOMS = frozenset({str, int, float, bool, type(None)})


class NotPlainError(Exception):
    """A value is of a class that has no plain form."""


def to_plain(value: Any) -> Any:
    """Return a value as plain data; raises NotPlainError where it has no plain form."""
    kind: type = value.__class__
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return tuple([to_plain(item) for item in value])
    tag = kind.__name__.encode()
    if _classes().get(tag) is not kind:
        raise NotPlainError(f"{kind.__module__}.{kind.__qualname__}")
    items: Any
    if kind is dict:
        items = [item for pair in value.items() for item in pair]
    elif kind is set:
        items = sorted(value)
    elif issubclass(kind, (list, tuple)):
        items = value
    else:
        items = [getattr(value, name) for name in _slots(kind)]
    return (tag, *map(to_plain, items))


def from_plain(plain: Any) -> Any:
    """Return the value that ``to_plain`` was given."""
    if plain.__class__ is not tuple or not plain:
        return plain
    items = [from_plain(item) if item.__class__ is tuple else item for item in plain]
    tag = items[0]
    if tag.__class__ is not bytes:
        return tuple(items)
    kind = _classes()[tag]
    del items[0]
    if kind is list:
        return items
    if kind is set:
        return set(items)
    if kind is dict:
        return dict(zip(items[::2], items[1::2], strict=True))
    if issubclass(kind, tuple):
        return kind(*items)
    node = kind.__new__(kind)
    for name, item in zip(_slots(kind), items, strict=True):
        setattr(node, name, item)
    return node


@lru_cache(maxsize=1)
def _classes() -> dict[bytes, Any]:
    """Return the classes that have a plain form: containers, named tuples and tokens of CSS."""
    from tinycss2 import ast
    from weasyprint.css import PageSelectorType
    from weasyprint.css.properties import Dimension

    tokens = [
        kind for kind in vars(ast).values() if isinstance(kind, type) and issubclass(kind, ast.Node)
    ]
    kinds = (list, set, dict, Dimension, PageSelectorType, *tokens)
    return {kind.__name__.encode(): kind for kind in kinds}


@lru_cache(maxsize=64)
def _slots(kind: Any) -> tuple[str, ...]:
    return tuple(name for each in kind.__mro__ for name in getattr(each, "__slots__", ()))
