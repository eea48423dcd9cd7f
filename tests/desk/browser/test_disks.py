"""A disk on which nothing can be saved: the page shows the book, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.small_disk import mount_small_disk

from .conftest import OpenPage
from .test_pages import make_book

pytestmark = [pytest.mark.slow, pytest.mark.thorough]


def test_a_read_only_disk_shows_good_pages_under_a_notice(
    tmp_path: Path, open_page: OpenPage
) -> None:
    with mount_small_disk(tmp_path / "disk") as disk:
        make_book(disk.folder / "books", paragraphs=1)
        disk.make_read_only()
        page = open_page(disk.folder / "books")

        expect(page.locator("#notice")).to_contain_text("Nothing can be saved")
        expect(page.locator("#rows img").first).to_be_visible()
        page.locator(".cm-line", has_text="A Small Book").click()
        page.keyboard.type("Mine. ")
        page.keyboard.press("Control+s")

        expect(page.locator(".save-state")).not_to_have_text("Saved")
        expect(page.locator(".cm-content")).to_contain_text("Mine. ")
