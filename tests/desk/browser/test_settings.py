"""The form of settings in the browser: its fields, and the file that follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage
from .test_pages import make_book

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

PEOPLE = """title = "The Leaf" # of the river
creators = [
    { name = "A. Author" }, # by her leave
    { name = "B. Reader", role = "trl" },
]
"""


def test_languages_titles_and_people_are_written_as_the_form_has_them(
    tmp_path: Path, open_page: OpenPage
) -> None:
    settings = make_book(tmp_path, paragraphs=2, settings=PEOPLE).with_suffix(".toml")
    page = open_page(tmp_path)
    page.keyboard.press("s")

    page.get_by_label("Add a language").select_option("he")
    page.get_by_label("Title, Hebrew", exact=True).fill("העלה")
    page.keyboard.press("Tab")
    expect_line(page, 'title = { en = "The Leaf", he = "העלה" } # of the river')

    page.get_by_role("button", name="Add a person").click()
    page.keyboard.type("C. Third")
    page.keyboard.press("Tab")
    people = page.locator("[data-field=creators] li")
    people.nth(2).get_by_label("Role").select_option("edt")
    expect_line(page, '{ name = "C. Third", role = "edt" },')
    people.nth(1).get_by_role("button", name="Remove").click()
    expect(people).to_have_count(2)
    expect(page.locator(".settings-file pre")).not_to_contain_text("B. Reader")

    assert settings.read_text("utf-8").splitlines() == [
        'languages = ["en", "he"]',
        'title = { en = "The Leaf", he = "העלה" } # of the river',
        "creators = [",
        '    { name = "A. Author" }, # by her leave',
        '    { name = "C. Third", role = "edt" },',
        "]",
    ]


def expect_line(page: Page, line: str) -> None:
    """Wait until the settings file beside the form has a line."""
    expect(page.locator(".settings-file pre")).to_contain_text(line)


def test_a_field_that_is_being_filled_is_saved_when_the_page_closes(
    tmp_path: Path, open_page: OpenPage
) -> None:
    make_book(tmp_path, paragraphs=2)
    page = open_page(tmp_path)
    page.keyboard.press("s")
    page.get_by_label("Title", exact=True).fill("The Leaf")

    may_close = page.evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))")

    assert not may_close
    expect_line(page, 'title = "The Leaf"')


def test_a_mistake_is_told_and_the_file_stays(tmp_path: Path, open_page: OpenPage) -> None:
    settings = make_book(tmp_path, paragraphs=2).with_suffix(".toml")
    before = settings.read_bytes()
    page = open_page(tmp_path)
    page.keyboard.press("s")

    page.get_by_label("ISBN").fill("978-0-306-40615-8")
    page.keyboard.press("Tab")

    expect(page.locator(".change.problem")).to_be_visible()
    assert settings.read_bytes() == before


def test_a_book_without_settings_gets_a_file_and_a_way_to_it(
    tmp_path: Path, open_page: OpenPage
) -> None:
    settings = make_book(tmp_path, paragraphs=2).with_suffix(".toml")
    settings.unlink()
    page = open_page(tmp_path)
    page.keyboard.press("s")
    to_file = page.get_by_role("button", name="Change it in the settings file")
    page.get_by_text("What to make").click()
    formats = page.locator("[data-field=formats]")
    expect(formats).to_contain_text("Not set: PDF, EPUB")
    expect(to_file).to_have_count(0)

    formats.get_by_label("booklet").check()

    expect_line(page, 'formats = ["booklet"]')
    expect(formats).not_to_contain_text("Not set")
    to_file.click()
    expect(page.locator(".cm-content")).to_contain_text('formats = ["booklet"]')
