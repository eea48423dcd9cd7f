"""The desk in Chromium, driven by Playwright as an editor would use it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from publish.desk.desk import Desk
from publish.desk.server import open_desk, starting
from tests.support.browser import open_browser
from tests.support.processes import PATIENCE

expect.set_options(timeout=PATIENCE * 1000)

OpenPage = Callable[..., Page]
"""A function that opens a page of the desk: ``open_page(folder, language="en", width=1400)``."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve the desk of a workspace in a thread; the value is its address with the token."""
    opened = open_desk(Desk(folder), 0)
    with starting(opened) as server:
        thread = threading.Thread(target=server.run, args=([opened.listener],))
        thread.start()
        try:
            yield opened.address
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """A function that opens the desk of a workspace in a page of its own; faults end the test."""
    faults: list[str] = []
    ends: list[Callable[[], object]] = []

    def open_page(folder: Path, language: str = "en", width: int = 1400) -> Page:
        serving = serve(folder)
        address = serving.__enter__()
        ends.append(lambda: serving.__exit__(None, None, None))
        context = browser.new_context(
            viewport={"width": width, "height": 860},
            locale={"he": "he-IL", "en": "en-US"}[language],
        )
        ends.append(context.close)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: _note_refusal(line.text, faults))
        page.goto(address)
        if any((folder / "sources").iterdir()):
            wait_until_good(page)
        return page

    yield open_page
    for end in reversed(ends):
        end()
    assert not faults


def _note_refusal(line: str, faults: list[str]) -> None:
    """Note what the browser refused by the policy of the desk."""
    if "Content Security Policy" in line:
        faults.append(line)


def wait_until_good(page: Page) -> None:
    """Wait until the pages of the book are made and the first one is drawn."""
    page.locator("#status[data-status=good]").wait_for()
    wait_for(page, "document.querySelector('#rows img')?.naturalWidth > 0")


def wait_for(page: Page, condition: str) -> None:
    """Wait until a condition holds; the policy of the desk forbids Playwright's own waiting."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(50)
