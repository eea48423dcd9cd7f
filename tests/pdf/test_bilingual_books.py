"""Books in spreads and in columns: segments in step, and the pages that it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from publish.document.lazy_book import split_chapters
from publish.document.model import Work
from publish.themes.theme import Theme
from publish.writers.pdf.document import PdfDocument, write_document
from publish.writers.pdf.objects.laid_out_pages import LaidOutPage
from publish.writers.pdf.options import PdfOptions
from tests.support.bilingual_books import KINDS, SPREADS, keep_side, make_book

pytest.importorskip("publish.writers.pdf.content.spread_parts")

CHAPTERS = 3
"""The chapters of a book of some 60 pages in each language."""


def write(book: Work, theme: Theme) -> PdfDocument:
    return write_document(split_chapters(book), theme, PdfOptions()).value


def count_spreads(document: PdfDocument) -> list[int]:
    """Return the spreads of each chapter, and check that all segments begin on one spread."""
    counts = []
    for section in document.sections:
        places = [
            {
                name: number
                for number, page in enumerate(side.layout.pages)
                for name in page.segments
            }
            for side in section.sides
        ]
        assert places[0] == places[1]
        assert len(places[0]) >= 30
        counts.append(len(section.sides[0].layout.pages))
    return counts


def begin_pages(pages: Sequence[LaidOutPage]) -> dict[str, int]:
    """Return the place of the page on which each segment begins."""
    return {name: number for number, page in enumerate(pages) for name in page.segments}


def count_pages(document: PdfDocument) -> list[int]:
    return [len(section.pages) for section in document.sections]


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("keep", [False, True])
def test_all_segments_of_spreads_begin_together(kind: str, keep: bool, classic: Theme) -> None:
    """Spreads take at most 2 % and a spread for each chapter more than the longer language."""
    book = make_book(kind, CHAPTERS, replace(SPREADS, keep_segments=keep))
    spreads = count_spreads(write(book, classic))
    alone = [count_pages(write(keep_side(book, side), classic)) for side in (0, 1)]
    longer = sum(map(max, *alone))
    # Segments of more than a quarter of a page leave more room empty where none is divided.
    if not (keep and kind == "long segments"):
        assert sum(spreads) <= (1.1 if keep else 1.02) * longer + len(spreads)
