"""What stands around the text, in books bound on either side: read by the places of its glyphs.

The model has no tables, so none is here; how notes are told from numerals is shown with their
pass, and how pages lie on the sheets of a booklet with the imposition.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pymupdf
import pytest

from publish import theme as themes
from publish.config import Settings
from publish.model import (
    Dir,
    List,
    Meta,
    Note,
    Paragraph,
    Role,
    Section,
    Text,
    Words,
    Work,
    direction,
)
from publish.numerals import format_numeral
from publish.passes import work_passes
from publish.walk import plain
from publish.writers import pdf
from publish.writers.imposition.geometry import Binding, sheets
from tests import glyphs, notation

pytestmark = pytest.mark.slow

MIXED = "Above Reason, “{he:למעלה מן הדעת}”?"
NUMBERS = (15, 16, 115, 270, 272, 304, 344, 5786)


def said(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@cache
def book(lang: str) -> Work:
    """A book of two chapters, long enough for running heads, with lists and notes."""
    titles = {"en": ("אור חוזר", MIXED), "he": ("The Springboard", "ראה {en:What Is It?}")}[lang]
    text = {"en": "The letter is set by hand. ", "he": "האות נסדרת ביד המדפיס. "}[lang] * 250
    items = {"en": ("First", "Second"), "he": ("ראשון", "Second")}[lang]
    note = {"en": "See דבר שלם, there.", "he": "ראה One Two, שם."}[lang]
    numerals = " ".join(map(format_numeral, NUMBERS))
    chapters = tuple(
        Section(
            Role.CHAPTER,
            notation.inlines(title),
            (
                List(tuple((said(item),) for item in items), start=1),
                Paragraph((Text(text), Note("1", (said(note),)))),
                said(numerals),
            ),
        )
        for title in titles
    )
    made = Work(Meta(title=Words(((lang, "The Proof"),))), lang, direction(lang), chapters)
    for stage in work_passes(Settings()).values():
        made = stage(made).value
    return made


@cache
def pages(lang: str, turned: Dir | None = None) -> list[list[list[glyphs.Glyph]]]:
    """The lines of each page of the book, bound for its language or as ``turned``."""
    work = book(lang)
    theme = themes.load("classic")
    data = pdf.write(replace(work, dir=turned or work.dir), theme).value
    with pymupdf.open(stream=data) as document:
        return [glyphs.lines(glyphs.on_page(page, theme)) for page in document]


def heads(lang: str, turned: Dir | None = None) -> set[str]:
    """What stands above the text, from left to right."""
    return {glyphs.seen(lines[0]) for lines in pages(lang, turned) if lines and lines[0][0].y < 45}


def reversed_words(text: str) -> str:
    return re.sub("[א-ת]+(?: [א-ת]+)*", lambda words: words[0][::-1], text)


def test_b39_a_running_head_of_both_languages_reads_from_the_left_in_either_binding() -> None:
    wanted = reversed_words("Above Reason, “למעלה מן הדעת”?")
    assert wanted in heads("en")
    assert wanted in heads("en", Dir.RTL)


def test_b39_a_hebrew_running_head_holds_an_english_title() -> None:
    assert "What Is It? האר" in heads("he")


def test_b39_without_isolates_its_question_mark_goes_astray(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The control: the same title as bare characters.
    monkeypatch.setattr("publish.writers.pdf.parts.in_one_line", plain)
    pages.cache_clear()
    assert "?What Is It האר" in heads("he")
    pages.cache_clear()


def contents(lang: str) -> list[list[glyphs.Glyph]]:
    (page,) = (
        lines
        for lines in pages(lang)
        if any(glyphs.seen(line) in {"Contents", "ןיינעה ןכות", "םיניינעה ןכות"} for line in lines)
    )
    return page


@pytest.mark.parametrize(("lang", "foreign"), [("he", "The Springboard"), ("en", "רזוח רוא")])
def test_b40_every_line_of_the_contents_runs_the_way_of_the_book(lang: str, foreign: str) -> None:
    rows = [
        line for line in contents(lang) if re.search(r"\d", glyphs.seen(line)) and len(line) > 4
    ]
    assert len(rows) == 2
    assert any(foreign in glyphs.seen(row) for row in rows)
    for row in rows:
        inked = [glyph.character for glyph in row if glyph.character.strip()]
        number, title = (0, -1) if lang == "he" else (-1, 0)
        assert inked[number].isdecimal(), glyphs.seen(row)
        assert not inked[title].isdecimal(), glyphs.seen(row)
    edges = [row[-1 if lang == "he" else 0].x for row in rows]
    assert max(edges) - min(edges) < 10


@pytest.mark.parametrize("lang", ["he", "en"])
def test_b41_the_markers_of_a_list_stand_where_its_lines_begin(lang: str) -> None:
    rows = {glyphs.seen(line) for lines in pages(lang) for line in lines}
    assert {"he": {"ןושאר .1", "Second .2"}, "en": {"1. First", "2. Second"}}[lang] <= rows


@pytest.mark.parametrize("lang", ["he", "en"])
def test_a_note_begins_with_its_numeral_on_the_side_its_language_begins(lang: str) -> None:
    rows = [glyphs.seen(line) for lines in pages(lang) for line in lines]
    wanted = {"he": ".םש ,One Two האר 1", "en": "1 See םלש רבד, there."}[lang]
    assert wanted in rows


def test_h26_hebrew_numerals_keep_their_geresh_and_gershayim_where_they_belong() -> None:
    wanted = " ".join(map(format_numeral, NUMBERS))[::-1]
    for lang in "he", "en":
        assert wanted in {glyphs.seen(line) for lines in pages(lang) for line in lines}


def test_b43_a_hebrew_book_opens_on_a_left_page_and_its_booklet_from_the_right() -> None:
    data = pdf.write(book("he"), themes.load("classic")).value
    with pymupdf.open(stream=data) as document:
        assert "/R2L" in document.xref_get_key(document.pdf_catalog(), "ViewerPreferences")[1]
    # The outer margin is the wider one: at the left of the first page of the text, a recto.
    whole = next(lines for lines in pages("he") if sum(len(line) > 40 for line in lines) > 20)
    left = min(glyph.x for line in whole for glyph in line)
    number = pages("he").index(whole) + 1
    wide, narrow = 26 / 25.4 * 72, 19 / 25.4 * 72
    assert abs(left - (wide if number % 2 else narrow)) < 2
    outer = sheets(8, Binding.RIGHT)[0]
    assert (outer.outside.left, outer.outside.right) == (1, 8)
    assert (outer.inside.left, outer.inside.right) == (7, 2)
