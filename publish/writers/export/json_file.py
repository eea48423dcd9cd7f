"""Exporter of a Work as JSON; its schema is ``work.schema.json``."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any

from publish import __version__
from publish.diagnostics import Outcome
from publish.document.draft import Chunk
from publish.document.model import Node, Section, Words
from publish.document.node_ids import NAMED_KINDS, ChapterIds, NodeIds
from publish.document.node_objects import NodeEncoder, Sources
from publish.writers.export import ExportedBook, Exporter

VERSION = "1.0"
"""The version of the schema: the second number grows with a new field, the first with a change."""

MARK = '{"publish-export": '
"""The beginning of each file."""

_STREAMED = ("front", "body", "back", "resources")
"""The fields of a Work that may be long."""


class _Encoder(NodeEncoder):
    """Makes plain values from which the same Work can be made again, with the ids of nodes."""

    def __init__(self, sources: Sources) -> None:
        super().__init__(sources)
        self._book_ids = NodeIds()
        self._ids: ChapterIds

    def encode_chapter(self, section: Section) -> Iterator[str]:
        """Yield the object of the next chapter in pieces."""
        self._ids = self._book_ids.name_chapter(section)
        yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        own = self.encode_head(section) | self.encode_fields(section, ("children",))
        yield f'{_dump(own)[:-1]}, "children": '
        yield from _list(
            self._section(child) if isinstance(child, Section) else (_dump(self.encode(child)),)
            for child in section.children
        )
        yield "}"

    def encode_head(self, value: Node | Chunk) -> dict[str, Any]:
        """Return the type, the id and the span of a node."""
        own = super().encode_head(value)
        if isinstance(value, NAMED_KINDS):
            return {"type": own["type"], "id": self._ids.take(value), **own}
        return own

    def encode_words(self, words: Words) -> dict[str, str]:
        """Return the forms of a text by their languages."""
        return dict(words.forms)

    def encode_bytes(self, data: bytes) -> str:
        """Return the bytes of a picture in base64 (RFC 4648)."""
        return base64.b64encode(data).decode("ascii")


def export_json(book: ExportedBook) -> Outcome[Iterable[bytes]]:
    """Return a book as the JSON object of its Work; each child of a section begins a line."""
    return Outcome(piece.encode() for piece in _write(book))


def _write(book: ExportedBook) -> Iterator[str]:
    head, body = book.text.head, book.text.body
    encoder = _Encoder(book.sources)
    work = encoder.encode_head(head) | encoder.encode_fields(head, _STREAMED)
    about = {"program": f"publish {__version__}", "book": book.name, "edition": book.edition}
    yield f"{MARK}{_dump(VERSION)}"
    for key, value in (about | work).items():
        yield f",\n{_dump(key)}: {_dump(value)}"
    parts = {
        "front": map(encoder.encode_chapter, head.front),
        "body": (encoder.encode_chapter(chapter.section) for chapter in body),
        "back": map(encoder.encode_chapter, head.back),
        "resources": ((_dump(encoder.encode(each)),) for each in head.resources),
    }
    for key, items in parts.items():
        yield f",\n{_dump(key)}: "
        yield from _list(items)
    yield "}\n"


def _list(items: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield a list in pieces; each item is one in pieces and begins a line."""
    opening = "[\n"
    for item in items:
        yield opening
        yield from item
        opening = ",\n"
    yield "[]" if opening == "[\n" else "\n]"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


EXPORTER = Exporter(
    "json",
    ".json",
    export_json,
    "the document model with the place of each part in the source, for scripts and search",
    MARK.encode(),
)
