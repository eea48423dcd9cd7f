"""Running heads and tables of contents of bilingual books, by the positions of their glyphs.

The model has no tables; the columns of case B42 are those of the contents: number, title and page.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publish.document.model import Dir
from publish.document.walk import plain
from tests.support import glyphs
from tests.typesetting.mixed_book import (
    SOURCES,
    Lines,
    book_in_other_language,
    book_pages,
    make_book,
    page_on_screen,
    pages_on_paper,
    visible_lines,
)

pytestmark = pytest.mark.slow


# --- running heads and titles


def running_heads(pages: list[Lines]) -> set[str]:
    """Return the first lines of pages, where they are above the text block."""
    return visible_lines(lines[0] for lines in pages if lines and lines[0][0].y < 45)


VISIBLE_TITLE = "Above Reason, “תעדה ןמ הלעמל”?"
"""``BILINGUAL_TITLE`` from left to right."""


@pytest.mark.thorough
@pytest.mark.shows("B39", on="paper")
def test_b39_a_bilingual_running_head_reads_left_to_right_in_either_binding() -> None:
    assert VISIBLE_TITLE in running_heads(book_pages("en"))
    assert VISIBLE_TITLE in running_heads(book_pages("en", Dir.RTL))


@pytest.mark.shows("B39", on="paper")
def test_b39_an_english_title_in_a_hebrew_running_head_reads_left_to_right() -> None:
    assert "What Is It? האר" in running_heads(book_pages("he"))


@pytest.mark.control("B39", on="paper")
def test_b39_without_isolates_the_question_mark_of_the_title_is_at_its_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("publish.writers.pdf.content.text_markup.running_head", plain)
    pages = pages_on_paper.__wrapped__(make_book("he"))  # not from the cache
    assert "?What Is It האר" in running_heads(pages)


@pytest.mark.thorough
@pytest.mark.shows("B39", on="screen")
@pytest.mark.parametrize("page", ["nav", "02"])
def test_b39_on_screen_the_title_reads_left_to_right_in_either_binding(page: str) -> None:
    work = make_book("en")
    assert VISIBLE_TITLE in visible_lines(page_on_screen(work, page))
    assert VISIBLE_TITLE in visible_lines(page_on_screen(replace(work, dir=Dir.RTL), page))


@pytest.mark.thorough
@pytest.mark.control("B39", on="screen")
def test_b39_on_screen_in_a_hebrew_book_the_title_does_not_read_left_to_right() -> None:
    assert VISIBLE_TITLE not in visible_lines(page_on_screen(book_in_other_language("en"), "nav"))


# --- contents


def contents_rows(pages: list[Lines]) -> Lines:
    """Return the rows of the contents that have a page number."""
    headings = {"Contents", "ןיינעה ןכות", "םיניינעה ןכות"}
    (page,) = (lines for lines in pages if visible_lines(lines) & headings)
    return [line for line in page if re.search(r"\d", glyphs.visible_text(line)) and len(line) > 4]


def end_glyphs(row: list[glyphs.Glyph], lang: str) -> tuple[glyphs.Glyph, glyphs.Glyph]:
    """Return the first and the last glyph of a row in the reading direction of the book."""
    visible = [glyph for glyph in row if glyph.character.strip()]
    return (visible[-1], visible[0]) if lang == "he" else (visible[0], visible[-1])


def edges(row: list[glyphs.Glyph], lang: str) -> tuple[float, float]:
    """Return the start and the end of a row in the reading direction of the book, in points."""
    return (row[-1].end, row[0].x) if lang == "he" else (row[0].x, row[-1].end)


def is_excerpt(row: list[glyphs.Glyph]) -> bool:
    text = glyphs.visible_text(row)
    return any(source in text for source in (SOURCES["en"], SOURCES["he"][::-1]))


def are_aligned(positions: list[float]) -> bool:
    return max(positions) - min(positions) < 3


def chapters_follow_direction(rows: Lines, lang: str) -> bool:
    """Return whether chapters begin at the start edge, and all page numbers are at the end edge."""
    chapters = [row for row in rows if not is_excerpt(row)]
    assert len(chapters) == 2
    ends = [end_glyphs(row, lang) for row in chapters]
    return (
        all(last.character.isdecimal() and first.character.isalpha() for first, last in ends)
        and are_aligned([edges(row, lang)[0] for row in chapters])
        and are_aligned([edges(row, lang)[1] for row in rows])
    )


FOREIGN_TITLES = [("he", "The Springboard"), ("en", "רזוח רוא")]
"""Languages of books, each with a title in the other language from left to right."""


@pytest.mark.shows("B40", on="paper")
@pytest.mark.parametrize(("lang", "foreign"), FOREIGN_TITLES)
def test_b40_every_row_of_the_contents_has_the_direction_of_the_book(
    lang: str, foreign: str
) -> None:
    rows = contents_rows(book_pages(lang))
    assert any(foreign in text for text in visible_lines(rows))
    assert chapters_follow_direction(rows, lang)


@pytest.mark.thorough
@pytest.mark.control("B40", on="paper")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b40_in_the_other_language_the_contents_have_the_other_direction(lang: str) -> None:
    rows = contents_rows(pages_on_paper(book_in_other_language(lang)))
    assert not chapters_follow_direction(rows, lang)


def titles_begin_at_the_edge(lines: Lines, lang: str) -> bool:
    """Return whether the titles in the contents of an EPUB begin at the edge of their heading."""
    rows = [row for row in lines if not is_excerpt(row)]
    return are_aligned([edges(row, lang)[0] for row in rows])


@pytest.mark.thorough
@pytest.mark.shows("B40", on="screen")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b40_on_screen_titles_begin_at_the_start_edge_of_the_book(lang: str) -> None:
    lines = page_on_screen(make_book(lang), "nav")
    assert dict(FOREIGN_TITLES)[lang] in visible_lines(lines)
    assert titles_begin_at_the_edge(lines, lang)


@pytest.mark.thorough
@pytest.mark.control("B40", on="screen")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b40_on_screen_in_the_other_language_titles_do_not_begin_at_that_edge(lang: str) -> None:
    lines = page_on_screen(book_in_other_language(lang), "nav")
    assert not titles_begin_at_the_edge(lines, lang)


def columns_follow_direction(rows: Lines, lang: str) -> bool:
    """Return whether each excerpt has its number first, then its title, then its page."""
    ends = [end_glyphs(row, lang) for row in rows if is_excerpt(row)]
    return [first.character for first, _ in ends] == ["1", "2"] and all(
        last.character.isdecimal() for _, last in ends
    )


@pytest.mark.shows("B42", on="paper")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b42_the_first_column_of_a_row_is_at_the_start_edge(lang: str) -> None:
    assert columns_follow_direction(contents_rows(book_pages(lang)), lang)


@pytest.mark.thorough
@pytest.mark.control("B42", on="paper")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b42_in_the_other_language_the_first_column_is_at_the_other_edge(lang: str) -> None:
    rows = contents_rows(pages_on_paper(book_in_other_language(lang)))
    assert not columns_follow_direction(rows, lang)
