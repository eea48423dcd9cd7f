"""Words of titles that stand on one line in an EPUB."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

import pytest

from publish.document.model import Creator, Words, Work
from publish.writers.epub.title_words import keep_title_words


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("What Is a Good Question?", "What Is~a~Good Question?"),
        ("Springboard for Ascents", "Springboard for~Ascents"),
        ("Descents as a Springboard", "Descents as a~Springboard"),
        ("Article No. 7 (2024)", "Article No.~7 (2024)"),
        ("Lord of Antidisestablishmentarianism", "Lord of Antidisestablishmentarianism"),
        ("מן המסך אל הדפוס", "מן~המסך אל~הדפוס"),
        ("In the a an the of to in on at", "In the a an the of to in on~at"),
        ("Theory", "Theory"),
    ],
)
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('<h1 lang="en">', "</h1>"),
        ('<h2 class="source"><span class="from">', "</span></h2>"),
        ('<p class="subtitle other" lang="en">', "</p>"),
    ],
)
def test_a_short_word_of_a_title_stays_with_the_next(
    title: str, shown: str, opening: str, closing: str
) -> None:
    markup = keep_title_words(f"{opening}{title}{closing}")
    assert markup == f"{opening}{shown.replace('~', chr(0xA0))}{closing}"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>The end of a page</p>",
        '<p class="creator">The House of a Scribe</p>',
        '<h1 class="unseen">In 1475 there were</h1>',
        '<li><p>See <a href="x">the end of a page</a></p></li>',
        '<li><a href="x">To the Reader</a></li>',
    ],
)
def test_other_words_are_left_alone(markup: str) -> None:
    assert keep_title_words(markup) == markup


def test_an_entry_of_the_contents_keeps_a_number_with_its_sign() -> None:
    markup = keep_title_words('<li lang="en"><a href="x">The Nakdan, Letter No. 12</a></li>')
    assert markup == '<li lang="en"><a href="x">The Nakdan, Letter No.\u00a012</a></li>'


@pytest.mark.parametrize(("publisher", "times"), [("A House", 1), ("Another House", 2)])
def test_a_publisher_who_is_the_author_is_named_once_on_the_title_page(
    lesson: Work, pages: Callable[[Work], dict[str, ET.Element]], publisher: str, times: int
) -> None:
    author = Creator(Words((("en", "A House"), ("he", "בית"))))
    work = replace(lesson, meta=replace(lesson.meta, creators=(author,), publisher=publisher))
    title = "".join(pages(work)["title.xhtml"].itertext())
    assert title.count("House") == times
