"""A ``dataclass`` decorator that defines frozen classes in a quarter of the usual time.

``dataclasses.dataclass`` compiles six functions for each frozen class.  A short book defines 150
classes, which took a tenth of its time.  Here only ``__init__`` is compiled; the other methods are
closures over the names of the fields, and behave the same.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from dataclasses import dataclass
else:

    def dataclass(*, frozen=False, slots=False, eq=True, order=False):
        """Return the decorator ``dataclasses.dataclass`` with these options."""
        if not frozen or order:
            return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, order=order)
        return lambda kind: _define(kind, slots=slots, eq=eq)


__all__ = ["dataclass"]

_NO_ARGUMENT: Any = object()
"""The default of a parameter whose field has a default factory."""


def _define(kind: type[Any], *, slots: bool, eq: bool) -> type[Any]:
    """Return a class as a frozen dataclass; methods that the class defines itself stay."""
    if kind.__doc__ is None:
        kind.__doc__ = kind.__name__  # otherwise `dataclasses` computes the signature for it
    own = {name for name, value in vars(kind).items() if value is not None}
    define = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)
    result: Any = define(kind)
    fields = dataclasses.fields(result)
    methods: dict[str, Callable[..., Any]] = {
        "__init__": _init(result, fields),
        "__repr__": _repr,
        "__setattr__": _refuse_assignment,
        "__delattr__": _refuse_deletion,
    }
    if slots:
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    if eq:
        values = _getter([field.name for field in fields if field.compare])
        methods |= {"__eq__": _equality(values), "__hash__": _hash(values)}
    for name, method in methods.items():
        if name not in own:
            setattr(result, name, method)
    return result  # type: ignore[no-any-return]  # the class that was given, with methods


def _init(kind: type[Any], fields: Iterable[dataclasses.Field[Any]]) -> Callable[..., None]:
    names: dict[str, Any] = {"_set": object.__setattr__, "_none": _NO_ARGUMENT}
    positional: list[str] = ["self"]
    keywords: list[str] = []
    body: list[str] = []
    for field in fields:
        name, value = field.name, field.name
        parameter = name
        if field.default is not dataclasses.MISSING:
            names[f"_{name}"] = field.default
            parameter = f"{name}=_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            names[f"_{name}"] = field.default_factory
            parameter = f"{name}=_none"
            value = f"_{name}() if {name} is _none else {name}"
        (keywords if field.kw_only else positional).append(parameter)
        body.append(f" _set(self,{name!r},{value})")
    if hasattr(kind, "__post_init__"):
        body.append(" self.__post_init__()")
    parameters = ",".join([*positional, "*", *keywords] if keywords else positional)
    exec(f"def __init__({parameters}):\n" + ("\n".join(body) or " pass"), names)
    init = names["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    init.__module__ = kind.__module__
    return init  # type: ignore[no-any-return]  # a function


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return the function that returns the tuple of the values of these fields."""
    if len(names) > 1:
        return attrgetter(*names)
    if not names:
        return lambda _: ()
    value = attrgetter(*names)
    return lambda instance: (value(instance),)


def _equality(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], Any]:
    def __eq__(self: Any, other: object) -> Any:  # noqa: N807  # becomes a method
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    return __eq__


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807  # becomes a method
        return hash(values(self))

    return __hash__


def _repr(self: Any) -> str:
    values = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({', '.join(values)})"


def _refuse_assignment(_: Any, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deletion(_: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    """Return the values of the fields, for ``copy`` and ``pickle``."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
