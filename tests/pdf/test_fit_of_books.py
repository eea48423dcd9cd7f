"""Fits of many books beside the layouts of all steps, and the evenness of their pages."""

from __future__ import annotations

import random
import statistics
from itertools import pairwise

import pytest

from publish.config.fit import Fit
from publish.document.lazy_book import split_chapters
from publish.document.model import Paragraph, Segment, Work
from publish.text.lengths import MM, millimetres
from publish.text.source import Span
from publish.themes import theme as themes
from publish.themes.fit_scale import COMPACT, LOOSER, TIGHTER
from publish.themes.page_geometry import PageGeometry
from publish.writers.pdf.book_fit import fit_book
from publish.writers.pdf.book_layouts import BookLayout, BookLayouts
from publish.writers.pdf.document import PdfDocument, write_document
from publish.writers.pdf.layout.fit_search import MOST_LAYOUTS
from publish.writers.pdf.layout.note_sheets import count_pages
from publish.writers.pdf.options import PageGoal, PdfOptions

from .conftest import POINTED, PdfView, book, chapter, para, running, segment

THEMES = ("classic", "classroom", "siddur")
SEEDS = (0, 1, 2, 3, 8, 10)
"""The seeds of short books of each kind, two in each theme; all those up to 12 were tried."""

STEPS = range(-len(LOOSER), len(TIGHTER) + len(COMPACT) + 1)
BOUNDS = {"gap": (0.7, 1.5), "leading": (0.94 * 0.94, 1.07 * 1.04), "size": (0.94, 1.04)}
"""The bounds that docs/booklets.md states; the leading is in proportion to the size."""

ROUNDING = 0.002
LEAST_LINES = 6
"""The lines that tell the leading of a page."""


def make_book(seed: int) -> Work:
    """Return a book of running text, of segments, or of both in chapters."""
    chance = random.Random(seed)

    def paragraph() -> Paragraph:
        return para(running(chance.randrange(1, 12), chance.randrange(99)))

    def pair() -> Segment:
        comment = (paragraph(),) if chance.random() < 0.2 else ()
        words = POINTED[chance.randrange(3)] * chance.randrange(1, 4)
        return segment(words, para(running(chance.randrange(1, 4), chance.randrange(99))), *comment)

    makers = ((paragraph,), (pair,), (paragraph, pair))[seed % 3]
    chapters = chance.choice([1, 1, 4])
    count = chance.randrange(18, 48) // chapters
    return book(
        *(
            chapter(f"Chapter {n}" if n else "", *(chance.choice(makers)() for _ in range(count)))
            for n in range(chapters)
        )
    )


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Return a set of the layouts that are asked for, whether they are made anew or not."""
    layouts: set[int] = set()
    lay_out = BookLayouts.lay_out

    def remember(self: BookLayouts, step: int = 0) -> BookLayout:
        layout = lay_out(self, step)
        layouts.add(id(layout))
        return layout

    monkeypatch.setattr(BookLayouts, "lay_out", remember)
    return layouts


def options(pages: int) -> PdfOptions:
    span = Span("book.toml", 0, 0)
    return PdfOptions(goal=PageGoal(Fit(pages=pages), span, "", has_stated_front=False))


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_a_fit_is_found_wherever_trying_all_steps_finds_one(seed: int, requests: set[int]) -> None:
    theme, whole = themes.load(THEMES[seed % len(THEMES)]), split_chapters(make_book(seed))
    layouts = BookLayouts(whole, theme, options(1))
    pages = {step: count_pages(layouts.lay_out(step).laid_out_book) for step in STEPS}
    usual = layouts.lay_out(0)
    for wanted in range(pages[0] - 2, pages[0] + 3):
        goal = options(wanted).goal
        assert goal is not None
        requests.clear()
        layout = fit_book(layouts, goal).value
        assert len(requests) <= MOST_LAYOUTS
        if wanted in pages.values():
            assert count_pages(layout.laid_out_book) == wanted, (wanted, pages)
            check_bounds(usual.page, layout.page)
    tightest = min(pages.values())
    check_evenness(write_document(whole, theme, options(tightest)).value)


def check_bounds(before: PageGeometry, after: PageGeometry) -> None:
    shares = {
        "gap": after.gap / before.gap,
        "leading": millimetres(after.leading) / millimetres(before.leading),
        "size": millimetres(after.size) / millimetres(before.size),
    }
    for name, (least, most) in BOUNDS.items():
        assert least - ROUNDING <= shares[name] <= most + ROUNDING, (name, shares[name])


def check_evenness(document: PdfDocument) -> None:
    """Check that each page of a book has its leading between the lines of its text."""
    page, view = document.geometry, PdfView(document.data)
    leading, size = (millimetres(length) * MM for length in (page.leading, page.size))
    measured = 0
    for number in range(1, len(view) + 1):
        lines = [line for line in view.body(number) if line.size == pytest.approx(size, abs=0.05)]
        steps = [after.y - before.y for before, after in pairwise(lines)]
        inside = [step for step in steps if 1 < step < 1.05 * leading]
        if len(inside) >= LEAST_LINES:
            measured += 1
            assert statistics.median(inside) == pytest.approx(leading, abs=0.05), number
    assert measured > 1
