"""Direction marks and signed numbers of a pasted text, by glyph positions on paper and screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from publish import read
from publish.document.model import Work
from publish.writers import epub, pdf
from tests.support import chromium, glyphs
from tests.typesetting.books import MODIFIED, THEME

pytestmark = pytest.mark.slow

LRM, RLM, LRE, RLE, PDF = "\u200e\u200f\u202a\u202b\u202c"

HEBREW_LINES = {
    f"היתה {LRM}-5 מעלות.": ".W2 -5 W1",
    "היתה -5 מעלות.": ".W2 -5 W1",
    "בין -5 ובין +7.5% לערך.": ".W3 +7.5% W2 -5 W1",
    f"בשפת C++{LRM} כתבנו זאת.": ".W3 W2 C++ W1",
    "בשפת C++ כתבנו זאת.": ".W3 W2 C++ W1",
    f"הטלפון {LRM}+972-3-1234567 פתוח.": ".W2 +972-3-1234567 W1",
    "הטלפון +972 3 123 4567 פתוח.": ".W2 +972 3 123 4567 W1",
    "הטלפון +972 (3) 123-4567 פתוח.": ".W2 +972 (3) 123-4567 W1",
    f"{LRM}+972-3-1234567 הטלפון שלו.": ".W2 W1 +972-3-1234567",
    f"ראו {LRE}Word (2003), C#{PDF} כאן.": ".W2 Word (2003), C# W1",
    f"{RLE}זו שורה אחת, שלמה.{PDF}": ".W4 ,W3 W2 W1",
}
ENGLISH_LINES = {
    f"He said שלום!{RLM} and left.": "He said !W1 and left.",
    f"The names are אלף, {LRM}בית, {LRM}גימל in a row.": "The names are W1, W2, W3 in a row.",
    "It was -5 degrees and C++ was new.": "It was -5 degrees and C++ was new.",
    f"{LRE}This is a line, whole.{PDF}": "This is a line, whole.",
}


@cache
def read_lines(lang: str) -> Work:
    """Return the work of a pasted text with a paragraph for each line."""
    lines = HEBREW_LINES if lang == "he" else ENGLISH_LINES
    settings = {"languages": [lang], "title": "The Proof", "shape": "prose"}
    return read("\n\n".join(lines), settings=settings).value


def on_paper(work: Work) -> list[str]:
    """Return the lines of the work's PDF, on all pages."""
    return [
        glyphs.visible_text(line)
        for page in glyphs.pages(pdf.write(work, THEME).value, THEME)
        for line in glyphs.lines(page)
    ]


def on_screen(work: Work) -> list[str]:
    """Return the lines of the chapter in the work's EPUB."""
    chromium.find_program()
    data = epub.write(work, THEME, modified=MODIFIED).value
    page = re.sub("(<p)(?= )", r"\1 data-measured", chromium.page(data, "01"))
    page = page.replace("</head>", "<style>p { line-height: 60px }</style></head>")
    return [
        glyphs.visible_text(line)
        for paragraph in chromium.glyphs(page)
        for line in glyphs.lines(paragraph, apart=30)
    ]


@pytest.mark.thorough
@pytest.mark.parametrize("render", [on_paper, on_screen])
@pytest.mark.parametrize("lang", ["he", "en"])
def test_a_mark_keeps_its_effect_and_a_signed_number_its_order(
    render: Callable[[Work], list[str]], lang: str
) -> None:
    lines = HEBREW_LINES if lang == "he" else ENGLISH_LINES
    rows = render(read_lines(lang))
    for text, expected in lines.items():
        shown = [glyphs.number_words(row, text) for row in rows]
        assert expected in shown, "\n".join(shown)


def test_without_the_marks_the_lines_are_in_another_order() -> None:
    # Control: the marks of the author are what keeps these lines in order.
    lines = [text for text in ENGLISH_LINES if RLM in text or f" {LRM}" in text]
    bare = [re.sub("[\u200e\u200f]", "", text) for text in lines]
    work = read("\n\n".join(bare), settings={"languages": ["en"], "title": "The Proof"}).value
    rows = on_paper(work)
    shown = [glyphs.number_words(row, text) for text in bare for row in rows]
    assert ENGLISH_LINES[lines[0]] not in shown
