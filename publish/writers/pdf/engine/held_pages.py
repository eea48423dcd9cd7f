"""Pages that are made again until they end where the printed page did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publish.writers.pdf.engine.held_breaks import HeldBreak, HeldBreaks, force_break
from publish.writers.pdf.engine.longer_pages import longer_pages
from publish.writers.pdf.engine.page_breaks import PageStart
from publish.writers.pdf.engine.page_maker import PageMaker

_LONGER = (0, 1, 2)
"""Lines by which a page that has too little room becomes longer, in the order of the attempts."""

_SHORTER = (0, -1, -2, -3, -4, -5, -6)
"""Lines by which a page becomes shorter that has room for more than was printed on it."""


class HeldPages:
    """Makes pages of one part end at its held breaks."""

    def __init__(self, maker: PageMaker, breaks: HeldBreaks) -> None:
        """Make pages by a page maker."""
        self._maker = maker
        self._breaks = breaks

    def make(
        self, page: Any, resume_at: Any, start: PageStart, before: Sequence[Any], placed: Any
    ) -> tuple[Any, Any]:
        """Return a page that ends at its break, and where the next one begins.

        ``page`` is the page as its text makes it, which stays where the break cannot be held.
        """
        maker = self._maker
        number = len(maker.context.page_maker) - 2
        held = self._breaks.find(number + 1)
        if held is None or self._is_at(held, resume_at):
            return page, resume_at
        has_more = self._breaks.offset(resume_at) > held.offset
        for lines in _SHORTER if has_more else _LONGER:
            maker.retry(start, number, before, placed)
            page, resume_at = self._try(number, held, lines)
            if self._is_at(held, resume_at):
                if held.line is None:
                    maker.release_break()
                return page, resume_at
            if held.line is None and has_more:
                break  # a block that cannot be broken before it
        maker.retry(start, number, before, placed)
        return maker.notes.make_page(number)

    def _is_at(self, held: HeldBreak, resume_at: Any) -> bool:
        return bool(resume_at) and self._breaks.offset(resume_at) == held.offset

    def _try(self, number: int, held: HeldBreak, lines: int) -> tuple[Any, Any]:
        from weasyprint.text.line_break import strut

        maker = self._maker
        leading, _ = strut(maker.boxes.root.style)
        with force_break(maker.context, held), longer_pages(leading * lines):
            return maker.notes.make_page(number)
