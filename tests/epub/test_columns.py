"""Rows of two columns on screens: their sides and baselines, as Chromium computes them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from publish.config.edition_options import EditionOptions, FirstText, SegmentNumbers
from publish.config.options import Edition
from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Dir,
    Note,
    Passage,
    Role,
    Section,
    Segment,
    Text,
    Work,
)
from publish.pipeline.book_language import in_language
from publish.pipeline.editions import arrange
from publish.themes import theme as themes
from publish.themes.theme_search import list_themes
from publish.writers import epub
from tests.support.screens import Screen, measure

from .conftest import MODIFIED, hebrew, para
from .test_screens import CLASSIC, CONTRASTS, OVERFLOWS, make_mixed_book

pytestmark = pytest.mark.slow

STACKED = [Screen(320), Screen(320, 200), Screen(360), Screen(768, 200), Screen(360, dark=True)]
BESIDE = [Screen(768), Screen(1024), Screen(1280), Screen(1024, dark=True)]
BY_TYPE = Screen(1280, 200)
"""A screen with room for two columns of the type of English books, which is smaller."""

# For each row its direction, and for each of its sides with words the box and the first baseline.
ROWS = """(page, window) => [...page.querySelectorAll(".row")].map((row) => ({
  dir: row.getAttribute("dir"),
  width: row.getBoundingClientRect().width,
  sides: [...row.children].map((side) => {
    const first = side.querySelector("p, p.verse > span");
    if (!first) return null;
    const mark = page.createElement("span");
    mark.style = "display: inline-block; width: 0; height: 0";
    (first.querySelector("span[class='']") || first).prepend(mark);
    const base = mark.getBoundingClientRect().bottom;
    mark.remove();
    const box = side.getBoundingClientRect();
    return {kind: side.firstElementChild.className, base, left: box.left, right: box.right,
      top: box.top, bottom: box.bottom};
  }),
}))"""

ALL = f"(page, window) => [{ROWS}, {OVERFLOWS}, {CONTRASTS}].map((each) => each(page, window))"


def make_lesson() -> Work:
    """Rows with points, accents, notes, a long word, three translations, and without a text."""
    accents = "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃"
    words = "וְאַחַר־כָּךְ בָּא הַנַּקְדָּן וּמוֹסִיף אֶת הַנִּקּוּד עַל כָּל אוֹת וָאוֹת."
    long = "Antidisestablishmentarianismcounterrevolutionaries and the points of each letter"
    note = Note("1", (para("A note on ", hebrew("נקודה"), "."),))

    def segment(original: str, *translations: tuple[str, str]) -> Segment:
        return Segment(
            Passage("he", Dir.RTL, (para(original, note),)),
            transliteration=Passage("he-Latn", Dir.LTR, (para("Veachar kach ba hanakdan"),)),
            translations=tuple(
                Passage(lang, Dir.LTR, (para(text, note),)) for lang, text in translations
            ),
            commentary=(para("A commentary on the points, with ", hebrew("נִקּוּד"), "."),),
        )

    chapter = Section(
        Role.CHAPTER,
        (Text("The Points"),),
        (
            para("Before the points there were letters alone."),
            segment(accents, ("en", "In the beginning God created heaven and earth.")),
            segment(words, ("en", long), ("fr", "Puis vient le ponctuateur."), ("de", "Dann")),
            segment(words * 5, ("en", f"{long} " * 4)),
            segment(words),
        ),
    )
    work = make_mixed_book()
    return replace(work, body=(*work.body, chapter))


@cache
def measure_rows(theme: str, lang: str, first: FirstText) -> dict[tuple[str, Screen], Any]:
    options = EditionOptions(first=first, numbers=SegmentNumbers.MARGIN)
    work = in_language(make_lesson(), lang)
    facing = arrange(split_chapters(work), Edition.FACING, options).value.work
    facing = replace(facing, lang=lang, dir=Dir.RTL if lang == "he" else Dir.LTR)
    data = epub.write(facing, themes.load(theme), modified=MODIFIED).value
    return measure(data, [*STACKED, *BESIDE, BY_TYPE], ALL)


class Pages(Screen):
    """A screen on which a reading system shows a page of columns beside the next."""

    @property
    def style(self) -> str:
        """The style sheet by which the text goes on from page to page."""
        pages = "height: 560px; column-width: 660px; column-gap: 60px; column-fill: auto"
        return f"html {{ {pages}; margin: 0 }}"


# The texts that are not between the top and the bottom of a page, and the most pages of a row.
CUT = """(page, window) => {
  const walker = page.createTreeWalker(page.body, window.NodeFilter.SHOW_TEXT);
  const cut = [];
  while (walker.nextNode()) {
    const range = page.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects())
      if (walker.currentNode.data.trim() && (box.top < -1 || box.bottom > 561))
        cut.push(walker.currentNode.data);
  }
  const sides = [...page.querySelectorAll(".side")];
  return [cut, Math.max(0, ...sides.map((side) => side.getClientRects().length))];
}"""


@pytest.mark.thorough
def test_a_long_row_goes_on_over_pages_of_a_reading_system() -> None:
    (*others, chapter) = make_lesson().body
    *segments, longest, last = chapter.children
    assert isinstance(longest, Segment)
    longest = replace(
        longest,
        original=replace(longest.original, blocks=longest.original.blocks * 12),
        translations=tuple(replace(each, blocks=each.blocks * 12) for each in longest.translations),
    )
    long = replace(chapter, children=(*segments, longest, last))
    work = arrange(split_chapters(replace(make_lesson(), body=(*others, long))), Edition.FACING)
    data = epub.write(work.value.work, CLASSIC, modified=MODIFIED).value
    results = measure(data, [Pages(1400)], CUT)
    assert [cut for cut, _ in results.values() if cut] == []
    assert max(pages for _, pages in results.values()) > 2


BOOKS = [
    pytest.param(
        theme,
        lang,
        first,
        marks=[] if (theme, first) == ("classic", FirstText.ORIGINAL) else pytest.mark.long,
    )
    for theme in list_themes()
    for lang in ("en", "he")
    for first in FirstText
]


@pytest.mark.thorough
@pytest.mark.parametrize(("theme", "lang", "first"), BOOKS)
def test_columns_stand_level_on_wide_screens_and_one_under_the_other_on_narrow_ones(
    theme: str, lang: str, first: FirstText
) -> None:
    rows = 0
    for (page, screen), (measured, _, _) in measure_rows(theme, lang, first).items():
        for row in measured:
            kinds = [side and side["kind"] for side in row["sides"]]
            assert [each for each in kinds if each] == (
                ["original", "translation"][:: 1 if first is FirstText.ORIGINAL else -1]
                if all(kinds)
                else ["original"]
            )
            if not all(kinds):
                continue
            rows += 1
            first_side, second_side = row["sides"]
            if screen in STACKED or (screen is BY_TYPE and lang == "he"):
                assert second_side["top"] >= first_side["bottom"] - 0.1, (page, screen)
                assert first_side["left"] == pytest.approx(second_side["left"], abs=0.1)
                continue
            assert first_side["base"] == pytest.approx(second_side["base"], abs=0.6), (page, screen)
            left, right = (
                (first_side, second_side) if row["dir"] == "ltr" else (second_side, first_side)
            )
            assert left["right"] < right["left"] - 10, (page, screen)
            widths = [side["right"] - side["left"] for side in (first_side, second_side)]
            assert widths[0] == pytest.approx(widths[1], abs=0.1)
    assert rows == 4 * len([*STACKED, *BESIDE, BY_TYPE])


@pytest.mark.thorough
@pytest.mark.parametrize(("theme", "lang", "first"), BOOKS)
def test_no_row_is_wider_than_the_screen_and_words_stand_out(
    theme: str, lang: str, first: FirstText
) -> None:
    for place, (_, overflow, contrasts) in measure_rows(theme, lang, first).items():
        assert not overflow["scrolls"], (place, overflow)
        assert overflow["wide"] == [], place
        assert [pair for pair in contrasts if pair[1] < 4.5] == [], place
