"""EPUBs on screens: sizes, weights, faces, widths and colours as Chromium computes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from publish.document.model import (
    Citation,
    Creator,
    Dir,
    Foreign,
    Inline,
    Link,
    Meta,
    Note,
    Passage,
    Reference,
    Role,
    Section,
    Segment,
    Text,
    Words,
    Work,
)
from publish.themes import theme as themes
from publish.writers import epub
from tests.support.every_node import book_with_every_node
from tests.support.screens import Screen, measure

from .conftest import MODIFIED, hebrew, para

pytestmark = pytest.mark.slow

PLAIN = Screen(1280)
PHONES = [Screen(320), Screen(320, 200), Screen(360), Screen(768, 200)]
GROUNDS = [Screen(768), Screen(768, dark=True)]

# The style of each element with words of its own, relative to that of the body.
STYLES = """(page, window) => {
  const own = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const style = (element) => {
    const computed = window.getComputedStyle(element);
    return {
      name: element.localName + (element.className ? "." + element.className : ""),
      text: element.textContent.trim().replaceAll("\\u00a0", " ").slice(0, 30),
      lang: element.closest("[lang]").lang,
      note: element.closest("aside") !== null,
      size: parseFloat(computed.fontSize),
      weight: computed.fontWeight,
      face: computed.fontFamily,
      align: computed.textAlign,
      direction: computed.direction,
      width: element.getBoundingClientRect().width,
      base: parseFloat(window.getComputedStyle(page.body).fontSize),
    };
  };
  return [page.body, ...page.body.querySelectorAll("*")].filter(own).map(style);
}"""

# The elements that are wider than the screen.
OVERFLOWS = """(page, window) => {
  const width = page.documentElement.clientWidth;
  const wide = [...page.body.querySelectorAll("*")].filter((element) => {
    if (element.className === "unseen") return false;
    const box = element.getBoundingClientRect();
    return box.right > width + 1 || box.left < -1;
  });
  return {
    scrolls: page.documentElement.scrollWidth > width,
    wide: wide.map((element) => element.localName + ": " + element.textContent.slice(0, 40)),
  };
}"""

# The contrast of each element with words (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
CONTRASTS = """(page, window) => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = window.getComputedStyle(each).backgroundColor;
      if (!colour.endsWith(", 0)")) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const opacity = (element) => {
    let product = 1;
    for (let each = element; each; each = each.parentElement)
      product *= window.getComputedStyle(each).opacity;
    return product;
  };
  const own = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...page.body.querySelectorAll("*")].filter(own).map((element) => {
    const pair = [light(window.getComputedStyle(element).color), light(ground(element))];
    pair.sort((a, b) => b - a);
    const contrast = opacity(element) < 1 ? 1 : (pair[0] + 0.05) / (pair[1] + 0.05);
    return [element.localName + ": " + element.textContent.slice(0, 30), contrast];
  });
}"""

ALL = f"(page, window) => [{STYLES}, {OVERFLOWS}, {CONTRASTS}].map((each) => each(page, window))"

CLASSIC = themes.load("classic")


def reference(*inlines: Inline) -> Citation:
    return Citation(Reference("Psalms", ("23", "4")), inlines)


def note(call: str, *inlines: Inline | str, lang: str = "") -> Note:
    body = para(*inlines)
    return Note(call, (Passage("he", Dir.RTL, (body,)),) if lang == "he" else (body,))


def make_mixed_book() -> Work:
    """An English chapter, a Hebrew one, and a lesson; notes of both languages in each."""
    english = Section(
        Role.CHAPTER,
        (Text("The First Chapter"),),
        (
            para(
                "English ",
                hebrew("עברית"),
                " and ",
                reference(hebrew("תהלים כג, ד")),
                " and ",
                reference(Text("Isaiah 40:31")),
                note("1", "An English note with ", hebrew("מלה"), "."),
                note("2", "הערה בעברית.", lang="he"),
                " and ",
                Link("https://example.org/", (Text("a link"),)),
                ".",
            ),
        ),
    )
    latin = Foreign("en", Dir.LTR, (Text("Ars Hebraica"),))
    remark = Note("2", (Passage("en", Dir.LTR, (para("An English note."),)),))
    words = para(
        "פסקה בעברית עם ",
        latin,
        " ועם ",
        reference(Text("ישעיהו מ, לא")),
        Note("1", (para("הערה בעברית."),)),
        remark,
    )
    chapter = Section(Role.CHAPTER, (hebrew("הפרק השני"),), (Passage("he", Dir.RTL, (words,)),))
    pair = Segment(
        Passage("he", Dir.RTL, (para("וְזֶה הַכְּלָל"),)),
        translations=(Passage("en", Dir.LTR, (para("This is the rule"),)),),
        commentary=(para("A commentary."),),
    )
    lesson = Section(Role.CHAPTER, (Text("A Lesson"),), (pair,))
    meta = Meta(
        title=Words((("en", "Springboardlike Antidisestablishmentarianism"), ("he", "ספר"))),
        creators=(Creator(Words((("en", "A. Author"), ("he", "מחבר")))),),
    )
    return Work(meta, "en", Dir.LTR, (english, chapter, lesson))


def make_hebrew_book() -> Work:
    """The same chapters in a book bound on the right."""
    work = make_mixed_book()
    first, second, third = work.body
    title = (Foreign("en", Dir.LTR, (Text("The First Chapter"),)),)
    english = Section(Role.CHAPTER, title, (Passage("en", Dir.LTR, first.children),))  # type: ignore[arg-type]
    (passage,) = second.children
    assert isinstance(passage, Passage)
    chapter = Section(Role.CHAPTER, (Text("הפרק השני"),), passage.blocks)
    return Work(work.meta, "he", Dir.RTL, (english, chapter, third))


BOOKS: dict[str, Callable[[], Work]] = {
    "english": make_mixed_book,
    "hebrew": make_hebrew_book,
    "every node in English": lambda: book_with_every_node("en"),
    "every node in Hebrew": lambda: book_with_every_node("he"),
}


SOME_BOOKS = [
    pytest.param(name, marks=pytest.mark.long) if name.startswith("every") else name
    for name in BOOKS
]


@cache
def book_of(name: str) -> bytes:
    return epub.write(BOOKS[name](), CLASSIC, modified=MODIFIED).value


@cache
def measure_book(name: str) -> dict[tuple[str, Screen], Any]:
    """Return the styles, the overflow and the contrasts of each page on each screen."""
    return measure(book_of(name), [PLAIN, *PHONES, *GROUNDS], ALL)


def styles(name: str) -> list[dict[str, Any]]:
    return [
        style | {"page": page}
        for (page, screen), (rows, _, _) in measure_book(name).items()
        if screen is PLAIN
        for style in rows
    ]


def style_of(name: str, text: str) -> dict[str, Any]:
    """Return the style of the innermost element of the text that begins so."""
    return [each for each in text_styles(name) if each["text"].startswith(text)][-1]


def text_styles(name: str) -> list[dict[str, Any]]:
    """Return the styles on the pages of the text, whose files have numbers."""
    return [each for each in styles(name) if each["page"][0].isdigit()]


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["english", "hebrew"])
@pytest.mark.parametrize("text", ["תהלים כג", "Isaiah 40", "ישעיהו מ"])
def test_a_reference_has_the_weight_of_the_text(name: str, text: str) -> None:
    assert style_of(name, text)["weight"] == "400"


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["english", "hebrew"])
@pytest.mark.parametrize(("lang", "text"), [("en", "English עברית"), ("he", "פסקה בעברית")])
def test_notes_of_a_language_have_one_size_smaller_than_the_text(
    name: str, lang: str, text: str
) -> None:
    notes = {
        round(each["size"], 1)
        for each in text_styles(name)
        if each["note"] and each["name"] == "p" and each["lang"] == lang
    }
    assert max(notes) - min(notes) < 0.3
    assert max(notes) == pytest.approx(0.85 * style_of(name, text)["size"], abs=0.3)


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["english", "hebrew"])
def test_english_in_hebrew_has_the_face_of_english(name: str) -> None:
    assert style_of(name, "Ars Hebraica")["face"] == style_of(name, "This is the rule")["face"]


@pytest.mark.parametrize("name", ["english", "hebrew"])
def test_a_heading_is_of_the_language_and_the_side_of_its_letters(name: str) -> None:
    for text, lang, direction in (
        ("The First Chapter", "en", "ltr"),
        ("הפרק השני", "he", "rtl"),
    ):
        heading = style_of(name, text)
        assert heading["name"] == "h1"
        assert (heading["lang"], heading["direction"]) == (lang, direction)
        assert heading["align"] == "start"


@pytest.mark.parametrize("name", ["english", "hebrew"])
def test_headings_of_both_languages_look_alike_in_size(name: str) -> None:
    sizes = [style_of(name, text)["size"] for text in ("The First Chapter", "הפרק השני")]
    assert sizes[1] / sizes[0] == pytest.approx(1.12, abs=0.06)


@pytest.mark.parametrize("name", ["english", "hebrew"])
def test_titles_of_both_languages_begin_at_their_own_sides(name: str) -> None:
    for text, direction in (("Springboard", "ltr"), ("ספר", "rtl")):
        title = next(
            each
            for each in styles(name)
            if each["page"] == "title.xhtml" and each["text"].startswith(text)
        )
        assert (title["align"], title["direction"]) == ("start", direction)


@pytest.mark.parametrize("name", SOME_BOOKS)
def test_a_line_is_not_longer_than_a_line_of_a_book(name: str) -> None:
    lines = [each for each in styles(name) if each["name"] == "p"]
    assert max(each["width"] / each["base"] for each in lines) < 33.5


@pytest.mark.parametrize("name", SOME_BOOKS)
def test_nothing_is_wider_than_the_screen(name: str) -> None:
    for place, (_, result, _) in measure_book(name).items():
        assert not result["scrolls"], (place, result)
        assert result["wide"] == [], place


@pytest.mark.long
def test_a_word_that_is_never_broken_is_found_wider_than_the_screen() -> None:
    """The control: the same page without the property that breaks long words."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book_of("english"))) as book, zipfile.ZipFile(out, "w") as copy:
        for file in book.namelist():
            data = book.read(file).replace(b"overflow-wrap: break-word", b"overflow-wrap: normal")
            copy.writestr(file, data)
    results = measure(out.getvalue(), [Screen(320, 200)], OVERFLOWS)
    assert results["title.xhtml", Screen(320, 200)]["scrolls"]


@pytest.mark.parametrize("name", SOME_BOOKS)
def test_words_stand_out_from_light_and_dark_grounds(name: str) -> None:
    for place, (_, _, pairs) in measure_book(name).items():
        assert [pair for pair in pairs if pair[1] < 4.5] == [], place
