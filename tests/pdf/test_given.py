"""The text given to a PDF is the text of its Work, letter by letter and in order."""

import re
from dataclasses import replace

import pytest

from publish.document.model import Note, Paragraph, Text, Work
from publish.document.walk import rewrite
from publish.preflight.pdf_markup import inspect
from publish.themes.theme import Theme

from .conftest import given

BOOKS = ["lesson", "handout", "prose", "hebrew_book"]


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_given_is_what_was_read(
    name: str, request: pytest.FixtureRequest, classic: Theme
) -> None:
    work: Work = request.getfixturevalue(name)
    assert inspect(given(work, classic), work.sections) == ()


@pytest.mark.parametrize(("lost", "instead"), [("e", ""), ("\u05b0", ""), ("th", "ht")])
def test_a_letter_that_is_lost_or_moved_is_found(
    lost: str, instead: str, lesson: Work, classic: Theme
) -> None:
    damaged = [
        re.sub(">[^<]+<", lambda text: text[0].replace(lost, instead), markup)
        for markup in given(lesson, classic)
    ]
    (error, *_) = inspect(damaged, lesson.sections)
    assert error.code == "P09"


def test_a_note_that_is_lost_is_found(lesson: Work, classic: Theme) -> None:
    def silent(node: object) -> object:
        return replace(node, blocks=()) if isinstance(node, Note) else node

    shorn = rewrite(lesson, silent)
    assert "P09" in {one.code for one in inspect(given(shorn, classic), lesson.sections)}


def test_paragraphs_that_change_places_are_found(lesson: Work, classic: Theme) -> None:
    first, second = (Paragraph((Text(text),)) for text in ("One.", "Two."))
    (section, *_) = lesson.body
    work = replace(lesson, body=(replace(section, children=(first, second)),))
    other = replace(lesson, body=(replace(section, children=(second, first)),))
    assert inspect(given(work, classic), other.sections)[0].code == "P09"
