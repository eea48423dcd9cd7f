"""Works from the plain values that ``publish export --format json`` writes."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any, get_args, get_origin

from publish.document import indexes, inlines, model
from publish.document.field_types import alternatives, content_types, name_type
from publish.document.metadata import Words
from publish.document.model import Node, Work

NODE_KINDS = {
    kind.__name__: kind
    for module in (inlines, indexes, model)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Node)
}
"""The classes of nodes by their names."""


def decode_work(value: object) -> Work:
    """Return the Work of an object of JSON; keys that no field has are ignored.

    Nodes have no spans.  Raises ValueError that names the place of the first value that is none
    of the model.
    """
    return _decode(value, Work, "")  # type: ignore[no-any-return]  # the kind that is asked for


def _decode(value: Any, kind: Any, place: str) -> Any:
    """Return the value of a kind: a class, or a union or a tuple of these."""
    possible = alternatives(kind)
    if value is None and type(None) in possible:
        return None
    if isinstance(value, dict) and isinstance(value.get("type"), str):
        node = NODE_KINDS.get(value["type"])
        if node in possible:
            return _decode_fields(value, node, place)
    for choice in possible:
        if get_origin(choice) is tuple and isinstance(value, list):
            item = get_args(choice)[0]
            return tuple(_decode(each, item, f"{place}[{n}]") for n, each in enumerate(value))
        if choice is Words and isinstance(value, dict):
            return Words(tuple((lang, _decode(text, str, place)) for lang, text in value.items()))
        with suppress(ValueError):
            if choice is bytes and isinstance(value, str):
                return base64.b64decode(value, validate=True)
            if isinstance(choice, type) and issubclass(choice, Enum):
                return choice(value)
        if is_dataclass(choice) and isinstance(value, dict) and "type" not in value:
            return _decode_fields(value, choice, place)
        if type(value) is choice:
            return value
    raise ValueError(f"{place or 'the whole'} is no {name_type(kind)}")


def _decode_fields(value: Mapping[str, Any], kind: Any, place: str) -> Any:
    """Return the dataclass of an object; fields without a default must be there."""
    kinds = content_types(kind)
    values = {
        name: _decode(value[name], kinds[name], f"{place}.{name}" if place else name)
        for name in kinds
        if name in value
    }
    missing = [
        each.name
        for each in fields(kind)
        if each.name in kinds and each.name not in values and each.default is MISSING
    ]
    if missing:
        raise ValueError(f"{place or 'the whole'} has no {' and no '.join(missing)}")
    return kind(**values)
