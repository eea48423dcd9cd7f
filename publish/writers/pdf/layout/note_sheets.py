"""The sheets that ruled pages add to a book folded as a booklet."""

from __future__ import annotations

import math
from collections.abc import Iterator

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.pdf import NOTES_ADD_SHEETS
from publish.writers.pdf.layout.laid_out_book import LaidOutBook

PAGES_OF_A_SHEET = 4


def describe_added_sheets(pages: int, without: int) -> Iterator[Diagnostic]:
    """Yield a message where the sheets are half as many again as those without notes, or more."""
    sheets, fewer = (math.ceil(count / PAGES_OF_A_SHEET) for count in (pages, without))
    if 2 * sheets >= 3 * fewer and sheets > fewer:
        yield NOTES_ADD_SHEETS.anywhere(
            f"ruled lines for notes: {pages} pages on {sheets} sheets of a booklet; without them "
            f"{without} pages on {fewer} {'sheet' if fewer == 1 else 'sheets'}"
        )


def count_pages(book: LaidOutBook) -> int:
    """Return the number of pages of a book, blank ones included."""
    return max(placed.numbers[-1] for placed in book.parts)


def count_pages_of_text(book: LaidOutBook) -> int:
    """Return the number of pages of a book without its ruled ones."""
    count = 0
    for placed in book.parts:
        if placed.part.name != "notes":
            is_blank = placed.part.recto and count % 2
            count += is_blank + len(placed.layout.pages)
    return count
