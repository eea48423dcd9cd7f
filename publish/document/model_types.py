"""Comparison of values with the types that the classes of the model declare.

Type checkers do this for code.  At run time it is for values that code of other packages made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from publish.diagnostics import Diagnostic
from publish.document import model

_PLAIN = frozenset({str, int, bool})
_FORWARD = {"Blocks": model.Blocks}
"""Names that a module of the model imports for type checkers alone."""


def find_wrong_type(value: object, kind: type) -> str:
    """Return the first value in ``value`` that has another type than declared, in words.

    The result is empty where all have theirs.
    """
    waiting = [_Place(value, kind, kind.__name__)]
    while waiting:
        place = waiting.pop()
        actual = _choose(place.value, place.expected)
        if actual is None:
            name = type(place.value).__name__
            return f"{place.path} has type `{name}`, not {_describe(place.expected)}"
        waiting += reversed(list(_parts(place, actual)))
    return ""


def find_wrong_diagnostics(diagnostics: object) -> str:
    """Return the reason why the diagnostics of an outcome are none, empty where they are."""
    if not isinstance(diagnostics, tuple):
        return f"the diagnostics are no tuple but a `{type(diagnostics).__name__}`"
    return next(filter(None, (find_wrong_type(each, Diagnostic) for each in diagnostics)), "")


class _Place:
    """A value at its place in another one, and the type that it should have."""

    __slots__ = ("expected", "name", "parent", "value")

    def __init__(
        self, value: object, expected: Any, name: str, parent: _Place | None = None
    ) -> None:
        self.value = value
        self.expected = expected
        self.name = name
        self.parent = parent

    @property
    def path(self) -> str:
        """The fields and numbers that lead to the value: ``Work.body[0]``."""
        return f"{self.parent.path}{self.name}" if self.parent else self.name


def _choose(value: object, expected: Any) -> Any:
    """Return the type among the alternatives of ``expected`` that a value has, None for none."""
    kind = type(value)
    if kind is expected:
        return expected
    if get_origin(expected) is UnionType:
        alternatives = get_args(expected)
        if kind in alternatives:
            return kind
        return next(filter(None, (_choose(value, each) for each in alternatives)), None)
    # `True` is no number, and subclasses of other packages have no place in books.
    is_text = expected is str and isinstance(value, str)
    return expected if kind is get_origin(expected) or is_text else None


def _parts(place: _Place, kind: Any) -> Iterator[_Place]:
    """Yield the values in a value that is of the type ``kind``, but for plain ones of theirs."""
    value: Any = place.value
    if get_origin(kind) is tuple:
        first, *others = get_args(kind)
        for index, item in enumerate(value):
            expected = first if others == [...] or index == 0 else others[index - 1]
            yield _Place(item, expected, f"[{index}]", place)
    elif isinstance(kind, type) and is_dataclass(kind):
        for name, expected in _hints(kind):
            item = getattr(value, name)
            if type(item) is not expected or expected not in _PLAIN:
                yield _Place(item, expected, f".{name}", place)


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
