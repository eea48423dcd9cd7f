"""Preflight of the glyphs: every letter of a text is drawn on its pages."""

from dataclasses import replace

import pytest

from publish.document.model import Paragraph, Text, Work
from publish.document.walk import rewrite
from publish.preflight.glyph_counts import all_characters, inspect
from publish.themes.theme import Theme
from publish.writers import pdf
from tests.pdf.conftest import book, chapter, para


@pytest.fixture(scope="module")
def page_characters(lesson: Work, classic: Theme) -> str:
    return all_characters(pdf.write(lesson, classic).value)


def test_every_letter_of_a_book_is_drawn(lesson: Work, page_characters: str) -> None:
    assert inspect(page_characters, lesson.sections) == ()


@pytest.mark.parametrize("extra", ["ﬆ", "ץ", "\u05bf", "7", "Ω"])
def test_a_letter_that_is_not_drawn_is_an_error(
    lesson: Work, page_characters: str, extra: str
) -> None:
    def add(node: object) -> object:
        if isinstance(node, Paragraph):
            return replace(node, inlines=(*node.inlines, Text(extra * 400)))
        return node

    (error,) = inspect(page_characters, rewrite(lesson, add).sections)
    assert error.code == "P08"
    assert "not drawn" in error.message


def test_letters_that_share_a_glyph_are_all_counted(classic: Theme) -> None:
    work = book(chapter("An Office", para("Fluffy affinity: the five first ffl of שָׁלוֹם לְךָ.")))
    assert inspect(all_characters(pdf.write(work, classic).value), work.sections) == ()
