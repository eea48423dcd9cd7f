"""Lines of titles, rubrics and English in a Hebrew book, as Chromium breaks and spaces them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from publish.document.model import (
    Block,
    Creator,
    Dir,
    Meta,
    Passage,
    Role,
    Rubric,
    Section,
    Text,
    Words,
    Work,
)
from publish.themes import theme as themes
from publish.themes.theme_search import list_themes
from publish.writers import epub
from publish.writers.epub import content_documents
from tests.support.screens import Screen, measure

from .conftest import MODIFIED, para

pytestmark = pytest.mark.slow

SUBTITLE = "Sources, people, places, times, words"
INSTRUCTION = "On opening the eyes, before rising, one says:"

# The ratio of the line height to the size, the slope, and the widths of the lines of an element;
# `plain` are the widths without the property that balances them.
LINES = """(page, window) => {
  const widths = (element) => {
    const range = page.createRange();
    range.selectNodeContents(element);
    const lines = new Map();
    for (const box of range.getClientRects()) {
      const line = Math.round(box.top);
      lines.set(line, (lines.get(line) ?? 0) + box.width);
    }
    return [...lines.values()];
  };
  return [...page.querySelectorAll("p")].map((element) => {
    const [whole, ...others] = widths(element);
    // The width of a line depends on the fonts of the machine: one line becomes a line and a rest.
    if (!others.length) element.style.width = `${0.8 * whole}px`;
    const style = window.getComputedStyle(element);
    const result = {
      text: element.textContent,
      leading: parseFloat(style.lineHeight) / parseFloat(style.fontSize),
      slope: style.fontStyle,
      lines: widths(element),
    };
    element.style.textWrap = "wrap";
    return { ...result, plain: widths(element) };
  });
}"""

# The most pieces of a heading in columns after a space of any height; `free` without its property.
PIECES = """(page, window) => {
  const heading = page.querySelector("h1");
  const space = page.createElementNS("http://www.w3.org/1999/xhtml", "div");
  heading.before(space);
  heading.style.margin = 0;
  page.documentElement.style.cssText = "height: 300px; column-width: 250px; column-fill: auto";
  const pieces = () => {
    const range = page.createRange();
    range.selectNodeContents(heading);
    const sides = [...range.getClientRects()].map((box) => Math.floor(box.right / 240));
    return new Set(sides).size;
  };
  const most = () => {
    let count = 0;
    for (let height = 0; height < 300; height += 7) {
      space.style.height = `${height}px`;
      count = Math.max(count, pieces());
    }
    return count;
  };
  const kept = most();
  heading.style.breakInside = "auto";
  return { kept, free: most() };
}"""


def make_book() -> Work:
    """A Hebrew book with rubrics and paragraphs in both languages, and a long heading."""

    def english(text: str) -> Block:
        return Passage("en", Dir.LTR, (para(text),))

    blocks = (Rubric((english(INSTRUCTION),)), para("פסקה בעברית."), english("An English line."))
    chapter = Section(
        Role.CHAPTER,
        (Text("פרק ארוך על ספרים ועל אותיות ועל כל מה שביניהם, ועל הקוראים ועל הכותבים"),),
        blocks,
    )
    meta = Meta(
        title=Words((("he", "ספר"), ("en", "A Book"))),
        subtitle=Words((("en", SUBTITLE),)),
        creators=(Creator(Words((("he", "מחבר"),))),),
    )
    return Work(meta, "he", Dir.RTL, (chapter,))


@cache
def paragraphs(theme: str) -> dict[str, dict[str, Any]]:
    """Return the lines of each paragraph of the book on a telephone, by its text."""
    book = epub.write(make_book(), themes.load(theme), modified=MODIFIED).value
    pages = measure(book, [Screen(320)], LINES).values()
    return {row["text"].replace("\u00a0", " "): row for rows in pages for row in rows}


@pytest.mark.thorough
@pytest.mark.parametrize("theme", list_themes())
@pytest.mark.parametrize("text", [SUBTITLE, INSTRUCTION])
def test_lines_of_a_subtitle_and_of_a_rubric_are_about_as_long(theme: str, text: str) -> None:
    row = paragraphs(theme)[text]
    assert min(row["lines"]) > 0.6 * max(row["lines"])
    # The control: the same words as lines of a paragraph.
    assert min(row["plain"]) < 0.6 * max(row["plain"])


@pytest.mark.thorough
@pytest.mark.parametrize("theme", list_themes())
def test_english_in_a_hebrew_book_is_leaded_as_in_an_english_one(theme: str) -> None:
    rows = paragraphs(theme)
    assert rows["An English line."]["leading"] == pytest.approx(1.45, abs=0.02)
    # The control: Hebrew has the wider leading that its points need.
    assert rows["פסקה בעברית."]["leading"] == pytest.approx(1.65, abs=0.02)


@pytest.mark.thorough
@pytest.mark.parametrize("theme", list_themes())
def test_an_english_rubric_of_a_hebrew_book_slopes_as_the_theme_says(theme: str) -> None:
    rows = paragraphs(theme)
    assert rows[INSTRUCTION]["slope"] == ("normal" if theme == "classroom" else "italic")
    assert rows["An English line."]["slope"] == "normal"


@pytest.mark.thorough
def test_a_heading_is_not_cut_by_the_end_of_a_page() -> None:
    book = epub.write(make_book(), themes.load("classic"), modified=MODIFIED).value
    pieces = measure(book, [Screen(320)], PIECES)["01-chapter.xhtml", Screen(320)]
    assert pieces["kept"] == 1
    assert pieces["free"] > 1


STUBS = {
    "הוא דיבר אל העם הגדול הזה בעל־פה.": "בעל־פה.",
    "אמר לו הרב הזקן: ״כתוב על־יד״.": "על־יד״.",
    "הלכו אל בית־הספר הגדול": "",
    "הלכו אל בית־הכנסת": "בית־הכנסת",
}
"""Paragraphs, with the words at their ends that no line breaks."""

# The lines of each paragraph in columns of 60 to 200 pixels, as texts.
LAST_LINES = """(page, window) => [...page.querySelectorAll("p")].map((element) => {
  const range = page.createRange();
  const texts = page.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const letters = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    for (let at = 0; at < text.length; at += 1) letters.push([text, at]);
  const lines = new Set();
  for (let width = 60; width < 200; width += 5) {
    element.style.width = `${width}px`;
    let last = "", top = null;
    for (const [text, at] of letters) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const box = range.getBoundingClientRect();
      if (top === null || box.top > top + 5) last = "";
      top = box.top;
      last += range.toString();
    }
    lines.add(last.trim());
  }
  return { text: element.textContent, lasts: [...lines] };
})"""


@pytest.mark.thorough
@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "free"])
def test_no_last_line_of_an_epub_is_one_word_after_a_maqaf(
    is_kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_kept:
        monkeypatch.setattr(content_documents, "keep_last_maqafs", lambda markup: markup)
    chapter = Section(Role.CHAPTER, (Text("פרק"),), tuple(map(para, STUBS)))
    work = Work(Meta(title=Words((("he", "ספר"),))), "he", Dir.RTL, (chapter,))
    book = epub.write(work, themes.load("classic"), modified=MODIFIED).value
    rows = measure(book, [Screen(320)], LAST_LINES)["01-chapter.xhtml", Screen(320)]
    lasts = {row["text"]: row["lasts"] for row in rows}
    assert list(lasts) == list(STUBS)  # the text is unchanged
    for text, last_word in STUBS.items():
        stub = text.rpartition("־")[2]
        assert (stub in lasts[text]) is not (is_kept and bool(last_word))
