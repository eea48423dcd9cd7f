"""Kobo writer: an EPUB of this program to the same book in the form that Kobo readers prefer.

They show an EPUB whose file ends in ``.kepub.epub`` in their own reader, which keeps the place, the
highlights and the statistics by spans around sentences.  Any other part of the EPUB stays.
"""

from __future__ import annotations


def write_kepub(epub: bytes) -> bytes:
    """Return an EPUB with the markup of Kobo in all its documents; equal bytes give equal ones."""
    from publish.writers.epub_copy import copy_epub
    from publish.writers.kepub.documents import mark_document

    return copy_epub(
        epub, lambda name, data: mark_document(data) if name.endswith(".xhtml") else data
    )
