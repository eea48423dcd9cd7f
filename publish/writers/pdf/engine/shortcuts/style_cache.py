"""Every part of a book has its styles computed again, from the same sheets.

A chapter comes to a hundred of them, and to what is worked out from each (Kozea/WeasyPrint#578).
They are kept beside the fonts that the parts share.  What the engine changed in one for a document
is forgotten before the next; and where a style depends on the page of a document, or something was
said of one, none is kept, since it has to be said again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from publish.writers.pdf.engine.shortcuts.selector_matching import Selectors, selectors
from publish.writers.pdf.engine.shortcuts.style_memo import Changes, forget, keep_track

MOST = 4096
"""How many styles are kept; a theme has some hundreds."""

MOST_SHEETS = 8
"""For how many sets of sheets."""


class _Sizes(dict[str, Any]):
    """The sizes of the first page, and whether a style has asked for them."""

    asked = False

    def __getitem__(self, name: str) -> Any:
        self.asked = True
        return super().__getitem__(name)


class _Said(logging.Filter):
    """How often the engine had something to say."""

    times = 0

    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002  # the signature of a filter
        self.times += 1
        return True


@lru_cache(maxsize=1)
def _said() -> _Said:
    said = _Said()
    logging.getLogger("weasyprint").addFilter(said)
    return said


@dataclass(slots=True, eq=False)
class Kept:
    """The styles of some sheets: what matched, what came of it, by the objects it came of."""

    sheets: Any
    selectors: Selectors
    rules: dict[Any, Any] = field(default_factory=dict)
    declared: dict[str, Any] = field(default_factory=dict)
    cascades: dict[Any, Any] = field(default_factory=dict)
    styles: dict[Any, Any] = field(default_factory=dict)
    pages: dict[Any, Any] = field(default_factory=dict)
    sizes: _Sizes = field(default_factory=_Sizes)
    said: int = 0
    _changes: Changes = field(default_factory=list)

    def __post_init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.sizes.update(box=None, area=None)
        self.said = _said().times

    def holds(self) -> bool:
        """Begin another document, and tell whether its styles would be the same."""
        if self.sizes.asked or self.said != _said().times or len(self.styles) > MOST:
            return False
        for style, name in self._changes:
            forget(style, name)
        self._changes.clear()
        self._begin()
        return True

    def add(self, key: Any, style: Any) -> None:
        """Keep a style."""
        self.styles[key] = style
        keep_track(style, self._changes)


def kept(fonts: Any, sheets: Any, base_url: Any) -> Kept:
    """Return what is kept of some sheets with some fonts, at the beginning of a document."""
    known: dict[Any, Kept] = fonts.__dict__.setdefault("publish_styles", {})
    key = (base_url, *((id(sheet), *more) for sheet, *more in sheets))
    if key not in known or not known[key].holds():
        if len(known) >= MOST_SHEETS:
            known.clear()
        known[key] = Kept(tuple(sheets), selectors(sheets))
    return known[key]
