"""Style sheets of an EPUB select every language in Hebrew letters of the book as Hebrew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from publish.document.model import Dir, Words, Work
from publish.themes.theme import Theme
from publish.writers.epub.language_selectors import select_languages

SHEET = "/* :lang(he) { */ p:lang(he),\np:lang(yi) { line-height: 1.65 }\na > :lang(en) { x: y }\n"


def test_a_book_in_hebrew_and_english_keeps_the_style_sheet_as_written(classic: Theme) -> None:
    names = ("epub.css", "epub-accents.css")
    css = "".join(sheet.text for name in names for sheet in classic.style_sheets(name))
    assert select_languages(css, ("en", "he", "he-IL", "en-GB")) == css


def test_a_language_in_hebrew_letters_is_selected_as_hebrew_is() -> None:
    css = select_languages(SHEET, ("lad", "yi-US", "lad-Latn"))
    assert css.startswith("/* :lang(he) { */ p:lang(he),\np:lang(yi),\np:lang(lad) {")


def test_a_language_in_latin_letters_is_not_selected_as_hebrew() -> None:
    css = select_languages(":not(:lang(he)) > :lang(he) { x: y }", ("he-Latn",))
    assert css == ":not(:lang(he)) > :lang(he):not(:lang(he-Latn)) { x: y }"


@pytest.mark.parametrize("lang", ["fr", "ru", "he-Latn"])
def test_a_language_in_letters_of_europe_is_selected_as_english_is(lang: str) -> None:
    css = select_languages(":lang(he) > :lang(en),\nem:lang(en) { x: y }\n", ("he", lang))
    assert css.endswith(f"> :lang({lang}),\nem:lang({lang}) {{ x: y }}\n")


def test_a_language_in_other_letters_is_selected_as_neither() -> None:
    sheet = ":lang(he) > :lang(en) { x: y }\n"
    assert select_languages(sheet, ("he", "ar", "am")) == sheet


@pytest.mark.parametrize("lang", ["lad", "jrb", "en-Hebr"])
def test_a_book_in_that_language_has_it_in_its_style_sheet(
    lang: str,
    lesson: Work,
    make_epub: Callable[[Work], bytes],
    read_files: Callable[[bytes], dict[str, bytes]],
) -> None:
    title = Words(((lang, "ספר"),))
    work = replace(lesson, lang=lang, dir=Dir.RTL, meta=replace(lesson.meta, title=title))
    files = read_files(make_epub(work))
    assert f"p:lang({lang})".encode() in files["EPUB/epub.css"]
    assert f'lang="{lang}" xml:lang="{lang}" dir="rtl"'.encode() in files["EPUB/title.xhtml"]
