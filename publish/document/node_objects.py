"""The document model as plain values for ``json.dumps``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from publish.document.draft import Chunk, Draft
from publish.document.model import Node, Words
from publish.text.invisible import printable
from publish.text.source import Source, Span, Traced

Sources = Mapping[str, Source]
"""The texts of a book by the names that spans have."""


class NodeEncoder:
    """Makes plain values of nodes and all in them.

    A node is an object with its class name as ``type``, its fields by name, and its ``span`` as
    file, lines and columns from 1 (columns in code points).  Other dataclasses are objects without
    a type.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def encode(self, value: object) -> Any:
        """Return a value of the model as plain values."""
        match value:
            case Words():
                return self.encode_words(value)
            case Traced():
                return value.text
            case Span():
                return self._span(value)
            case Enum():
                return value.value
            case tuple() | list():
                return [self.encode(item) for item in value]
            case bytes():
                return self.encode_bytes(value)
            case Draft():
                return {"type": "Draft"} | self.encode_fields(value)
            case Node() | Chunk():
                return self.encode_head(value) | self.encode_fields(value)
            case _ if is_dataclass(value):
                return self.encode_fields(value)
            case _:
                return value

    def encode_head(self, value: Node | Chunk) -> dict[str, Any]:
        """Return the first keys of the object of a node."""
        return {"type": type(value).__name__, "span": self._span(value.span)}

    def encode_words(self, words: Words) -> Any:
        """Return a text in several languages, or the text alone where it has one form."""
        forms = dict(words.forms)
        return next(iter(forms.values())) if len(forms) == 1 else forms or None

    def encode_bytes(self, data: bytes) -> str:
        """Return the value that stands for the bytes of a picture."""
        return f"{len(data)} bytes"

    def encode_fields(self, value: Any, omit: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return the fields of a dataclass by name, but for the span and those to ``omit``."""
        return {
            field.name: self.encode(getattr(value, field.name))
            for field in fields(value)
            if field.name != "span" and field.name not in omit
        }

    def _span(self, span: Span) -> dict[str, Any] | None:
        source = self._sources.get(span.file)
        if source is None:
            return None
        start, end = source.position(span.start), source.position(span.end)
        return {
            "file": printable(span.file),
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
        }


def to_json(value: object, sources: Sources) -> Any:
    """Return ``value`` as plain values for ``json.dumps``, as ``publish show`` prints them."""
    return NodeEncoder(sources).encode(value)
