"""A ``dataclass`` decorator that defines frozen classes in a quarter of the usual time.

``dataclasses.dataclass`` compiles six functions for each frozen class.  A short book defines 150
classes, which took a tenth of its time.  Here only ``__init__`` is compiled, once for all classes
with as many fields; the other methods are closures over the names of the fields, and behave the
same.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
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
    ordered = sorted(fields, key=lambda field: bool(field.kw_only))
    keywords = [field.name for field in ordered if field.kw_only]
    factories = [field.default_factory is not dataclasses.MISSING for field in ordered]
    template = _template(tuple(factories), has_post_init=hasattr(kind, "__post_init__"))
    names = {f"field_{place}": field.name for place, field in enumerate(ordered)}
    code = template.replace(
        co_argcount=template.co_argcount - len(keywords),
        co_kwonlyargcount=len(keywords),
        co_varnames=tuple(names.get(name, name) for name in template.co_varnames),
        co_consts=tuple(names.get(value, value) for value in template.co_consts),
    )
    variables: dict[str, Any] = {"_set": object.__setattr__, "_none": _NO_ARGUMENT}
    defaults: dict[str, Any] = {}
    for place, field in enumerate(ordered):
        if factories[place]:
            variables[f"factory_{place}"] = field.default_factory
            defaults[field.name] = _NO_ARGUMENT
        elif field.default is not dataclasses.MISSING:
            defaults[field.name] = field.default
        elif defaults and not field.kw_only:
            raise TypeError(f"non-default argument {field.name!r} follows default argument")
    positional = tuple(value for name, value in defaults.items() if name not in keywords)
    init = FunctionType(code, variables, "__init__", positional)
    init.__kwdefaults__ = {name: defaults[name] for name in keywords if name in defaults}
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    init.__module__ = kind.__module__
    return init


@cache
def _template(factories: tuple[bool, ...], *, has_post_init: bool) -> CodeType:
    """Return the code of an ``__init__`` for fields with and without default factories.

    To compile it takes half of the time of a definition, and the same code serves many classes.
    """
    parameters = ["self"]
    body: list[str] = []
    for place, has_factory in enumerate(factories):
        name = f"field_{place}"
        parameters.append(name)
        value = f"factory_{place}() if {name} is _none else {name}" if has_factory else name
        body.append(f" _set(self,{name!r},{value})")
    if has_post_init:
        body.append(" self.__post_init__()")
    variables: dict[str, Any] = {}
    exec(f"def __init__({','.join(parameters)}):\n" + ("\n".join(body) or " pass"), variables)
    code: CodeType = variables["__init__"].__code__
    return code


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
