"""The plain-text export of Sefaria is read as its JSON is, and other texts as pastes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publish.document.draft import Draft
from publish.document.model import Work
from publish.readers import group_versions, read
from publish.text.source import Source
from tests.readers.sefaria.test_shapes import pairs, titles

HEAD = "Book of Ink\nספר הדיו\n{}\nhttps://ink.example\n"
MERGED = (
    "Book of Ink\nספר הדיו\nmerged\nhttps://ink.example\n"
    "This file contains merged sections from the following text versions:\n"
    "-First edition\n-https://first.example\n-Second\n-https://second.example\n"
)
CHAPTERS = "\nChapter 1\n\nOne.\n\nThree <b>words</b>.\n\nChapter 2\n\nFour.\n"


def source(text: str, file: str = "a.txt") -> Source:
    return Source(file, text)


def work_of(*texts: str) -> Work:
    sources = [source(text, f"{place}.txt") for place, text in enumerate(texts)]
    (first,) = group_versions(sources)
    value = read(first).value
    assert isinstance(value, Work)
    return value


def test_an_export_gives_its_sections_and_segments() -> None:
    work = work_of(HEAD.format("Own") + CHAPTERS)
    assert titles(work) == ["Chapter 1", "Chapter 2"]
    assert work.meta.title.forms == (("en", "Book of Ink"), ("he", "ספר הדיו"))


def test_the_merged_export_names_its_versions() -> None:
    work = work_of(MERGED + CHAPTERS)
    assert work.meta.rights == (
        "First edition, https://first.example; Second, https://second.example (en)"
    )


def test_two_languages_are_paired_by_line() -> None:
    english = HEAD.format("Own") + "\nChapter 1\n\nOne.\n\nThree.\n"
    hebrew = HEAD.format("Masorah") + "\nChapter 1\n\nאחד.\nשתים.\nשלוש.\n"
    assert [texts[1:] for texts in pairs(work_of(english, hebrew))] == [
        ("אחד.", "One."),
        ("שלוש.", "Three."),
    ]


def test_levels_nest_in_the_order_of_their_names() -> None:
    text = HEAD.format("Own")
    text += "\nSection 1\n\n\n\nChapter 1\n\nOne.\n\nChapter 2\n\n"
    text += "\n\nSection 2\n\n\n\nChapter 1\n\nTwo.\n"
    assert titles(work_of(text)) == ["Section 1", "Chapter 1", "Section 2", "Chapter 1"]


def test_folios_are_sections() -> None:
    text = HEAD.format("Own") + "\nDaf 1a\n\n\n\nDaf 1b\n\n\n\nDaf 2a\n\nFrom what time.\n"
    assert titles(work_of(text)) == ["Daf 2a"]


@pytest.mark.parametrize(
    "text",
    [
        "The Light\n\nIt was good.\n",
        "A title\nכותרת\nAn author\nhttps://example.org\n\nText without a section.\n",
        HEAD.format("Own") + "\nA named part\n\nOne.\n\nChapter 1\n\nTwo.\n",
        HEAD.format("Own") + "\nChapter 9999\n\nOne.\n",
        "",
        "a\n\n\n\n\n",
    ],
)
def test_other_texts_are_pastes(text: str) -> None:
    assert isinstance(read(source(text)).value, Draft)


def test_line_ends_of_windows_are_read() -> None:
    text = HEAD.format("Own") + CHAPTERS
    assert work_of(text.replace("\n", "\r\n")) == replace(work_of(text))


@pytest.mark.parametrize(
    "body",
    [
        "Chapter 1\n\nOne.\n\nChapter 1\n\nTwo.\n",
        "Chapter 1\n\nOne.\n\nChapter 2\n\nTwo.\n\nChapter 1\n\nThree.\n",
        "Chapter 1\n\nOne.\n\nVerse 1\n\nTwo.\n",
        "Chapter 1\n\nVerse 1\n\nOne.\n\nChapter 2\n\nTwo.\n",
    ],
)
def test_a_section_that_stands_twice_or_beside_segments_loses_nothing(body: str) -> None:
    value = read(source(HEAD.format("Own") + "\n" + body)).value
    assert isinstance(value, Draft)
    lines = [chunk.text.text for chunk in value.chunks]
    assert [line for line in lines if line.endswith(".")] == re.findall(r".*\.", body)


def test_a_version_without_an_address_is_named_in_the_imprint() -> None:
    work = work_of(MERGED + "-Third\n" + CHAPTERS)
    assert "Third" in str(work.meta.rights)
