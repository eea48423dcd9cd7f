"""The types that the classes of the model declare for their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from publish.document import model

_FORWARD = {"Blocks": model.Blocks}
"""Names that a module of the model imports for type checkers alone."""

_NAMED = 3
"""The most types that a message names."""


@cache
def field_types(kind: type) -> Mapping[str, Any]:
    """Return the types of the fields of a dataclass, by their names."""
    hints = get_type_hints(kind, localns=_FORWARD)
    return {field.name: hints[field.name] for field in fields(kind)}


@cache
def content_types(kind: type) -> Mapping[str, Any]:
    """Return the types of the fields of a dataclass, without that of its span."""
    return {name: each for name, each in field_types(kind).items() if name != "span"}


@cache
def alternatives(kind: Any) -> tuple[Any, ...]:
    """Return the types of a union, or the type alone."""
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def name_type(kind: Any) -> str:
    """Return a type as a message names it: ```Text`, `Quote` or another``."""
    kinds = alternatives(kind)
    names = [
        "None" if each is type(None) else (get_origin(each) or each).__name__ for each in kinds
    ]
    *others, last = [f"`{name}`" for name in names[:_NAMED]] + ["another"] * (len(names) > _NAMED)
    return f"{', '.join(others)} or {last}" if others else last
