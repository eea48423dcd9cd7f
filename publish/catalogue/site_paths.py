"""Paths of the files of a library."""

from __future__ import annotations

from publish.catalogue.model import PublishedBook
from publish.config.library_names import BOOKS

ASSETS = "assets"
OPDS = "opds"
NEW_FEED = "new.atom"
EVERYTHING = "everything.zip"
CHECKSUMS = "SHA256SUMS"
STYLE_SHEET = f"{ASSETS}/library.css"
SCRIPT = f"{ASSETS}/library.js"


def index_page(lang: str) -> str:
    """Return the path of the list of books in a language."""
    return f"{lang}.html"


def book_folder(slug: str) -> str:
    """Return the path of the folder of a book."""
    return f"{BOOKS}/{slug}"


def book_page(slug: str, lang: str) -> str:
    """Return the path of the page of a book in a language."""
    return f"{BOOKS}/{slug}/{lang}.html"


def cover_path(book: PublishedBook) -> tuple[str, str] | None:
    """Return the path and the media type of the cover of a book; None without one."""
    if book.cover is None:
        return None
    picture = book.cover.full
    return f"{BOOKS}/{book.slug}/cover{picture.extension}", picture.media_type


def thumbnail_path(book: PublishedBook) -> tuple[str, str] | None:
    """Return the path and the media type of the small cover of a book; None without one."""
    if book.cover is None:
        return None
    picture = book.cover.thumbnail
    return f"{BOOKS}/{book.slug}/thumbnail{picture.extension}", picture.media_type
