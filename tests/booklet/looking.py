"""What there is to see and to hear of a booklet."""

from __future__ import annotations

import pymupdf

from publish.diagnostics import Diagnostic


def said(diagnostics: tuple[Diagnostic, ...], code: str) -> str:
    (found,) = [one.message for one in diagnostics if one.code == code]
    return found


def seen(pdf: bytes, page: int, clip: tuple[float, float, float, float] | None = None) -> bytes:
    """The pixels of a page, or of a part of it (from the upper left, in points)."""
    with pymupdf.open(stream=pdf) as document:
        return bytes(document[page].get_pixmap(dpi=72, clip=clip).samples)


def where(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Where each number stands on its side: its left edge and its baseline, from the upper left."""
    with pymupdf.open(stream=pdf) as document:
        return {
            span["text"]: span["origin"]
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block["lines"]
            for span in line["spans"]
        }
