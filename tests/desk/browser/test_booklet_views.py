"""The booklet in the browser: its sheets as they leave the printer, and folded."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import OpenPage
from .test_pages import edit, make_book

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

# The address of the picture of each leaf that is open, from left to right, and the half of the
# picture that is seen through the leaf.
_OPENING = """(opening) => [...opening.querySelectorAll(".folded-leaf")].map((leaf) => {
  const seen = leaf.getBoundingClientRect();
  const image = leaf.querySelector("img").getBoundingClientRect();
  const half = (seen.left - image.left) / image.width;
  const isWhole = Math.abs(image.width - 2 * seen.width) < 1;
  return [leaf.querySelector("img").getAttribute("src"), isWhole && half.toFixed(1), seen.left];
}).sort((a, b) => a[2] - b[2]).map(([src, half]) => [src, half])"""


def box(element: Locator) -> dict[str, float]:
    place = element.bounding_box()
    assert place
    return {**place}


def read_opening(page: Page) -> list[list[str]]:
    leaves: list[list[str]] = page.locator(".opening").evaluate(_OPENING)
    return leaves


def sides(page: Page) -> list[list[str]]:
    """Return the addresses of the pictures of both sides of each sheet."""
    addresses: list[list[str]] = page.locator(".sheet").evaluate_all(
        "all => all.map(each => [...each.querySelectorAll('img')].map(i => i.getAttribute('src')))"
    )
    return addresses


def test_sheets_lie_side_by_side_with_the_words_how_to_print_them(
    tmp_path: Path, open_page: OpenPage
) -> None:
    make_book(tmp_path, paragraphs=12)
    page = open_page(tmp_path)

    page.keyboard.press("3")

    steps = page.locator(".how-to-print li")
    expect(steps.first).to_have_text(
        "Print on A4, on both sides, flip on short edge, actual size (100%)"
    )
    front, back = page.locator(".sheet").first.locator(".side-paper").all()
    assert box(front)["y"] == box(back)["y"]
    assert box(front)["x"] < box(back)["x"]
    expect(page.locator("#scroll")).to_be_hidden()

    page.keyboard.press("1")
    expect(page.locator("#scroll")).to_be_visible()
    expect(page.locator("#booklet")).to_be_hidden()


def test_a_sheet_that_turns_on_its_long_edge_has_its_back_below(
    tmp_path: Path, open_page: OpenPage
) -> None:
    make_book(tmp_path, paragraphs=12, settings='[booklet]\nduplex = "long"\n')
    page = open_page(tmp_path)

    page.keyboard.press("3")

    expect(page.locator(".how-to-print li").first).to_contain_text("flip on long edge")
    front, back = page.locator(".sheet").first.locator(".side-paper").all()
    assert box(front)["x"] == box(back)["x"]
    assert box(front)["y"] + box(front)["height"] < box(back)["y"]
    assert page.locator("img.rotated").count() == 0
    page.keyboard.press("4")
    page.keyboard.press("j")
    expect(page.locator(".folded-leaf img.rotated")).to_have_count(1)


@pytest.mark.parametrize("binding", ["left", "right"])
def test_a_folded_booklet_opens_as_its_sheets_are_folded(
    tmp_path: Path, open_page: OpenPage, binding: str
) -> None:
    make_book(tmp_path, paragraphs=12, settings=f'binding = "{binding}"\n')
    page = open_page(tmp_path)
    page.keyboard.press("3")
    page.locator(".sheet").first.wait_for()
    (outside, inside), (next_outside, *_), *_ = sheets = sides(page)
    page.keyboard.press("4")
    page.locator(".folded-leaf").wait_for()

    first, second = ("0.5", "0.0") if binding == "left" else ("0.0", "0.5")
    assert read_opening(page) == [[outside, first]]
    expect(page.locator(".opening-label")).to_have_text("Front cover")

    page.keyboard.press("j")
    leaves = [[inside, second], [next_outside, first]]
    assert read_opening(page) == (leaves if binding == "left" else leaves[::-1])

    page.locator(".leafing input").focus()
    page.keyboard.press("End")
    assert read_opening(page) == [[outside, second]]
    expect(page.locator(".opening-label")).to_have_text("Back cover")
    assert page.locator(".leafing input").get_attribute("max") == str(2 * len(sheets))


def test_an_edit_changes_the_sheets_and_leaves_the_booklet_open(
    tmp_path: Path, open_page: OpenPage
) -> None:
    text = make_book(tmp_path, paragraphs=12)
    page = open_page(tmp_path)
    page.keyboard.press("4")
    page.locator(".folded-leaf").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    before = read_opening(page)

    edit(text, "The river", "The brook")

    expect(page.locator(f".folded-leaf img[src='{before[0][0]}']")).to_have_count(0)
    expect(page.locator(".leafing input")).to_have_value("2")


def test_a_sheet_that_is_too_small_is_told(tmp_path: Path, open_page: OpenPage) -> None:
    make_book(tmp_path, paragraphs=2, settings='[booklet]\nsheet = "a5"\nscale = "none"\n')
    page = open_page(tmp_path)

    page.keyboard.press("3")

    expect(page.locator("#booklet .booklet-fault")).to_contain_text("do not fit")


def test_a_quarter_of_a_sheet_that_is_cut_fills_a_leaf(tmp_path: Path, open_page: OpenPage) -> None:
    make_book(tmp_path, paragraphs=40, settings='[booklet]\nlayout = "cut-stack"\n')
    page = open_page(tmp_path)
    page.keyboard.press("3")
    expect(page.locator(".how-to-print li").nth(1)).to_contain_text("Cut all sheets once")
    page.locator(".sheet").first.wait_for()
    expect(page.locator(".folios").first).to_contain_text(" / ")

    page.keyboard.press("4")
    page.locator(".folded-leaf").wait_for()
    page.keyboard.press("j")

    for leaf in page.locator(".folded-leaf").all():
        seen, picture = box(leaf), box(leaf.locator("img"))
        assert abs(picture["width"] - 2 * seen["width"]) < 1
        assert abs(picture["height"] - 2 * seen["height"]) < 1
