"""Lists, notes, Hebrew numerals and page sides of bilingual books, by the positions of glyphs."""

from __future__ import annotations

from itertools import pairwise

import pymupdf
import pytest

from publish.config.booklet_options import Binding
from publish.document.model import Dir
from publish.writers import pdf
from publish.writers.booklet.geometry import arrange_sheets
from tests.support import glyphs
from tests.typesetting.books import THEME
from tests.typesetting.mixed_book import (
    BOOK_TITLE,
    Lines,
    all_visible_lines,
    book_in_other_language,
    book_pages,
    make_book,
    numerals,
    page_on_screen,
    pages_on_paper,
    visible_lines,
)

pytestmark = pytest.mark.slow


# --- lists

VISIBLE_ITEMS = {"he": ("ןושאר .1", "Second .2"), "en": ("1. First", "2. ינש")}


def markers_precede_items(lines: Lines, lang: str) -> bool:
    """Return whether each item is beside its marker, which is at the start edge of its line."""
    rows = [
        [line for line in lines if glyphs.visible_text(line) == item]
        for item in VISIBLE_ITEMS[lang]
    ]
    return all(row and widest_gap(row[0]) < 2 * row[0][0].size for row in rows)


def widest_gap(line: list[glyphs.Glyph]) -> float:
    """Return the width of the widest white space in a line, in points."""
    visible = [glyph for glyph in line if glyph.character.strip()]
    return max(after.x - before.end for before, after in pairwise(visible))


@pytest.mark.shows("B41", on="paper")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b41_the_markers_of_a_list_are_where_its_lines_begin(lang: str) -> None:
    assert markers_precede_items([line for page in book_pages(lang) for line in page], lang)


@pytest.mark.control("B41", on="paper")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b41_in_the_other_language_the_markers_are_elsewhere(lang: str) -> None:
    pages = pages_on_paper(book_in_other_language(lang))
    assert not markers_precede_items([line for page in pages for line in page], lang)


@pytest.mark.thorough
@pytest.mark.shows("B41", on="screen")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b41_on_screen_the_markers_are_where_lines_begin(lang: str) -> None:
    assert markers_precede_items(page_on_screen(make_book(lang), "01"), lang)


@pytest.mark.thorough
@pytest.mark.control("B41", on="screen")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b41_on_screen_in_the_other_language_the_markers_are_elsewhere(lang: str) -> None:
    assert not markers_precede_items(page_on_screen(book_in_other_language(lang), "01"), lang)


# --- notes

VISIBLE_NOTES = {"he": ".םש ,One Two האר 1", "en": "1 See םלש רבד, there."}


@pytest.mark.thorough
@pytest.mark.parametrize("lang", ["he", "en"])
def test_a_note_begins_with_its_numeral_at_the_start_edge_of_its_language(lang: str) -> None:
    assert VISIBLE_NOTES[lang] in all_visible_lines(book_pages(lang))
    assert VISIBLE_NOTES[lang] in visible_lines(page_on_screen(make_book(lang), "01"))


@pytest.mark.thorough
@pytest.mark.parametrize("lang", ["he", "en"])
def test_in_the_other_language_a_note_does_not_begin_with_its_numeral_there(lang: str) -> None:
    work = book_in_other_language(lang)
    assert VISIBLE_NOTES[lang] not in all_visible_lines(pages_on_paper(work))
    assert VISIBLE_NOTES[lang] not in visible_lines(page_on_screen(work, "01"))


# --- numerals


@pytest.mark.shows("H26", on="paper")
@pytest.mark.shows("H26", on="screen")
@pytest.mark.parametrize("pleasant", [True, False])
@pytest.mark.parametrize("lang", ["he", "en"])
def test_h26_geresh_and_gershayim_of_hebrew_numerals_are_in_place(
    lang: str, pleasant: bool
) -> None:
    visible = numerals(pleasant=pleasant)[::-1]
    assert visible in all_visible_lines(book_pages(lang))
    assert visible in visible_lines(page_on_screen(make_book(lang), "01"))


# --- sides of pages


def title_center(page: Lines) -> float:
    """Return the horizontal center of the title, which is that of the text block, in points."""
    (title,) = (line for line in page if glyphs.visible_text(line) == BOOK_TITLE)
    return (title[0].x + title[-1].end) / 2


WIDTH, INNER, OUTER = (length / 25.4 * 72 for length in (148, 19, 26))
LEFT_PAGE_CENTER = OUTER + (WIDTH - INNER - OUTER) / 2
"""Center of the text block of a left page, whose outer margin is at the left, in points."""


@pytest.mark.shows("B43", on="paper")
def test_b43_page_1_of_a_right_bound_book_is_a_left_page() -> None:
    pages = book_pages("he")
    assert title_center(pages[0]) == pytest.approx(LEFT_PAGE_CENTER, abs=1)
    # The folio is at the outer edge: at the left of odd pages, at the right of even ones.
    for number, page in enumerate(pages, start=1):
        folio = page[-1] if page else []
        if glyphs.visible_text(folio) == str(number):
            assert (folio[0].x < WIDTH / 2) is bool(number % 2)


@pytest.mark.thorough
@pytest.mark.control("B43", on="paper")
def test_b43_page_1_of_a_left_bound_book_is_a_right_page() -> None:
    center = title_center(book_pages("he", Dir.LTR)[0])
    assert center == pytest.approx(WIDTH - LEFT_PAGE_CENTER, abs=1)
    assert abs(center - LEFT_PAGE_CENTER) > 5


@pytest.mark.thorough
@pytest.mark.shows("B43", on="paper")
def test_b43_viewers_and_booklets_turn_pages_in_the_direction_of_the_book() -> None:
    for lang, preference, outside, inside in (
        ("he", "/R2L", (1, 8), (7, 2)),
        ("en", "/L2R", (8, 1), (2, 7)),
    ):
        with pymupdf.open(stream=pdf.write(make_book(lang), THEME).value) as document:
            _, preferences = document.xref_get_key(document.pdf_catalog(), "ViewerPreferences")
        assert preference in preferences
        sheet = arrange_sheets(8, Binding.RIGHT if lang == "he" else Binding.LEFT)[0]
        assert (sheet.outside.left, sheet.outside.right) == outside
        assert (sheet.inside.left, sheet.inside.right) == inside
