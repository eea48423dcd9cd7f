"""Preflight of the markup: the text of the PDF is that of its Work, letter by letter."""

import re
from dataclasses import replace

import pytest

from publish.document.model import Note, Paragraph, Text, Work
from publish.document.walk import rewrite
from publish.preflight.pdf_markup import check_markup
from publish.themes.theme import Theme

from .conftest import text_markup

BOOKS = ["lesson", "handout", "prose", "hebrew_book"]


@pytest.mark.parametrize("name", BOOKS)
def test_the_markup_has_the_text_of_the_work(
    name: str, request: pytest.FixtureRequest, classic: Theme
) -> None:
    work: Work = request.getfixturevalue(name)
    assert check_markup(text_markup(work, classic), work.sections) == ()


@pytest.mark.parametrize(("letter", "replacement"), [("e", ""), ("\u05b0", ""), ("th", "ht")])
def test_a_missing_or_moved_letter_is_an_error(
    letter: str, replacement: str, lesson: Work, classic: Theme
) -> None:
    damaged = [
        re.sub(">[^<]+<", lambda text: text[0].replace(letter, replacement), markup)
        for markup in text_markup(lesson, classic)
    ]
    (error, *_) = check_markup(damaged, lesson.sections)
    assert error.code == "P09"


def test_a_missing_note_is_an_error(lesson: Work, classic: Theme) -> None:
    def drop_body(node: object) -> object:
        return replace(node, blocks=()) if isinstance(node, Note) else node

    without_note = rewrite(lesson, drop_body)
    assert "P09" in {
        error.code for error in check_markup(text_markup(without_note, classic), lesson.sections)
    }


def test_exchanged_paragraphs_are_an_error(lesson: Work, classic: Theme) -> None:
    first, second = (Paragraph((Text(text),)) for text in ("One.", "Two."))
    (section, *_) = lesson.body
    work = replace(lesson, body=(replace(section, children=(first, second)),))
    other = replace(lesson, body=(replace(section, children=(second, first)),))
    assert check_markup(text_markup(work, classic), other.sections)[0].code == "P09"
