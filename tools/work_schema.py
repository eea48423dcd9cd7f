#!/usr/bin/env python3
"""Writes the schema of ``publish export --format json``, made from the document model.

    .venv/bin/python -m tools.work_schema

The language is JSON Schema 2020-12: https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import Enum
from inspect import getdoc
from pathlib import Path
from typing import Any, get_args, get_origin

from publish.document.field_types import alternatives, content_types
from publish.document.metadata import Words
from publish.document.model import Block, Excerpt, Inline, Node, Section, Work
from publish.document.node_ids import NAMED_KINDS
from publish.writers.export.json_file import VERSION

PATH = Path(__file__).resolve().parent.parent / "publish/writers/export/work.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {str: "string", int: "integer", bool: "boolean", type(None): "null"}
_UNIONS = {
    alternatives(Inline): "Inline",
    alternatives(Block): "Block",
    alternatives(Section | Excerpt | Block): "SectionChild",
}
"""The names of the unions of the model."""

_ID = {"type": "string", "pattern": "^[a-z]+-[0-9a-f]{12}(-[0-9]+)?$"}
_SPAN = {
    "description": "A place in a source; lines and columns from 1, columns in code points.",
    "type": "object",
    "properties": {
        "file": {"type": "string"},
        **{
            name: {"type": "integer", "minimum": 1}
            for name in ("line", "column", "end_line", "end_column")
        },
    },
    "required": ["file", "line", "column", "end_line", "end_column"],
}


def make_schema() -> dict[str, Any]:
    """Return the schema of an exported Work."""
    kinds = sorted(_kinds_in(Work), key=lambda kind: kind.__name__)
    work = _describe_node(Work)
    about = {
        "publish-export": {
            "description": "The version of this schema.",
            "type": "string",
            "pattern": rf"^{VERSION.split('.')[0]}\.[0-9]+$",
        },
        "program": {"type": "string"},
        "book": {"description": "The name of the book.", "type": "string"},
        "edition": {
            "description": "The name of the edition, empty for the text as it was read.",
            "type": "string",
        },
    }
    return {
        "$schema": _DIALECT,
        "title": f"A book exported by publish, version {VERSION}",
        **work,
        "properties": about | work["properties"],
        "required": [*about, *work["required"]],
        "$defs": {
            "Span": _SPAN,
            "Words": {
                "description": _sentence(Words),
                "type": "object",
                "additionalProperties": {"type": "string"},
            },
            **{name: _describe_union(union) for union, name in _UNIONS.items()},
            **{kind.__name__: _describe(kind) for kind in kinds if kind is not Work},
        },
    }


def _kinds_in(kind: Any, kinds: set[type] | None = None) -> set[type]:
    """Return the classes of the model that a value of a class may contain, itself included."""
    kinds = set() if kinds is None else kinds
    for each in _classes(kind):
        if each in kinds or each is Words:
            continue
        kinds.add(each)
        if is_dataclass(each):
            for inner in content_types(each).values():
                _kinds_in(inner, kinds)
    return kinds


def _classes(kind: Any) -> Iterator[type]:
    """Yield the dataclasses and enums of a kind: a class, a union or a tuple."""
    for choice in alternatives(kind):
        if get_origin(choice) is tuple:
            yield from _classes(get_args(choice)[0])
        elif is_dataclass(choice) or (isinstance(choice, type) and issubclass(choice, Enum)):
            yield choice  # type: ignore[misc]  # a class, not an instance


def _describe(kind: type) -> dict[str, Any]:
    if issubclass(kind, Enum):
        return {"description": _sentence(kind), "enum": [each.value for each in kind]}
    if issubclass(kind, Node):
        return _describe_node(kind)
    return _describe_fields(kind)


def _describe_node(kind: type) -> dict[str, Any]:
    own = _describe_fields(kind)
    head: dict[str, Any] = {"type": {"const": kind.__name__}}
    head |= {"id": _ID} if kind in NAMED_KINDS else {}
    head["span"] = {"anyOf": [{"$ref": "#/$defs/Span"}, {"type": "null"}]}
    return own | {
        "properties": head | own["properties"],
        "required": [*head, *own["required"]],
    }


def _describe_fields(kind: type) -> dict[str, Any]:
    properties = {name: _schema(each) for name, each in content_types(kind).items()}
    return {
        "description": _sentence(kind),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(kind: Any) -> dict[str, Any]:
    """Return the schema of a kind: a class, a union or a tuple."""
    possible = alternatives(kind)
    if possible in _UNIONS:
        return {"$ref": f"#/$defs/{_UNIONS[possible]}"}
    schemas = [_choice(each) for each in possible]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _describe_union(kinds: tuple[type, ...]) -> dict[str, Any]:
    """Return the schema of one of several nodes, which ``type`` decides.

    A validator that tries one after the other would need time exponential in their nesting.
    """
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": [kind.__name__ for kind in kinds]}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": kind.__name__}}},
                "then": {"$ref": f"#/$defs/{kind.__name__}"},
            }
            for kind in kinds
        ],
    }


def _choice(kind: Any) -> dict[str, Any]:
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0])}
    if kind is bytes:
        return {"type": "string", "contentEncoding": "base64"}
    return {"type": _TYPES[kind]} if kind in _TYPES else {"$ref": f"#/$defs/{kind.__name__}"}


def _sentence(kind: type) -> str:
    """Return the first paragraph of the docstring of a class."""
    return " ".join((getdoc(kind) or "").split("\n\n")[0].split()).replace("``", "")


def format_schema() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(make_schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(format_schema(), encoding="utf-8")
