"""EPUBs for Kobo: the spans around sentences, and the text and the look, which stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publish.document.model import Work
from publish.preflight.kepub import check_kepub
from publish.themes import theme as themes
from publish.writers import epub
from publish.writers.epub_copy import copy_epub
from publish.writers.kepub import write_kepub
from publish.writers.kepub.documents import mark_document, split_sentences
from tests.support.epubcheck import find_faults
from tests.support.every_node import book_with_every_node
from tests.support.screens import Screen, measure

from .conftest import MODIFIED

MakeEpub = Callable[[Work], bytes]
ReadFiles = Callable[[bytes], dict[str, bytes]]

HTML = "{http://www.w3.org/1999/xhtml}"

# The place of each letter of a page, as Chromium sets it.
PLACES = """(page, window) => {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const range = page.createRange();
  const places = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let index = 0; index < node.length; index++) {
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const box = range.getBoundingClientRect();
      if (node.data[index].trim()) places.push([node.data[index], box.left, box.top]);
    }
  }
  return places;
}"""


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three", ["One. ", "Two! ", "Three"]),
        ("“Is it?” she said. “It is.”", ["“Is it?” ", "she said. ", "“It is.”"]),
        ("Version 3.5 of ch. 2:14", ["Version 3.5 of ch. ", "2:14"]),
        ("וַיְהִי אוֹר׃ וַיַּרְא אֱלֹהִים׃", ["וַיְהִי אוֹר׃ ", "וַיַּרְא אֱלֹהִים׃"]),
        ("ראה כ״ג:י״ז. ועוד", ["ראה כ״ג:י״ז. ", "ועוד"]),
        ("אמר: ״לֵךְ לְךָ.״ והלך", ["אמר: ", "״לֵךְ לְךָ.״ ", "והלך"]),
        ("A mark after a space. \u05b8 stays", ["A mark after a space. \u05b8 stays"]),
    ],
)
def test_sentences_end_as_readers_expect(text: str, sentences: list[str]) -> None:
    assert list(split_sentences(text)) == sentences


@given(st.text(st.sampled_from(".!?:…׃ \n\u00a0״׳”’)אבגabcִַָּׁ\u05c3\u2060"), max_size=40))
@example("")
def test_sentences_are_the_text_and_none_begins_with_a_mark(text: str) -> None:
    sentences = list(split_sentences(text))
    assert "".join(sentences) == text
    assert not any(unicodedata.category(each[0]) == "Mn" for each in sentences[1:])


def test_a_page_has_the_boxes_and_a_span_for_each_sentence(
    lesson: Work, make_epub: MakeEpub, read_files: ReadFiles
) -> None:
    files = read_files(write_kepub(make_epub(lesson)))
    body = ET.fromstring(files["EPUB/01-chapter.xhtml"]).find(f"{HTML}body")
    assert body is not None
    (columns,) = body
    (inner,) = columns
    assert (columns.get("id"), inner.get("id")) == ("book-columns", "book-inner")
    assert (inner.get("lang"), inner.get("dir")) == ("en", "ltr")
    spans = [each for each in body.iter(f"{HTML}span") if each.get("class") == "koboSpan"]
    names = [tuple(map(int, str(each.get("id")).split(".")[1:])) for each in spans]
    assert names == sorted(set(names))
    assert any("הַסּוֹפֵר" in (each.text or "") for each in spans)


def test_a_picture_has_a_span_and_the_call_of_a_note_none(
    lesson: Work, make_release: MakeEpub, read_files: ReadFiles
) -> None:
    files = read_files(write_kepub(make_release(lesson)))
    cover = ET.fromstring(files["EPUB/cover.xhtml"])
    (span,) = (each for each in cover.iter(f"{HTML}span"))
    assert [child.tag for child in span] == [f"{HTML}img"]
    calls = re.findall(rb'<a epub:type="noteref"[^>]*>(.*?)</a>', files["EPUB/01-chapter.xhtml"])
    assert calls == [b"1", b"3"]  # the second note has no body


def test_a_name_that_the_document_has_is_not_given_twice() -> None:
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A</title></head><body>'
        '<p id="kobo.1.1">A name.</p></body></html>'
    )
    names = re.findall(rb'id="([^"]+)"', mark_document(page.encode()))
    assert sorted(names) == [b"book-columns", b"book-inner", b"kobo.1.1", b"kobo.1.2"]


@pytest.mark.parametrize("name", ["lesson", "hebrew", "verse", "facing"])
def test_text_and_elements_stay(name: str, books: dict[str, Work], make_release: MakeEpub) -> None:
    book = make_release(books[name])
    kepub = write_kepub(book)
    assert check_kepub(kepub, book) == ()
    assert kepub == write_kepub(book)


def alter(kepub: bytes, old: bytes, new: bytes) -> bytes:
    """Return an archive with another text in the documents that have the old one."""
    return copy_epub(
        kepub, lambda name, data: data.replace(old, new) if name.endswith(".xhtml") else data
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("סּוֹפֵר".encode(), "סופר".encode()),
        (b' id="call-1"', b""),
        (b'<p lang="en" xml:lang="en" dir="ltr">', b'<p lang="en" xml:lang="en" dir="rtl">'),
    ],
)
def test_a_difference_is_an_error(
    old: bytes, new: bytes, lesson: Work, make_epub: MakeEpub
) -> None:
    book = make_epub(lesson)
    errors = check_kepub(alter(write_kepub(book), old, new), book)
    assert {error.code for error in errors} == {"E07"}
    assert any("01-chapter.xhtml" in error.message for error in errors)


def displacement(places: dict[Any, list[Any]], others: dict[Any, list[Any]]) -> float:
    """Return by how many pixels the letter that differs most stands elsewhere."""
    assert places.keys() == others.keys()
    letters = zip(chain(*places.values()), chain(*others.values()), strict=True)
    distances = []
    for (letter, left, top), (other, other_left, other_top) in letters:
        assert letter == other
        distances.append(max(abs(left - other_left), abs(top - other_top)))
    return max(distances)


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "he"])
def test_no_letter_moves_on_the_page(lang: str) -> None:
    book = epub.write(book_with_every_node(lang), themes.load("classic"), modified=MODIFIED).value
    kepub = write_kepub(book)
    screens = [Screen(320)]
    places: dict[Any, list[Any]] = measure(book, screens, PLACES)
    assert sum(map(len, places.values())) > 1000
    # Chromium rounds the beginning of each span to a 64th of a pixel.
    assert displacement(places, measure(kepub, screens, PLACES)) < 0.05
    span = b'class="koboSpan"'
    control = alter(kepub, span, span + b' dir="rtl"')
    assert displacement(places, measure(control, screens, PLACES)) > 1


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("name", ["lesson", "hebrew", "verse", "facing", "handout"])
def test_epubcheck_reports_no_fault(
    name: str, books: dict[str, Work], make_release: MakeEpub, tmp_path: Path
) -> None:
    book = tmp_path / f"{name}.kepub.epub"
    book.write_bytes(write_kepub(make_release(books[name])))
    assert find_faults(book) == {book.name: []}
