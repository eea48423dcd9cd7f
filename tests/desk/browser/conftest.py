"""The desk in Chromium, driven by Playwright as an editor would use it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.running_desk import serve
from tests.support.browser import open_browser
from tests.support.processes import PATIENCE

expect.set_options(timeout=PATIENCE * 1000)

OpenPage = Callable[..., Page]
"""A function that opens a page of the desk: ``open_page(folder, language="en", width=1400)``."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """A function that opens the desk of a workspace in a page of its own.

    The test fails at a fault of a script, at a refusal of the desk's policy, and at a request that
    leads out of the desk.
    """
    faults: list[str] = []
    with ExitStack() as ends:

        def open_page(folder: Path, language: str = "en", width: int = 1400) -> Page:
            opened = ends.enter_context(serve(folder))
            context = browser.new_context(
                viewport={"width": width, "height": 860},
                locale={"he": "he-IL", "en": "en-US"}[language],
            )
            ends.callback(context.close)
            context.set_default_timeout(PATIENCE * 1000)
            own = f"http://127.0.0.1:{opened.port}/"
            context.on("request", lambda request: _note_stranger(request.url, own, faults))
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda line: _note_refusal(line.text, faults))
            page.goto(opened.address)
            if any((folder / "sources").iterdir()):
                wait_until_good(page)
            return page

        yield open_page
    assert not faults


def _note_stranger(address: str, own: str, faults: list[str]) -> None:
    """Note a request that another server than the desk would get."""
    if not address.startswith((own, "data:", f"blob:{own}")):
        faults.append(f"a request for {address}")


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
