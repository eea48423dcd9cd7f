"""The identifiers of PDFs."""

from __future__ import annotations

import io

import pikepdf

from publish.themes.theme import Theme
from publish.writers import pdf

from .conftest import book, chapter, para


def test_a_file_has_an_identifier_that_follows_from_its_content(classic: Theme):
    first, again, other = (
        _identifiers(pdf.write(book(chapter("Ink", para(text))), classic).value)
        for text in ("gall", "gall", "gum")
    )
    assert first == again != other
    assert first[0] == first[1]
    assert len(first[0]) == 16


def _identifiers(data: bytes) -> tuple[bytes, bytes]:
    with pikepdf.open(io.BytesIO(data)) as file:
        first, second = file.trailer["/ID"]
        return bytes(first), bytes(second)
