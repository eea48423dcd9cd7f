"""Points and accents on paper: every mark of the text, drawn on its own letter."""

from __future__ import annotations

import unicodedata
from functools import cache

import pymupdf
import pytest

from publish import theme as themes
from publish.config import Settings
from publish.model import Dir, Meta, Paragraph, Role, Section, Text, Work
from publish.passes import work_passes
from publish.writers import pdf
from tests import glyphs

pytestmark = pytest.mark.slow

POINTED = {
    "H01 dagesh before sheva": "ב\u05bc\u05b0",
    "H01 sheva before dagesh": "ב\u05b0\u05bc",
    "H02 shin, its dot first": "ש\u05c1\u05bc\u05b8",
    "H02 shin, its vowel first": "ש\u05b8\u05bc\u05c1",
    "H03 shin as one character": "\ufb2c",
    "H03 vav as one character": "\ufb35",
    "H03 holam as one character": "\ufb4b",
    "H05 two vowels under a lamed": "יְרוּשָׁלַ\u05b4ם",
    "H06 joined in their order": "יְרוּשָׁלַ\u034f\u05b4ם",
    "H07 meteg before the vowel": "ה\u05bd\u05b7",
    "H08 a consonantal vav with holam": "הַמִּצְוֹת",
    "H09 a vav that is only a vowel": "תּוֹרָה",
}


@cache
def rows(texts: tuple[str, ...]) -> list[list[glyphs.Glyph]]:
    """The one line of each text, set in a Hebrew book, each on a page of its own."""
    chapters = tuple(Section(Role.CHAPTER, (), (Paragraph((Text(text),)),)) for text in texts)
    work = Work(Meta(), "he", Dir.RTL, chapters)
    for stage in work_passes(Settings()).values():
        work = stage(work).value
    theme = themes.load("classic")
    with pymupdf.open(stream=pdf.write(work, theme).value) as document:
        pages = [list(glyphs.on_page(page, theme)) for page in document]
    body = [[g for g in page if 48 < g.y < 500 and g.size > 10] for page in pages]
    return [page for page in body if page]


def drawn(text: str) -> str:
    """The letters and marks that are drawn for one text, in canonical order from the right."""
    row = rows(tuple(POINTED.values()))[list(POINTED.values()).index(text)]
    return "".join(sorted(unicodedata.normalize("NFD", "".join(g.character for g in row))))


@pytest.mark.parametrize("name", POINTED)
def test_every_letter_and_mark_is_drawn_once(name: str) -> None:
    text = POINTED[name]
    wanted = unicodedata.normalize("NFD", text).replace("\u034f", "")
    assert drawn(text).replace("\u034f", "").strip() == "".join(sorted(wanted))


@pytest.mark.parametrize("number", ["H01", "H02"])
def test_the_order_in_which_marks_are_typed_is_not_seen(number: str) -> None:
    one, other = (text for name, text in POINTED.items() if name.startswith(number))
    assert drawn(one) == drawn(other)


def test_another_mark_is_seen() -> None:
    # The control: what is compared does tell one point from another.
    assert drawn(POINTED["H08 a consonantal vav with holam"]) != drawn(
        POINTED["H09 a vav that is only a vowel"]
    )


@pytest.mark.parametrize("mark", ["\u05c7", "\u0591", "\u05a3"], ids=["H10", "H25", "H25 munah"])
def test_a_mark_that_no_face_has_is_an_error_that_names_it(mark: str) -> None:
    theme = themes.load("classic")
    text = f"חָכְמ{mark}ה"
    work = Work(Meta(), "he", Dir.RTL, (Section(Role.CHAPTER, (), (Paragraph((Text(text),)),)),))
    from publish.writers.pdf.glyphs import characters

    said = [each.message for each in pdf.write(work, theme).diagnostics if each.severity == "error"]
    named = any(unicodedata.name(mark) in message for message in said)
    assert named is (mark not in characters(theme))
