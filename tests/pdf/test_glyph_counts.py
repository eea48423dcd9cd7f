"""Preflight of the glyphs: every letter of a text is drawn on its pages."""

import unicodedata
from dataclasses import replace

import pytest

from publish.document.model import Paragraph, Text, Work
from publish.document.walk import rewrite
from publish.preflight.glyph_counts import all_characters, check_glyphs
from publish.themes.theme import Theme
from publish.writers import pdf
from tests.pdf.conftest import book, chapter, para


@pytest.fixture(scope="module")
def page_characters(lesson: Work, classic: Theme) -> str:
    return all_characters(pdf.write(lesson, classic).value)


def test_every_letter_of_a_book_is_drawn(lesson: Work, page_characters: str) -> None:
    assert check_glyphs(page_characters, lesson.sections) == ()


@pytest.mark.parametrize("extra", ["ﬆ", "ץ", "\u05bf", "7", "Ω"])
def test_a_letter_that_is_not_drawn_is_an_error(
    lesson: Work, page_characters: str, extra: str
) -> None:
    def add(node: object) -> object:
        if isinstance(node, Paragraph):
            return replace(node, inlines=(*node.inlines, Text(extra * 400)))
        return node

    (error,) = check_glyphs(page_characters, rewrite(lesson, add).sections)
    assert error.code == "P08"
    assert "not drawn" in error.message


IGNORABLE = ["\u034f", "\u00ad", "\u115f", "\u200d", "\u2060", "\ufe0f", "\U000e0100"]


@pytest.mark.parametrize("character", IGNORABLE, ids=unicodedata.name)
def test_a_default_ignorable_character_is_not_counted(
    lesson: Work, page_characters: str, character: str
) -> None:
    (first, *_) = lesson.body
    section = replace(first, children=(para(f"a{character}a"), *first.children))
    assert check_glyphs(page_characters, (section, *lesson.body[1:])) == ()


JERUSALEM = "שִׂמְחוּ אֶת־יְרוּשָׁלַ\u034f\u05b4ם"


def test_a_verse_with_a_grapheme_joiner_passes_and_a_lost_letter_does_not(classic: Theme) -> None:
    work = book(chapter("A Verse", para(JERUSALEM)), lang="he")
    glyphs = all_characters(pdf.write(work, classic).value)
    assert check_glyphs(glyphs, work.sections) == ()
    (error,) = check_glyphs(glyphs.replace("ש", ""), work.sections)
    assert error.code == "P08"
    assert "U+05E9" in error.message


def test_letters_that_share_a_glyph_are_all_counted(classic: Theme) -> None:
    work = book(chapter("An Office", para("Fluffy affinity: the five first ffl of שָׁלוֹם לְךָ.")))
    assert check_glyphs(all_characters(pdf.write(work, classic).value), work.sections) == ()
