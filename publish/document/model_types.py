"""Comparison of values with the types that the classes of the model declare.

Type checkers do this for code.  At run time it is for values that code of other packages made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from publish.document import model

_FORWARD = {"Blocks": model.Blocks}
"""Names that a module of the model imports for type checkers alone."""


def find_wrong_type(value: object, kind: type) -> str:
    """Return the first value in ``value`` that has another type than declared, in words.

    The result is empty where all have theirs.
    """
    waiting: list[tuple[object, Any, str]] = [(value, kind, kind.__name__)]
    while waiting:
        item, expected, path = waiting.pop()
        actual = _choose(item, expected)
        if actual is None:
            return f"{path} has type `{type(item).__name__}`, not {_describe(expected)}"
        waiting += reversed(list(_parts(item, actual, path)))
    return ""


def _choose(value: object, expected: Any) -> Any:
    """Return the type among the alternatives of ``expected`` that a value has, None for none."""
    if get_origin(expected) is UnionType:
        return next(filter(None, (_choose(value, each) for each in get_args(expected))), None)
    kind = get_origin(expected) or expected
    # `True` is no number, and subclasses of other packages have no place in books.
    return expected if type(value) is kind or (kind is str and isinstance(value, str)) else None


def _parts(value: Any, kind: Any, path: str) -> Iterator[tuple[object, Any, str]]:
    """Yield the values in a value, each with the type that it should have and its path."""
    if get_origin(kind) is tuple:
        first, *others = get_args(kind)
        for index, item in enumerate(value):
            expected = first if others == [...] or index == 0 else others[index - 1]
            yield item, expected, f"{path}[{index}]"
    elif isinstance(kind, type) and is_dataclass(kind):
        for name, expected in _hints(kind):
            yield getattr(value, name), expected, f"{path}.{name}"


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return the names of the fields of a class with their types."""
    hints = get_type_hints(kind, localns=_FORWARD)
    return tuple((field.name, hints[field.name]) for field in fields(kind))


def _describe(expected: Any) -> str:
    """Return a type as a message names it: ```Text`, `Quote` or another``."""
    kinds = get_args(expected) if get_origin(expected) is UnionType else (expected,)
    names = [
        "None" if each is type(None) else (get_origin(each) or each).__name__ for each in kinds
    ]
    *others, last = [f"`{name}`" for name in names[:3]] + ["another"] * (len(names) > 3)
    return f"{', '.join(others)} or {last}" if others else last
