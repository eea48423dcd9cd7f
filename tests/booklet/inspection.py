"""Views of a booklet: its messages, its pixels, and the positions of its page numbers."""

from __future__ import annotations

import pymupdf

from publish.diagnostics import Diagnostic


def message_of(diagnostics: tuple[Diagnostic, ...], code: str) -> str:
    (message,) = [each.message for each in diagnostics if each.code == code]
    return message


def pixels_of(
    pdf: bytes, page: int, clip: tuple[float, float, float, float] | None = None
) -> bytes:
    """Return the pixels of a page, or of a part of it (from the upper left, in points)."""
    with pymupdf.open(stream=pdf) as document:
        return bytes(document[page].get_pixmap(dpi=72, clip=clip).samples)


def number_positions(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Return the left edge and the baseline of each page number, from the upper left."""
    with pymupdf.open(stream=pdf) as document:
        return {
            span["text"]: span["origin"]
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block["lines"]
            for span in line["spans"]
        }
