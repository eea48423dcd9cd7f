"""The files of a book in the browser: their states, the library, and what was printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import OpenPage
from .test_pages import edit, make_book

pytestmark = [pytest.mark.slow, pytest.mark.thorough]


def test_states_of_files_follow_the_text(tmp_path: Path, open_page: OpenPage) -> None:
    text = make_book(tmp_path, paragraphs=2)
    (tmp_path / "sources" / "zoo.txt").write_text("A Zoo\n\nA paragraph.\n")
    page = open_page(tmp_path)
    page.keyboard.press("d")
    pdf = page.locator("#panel-files li[data-kind=pdf]")
    expect(pdf.locator(".file-state")).to_have_text("Not made yet")

    pdf.get_by_role("button").click()

    expect(pdf.locator(".file-state")).to_have_text("Up to date")
    with page.expect_download() as event:
        pdf.get_by_role("link").click()
    assert event.value.path().read_bytes() == (tmp_path / "output/small/small.pdf").read_bytes()

    edit(text, "Paragraph 1", "Paragraph One")
    expect(pdf.locator(".file-state")).to_have_text("Older than the text")
    expect(pdf.get_by_role("link")).to_have_count(0)
    expect(page.locator(".shelf .file-state")).to_have_count(2)
    page.locator(".shelf").get_by_role("button", name="Zoo").click()
    expect(page.locator("#rows img").first).to_be_visible()
    expect(page.locator("#book option:checked")).to_contain_text("Zoo")


def test_what_is_printed_is_compared_with_the_pages(tmp_path: Path, open_page: OpenPage) -> None:
    text = make_book(tmp_path, paragraphs=12)
    page = open_page(tmp_path)
    page.keyboard.press("d")
    expect(page.locator(".changed-since-print")).to_have_count(0)

    page.get_by_role("button", name="This is printed").click()
    expect(page.locator(".printed")).to_contain_text("No page differs.")
    edit(text, "Paragraph 3 begins here. The river", "Paragraph 3 begins here. The brook")

    expect(page.locator(".changed-since-print")).to_have_count(1)
    expect(page.locator(".printed")).to_contain_text("1 page differs.")
