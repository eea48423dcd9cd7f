"""The titles of books for the list of the desk: in all languages that their title pages have."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from publish.diagnostics import PublishError
from publish.storage.cache_paths import book_store

if TYPE_CHECKING:
    from publish.config import Book
    from publish.desk.views import View
    from publish.document.metadata import Words


class BookTitles:
    """The titles of books, each read once from settings or text.

    ``lock`` is held meanwhile: chapters come from the store, which one thread may use at a time.
    """

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._titles: dict[str, str] = {}

    def find(self, name: str, view: View | None) -> str | None:
        """Return the title of a book as far as it is known: that of its view, or one read before.

        A book whose title cannot be read is known to have none.
        """
        if view and view.laid_out:
            return join_forms(view.laid_out.document.head.meta.title)
        return self._titles.get(name)

    def read(self, book: Book) -> str:
        """Return the title of a book; empty where its text cannot be read."""
        if book.name not in self._titles:
            with self._lock:
                self._titles[book.name] = _read_title(book)
        return self._titles[book.name]


def join_forms(title: Words) -> str:
    """Return a title in its languages on one line."""
    return " · ".join(dict.fromkeys(text for _, text in title.forms))


def _read_title(book: Book) -> str:
    if book.settings.title:
        return join_forms(book.settings.title)
    from publish.pipeline.incremental import read_by_chapters

    try:
        reading = read_by_chapters(book, book_store(book.workspace.output))
    except (PublishError, OSError):
        return ""
    return join_forms(reading.value.book.head.meta.title)
