"""Identifiers of a book as readers see them."""

from __future__ import annotations

import re

from publish.document.metadata import Meta
from publish.facts.isbn import format_isbn, read_isbn

_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def is_uuid(text: str | None) -> bool:
    """Return whether an identifier is a UUID, which is not for readers."""
    return bool(text and _UUID.fullmatch(text))


def find_isbn(text: str | None) -> str | None:
    """Return the digits of an identifier that is an ISBN; None for any other."""
    try:
        return read_isbn(text or "")
    except ValueError:
        return None


def print_identifier(about: Meta) -> str | None:
    """Return the identifier of a book for print: ``ISBN 978-965-90123-4-5``; None for a UUID."""
    isbn = find_isbn(about.identifier)
    if isbn:
        return f"ISBN {format_isbn(isbn)}"
    return None if is_uuid(about.identifier) else about.identifier
