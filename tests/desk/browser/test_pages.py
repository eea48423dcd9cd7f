"""The pages in the browser: they follow the text, stay where they are, and cost what changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from .conftest import OpenPage, wait_for, wait_until_good

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

SENTENCE = "The river carries the leaf, and the leaf does not ask where the river goes. "


def make_book(folder: Path, paragraphs: int = 60, settings: str = "") -> Path:
    """Return the text of a new workspace with one book of some pages."""
    text = "A Small Book\n\n" + "\n\n".join(
        f"Paragraph {number} begins here. {SENTENCE * 6}" for number in range(paragraphs)
    )
    (folder / "sources").mkdir(parents=True)
    (folder / "publish.toml").write_text("")
    (folder / "sources" / "small.toml").write_text(f'languages = ["en"]\n{settings}', "utf-8")
    path = folder / "sources" / "small.txt"
    path.write_text(text, "utf-8")
    return path


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def picture(page: Page, number: int) -> str:
    address = page.locator(f".page[data-number='{number}'] img").get_attribute("src")
    assert address
    return address


def test_an_edit_on_disk_changes_its_page_and_asks_for_no_other(
    tmp_path: Path, open_page: OpenPage
) -> None:
    text = make_book(tmp_path, paragraphs=12)
    page = open_page(tmp_path)
    page.evaluate("for (const each of document.images) each.loading = 'eager'")
    wait_for(page, "[...document.images].every((each) => each.complete)")
    count = page.locator("#rows img").count()
    assert count > 2
    before = [picture(page, number + 1) for number in range(count)]
    asked: list[str] = []
    page.on("request", lambda request: note_picture(request, asked))

    edit(text, "Paragraph 3 begins here. The river", "Paragraph 3 begins here. The brook")

    expect(page.locator(".page.changed")).not_to_have_count(0)
    wait_until_good(page)
    after = [picture(page, number + 1) for number in range(count)]
    changed = {new for old, new in zip(before, after, strict=True) if old != new}
    assert len(changed) == 1
    wait_for(page, "[...document.images].every((each) => each.complete)")
    assert set(asked) == {each.partition("?")[0] for each in changed}


def note_picture(request: Request, asked: list[str]) -> None:
    match = re.search(r"/pages/[^?]*", request.url)
    if match:
        asked.append(match[0])


def test_the_scroll_stays_when_pages_change_and_when_pages_are_added(
    tmp_path: Path, open_page: OpenPage
) -> None:
    text = make_book(tmp_path)
    page = open_page(tmp_path)
    page.evaluate("document.querySelector('#scroll').scrollTop = 2345")
    figure = page.locator(".page[data-number='3']").element_handle()

    edit(text, "Paragraph 1 begins here.", f"Paragraph 1 begins here. {SENTENCE * 40}")
    expect(page.locator(".page.changed")).not_to_have_count(0)

    assert page.evaluate("document.querySelector('#scroll').scrollTop") == 2345
    assert figure is not None
    assert figure.evaluate("(element) => element.isConnected")


@pytest.mark.parametrize(("binding", "recto_is_left"), [("left", False), ("right", True)])
def test_spreads_lie_as_they_are_bound(
    tmp_path: Path, open_page: OpenPage, binding: str, recto_is_left: bool
) -> None:
    make_book(tmp_path, settings=f'binding = "{binding}"\n')
    page = open_page(tmp_path)

    page.keyboard.press("2")

    verso = page.locator(".page[data-number='2']").bounding_box()
    recto = page.locator(".page[data-number='3']").bounding_box()
    first = page.locator(".page[data-number='1']").bounding_box()
    assert verso
    assert recto
    assert first
    assert verso["y"] == recto["y"]
    assert (recto["x"] < verso["x"]) is recto_is_left
    assert first["x"] == recto["x"]


def test_seven_tabs_follow_an_edit(tmp_path: Path, open_page: OpenPage) -> None:
    text = make_book(tmp_path, paragraphs=1)
    first = open_page(tmp_path)
    tabs = [first, *(first.context.new_page() for _ in range(6))]
    for tab in tabs[1:]:
        tab.goto(first.url)
        wait_until_good(tab)
    pictures = [tab.locator("#rows img").last.get_attribute("src") or "" for tab in tabs]
    assert len(set(pictures)) == 1

    edit(text, "Paragraph 0 begins here.", "Paragraph 0 began here.")

    for tab, address in zip(tabs, pictures, strict=True):
        expect(tab.locator("#rows img").last).not_to_have_attribute("src", address)
        expect(tab.locator("#status")).to_have_attribute("data-status", "good")


def test_a_fault_keeps_the_last_good_pages_and_says_why(
    tmp_path: Path, open_page: OpenPage
) -> None:
    text = make_book(tmp_path, paragraphs=6)
    page = open_page(tmp_path)
    address = picture(page, 1)
    settings = text.with_suffix(".toml")

    settings.write_text('languages = ["en"]\nbinding = "sideways"\n', "utf-8")

    expect(page.locator("#notice")).to_contain_text("binding")
    assert picture(page, 1) == address
    expect(page.locator("#rows img").first).to_be_visible()
    grey = page.locator(".paper").first.evaluate("(paper) => getComputedStyle(paper).filter")
    assert "grayscale" in grey

    settings.write_text('languages = ["en"]\n', "utf-8")

    expect(page.locator("#notice")).to_be_hidden()
    expect(page.locator("#status")).to_have_attribute("data-status", "good")


def test_zoom_and_views_ask_for_sharper_pictures_only(tmp_path: Path, open_page: OpenPage) -> None:
    make_book(tmp_path, paragraphs=6)
    page = open_page(tmp_path)
    digest = picture(page, 1).partition("?")[0]

    for _ in range(5):
        page.keyboard.press("+")

    assert picture(page, 1) == f"{digest}?scale=3"
    expect(page.locator("#zoom-fit")).to_contain_text("%")
    page.keyboard.press("0")
    expect(page.locator("#zoom-fit")).to_have_text("Fit")
