"""What stands around the text, in books bound on either side: read by the places of its glyphs.

The model has no tables, so that of B42 is the contents: a number, a title and a page in each row.
What no page of an EPUB has is said in ``test_coverage``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise

import pymupdf
import pytest

from publish.config import Settings
from publish.config.booklet_options import Binding
from publish.document.model import (
    Dir,
    Excerpt,
    List,
    Meta,
    Note,
    Paragraph,
    Role,
    Section,
    SourceCitation,
    Text,
    Words,
    Work,
    direction,
)
from publish.document.walk import plain
from publish.pipeline.pass_table import work_passes
from publish.text.numerals import format_numeral
from publish.themes import theme as themes
from publish.writers import epub, pdf
from publish.writers.booklet.geometry import arrange_sheets
from tests.support import chromium, glyphs, notation
from tests.typesetting.books import OTHER_LANGUAGE as OTHER

pytestmark = pytest.mark.slow

THEME = themes.load("classic")
MIXED = "Above Reason, “{he:למעלה מן הדעת}”?"
SOURCE = {"en": "The Scribe", "he": "מלאכת הסופר"}
NUMBERS = (15, 16, 115, 270, 272, 304, 344, 5786)

Page = list[list[glyphs.Glyph]]
"""The lines of a page from the top, each from left to right."""


def said(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@cache
def book(lang: str) -> Work:
    """A book of two chapters, long enough for running heads, with lists, notes and an excerpt."""
    titles = {"en": ("אור חוזר", MIXED), "he": ("The Springboard", "ראה {en:What Is It?}")}[lang]
    text = {"en": "The letter is set by hand. ", "he": "האות נסדרת ביד המדפיס. "}[lang] * 250
    items = {"en": ("First", "שני"), "he": ("ראשון", "Second")}[lang]
    note = {"en": "See דבר שלם, there.", "he": "ראה One Two, שם."}[lang]
    numerals = [
        " ".join(format_numeral(number, pleasant=pleasant) for number in NUMBERS)
        for pleasant in (True, False)
    ]
    chapters = tuple(
        Section(
            Role.CHAPTER,
            notation.inlines(title),
            (
                List(tuple((said(item),) for item in items), start=1),
                Paragraph((Text(text), Note("1", (said(note),)))),
                *map(said, numerals),
                Excerpt(number, SourceCitation(), (Text(SOURCE[lang]),), (said(text[:80]),)),
            ),
        )
        for number, title in enumerate(titles, start=1)
    )
    made = Work(Meta(title=Words(((lang, "The Proof"),))), lang, direction(lang), chapters)
    for each in work_passes():
        made = each.apply(made, Settings()).value
    return made


def in_other_language(lang: str) -> Work:
    """The same book, were its language not known: that of its passages is not, either."""
    return replace(book(lang), lang=OTHER[lang], dir=direction(OTHER[lang]))


@cache
def printed(work: Work) -> list[Page]:
    return [glyphs.lines(page) for page in glyphs.pages(pdf.write(work, THEME).value, THEME)]


def pages(lang: str, turned: Dir | None = None) -> list[Page]:
    """The pages of the book, bound for its language or as ``turned``."""
    work = book(lang)
    return printed(replace(work, dir=turned or work.dir))


@cache
def on_screen(work: Work, name: str) -> Page:
    """The lines of a page of the work's EPUB, by the beginning of its name."""
    chromium.find_program()
    made = epub.write(work, THEME, modified=datetime(2026, 1, 1, tzinfo=UTC)).value
    shown = glyphs.pages(chromium.print_page(made, name), THEME)
    return [line for page in shown for line in glyphs.lines(page)]


def seen(lines: Iterable[list[glyphs.Glyph]]) -> set[str]:
    return set(map(glyphs.visible_text, lines))


def heads(pages: list[Page]) -> set[str]:
    """What stands above the text, from left to right."""
    return seen(lines[0] for lines in pages if lines and lines[0][0].y < 45)


def reversed_words(text: str) -> str:
    return re.sub("[א-ת]+(?: [א-ת]+)*", lambda words: words[0][::-1], text)


# --- running heads and titles

READ = reversed_words("Above Reason, “למעלה מן הדעת”?")


@pytest.mark.shows("B39", on="paper")
def test_b39_a_running_head_of_both_languages_reads_from_the_left_in_either_binding() -> None:
    assert READ in heads(pages("en"))
    assert READ in heads(pages("en", Dir.RTL))


@pytest.mark.shows("B39", on="paper")
def test_b39_a_hebrew_running_head_holds_an_english_title() -> None:
    assert "What Is It? האר" in heads(pages("he"))


@pytest.mark.control("B39", on="paper")
def test_b39_without_isolates_its_question_mark_goes_astray(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("publish.writers.pdf.content.book_parts.running_head", plain)
    assert "?What Is It האר" in heads(printed.__wrapped__(book("he")))


@pytest.mark.shows("B39", on="screen")
@pytest.mark.parametrize("page", ["nav", "02"])
def test_b39_on_a_screen_the_title_reads_from_the_left_in_either_binding(page: str) -> None:
    work = book("en")
    assert READ in seen(on_screen(work, page))
    assert READ in seen(on_screen(replace(work, dir=Dir.RTL), page))


@pytest.mark.control("B39", on="screen")
def test_b39_on_a_screen_in_the_direction_of_the_binding_it_would_not() -> None:
    assert READ not in seen(on_screen(in_other_language("en"), "nav"))


# --- contents


def contents(pages: list[Page]) -> Page:
    """The rows of the contents that have a page number."""
    names = {"Contents", "ןיינעה ןכות", "םיניינעה ןכות"}
    (page,) = (lines for lines in pages if seen(lines) & names)
    return [line for line in page if re.search(r"\d", glyphs.visible_text(line)) and len(line) > 4]


def ends(row: list[glyphs.Glyph], lang: str) -> tuple[glyphs.Glyph, glyphs.Glyph]:
    """The first and the last character of a row as the book's language is read."""
    inked = [glyph for glyph in row if glyph.character.strip()]
    return (inked[-1], inked[0]) if lang == "he" else (inked[0], inked[-1])


def is_excerpt(row: list[glyphs.Glyph]) -> bool:
    return any(source in glyphs.visible_text(row) for source in (SOURCE["en"], SOURCE["he"][::-1]))


def edges(row: list[glyphs.Glyph], lang: str) -> tuple[float, float]:
    """Where a row begins and ends as the book's language is read."""
    return (row[-1].end, row[0].x) if lang == "he" else (row[0].x, row[-1].end)


def even(places: list[float]) -> bool:
    return max(places) - min(places) < 3


def chapters_run(rows: Page, lang: str) -> bool:
    """Whether the chapters begin at one edge, and every page number stands at the other."""
    chapters = [row for row in rows if not is_excerpt(row)]
    assert len(chapters) == 2
    found = [ends(row, lang) for row in chapters]
    return (
        all(last.character.isdecimal() and first.character.isalpha() for first, last in found)
        and even([edges(row, lang)[0] for row in chapters])
        and even([edges(row, lang)[1] for row in rows])
    )


@pytest.mark.shows("B40", on="paper")
@pytest.mark.parametrize(("lang", "foreign"), [("he", "The Springboard"), ("en", "רזוח רוא")])
def test_b40_every_line_of_the_contents_runs_the_way_of_the_book(lang: str, foreign: str) -> None:
    rows = contents(pages(lang))
    assert any(foreign in row for row in seen(rows))
    assert chapters_run(rows, lang)


@pytest.mark.control("B40", on="paper")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b40_in_the_other_language_it_runs_the_other_way(lang: str) -> None:
    assert not chapters_run(contents(printed(in_other_language(lang))), lang)


def titles_begin_at_the_edge(lines: Page, lang: str) -> bool:
    """Whether what the contents of an EPUB list begins where their heading does."""
    rows = [row for row in lines if not is_excerpt(row)]
    return even([edges(row, lang)[0] for row in rows])


@pytest.mark.shows("B40", on="screen")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b40_on_a_screen_titles_begin_at_the_edge_of_the_book(lang: str) -> None:
    lines = on_screen(book(lang), "nav")
    assert {"he": "The Springboard", "en": "רזוח רוא"}[lang] in seen(lines)
    assert titles_begin_at_the_edge(lines, lang)


@pytest.mark.control("B40", on="screen")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b40_on_a_screen_in_the_other_language_they_do_not(lang: str) -> None:
    assert not titles_begin_at_the_edge(on_screen(in_other_language(lang), "nav"), lang)


def columns_run(rows: Page, lang: str) -> bool:
    """Whether each excerpt has its number first, then its title, then its page."""
    found = [ends(row, lang) for row in rows if is_excerpt(row)]
    return [first.character for first, _ in found] == ["1", "2"] and all(
        last.character.isdecimal() for _, last in found
    )


@pytest.mark.shows("B42", on="paper")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b42_the_first_column_of_a_row_is_at_the_side_where_the_language_begins(lang: str) -> None:
    assert columns_run(contents(pages(lang)), lang)


@pytest.mark.control("B42", on="paper")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b42_in_the_other_language_it_is_at_the_other(lang: str) -> None:
    assert not columns_run(contents(printed(in_other_language(lang))), lang)


# --- lists and notes

MARKED = {"he": ("ןושאר .1", "Second .2"), "en": ("1. First", "2. ינש")}


def markers_lead(lines: Page, lang: str) -> bool:
    """Whether each item of the list stands beside its marker, which is where its line begins."""
    rows = [[line for line in lines if glyphs.visible_text(line) == item] for item in MARKED[lang]]
    return all(row and gap(row[0]) < 2 * row[0][0].size for row in rows)


def gap(line: list[glyphs.Glyph]) -> float:
    """The widest white space in a line."""
    inked = [glyph for glyph in line if glyph.character.strip()]
    return max(after.x - before.end for before, after in pairwise(inked))


@pytest.mark.shows("B41", on="paper")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b41_the_markers_of_a_list_stand_where_its_lines_begin(lang: str) -> None:
    assert markers_lead([line for page in pages(lang) for line in page], lang)


@pytest.mark.control("B41", on="paper")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b41_in_the_other_language_they_do_not(lang: str) -> None:
    work = in_other_language(lang)
    assert not markers_lead([line for page in printed(work) for line in page], lang)


@pytest.mark.shows("B41", on="screen")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b41_on_a_screen_the_markers_stand_where_lines_begin(lang: str) -> None:
    assert markers_lead(on_screen(book(lang), "01"), lang)


@pytest.mark.control("B41", on="screen")
@pytest.mark.parametrize("lang", ["he", "en"])
def test_b41_on_a_screen_in_the_other_language_they_do_not(lang: str) -> None:
    assert not markers_lead(on_screen(in_other_language(lang), "01"), lang)


NOTED = {"he": ".םש ,One Two האר 1", "en": "1 See םלש רבד, there."}


@pytest.mark.parametrize("lang", ["he", "en"])
def test_a_note_begins_with_its_numeral_on_the_side_its_language_begins(lang: str) -> None:
    assert NOTED[lang] in {row for page in pages(lang) for row in seen(page)}
    assert NOTED[lang] in seen(on_screen(book(lang), "01"))


@pytest.mark.parametrize("lang", ["he", "en"])
def test_in_the_other_language_it_does_not(lang: str) -> None:
    work = in_other_language(lang)
    assert NOTED[lang] not in {row for page in printed(work) for row in seen(page)}
    assert NOTED[lang] not in seen(on_screen(work, "01"))


# --- numerals


def numerals(*, pleasant: bool, marks: Callable[[str], str] = str) -> str:
    """The numerals as they are seen from left to right."""
    told = [format_numeral(number, pleasant=pleasant) for number in NUMBERS]
    return marks(" ".join(told))[::-1]


@pytest.mark.shows("H26", on="paper")
@pytest.mark.shows("H26", on="screen")
@pytest.mark.parametrize("pleasant", [True, False])
@pytest.mark.parametrize("lang", ["he", "en"])
def test_h26_hebrew_numerals_keep_their_geresh_and_gershayim_where_they_belong(
    lang: str, pleasant: bool
) -> None:
    assert numerals(pleasant=pleasant) in {row for page in pages(lang) for row in seen(page)}
    assert numerals(pleasant=pleasant) in seen(on_screen(book(lang), "01"))


# --- the pages themselves


def middle_of_title(page: Page) -> float:
    """The middle of the text block of a title page, on which the title is centred."""
    (title,) = (line for line in page if glyphs.visible_text(line) == "The Proof")
    return (title[0].x + title[-1].end) / 2


WIDTH, INNER, OUTER = (length / 25.4 * 72 for length in (148, 19, 26))
LEFT_PAGE = OUTER + (WIDTH - INNER - OUTER) / 2
"""The middle of the text block on a left page, whose outer margin is at the left."""


@pytest.mark.shows("B43", on="paper")
def test_b43_page_1_of_a_right_bound_book_is_a_left_page() -> None:
    assert middle_of_title(pages("he")[0]) == pytest.approx(LEFT_PAGE, abs=1)
    # Its folio is at the outer edge, as that of every odd page.
    for number, page in enumerate(pages("he"), start=1):
        folio = page[-1] if page else []
        if glyphs.visible_text(folio) == str(number):
            assert (folio[0].x < WIDTH / 2) is bool(number % 2)


@pytest.mark.control("B43", on="paper")
def test_b43_bound_on_the_left_it_is_a_right_page() -> None:
    found = middle_of_title(pages("he", Dir.LTR)[0])
    assert found == pytest.approx(WIDTH - LEFT_PAGE, abs=1)
    assert abs(found - LEFT_PAGE) > 5


@pytest.mark.shows("B43", on="paper")
def test_b43_it_turns_to_the_right_on_a_screen_and_on_the_sheets_of_a_booklet() -> None:
    for lang, turned, outside, inside in (
        ("he", "/R2L", (1, 8), (7, 2)),
        ("en", "/L2R", (8, 1), (2, 7)),
    ):
        with pymupdf.open(stream=pdf.write(book(lang), THEME).value) as document:
            found = document.xref_get_key(document.pdf_catalog(), "ViewerPreferences")[1]
        assert turned in found
        sheet = arrange_sheets(8, Binding.RIGHT if lang == "he" else Binding.LEFT)[0]
        assert (sheet.outside.left, sheet.outside.right) == outside
        assert (sheet.inside.left, sheet.inside.right) == inside
