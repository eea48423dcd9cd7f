"""Parts whose pages begin where they began in print, and the pages that no longer do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.pdf import NOT_HELD
from publish.document.printed_pages import PageFlow
from publish.storage.digests import digest
from publish.writers.pdf.content.parts import PrintPart
from publish.writers.pdf.layout.laid_out_book import LaidOutBook, PlacedPart

_ALIKE = 12
"""Units at the beginning or the end of an opening by which a corrected one is recognised."""


def hold_parts(parts: Iterable[PrintPart], pages: Sequence[PageFlow]) -> tuple[PrintPart, ...]:
    """Return parts that keep the page breaks of the printed ``pages``.

    Two texts on facing pages keep in step instead.
    """
    by_part: dict[str, list[PageFlow]] = {}
    for page in pages:
        by_part.setdefault(page.part, []).append(page)

    def hold(part: PrintPart) -> PrintPart:
        own = tuple(by_part.get(part.anchor, ()))
        if part.name != "text" or part.opposite or len(own) < 2:
            return part
        state = repr(own)
        return replace(
            part,
            hold=own,
            content_key=part.content_key and digest(part.content_key, state),
            location_key=part.location_key and digest(part.location_key, state),
        )

    return tuple(map(hold, parts))


def describe_held_parts(book: LaidOutBook) -> Iterator[Diagnostic]:
    """Yield a warning for each part with the page from which on its breaks are others."""
    for placed in book.parts:
        number = _first_lost_page(placed)
        if number is not None:
            message = f"from page {number} on, pages begin elsewhere than in print"
            yield NOT_HELD.anywhere(message, "the text before it no longer fits its page")


def _first_lost_page(placed: PlacedPart) -> int | None:
    held = placed.part.hold
    pages = [
        (number, page)
        for number, page in zip(placed.numbers, placed.layout.pages, strict=True)
        if not page.is_blank
    ]
    for index in range(1, max(len(held), len(pages)) if held else 0):
        if index >= len(pages) or index >= len(held):
            return pages[min(index, len(pages) - 1)][0]
        number, page = pages[index]
        before, now = held[index].opening, page.opening
        if before[:_ALIKE] != now[:_ALIKE] and before[-_ALIKE:] != now[-_ALIKE:]:
            return number
    return None
