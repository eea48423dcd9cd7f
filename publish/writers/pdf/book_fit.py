"""A book made to fill a number of pages, with a message about the values that this took."""

from __future__ import annotations

import math
from statistics import median

from publish.config.fit import PAGES_OF_A_SHEET, Fit
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.fit import FITTED, NOT_FITTED
from publish.themes.fit_scale import describe_page, fit_step
from publish.writers.pdf.book_layouts import BookLayout, BookLayouts
from publish.writers.pdf.layout.fit_search import Aim, FitAnswer, find_step
from publish.writers.pdf.layout.laid_out_book import LaidOutBook, PlacedPart
from publish.writers.pdf.layout.note_sheets import count_pages
from publish.writers.pdf.options import PageGoal

_LEAST_FULL = 0.02
"""The least share of a page that any text on it takes."""


def fit_book(layouts: BookLayouts, goal: PageGoal) -> Outcome[BookLayout]:
    """Return the layout in which a book fills the pages of a goal, or its usual one.

    With a store the steps that led to it are stored, and are asked for first after an edit.
    """
    store = layouts.store
    key = store.key("fit", goal.name, repr(goal.fit)) if store and goal.name else ""
    earlier = (store.get(key, tuple) or ()) if store and key else ()

    def measure(step: int) -> float:
        return measure_length(layouts.lay_out(step).laid_out_book)

    answer = find_step(goal.fit, measure, earlier, has_compact=layouts.has_compact_front)
    if store and key and answer.reached != earlier:
        store.put(key, answer.reached)
    layout = layouts.lay_out(answer.step if answer.is_hit else 0)
    return Outcome(layout, (_describe(layouts, layout, answer, goal),))


def measure_length(book: LaidOutBook) -> float:
    """Return the length of a book in pages; the last one counts as far as its text is full."""
    pages = count_pages(book)
    last = max(book.parts, key=lambda placed: placed.numbers[-1])
    return pages - 1 + (_fill_share(last, _full_page(book)) if last.part.name == "text" else 1)


def _fill_share(placed: PlacedPart, full: float) -> float:
    """Return the share of the last page of a part that its text takes."""
    return min(1.0, max(_LEAST_FULL, placed.layout.pages[-1].text.size / full))


def _full_page(book: LaidOutBook) -> float:
    """Return the letters of a full page of a book: the middle one of the pages that go on."""
    sizes = [
        page.text.size
        for placed in book.parts
        for page in placed.layout.pages[:-1]
        if placed.part.name == "text" and page.text.size
    ]
    return median(sizes) if sizes else math.inf


# --- messages


def _describe(
    layouts: BookLayouts, layout: BookLayout, answer: FitAnswer, goal: PageGoal
) -> Diagnostic:
    pages = count_pages(layout.laid_out_book)
    facts = _count(pages, goal.fit)
    empty = -pages % goal.fit.pages_of_sheet
    if answer.aim is None:
        return FITTED.at(goal.span, f"{facts}, without a change")
    if answer.is_hit:
        usual = layouts.page_at(fit_step(0))
        changes = [*describe_page(usual, layout.page)]
        if layout.front != layouts.options.front:
            changes.append("front matter compact")
        facts += f": {', '.join(changes) or 'without a change'}"
        if goal.fit.pages > pages:
            facts += f"; no step fills exactly {goal.fit.pages} pages"
        return FITTED.at(goal.span, facts)
    if goal.fit.is_nearest and goal.fit.pages_of_sheet - empty > goal.fit.few_pages:
        return FITTED.at(
            goal.span, f"{facts}, without a change; {_number(empty, 'empty page')} at the end"
        )
    message, hint = _describe_miss(layouts, answer.aim, pages)
    return NOT_FITTED.at(goal.span, message, hint, f"the book is made without `fit`: {facts}")


def _describe_miss(layouts: BookLayouts, aim: Aim, pages: int) -> tuple[str, str]:
    """Return the lines by which the strongest step misses an aim, and a hint."""
    layout = layouts.lay_out(aim.steps[-1])
    book = layout.laid_out_book
    count = count_pages(book)
    if aim.is_tighter and count > aim.most:
        lines, place = _spare_lines(book, count - aim.most, layout.page.lines)
        message = (
            f"the text is about {_number(lines, 'line')} too long for {_number(aim.most, 'page')}: "
            f"it has {pages}, and {count} at the tightest"
        )
        return message, f"shorten the text, best on page {place}, or allow {count} pages or more"
    if aim.is_tighter:
        message = (
            f"no setting has {_number(aim.most, 'page')}: the book has {pages}, and {count} at the "
            "tightest"
        )
        return message, f"allow {count} pages, or {pages}"
    lines = math.ceil((aim.least - measure_length(book)) * layout.page.lines)
    message = (
        f"the text is about {_number(max(1, lines), 'line')} too short for "
        f"{_number(aim.least, 'page')}: it has {pages}, and {count} at the loosest"
    )
    return message, f"add text or pages for notes, or ask for {count} pages or fewer"


def _spare_lines(book: LaidOutBook, pages: int, page_lines: int) -> tuple[int, int]:
    """Return the fewest lines over a number of pages, and the first page to shorten.

    The last pages of chapters are the first to go.
    """
    full = _full_page(book)
    ends = sorted(
        (_fill_share(placed, full), placed.numbers[-1])
        for placed in book.parts
        if placed.part.name == "text"
    )
    shares = [share for share, _ in ends[:pages]]
    shares += [1.0] * (pages - len(shares))
    return max(1, math.ceil(sum(shares) * page_lines)), ends[0][1] if ends else 1


def _count(pages: int, fit: Fit) -> str:
    sheets = math.ceil(pages / fit.pages_of_sheet)
    if fit.pages_of_sheet < PAGES_OF_A_SHEET:
        return f"{_number(pages, 'page')} on {sheets} {'leaf' if sheets == 1 else 'leaves'}"
    return f"{_number(pages, 'page')} on {_number(sheets, 'sheet')}"


def _number(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
