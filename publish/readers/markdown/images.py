"""Pictures in Markdown: paragraphs that contain nothing else."""

from __future__ import annotations

import re

from publish.document.model import Blocks, Image
from publish.readers.markdown.context import Context
from publish.readers.markdown.inline_tree import parse_inlines
from publish.readers.markdown.inlines import InlineReader
from publish.readers.markdown.pieces import Piece
from publish.text.source import Span, Traced

_PERCENT = re.compile(r"(\d{1,3})%")


def read_images(text: Traced, span: Span, context: Context) -> Blocks:
    """Return the pictures of a paragraph; nothing if it has words beside them, or none."""
    if "![" not in text.text:
        return ()
    pieces = parse_inlines(text.text, context.targets)
    images = [piece for piece in pieces if piece.kind == "image"]
    if len(images) != sum(piece.kind != "break" and bool(_words(piece)) for piece in pieces):
        return ()
    reader = InlineReader(text, context)
    return tuple(
        _image(piece, reader, span if len(images) == 1 else reader.span(piece), context)
        for piece in images
    )


def _words(piece: Piece) -> bool:
    return piece.kind != "text" or bool(piece.text.strip())


def _image(piece: Piece, reader: InlineReader, span: Span, context: Context) -> Image:
    attributes = piece.attributes
    width = attributes.get("width")
    percent = _PERCENT.fullmatch(width)
    if "width" in attributes and percent is None:
        context.report_unknown(
            span, f"the width {width} is not read", "write it in per cent: width=60%"
        )
    context.check_attributes(attributes, span, ("width",), "image")
    reader.check_title(piece, "picture")
    alt = reader.plain(piece.children, "the description of a picture")
    return Image(piece.text, alt, (), int(percent[1]) if percent else None, span=span)
