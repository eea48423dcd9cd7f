"""Changes at the desk in the browser: texts, marks, settings, and what undoes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage
from .test_pages import edit, make_book

pytestmark = [pytest.mark.slow, pytest.mark.thorough]


def editor(page: Page) -> str:
    text: str = page.locator(".cm-content").inner_text()
    return text


def test_what_is_written_is_saved_and_printed(tmp_path: Path, open_page: OpenPage) -> None:
    text = make_book(tmp_path, paragraphs=2)
    page = open_page(tmp_path)
    pictures = page.locator("#rows img").last
    before = pictures.get_attribute("src") or ""
    page.locator(".cm-line", has_text="Paragraph 1").click()
    page.keyboard.press("Home")

    page.keyboard.type("Here. ")
    page.keyboard.press("Control+s")

    expect(page.locator(".save-state")).to_have_text("Saved")
    assert "Here. " in text.read_text("utf-8")
    expect(pictures).not_to_have_attribute("src", before)


def test_a_text_that_changed_on_disk_is_not_overwritten(
    tmp_path: Path, open_page: OpenPage
) -> None:
    text = make_book(tmp_path, paragraphs=2)
    page = open_page(tmp_path)
    page.locator(".cm-line", has_text="A Small Book").click()
    page.keyboard.press("End")
    page.keyboard.type(" of mine")

    edit(text, "A Small Book", "A Small Book of theirs")

    conflict = page.locator(".conflict")
    expect(conflict).to_be_visible()
    assert "of theirs" in text.read_text("utf-8")
    assert "A Small Book of mine" in editor(page)

    conflict.get_by_role("button", name="Keep my text").click()

    expect(page.locator(".save-state")).to_have_text("Saved")
    assert text.read_text("utf-8").startswith("A Small Book of mine\n")


def test_a_file_that_another_program_changes_is_shown_and_the_cursor_stays(
    tmp_path: Path, open_page: OpenPage
) -> None:
    text = make_book(tmp_path, paragraphs=2)
    page = open_page(tmp_path)
    page.locator(".cm-line", has_text="Paragraph 1").click()
    expect(page.locator(".source-foot span")).to_have_text("Line 5")

    edit(text, "A Small Book", "A Great Book")

    expect(page.locator(".cm-content")).to_contain_text("A Great Book")
    expect(page.locator(".source-foot span")).to_have_text("Line 5")


def test_a_role_is_chosen_by_keyboard_and_undone_to_the_same_bytes(
    tmp_path: Path, open_page: OpenPage
) -> None:
    settings = make_book(tmp_path, paragraphs=2).with_suffix(".toml")
    before = settings.read_bytes()
    page = open_page(tmp_path)
    page.locator(".cm-line", has_text="Paragraph 1").click()
    expect(page.locator(".role-button")).to_have_text("Paragraph")

    page.keyboard.press("Control+.")
    page.get_by_role("menuitemradio", name="Chapter heading").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".role-button")).to_have_text("Chapter heading")
    assert b"[[mark]]" in settings.read_bytes()
    expect(page.locator(".change ins").first).to_be_visible()

    page.keyboard.press("Escape")
    page.keyboard.press("z")

    expect(page.locator(".role-button")).to_have_text("Paragraph")
    assert settings.read_bytes() == before


def test_a_setting_is_written_beside_the_text(tmp_path: Path, open_page: OpenPage) -> None:
    settings = make_book(tmp_path, paragraphs=2).with_suffix(".toml")
    page = open_page(tmp_path)

    page.keyboard.press("s")
    page.get_by_label("Title", exact=True).fill("The Leaf")
    page.keyboard.press("Tab")

    expect(page.locator(".settings-file pre")).to_contain_text("The Leaf")
    assert 'title = "The Leaf"' in settings.read_text("utf-8")
    expect(page.locator("#title")).to_have_text("The Leaf")


def test_the_text_and_the_page_lead_to_each_other(tmp_path: Path, open_page: OpenPage) -> None:
    make_book(tmp_path, paragraphs=2)
    page = open_page(tmp_path)

    page.locator(".cm-line", has_text="Paragraph 1").click(position={"x": 60, "y": 10})

    mark = page.locator(".mark.word")
    expect(mark).to_have_count(1)
    word = mark.bounding_box()
    assert word

    page.locator(".cm-line", has_text="A Small Book").click()
    expect(page.locator(".source-foot span")).to_have_text("Line 1")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    mark.wait_for(state="attached")
    page.mouse.click(word["x"] + word["width"] / 2, word["y"] + word["height"] / 2)

    expect(page.locator("#tab-text")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".source-foot span")).to_have_text("Line 5")


def test_the_search_panel_is_in_hebrew(tmp_path: Path, open_page: OpenPage) -> None:
    make_book(tmp_path, paragraphs=2)
    page = open_page(tmp_path, language="he")
    page.locator(".cm-line", has_text="Paragraph 1").click()

    page.keyboard.press("Control+f")

    search = page.locator(".cm-search")
    expect(search.get_by_role("button", name="להחליף הכול")).to_be_visible()
    assert re.search("[A-Za-z]", search.inner_text()) is None
    assert search.evaluate("(panel) => getComputedStyle(panel).direction") == "rtl"
