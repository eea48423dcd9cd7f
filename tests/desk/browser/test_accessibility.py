"""The desk for everyone: axe finds nothing, keys do everything, and pages have words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import find_faults

from .conftest import OpenPage, wait_for
from .test_pages import make_book

pytestmark = [pytest.mark.slow, pytest.mark.thorough]


def press(key: str) -> Callable[[Page], object]:
    return lambda page: page.keyboard.press(key)


SETTINGS = """creators = [
    { name = "A. Author" },
    { name = { en = "B. Reader", he = "ב׳ קורא" }, role = "trl" },
]
series = { name = "Leaves", position = 2 }
page = { width = "148mm", height = "200mm" }
"""


def open_all_settings(page: Page) -> None:
    """Show all fields of the form, with people, a series and a value that no field shows."""
    page.keyboard.press("s")
    page.locator("#setting-title").wait_for(state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")


STATES: dict[str, Callable[[Page], object]] = {
    "pages": lambda page: page.locator(".cm-content").wait_for(state="attached"),
    "text of a page": press("t"),
    "spreads": press("2"),
    "sheets": press("3"),
    "folded": press("4"),
    "telephone": press("5"),
    "settings": open_all_settings,
    "files": press("d"),
    "help": press("?"),
    "new book": press("a"),
}


@pytest.mark.parametrize("width", [360, 1024, 1400])
@pytest.mark.parametrize("language", ["en", "he"])
def test_axe_finds_nothing_in_any_state(
    tmp_path: Path, open_page: OpenPage, language: str, width: int
) -> None:
    make_book(tmp_path, paragraphs=4, settings=SETTINGS)
    page = open_page(tmp_path, language=language, width=width)
    expect(page.locator("html")).to_have_attribute("dir", {"en": "ltr", "he": "rtl"}[language])

    faults = {}
    for name, show in STATES.items():
        show(page)
        page.wait_for_timeout(200)
        if faults_of_state := find_faults(page):
            faults[name] = faults_of_state
        page.keyboard.press("Escape")
        if width < 1000:
            page.locator(".phone-bar [data-part=pages]").click()

    assert faults == {}


def test_axe_finds_a_fault_that_is_there(tmp_path: Path, open_page: OpenPage) -> None:
    make_book(tmp_path, paragraphs=1)
    page = open_page(tmp_path)

    page.evaluate("document.querySelector('#rows img').removeAttribute('alt')")

    assert [fault.split()[0] for fault in find_faults(page)] == ["image-alt"]


def test_keys_work_in_a_hebrew_layout_and_can_be_turned_off(
    tmp_path: Path, open_page: OpenPage
) -> None:
    make_book(tmp_path, paragraphs=1)
    page = open_page(tmp_path)
    press_in_hebrew = """(scroll) => scroll.dispatchEvent(
        new KeyboardEvent("keydown", {key: "ג", code: "KeyD", bubbles: true}))"""

    page.locator("#scroll").evaluate(press_in_hebrew)
    expect(page.locator("#tab-files")).to_have_attribute("aria-selected", "true")

    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator("#tab-files")).to_have_attribute("aria-selected", "true")


def test_the_text_is_edited_without_codemirror_too(tmp_path: Path, open_page: OpenPage) -> None:
    make_book(tmp_path, paragraphs=1)
    page = open_page(tmp_path)
    page.route("**/codemirror.js", lambda route: route.abort())

    page.reload()

    wait_for(page, "document.querySelector('.editor').shadowRoot.querySelector('textarea')?.value")
    assert page.locator("textarea.plain").input_value().startswith("A Small Book")
