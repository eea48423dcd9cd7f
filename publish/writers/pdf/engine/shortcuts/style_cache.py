"""Shortcut: computed styles are reused by all parts of a book.

A chapter has a hundred styles, computed from the same sheets as those of every other chapter
(Kozea/WeasyPrint#578).  They are cached beside the fonts that the parts share.  Values that
WeasyPrint changed for one document are computed again for the next.  A style that depends on the
page of a document, or that was logged a message of, is not cached.  Part of ``style_sharing``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from publish.writers.pdf.engine.interface import log_messages
from publish.writers.pdf.engine.shortcuts.selector_matching import Selectors, divide
from publish.writers.pdf.engine.shortcuts.style_memo import Changes, forget_value, track_changes

MOST_STYLES = 4096
"""How many styles are cached; a theme has some hundreds."""

MOST_SHEETS = 8
"""For how many lists of sheets styles are cached."""


class _PageSizes(dict[str, Any]):
    """The sizes of the first page, and whether a style has read them."""

    is_read = False

    def __getitem__(self, name: str) -> Any:
        self.is_read = True
        return super().__getitem__(name)


@dataclass(slots=True, eq=False)
class StyleCache:
    """The styles of some sheets, and the intermediate results by the objects that they follow from.

    ``sheets`` holds the objects whose ids are in keys.
    """

    sheets: Any
    selectors: Selectors
    rules: dict[Any, Any] = field(default_factory=dict)
    declarations: dict[str, Any] = field(default_factory=dict)
    cascades: dict[Any, Any] = field(default_factory=dict)
    styles: dict[Any, Any] = field(default_factory=dict)
    pages: dict[Any, Any] = field(default_factory=dict)
    sizes: _PageSizes = field(default_factory=_PageSizes)
    _messages: int = 0
    _changes: Changes = field(default_factory=list)

    def __post_init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.sizes.update(box=None, area=None)
        self._messages = log_messages.total()

    def begin_document(self) -> bool:
        """Prepare the cache for another document; return False where it must not be used."""
        logged = self._messages != log_messages.total()
        if self.sizes.is_read or logged or len(self.styles) > MOST_STYLES:
            return False
        for style, name in self._changes:
            forget_value(style, name)
        self._changes.clear()
        self._begin()
        return True

    def add(self, key: Any, style: Any) -> None:
        """Cache a style."""
        self.styles[key] = style
        track_changes(style, self._changes)


def find_cache(fonts: Any, sheets: Any, base_url: Any) -> StyleCache:
    """Return the cache for a new document with these fonts and sheets."""
    caches: dict[Any, StyleCache] = fonts.__dict__.setdefault("publish_styles", {})
    key = (base_url, *((id(sheet), *more) for sheet, *more in sheets))
    if key not in caches or not caches[key].begin_document():
        if len(caches) >= MOST_SHEETS:
            caches.clear()
        caches[key] = StyleCache(tuple(sheets), divide(sheets))
    return caches[key]
