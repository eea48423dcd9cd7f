"""A book on the pages of a press: the gutter by its number of pages, and their count."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.config.pdf_profiles import PdfProfile
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.press_pages import GUTTER_UNSETTLED, GUTTER_WIDENED
from publish.text.lengths import millimetres
from publish.writers.pdf.book_layouts import BookLayout, BookLayouts
from publish.writers.pdf.layout.laid_out_book import LaidOutBook
from publish.writers.pdf.layout.note_sheets import count_pages

MOST_ROUNDS = 2
"""The number of times that a gutter is made wider."""


def choose_gutter(
    layouts: BookLayouts, lay_out: Callable[[BookLayouts], Outcome[BookLayout]]
) -> Outcome[BookLayout]:
    """Return the layout of a book whose gutter is as wide as its number of pages asks for."""
    profile = layouts.options.profile
    outcomes: dict[float, Outcome[BookLayout]] = {}

    def count(gutter: float) -> int:
        outcomes[gutter] = lay_out(layouts.with_gutter(gutter))
        return count_file_pages(outcomes[gutter].value.laid_out_book, profile)

    outcome = outcomes[find_gutter(profile, count)]
    pages = count_file_pages(outcome.value.laid_out_book, profile)
    usual = layouts.usual_page.inner
    described = _describe(profile, usual, outcome.value.page.inner, pages)
    return Outcome(outcome.value, (*outcome.diagnostics, *described))


def find_gutter(profile: PdfProfile, count: Callable[[float], int]) -> float:
    """Return the gutter of a book of which ``count`` returns the pages for a gutter.

    The pages are counted with the gutter of the shortest books, and again where they ask for a
    wider one.  A gutter is never made narrower again, so that the rounds end.
    """
    gutter = profile.gutter_for(1)
    for _ in range(MOST_ROUNDS):
        needed = profile.gutter_for(count(gutter))
        if needed <= gutter:
            return gutter
        gutter = needed
    count(gutter)
    return gutter


def count_file_pages(book: LaidOutBook, profile: PdfProfile) -> int:
    """Return the number of pages of a file, with the empty one that makes it even."""
    pages = count_pages(book)
    return pages + pages % 2 if profile.even_pages else pages


def _describe(profile: PdfProfile, usual: str, inner: str, pages: int) -> Iterator[Diagnostic]:
    before, after, needed = millimetres(usual), millimetres(inner), profile.gutter_for(pages)
    name = f"“{profile.name}”"
    if after > before:
        yield GUTTER_WIDENED.anywhere(
            f"{pages} pages: the inner margin is {round(after, 1):g} mm for {name}, instead of "
            f"{round(before, 1):g} mm"
        )
    if needed - after > 0.01:  # a rounding of lengths
        yield GUTTER_UNSETTLED.anywhere(
            f"{pages} pages need an inner margin of {round(needed, 1):g} mm for {name}, and have "
            f"{round(after, 1):g} mm"
        )
