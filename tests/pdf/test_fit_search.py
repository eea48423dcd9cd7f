"""The search for the gentlest step that fills a number of pages, beside trying all steps."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.config.fit import Fit
from publish.themes.fit_scale import COMPACT, LOOSER, TIGHTER
from publish.writers.pdf.layout.fit_search import LEAST_FILLED, MOST_LAYOUTS, find_step

PLAIN = len(TIGHTER)
ALL_TIGHTER = range(PLAIN + len(COMPACT) + 1)
ALL_LOOSER = range(0, -len(LOOSER) - 1, -1)


class Book:
    """A book of some length at each step, which counts the layouts that a search asks for."""

    def __init__(self, natural: float, savings: Sequence[float], growths: Sequence[float]):
        self.lengths = {0: natural}
        length = natural
        for step, saving in enumerate(savings[:PLAIN], start=1):
            length -= saving
            self.lengths[step] = max(length, 0.02)
        without = savings[-1] * 3
        for number in range(len(COMPACT)):
            self.lengths[PLAIN + 1 + number] = max(self.lengths[2 * number] - without, 0.02)
        length = natural
        for step, growth in enumerate(growths, start=1):
            length += growth
            self.lengths[-step] = length
        self.asked: set[int] = set()

    def measure(self, step: int) -> float:
        self.asked.add(step)
        return self.lengths[step]

    def pages(self, step: int) -> int:
        return math.ceil(self.lengths[step])


def shares(count: int) -> st.SearchStrategy[list[float]]:
    return st.lists(st.floats(0, 1.2), min_size=count, max_size=count)


books = st.builds(Book, st.floats(0.5, 90), shares(PLAIN + 1), shares(len(LOOSER)))


@given(books, st.integers(1, 90), st.booleans())
def test_a_step_with_so_many_pages_is_found_if_there_is_one(book: Book, pages: int, compact: bool):
    answer = find_step(Fit(pages=pages), book.measure, has_compact=compact)
    assert len(book.asked) <= MOST_LAYOUTS
    tighter = range(PLAIN + 1) if not compact else ALL_TIGHTER[::2]
    hits = [step for step in (*tighter, *ALL_LOOSER) if book.pages(step) == pages]
    if not compact and hits:
        assert answer.is_hit
        assert book.pages(answer.step) == pages
    if answer.is_hit and answer.step > 0:
        assert pages - 4 < book.pages(answer.step) <= pages < book.pages(0)
    if not compact and answer.step > 0:
        assert all(book.pages(step) > pages for step in range(answer.step))


@given(books, st.integers(1, 25), st.booleans(), st.sampled_from([2, 4]))
def test_a_book_fills_so_many_sheets_if_it_can(book: Book, sheets: int, compact: bool, each: int):
    answer = find_step(Fit(sheets=sheets, sheet_pages=each), book.measure, has_compact=compact)
    assert len(book.asked) <= MOST_LAYOUTS
    most = each * sheets
    if answer.is_hit:
        assert most - each < book.pages(answer.step) <= most
    else:
        assert answer.step == 0
        steps = ALL_TIGHTER if compact else range(PLAIN + 1)
        strongest = (PLAIN, steps[-1], -len(LOOSER))
        # A folded sheet with a single page of text is nearly empty; a leaf is not.
        least = most - each + (2 if each == 4 else 1)
        assert not any(least <= book.pages(step) <= most for step in strongest)


@given(books, st.booleans())
def test_the_nearest_sheets_are_filled_in_either_direction(book: Book, compact: bool):
    answer = find_step(Fit(), book.measure, has_compact=compact)
    assert len(book.asked) <= MOST_LAYOUTS
    over = book.pages(0) % 4
    if over == 0:
        assert answer.step == 0
    if over == 3:
        assert answer.step <= 0
    if answer.step > 0:
        assert book.pages(answer.step) <= book.pages(0) - over
    if answer.step < 0:
        assert book.pages(answer.step) == book.pages(0) - over + 4


@given(books, st.sampled_from([Fit(), Fit(sheets=3), Fit(pages=9)]), st.booleans())
def test_an_unchanged_book_asks_for_two_steps_and_gets_the_same_answer(
    book: Book, fit: Fit, compact: bool
):
    answer = find_step(fit, book.measure, has_compact=compact)
    book.asked.clear()
    again = find_step(fit, book.measure, answer.reached, has_compact=compact)
    assert again == answer
    assert len(book.asked) <= 2 + 2 * (len(answer.reached) or 1) - 1 + (fit == Fit())


@given(books, books, st.sampled_from([Fit(), Fit(sheets=3), Fit(pages=9)]), st.booleans())
def test_a_changed_book_gets_the_answer_of_a_new_search(
    before: Book, after: Book, fit: Fit, compact: bool
):
    earlier = find_step(fit, before.measure, has_compact=compact).reached
    changed = find_step(fit, after.measure, earlier, has_compact=compact)
    assert len(after.asked) <= MOST_LAYOUTS + 2
    assert changed.step == find_step(fit, after.measure, has_compact=compact).step


@given(books, st.booleans())
def test_the_nearest_leaves_have_an_even_number_of_pages(book: Book, compact: bool):
    answer = find_step(Fit(sheet_pages=2), book.measure, has_compact=compact)
    assert len(book.asked) <= MOST_LAYOUTS
    if answer.step > 0:
        assert book.pages(answer.step) <= book.pages(0) - 1
    if answer.step < 0:
        assert book.pages(answer.step) == book.pages(0) + 1
    if book.pages(0) % 2 == 0:
        assert answer.step == 0


def test_a_looser_book_fills_a_part_of_its_last_page():
    book = Book(7.9, [0] * (PLAIN + 1), [0.12] * len(LOOSER))
    answer = find_step(Fit(pages=8), book.measure)
    assert answer.step == 0
    book = Book(6.95, [0] * (PLAIN + 1), [0.12] * len(LOOSER))
    answer = find_step(Fit(pages=8), book.measure)
    assert book.lengths[answer.step] >= 7 + LEAST_FILLED
    assert book.lengths[answer.step + 1] < 7 + LEAST_FILLED


@pytest.mark.parametrize("pages", [1, 40])
def test_a_book_that_cannot_be_fitted_stays_as_it_is(pages: int):
    book = Book(8.5, [0.1] * (PLAIN + 1), [0.1] * len(LOOSER))
    answer = find_step(Fit(pages=pages), book.measure, has_compact=True)
    assert (answer.step, answer.is_hit) == (0, False)


def test_the_loosest_step_is_tried_where_a_looser_one_has_too_many_pages():
    book = Book(8.0, [0] * (PLAIN + 1), [0.02] * len(LOOSER))
    book.lengths.update(dict.fromkeys((-8, -9, -10), 10.4))
    book.lengths.update(dict.fromkeys(range(-15, -10), 9.6))
    answer = find_step(Fit(pages=10), book.measure)
    assert (answer.step, answer.is_hit) == (-15, True)
    assert len(book.asked) <= MOST_LAYOUTS
