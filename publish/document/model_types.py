"""Comparison of values with the types that the classes of the model declare.

Type checkers do this for code.  At run time it is for values that code of other packages made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from publish.diagnostics import Diagnostic
from publish.document.field_types import alternatives, field_types, name_type

_PLAIN = frozenset({str, int, bool})


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
            return f"{place.path} has type `{name}`, not {name_type(place.expected)}"
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
    possible = alternatives(expected)
    if kind in possible:
        return kind
    if len(possible) > 1:
        return next(filter(None, (_choose(value, each) for each in possible)), None)
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
        for name, expected in field_types(kind).items():
            item = getattr(value, name)
            if type(item) is not expected or expected not in _PLAIN:
                yield _Place(item, expected, f".{name}", place)
