"""The card as the first sheet of a booklet, which is not one of its sheets."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import ObjectStreamMode, Pdf

from publish.writers.booklet import page_forms

_CARD = "/PublishCard"
"""The key in the metadata of a booklet whose first two sides are its card."""

_SIDES = 2


def add_first_sheet(booklet: bytes, card: bytes) -> bytes:
    """Return ``booklet`` with the sides of ``card`` before its own, noted in its metadata."""
    with pikepdf.open(BytesIO(booklet)) as pdf, pikepdf.open(BytesIO(card)) as first:
        for number in range(_SIDES):
            pdf.pages.insert(number, first.pages[number])
        pdf.docinfo[_CARD] = "1"
        return _save(pdf)


def remove_first_sheet(booklet: bytes) -> bytes:
    """Return ``booklet`` without the card that its metadata note; raises PublishError."""
    with page_forms.quiet_log(), page_forms.pdf_errors():
        pdf, _ = page_forms.open_pdf(booklet)
        with pdf:
            if _CARD not in pdf.docinfo or len(pdf.pages) <= _SIDES:
                return booklet
            del pdf.pages[:_SIDES]
            return _save(pdf)


def _save(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
