"""Books made to fill a number of pages, beside the layouts of all steps."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from publish.config.edition_options import EditionOptions
from publish.config.fit import Fit
from publish.diagnostics import Diagnostic
from publish.document.lazy_book import LazyBook, split_chapters
from publish.document.model import Section, Work
from publish.pipeline.editions import arrange
from publish.preflight.pdf import check_pdf
from publish.storage.store import Store
from publish.text.lengths import MM, millimetres
from publish.text.source import Span
from publish.themes import theme as themes
from publish.themes.fit_scale import LOOSER, TIGHTER
from publish.themes.theme import Theme
from publish.writers.pdf.book_layouts import BookLayouts
from publish.writers.pdf.document import PdfDocument, write_document
from publish.writers.pdf.engine import typesetter
from publish.writers.pdf.engine.pagination import Pagination
from publish.writers.pdf.layout.fit_search import MOST_LAYOUTS
from publish.writers.pdf.layout.note_sheets import count_pages
from publish.writers.pdf.options import PageGoal, PdfOptions

from .conftest import POINTED, PdfView, book, chapter, para, running, segment

pytestmark = pytest.mark.slow

PLACE = Span("book.toml", 4, 7)


@pytest.fixture
def layout_count(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that gets an item for each layout of a book."""
    count_list: list[int] = []
    lay_out = BookLayouts._lay_out

    def count(layouts: BookLayouts, *values: object) -> object:
        count_list.append(1)
        return lay_out(layouts, *values)  # type: ignore[arg-type]  # the values of a step

    monkeypatch.setattr(BookLayouts, "_lay_out", count)
    return count_list


def write(
    work: Work | LazyBook,
    theme: Theme,
    fit: Fit,
    store: Store | None = None,
    *,
    compact: bool = False,
) -> tuple[PdfDocument, Diagnostic]:
    """Return the PDF of a work that fills pages, without a fault, and the message about them."""
    goal = PageGoal(fit, PLACE, "proof.pdf", has_stated_front=not compact)
    options = PdfOptions(goal=goal)
    whole = work if isinstance(work, LazyBook) else split_chapters(work)
    outcome = write_document(whole, theme, options, store)
    faults = check_pdf(outcome.value, outcome.diagnostics, theme, Store())
    assert [fault.message for fault in faults] == []
    (message,) = (each for each in outcome.diagnostics if each.code in {"P40", "P41"})
    assert message.span == PLACE
    return outcome.value, message


def pages_at(work: Work | LazyBook, theme: Theme) -> dict[int, int]:
    """Return the number of pages at each plain step of the scale."""
    whole = work if isinstance(work, LazyBook) else split_chapters(work)
    layouts = BookLayouts(whole, theme, PdfOptions())
    return {
        step: count_pages(layouts.lay_out(step).laid_out_book)
        for step in range(-len(LOOSER), len(TIGHTER) + 1)
    }


def numbers(*lengths: int) -> Section:
    return chapter("", *(para(running(count, count)) for count in lengths))


@pytest.mark.thorough
def test_a_lesson_is_made_a_page_shorter(lesson: Work, classic: Theme, layout_count: list[int]):
    usual = write_document(split_chapters(lesson), classic, PdfOptions()).value
    count = len(PdfView(usual.data))
    layout_count.clear()
    document, message = write(lesson, classic, Fit(pages=count - 1))
    assert len(PdfView(document.data)) == count - 1
    assert len(layout_count) <= MOST_LAYOUTS
    assert message.message.startswith(f"{count - 1} pages on ")
    assert document.geometry.gap < 1


@pytest.mark.thorough
def test_front_matter_is_compact_where_type_alone_does_not_do(handout: Work, classic: Theme):
    _, message = write(handout, classic, Fit(pages=6))
    assert message.code == "P41"
    document, message = write(handout, classic, Fit(pages=6), compact=True)
    assert len(PdfView(document.data)) == 5
    assert message.message == (
        "5 pages on 2 sheets: front matter compact; no step fills exactly 6 pages"
    )


@pytest.mark.thorough
def test_an_unchanged_book_is_laid_out_at_two_steps(
    handout: Work, classic: Theme, layout_count: list[int]
):
    store = Store()
    before, _ = write(handout, classic, Fit(pages=8), store)
    layout_count.clear()
    after, _ = write(handout, classic, Fit(pages=8), store)
    assert len(layout_count) <= 2
    assert after.data == before.data


def test_pages_with_smaller_gaps_end_at_the_foot(classic: Theme):
    pairs = [segment(POINTED[n % 3], para(running(1 + n % 2, n))) for n in range(34)]
    work = book(chapter("", *pairs))
    usual = PdfView(write_document(split_chapters(work), classic, PdfOptions()).value.data)
    document, _ = write(work, classic, Fit(pages=len(usual) - 1))
    view = PdfView(document.data)
    assert document.geometry.gap < 0.9
    first, *others = range(4, len(view))
    feet = {page: view.body(page)[-1].y for page in (first, *others)}
    assert [feet[page] for page in others] == pytest.approx([feet[first]] * len(others), abs=1)


@pytest.mark.thorough
@pytest.mark.parametrize("more", [-2, 1])
def test_all_pages_have_one_size_and_one_leading(more: int, classic: Theme):
    work = book(chapter("", *(para(running(9, 9 * number)) for number in range(24))))
    usual = write_document(split_chapters(work), classic, PdfOptions()).value
    document, message = write(work, classic, Fit(pages=len(PdfView(usual.data)) + more))
    assert message.code == "P40"
    view = PdfView(document.data)
    leading, size = (
        millimetres(length) * MM for length in (document.geometry.leading, document.geometry.size)
    )
    full = [view.body(page) for page in range(1, len(view) + 1)]
    full = [lines for lines in full if len(lines) > 20]
    assert len(full) > 3
    for lines in full:
        own = [line for line in lines if line.size == pytest.approx(size, abs=0.05)]
        steps = [after.y - before.y for before, after in pairwise(own)]
        assert statistics.median(steps) == pytest.approx(leading, abs=0.05)
        assert len(own) > len(lines) / 2


@pytest.mark.thorough
def test_an_edit_lays_out_its_chapter_at_two_steps(
    classic: Theme, layout_count: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pages: list[int] = []

    def paginate(*values: Any) -> Pagination:
        pagination: Pagination = pagination_of(*values)
        pages.append(len(pagination.pages))
        return pagination

    pagination_of = typesetter.paginate
    monkeypatch.setattr(typesetter, "paginate", paginate)
    words = running(90)
    before, after = (
        book(chapter("Ink", *map(para, text.split(" ["))), chapter("Lead", para(running(20))))
        for text in (words, words.replace("folded once", "folded ones", 1))
    )
    usual = write_document(split_chapters(before), classic, PdfOptions()).value
    store, target = Store(tmp_path), Fit(pages=len(PdfView(usual.data)) - 1)
    document, message = write(before, classic, target, store)
    assert message.code == "P40"
    assert document.geometry != usual.geometry
    layout_count.clear()
    pages.clear()
    edited, _ = write(after, classic, target, store)
    assert len(layout_count) == 2
    assert len(pages) == 2
    assert edited.data == write(after, classic, target)[0].data


def test_a_text_that_is_too_long_is_made_as_usual(classic: Theme):
    work = book(numbers(90, 80))
    usual = write_document(split_chapters(work), classic, PdfOptions()).value
    document, message = write(work, classic, Fit(pages=1))
    assert document.data == usual.data
    assert message.code == "P41"
    assert "lines too long for 1 page: it has" in message.message
    assert message.hints[0].startswith("shorten the text, best on page ")


def test_a_text_that_is_too_short_is_made_as_usual(classic: Theme):
    work = book(numbers(10))
    usual = write_document(split_chapters(work), classic, PdfOptions()).value
    document, message = write(work, classic, Fit(sheets=3))
    assert document.data == usual.data
    assert "lines too short for" in message.message


def test_the_missing_lines_are_those_over_the_pages(classic: Theme):
    layouts = BookLayouts(split_chapters(book(numbers(90, 80))), classic, PdfOptions())
    tightest = layouts.lay_out(len(TIGHTER)).laid_out_book
    lines_of_page = layouts.lay_out(len(TIGHTER)).page.lines
    pages = count_pages(tightest)
    assert pages > 2
    _, message = write(book(numbers(90, 80)), classic, Fit(pages=pages - 1))
    lines = int(message.message.split("about ")[1].split()[0])
    (text,) = (each for each in tightest.parts if each.part.name == "text")
    share = text.layout.pages[-1].text.size / text.layout.pages[-2].text.size
    assert math.isclose(lines, share * lines_of_page, abs_tol=2)


EDITIONS = ("interlinear", "original", "translation", "facing", "spreads")


def editions(work: Work) -> Iterator[tuple[str, LazyBook]]:
    for edition in EDITIONS:
        yield edition, arrange(split_chapters(work), edition, EditionOptions(), Store()).value


@pytest.mark.long
@pytest.mark.parametrize("name", ["classic", "classroom", "siddur"])
def test_a_fit_is_found_wherever_trying_all_steps_finds_one(
    name: str, lesson: Work, handout: Work, prose: Work, layout_count: list[int]
):
    theme = themes.load(name)
    books: list[tuple[str, Work | LazyBook]] = [("handout", handout), ("prose", prose)]
    books += editions(lesson) if name == "classic" else ()
    for kind, work in books:
        tried = pages_at(work, theme)
        for target in range(tried[0] - 2, tried[0] + 3):
            layout_count.clear()
            document, message = write(work, theme, Fit(pages=target))
            assert len(layout_count) <= MOST_LAYOUTS, kind
            if target in tried.values():
                assert len(document.laid_out_book.parts), kind
                assert count_pages(document.laid_out_book) == target, (kind, tried)
                assert message.code == "P40"


@pytest.mark.long
def test_an_edited_book_is_that_of_a_new_search(
    prose: Work, classic: Theme, layout_count: list[int]
):
    store = Store()
    target = Fit(
        pages=len(PdfView(write_document(split_chapters(prose), classic, PdfOptions()).value.data))
        - 1
    )
    write(prose, classic, target, store)
    for number in range(6):
        first = prose.body[0]
        longer = replace(first, children=(*first.children, para(running(number + 1))))
        edited = replace(prose, body=(longer, *prose.body[1:]))
        layout_count.clear()
        stored, _ = write(edited, classic, target, store)
        assert len(layout_count) <= MOST_LAYOUTS + 2
        fresh, _ = write(edited, classic, target)
        assert stored.data == fresh.data
