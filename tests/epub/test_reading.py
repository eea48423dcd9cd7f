"""Books read to the end in foliate-js and epub.js, page by page, as on a telephone."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import product
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from publish import read, to_epub
from publish.document.model import Work
from publish.preflight.epub_file import open_publication
from publish.preflight.expected_text import collect_text
from tests.conftest import ROOT
from tests.support.browser import open_browser
from tests.support.reading_systems import SYSTEMS, open_in_reader

pytestmark = pytest.mark.long

BOOKS = (
    ("melekhet-hasefer", None),  # Hebrew, bound on the right
    ("the-first-page", None),  # interlinear, bound on the left
    ("the-first-page", "original"),
    ("the-first-page", "translation"),
)
SCALE = 8
"""The pixels of a picture of a word for each pixel of CSS."""
NEAR = 2
"""The pixels by which pictures are moved to compare them."""


@cache
def make_book(name: str, edition: str | None) -> bytes:
    path = ROOT / "sources" / f"{name}.txt"
    return to_epub(path, edition=edition, modified=datetime(2025, 1, 1, tzinfo=UTC)).value


@cache
def read_work(name: str) -> Work:
    return read(ROOT / "sources" / f"{name}.txt").value


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def text_of(element: ET.Element) -> str:
    """Return the text of an element without headings for screen readers alone."""
    parts = [element.text or ""]
    for inner in element:
        if "unseen" not in (inner.get("class") or "").split():
            parts.append(text_of(inner))
        parts.append(inner.tail or "")
    return "".join(parts)


def letters_in_spine(book: bytes) -> str:
    publication = open_publication(book)
    return letters("".join(text_of(publication.parse(name).body) for name in publication.spine))


def are_in_order(part: str, whole: str) -> bool:
    """Return whether all letters of ``part`` are in ``whole`` in the same order."""
    rest = iter(whole)
    return all(letter in rest for letter in part)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(("name", "edition"), BOOKS)
def test_pages_turn_to_the_end_and_show_every_letter_once_in_order(
    name: str, edition: str | None, system: str, browser: Browser
) -> None:
    book = make_book(name, edition)
    with open_in_reader(browser, system, book) as page:
        pages = page.evaluate("reader.read()")
    assert len(pages) > 6
    assert "".join(pages) == letters_in_spine(book)
    if edition is None:
        running = collect_text(read_work(name).sections).running
        text = letters("".join(run.text for run in running))
        assert are_in_order(text, "".join(pages))
        assert not are_in_order(text, "".join(reversed(pages))), "the control is in order too"


@pytest.mark.parametrize(("name", "edition"), BOOKS)
def test_mupdf_reads_every_letter_once_in_order(name: str, edition: str | None) -> None:
    import pymupdf

    book = make_book(name, edition)
    pymupdf.TOOLS.mupdf_display_errors(False)  # it prints selectors it does not know
    with pymupdf.open(stream=book, filetype="epub") as document:
        text = "".join(page.get_text() for page in document)
    assert letters(text) == letters_in_spine(book)


@pytest.mark.parametrize("name", ["melekhet-hasefer", "the-first-page"])
def test_each_note_pops_up_with_its_text_language_and_direction(
    name: str, browser: Browser
) -> None:
    with open_in_reader(browser, "foliate", make_book(name, None)) as page:
        shown = page.evaluate("reader.open_notes()")
    notes = collect_text(read_work(name).sections).notes
    assert len(shown) == len(notes) > 2
    for note, popup in zip(notes, shown, strict=True):
        assert letters("".join(run.text for run in note)) == letters(popup["text"])
        assert popup["directions"]
        for lang, direction in popup["directions"]:
            assert direction == {"he": "rtl", "en": "ltr"}[lang]


def ink(picture: bytes) -> Image.Image:
    """Return the ink of a picture of one word, cut to its edges."""
    image = Image.open(BytesIO(picture)).convert("L").point(lambda value: 255 * (value < 128))
    box = image.getbbox()
    assert box, "the picture is empty"
    return image.crop(box)


def difference(picture: Image.Image, reference: Image.Image) -> float:
    """Return the share of the ink of a picture that a reference does not have, or has beside it.

    The pictures are laid over each other where they agree best: a reading system may move its
    text by a part of a pixel.
    """
    size = (
        max(picture.width, reference.width) + 2 * NEAR,
        max(picture.height, reference.height) + 2 * NEAR,
    )
    base = Image.new("L", size)
    base.paste(picture, (NEAR, NEAR))
    changes = []
    for place in product(range(2 * NEAR + 1), repeat=2):
        moved = Image.new("L", size)
        moved.paste(reference, place)
        changes.append(ImageChops.difference(base, moved).histogram()[255])
    return min(changes) / picture.histogram()[255]


# Moves a word to the place that it has in a reading system, to the fraction of a pixel.
PLACE = """async ([x, y]) => {
  await document.fonts.ready;
  const element = document.querySelector("span");
  const range = document.createRange();
  range.selectNodeContents(element);
  const box = range.getBoundingClientRect();
  element.style.left = `${x - box.left}px`;
  element.style.top = `${y - box.top}px`;
}"""


def draw(page: Page, word: str, font: bytes, shown: dict[str, Any]) -> Image.Image:
    """Return the ink of a word that the browser draws in a font, without a reading system."""
    data = base64.b64encode(font).decode()
    page.set_content(
        f"<style>@font-face {{font-family: F; src: url(data:font/woff2;base64,{data})}}"
        f"span {{font: {shown['size']} F; position: absolute; left: 0; top: 0}}</style>"
        f"<span lang=he dir=rtl>{word}</span>"
    )
    page.evaluate(PLACE, shown["box"][:2])
    return ink(page.screenshot())


def font_of(book: bytes, family: str) -> bytes:
    """Return the regular font of a family in an EPUB."""
    with ZipFile(BytesIO(book)) as archive:
        start = family.replace(" ", "")
        (name,) = (n for n in archive.namelist() if start in n and "Bold" not in n)
        return archive.read(name)


@pytest.mark.parametrize("system", SYSTEMS)
def test_points_stand_where_the_font_of_the_book_puts_them(system: str, browser: Browser) -> None:
    book = make_book("the-first-page", None)
    with open_in_reader(browser, system, book, SCALE) as page:
        shown = page.evaluate("reader.show_pointed_word()")
        x, y, width, height = shown["box"]
        clip = {"x": x - 4, "y": y - 4, "width": width + 8, "height": height + 8}
        word_in_reader = ink(page.screenshot(clip=clip))
    (family,) = {each for each in shown["faces"] if "Ruhl" in each}
    font, word = font_of(book, family), shown["word"]
    with browser.new_context(device_scale_factor=SCALE) as context:
        page = context.new_page()
        expected = draw(page, word, font, shown)
        bare = draw(page, letters(word), font, shown)
        moved = draw(page, word.replace("\u05b4", "\u05b8"), font, shown)
    same = difference(word_in_reader, expected)
    assert same < 0.04
    assert difference(word_in_reader, bare) > same + 0.03, "points make no difference"
    assert difference(word_in_reader, moved) > same + 0.03, "a wrong point makes no difference"
