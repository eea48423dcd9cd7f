"""The words of the books on the desk, found on pages and in texts."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from publish.desk.views import LaidOutView
from publish.diagnostics import Diagnostic

if TYPE_CHECKING:
    from publish.desk.words.page_text import PageBlock
    from publish.desk.words.placed_text import PagePlace
    from publish.desk.words.word_places import LocatedWord, PrintedWord, WordPlaces

_REMEMBERED = 4
"""Layouts whose words are remembered, the newest of a session."""


class PageWords:
    """The words of layouts, each read when it is first asked for.

    ``lock`` is held meanwhile: chapters come from the store, which one thread may use at a time.
    """

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._places: OrderedDict[str, tuple[LaidOutView, WordPlaces]] = OrderedDict()

    def locate(self, laid_out: LaidOutView, page: int, x: float, y: float) -> LocatedWord | None:
        """Return the word at a point of a page, in points from its upper left."""
        with self._lock:
            return self._of(laid_out).locate(page, x, y)

    def find(self, laid_out: LaidOutView, file: str, offset: int) -> PrintedWord | None:
        """Return the places on pages of the word at an offset of a text or of settings."""
        with self._lock:
            return self._of(laid_out).find(file, offset)

    def read_page(self, laid_out: LaidOutView, page: int) -> list[PageBlock]:
        """Return the text of a page in blocks, in reading order."""
        with self._lock:
            return self._of(laid_out).read_page(page)

    def place(self, laid_out: LaidOutView, diagnostic: Diagnostic) -> PagePlace | None:
        """Return the place of a diagnostic on a page, None for one that is about nothing there.

        A message about a whole text stands at the first page of it.
        """
        span = diagnostic.span
        if span.end <= span.start:
            with self._lock:
                return self._of(laid_out).first_page(span.file)
        word = self.find(laid_out, span.file, span.start)
        return word.places[0] if word and word.places else None

    def _of(self, laid_out: LaidOutView) -> WordPlaces:
        from publish.desk.words.word_places import WordPlaces

        earlier, places = self._places.get(laid_out.name, (None, None))
        if places is None or earlier is None or not _has_same_texts(laid_out, earlier):
            places = WordPlaces(laid_out.document, laid_out.sources, laid_out.settings)
            self._places[laid_out.name] = laid_out, places
            while len(self._places) > _REMEMBERED:
                self._places.popitem(last=False)
        return places


def _has_same_texts(first: LaidOutView, second: LaidOutView) -> bool:
    """Return whether two layouts have the same texts: a blank line more changes no page."""
    if first is second:
        return True
    toml = first.settings.toml == second.settings.toml
    return toml and first.sources == second.sources
