"""A browser that sleeps while the text changes, and streams that end meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from publish.desk.server import OpenDesk
from tests.desk.running_desk import Client, serve

from .conftest import wait_until_good
from .test_pages import edit, make_book

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

EVENTS = 2000
"""More events than wait for a browser that reads none."""


@dataclass
class Tab:
    """A tab of a browser with the desk of a book."""

    page: Page
    opened: OpenDesk
    text: Path

    def picture(self) -> str:
        return self.page.locator("#rows img").last.get_attribute("src") or ""

    def expect_another_picture(self, address: str) -> None:
        expect(self.page.locator("#rows img").last).not_to_have_attribute("src", address)
        expect(self.page.locator("#status")).to_have_attribute("data-status", "good")


@pytest.fixture
def tab(tmp_path: Path, browser: Browser) -> Iterator[Tab]:
    text = make_book(tmp_path, paragraphs=1)
    with serve(tmp_path) as opened:
        page = browser.new_page()
        page.goto(opened.address)
        wait_until_good(page)
        yield Tab(page, opened, text)
        page.context.close()


def test_a_tab_that_slept_shows_the_text_as_it_is_now(tab: Tab) -> None:
    before = tab.picture()
    session = tab.page.context.new_cdp_session(tab.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    with closing(Client(tab.opened)) as other:
        edit(tab.text, "Paragraph 0 begins here.", "Paragraph 0 began here.")
        other.event(book="small", status="good")
    for number in range(EVENTS):
        tab.opened.desk.session.events.announce({"job": f"of somebody else {number}"})

    session.send("Page.setWebLifecycleState", {"state": "active"})

    tab.expect_another_picture(before)
    edit(tab.text, "Paragraph 0 began here.", "Paragraph 0 has begun here.")
    tab.expect_another_picture(tab.picture())


def test_a_stream_that_the_server_ended_is_opened_again(tab: Tab) -> None:
    before = tab.picture()
    hub = tab.opened.desk.session.events

    hub._send(None)
    edit(tab.text, "Paragraph 0 begins here.", "Paragraph 0 began here.")

    tab.expect_another_picture(before)


def test_a_connection_that_was_cut_is_opened_again(tab: Tab) -> None:
    before = tab.picture()
    tab.page.context.set_offline(True)
    edit(tab.text, "Paragraph 0 begins here.", "Paragraph 0 began here.")
    tab.opened.desk.session.events._send(None)
    tab.page.wait_for_timeout(300)

    tab.page.context.set_offline(False)

    tab.expect_another_picture(before)


def test_a_desk_that_was_closed_says_so_and_keeps_pages_and_text(
    tmp_path: Path, browser: Browser
) -> None:
    make_book(tmp_path, paragraphs=1)
    page = browser.new_page()
    with serve(tmp_path) as opened:
        page.goto(opened.address)
        wait_until_good(page)

    expect(page.locator("#notice")).to_contain_text("does not answer")
    page.locator(".cm-line", has_text="A Small Book").click()
    page.keyboard.press("End")
    page.keyboard.type(" of mine")
    page.keyboard.press("Control+s")

    expect(page.locator(".save-state")).not_to_have_text("Saved")
    expect(page.locator(".cm-content")).to_contain_text("A Small Book of mine")
    expect(page.locator("#rows img").first).to_be_visible()
    page.context.close()
