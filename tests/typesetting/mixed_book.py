"""Hebrew and English books of two chapters with lists, notes, numerals and excerpts, as set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TypeAlias

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
from publish.text.numerals import format_numeral
from publish.writers import epub, pdf
from tests.support import chromium, glyphs, notation
from tests.typesetting.books import MODIFIED, OTHER_LANGUAGE, THEME, apply_passes

BOOK_TITLE = "The Proof"
BILINGUAL_TITLE = "Above Reason, “{he:למעלה מן הדעת}”?"
CHAPTER_TITLES = {
    "en": ("אור חוזר", BILINGUAL_TITLE),
    "he": ("The Springboard", "ראה {en:What Is It?}"),
}
SENTENCES = {"en": "The letter is set by hand. ", "he": "האות נסדרת ביד המדפיס. "}
LIST_ITEMS = {"en": ("First", "שני"), "he": ("ראשון", "Second")}
NOTES = {"en": "See דבר שלם, there.", "he": "ראה One Two, שם."}
SOURCES = {"en": "The Scribe", "he": "מלאכת הסופר"}
"""Headings of the excerpts."""

NUMBERS = (15, 16, 115, 270, 272, 304, 344, 5786)
"""Numbers that each chapter has as Hebrew numerals, in both orders of letters."""

Lines: TypeAlias = list[list[glyphs.Glyph]]
"""The lines of a page from the top, each from left to right."""


def numerals(*, pleasant: bool) -> str:
    """Return ``NUMBERS`` as Hebrew numerals, separated by spaces."""
    return " ".join(format_numeral(number, pleasant=pleasant) for number in NUMBERS)


@cache
def make_book(lang: str) -> Work:
    """Return the book in a language after all passes, long enough for running heads."""
    chapters = tuple(
        _make_chapter(lang, number, title)
        for number, title in enumerate(CHAPTER_TITLES[lang], start=1)
    )
    meta = Meta(title=Words(((lang, BOOK_TITLE),)))
    return apply_passes(Work(meta, lang, direction(lang), chapters))


def _make_chapter(lang: str, number: int, title: str) -> Section:
    text = SENTENCES[lang] * 250
    children = (
        List(tuple((_paragraph(item),) for item in LIST_ITEMS[lang]), start=1),
        Paragraph((Text(text), Note("1", (_paragraph(NOTES[lang]),)))),
        _paragraph(numerals(pleasant=True)),
        _paragraph(numerals(pleasant=False)),
        Excerpt(number, SourceCitation(), (Text(SOURCES[lang]),), (_paragraph(text[:80]),)),
    )
    return Section(Role.CHAPTER, notation.inlines(title), children)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def book_in_other_language(lang: str) -> Work:
    """Return the book as one in the other language, the nodes unchanged, for controls."""
    other = OTHER_LANGUAGE[lang]
    return replace(make_book(lang), lang=other, dir=direction(other))


@cache
def pages_on_paper(work: Work) -> list[Lines]:
    """Return the lines of each page of the work's PDF."""
    return [glyphs.lines(page) for page in glyphs.pages(pdf.write(work, THEME).value, THEME)]


def book_pages(lang: str, binding: Dir | None = None) -> list[Lines]:
    """Return the pages of the book, in the direction of its language or as ``binding`` says."""
    work = make_book(lang)
    return pages_on_paper(replace(work, dir=binding or work.dir))


@cache
def page_on_screen(work: Work, name: str) -> Lines:
    """Return the lines of the page of the work's EPUB whose file name begins with ``name``."""
    chromium.find_program()
    data = epub.write(work, THEME, modified=MODIFIED).value
    pages = glyphs.pages(chromium.print_page(data, name), THEME)
    return [line for page in pages for line in glyphs.lines(page)]


def visible_lines(lines: Iterable[list[glyphs.Glyph]]) -> set[str]:
    """Return the text of each line from left to right."""
    return set(map(glyphs.visible_text, lines))


def all_visible_lines(pages: Iterable[Lines]) -> set[str]:
    """Return the text of each line of all pages from left to right."""
    return {text for page in pages for text in visible_lines(page)}
