"""The source of a document: its text with the content that refers to it."""

from __future__ import annotations

from publish.diagnostics import PublishError
from publish.diagnostics.rules import files
from publish.readers.office.content import DocumentContent
from publish.readers.office.text_builder import OBJECT, TextBuilder
from publish.text.source import Container, Source, Span


def make_source(data: bytes, builder: TextBuilder, content: DocumentContent) -> Source:
    """Return the source of a document; raise PublishError for one without words."""
    text = builder.text
    if not text.replace(OBJECT, "").strip():
        message = "the file has no text"
        hint = "write the text into it, then try again"
        raise PublishError(files.EMPTY.at(Span(builder.file, 0, 0), message, hint))
    places = tuple(builder.places)
    return Source(builder.file, text, container=Container(data, content), places=places)
