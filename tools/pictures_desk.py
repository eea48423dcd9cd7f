#!/usr/bin/env python3
"""Draw the pictures of the desk in README.md and docs/desk.md anew.

    .venv/bin/python tools/pictures_desk.py [NAME…]

Needs the development environment and Chromium.  Each picture keeps the digest of the books that
it shows; tests/packaging/test_pictures.py compares it.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser, Page, sync_playwright

from publish.desk.desk import Desk
from publish.desk.server import open_desk, starting
from publish.storage.digests import digest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "sources"

INPUTS = "publish-inputs"
"""The key of the digest of the inputs in the text of a PNG."""

_LOCALES = {"en": "en-US", "he": "he-IL"}
_COLOURS = 128
_SETTLING = 1500
"""Milliseconds after the last step in which the pages and the panels come to rest."""


@dataclass(frozen=True)
class DeskPicture:
    """A picture of the desk with one book in a language, after the steps of a user."""

    name: str
    lang: str
    book: str
    steps: Callable[[Page], None]
    width: int = 1400
    height: int = 820

    @property
    def file(self) -> Path:
        """The file of the picture."""
        return ROOT / "docs" / "pictures" / f"{self.name}.png"

    def inputs(self) -> str:
        """Return the digest of the book and its settings, and of the language of the desk."""
        files = (SOURCES / f"{self.book}{ending}" for ending in (".txt", ".toml"))
        return digest(*(file.read_bytes() for file in files), self.lang)

    def save(self, browser: Browser) -> None:
        """Draw the picture and write its file."""
        context = browser.new_context(
            viewport={"width": self.width, "height": self.height},
            locale=_LOCALES[self.lang],
            color_scheme="light",
        )
        with _serve(self.book) as address:
            page = context.new_page()
            page.goto(address)
            page.locator("#status[data-status=good]").wait_for()
            self.steps(page)
            page.wait_for_timeout(_SETTLING)
            image = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(_COLOURS)
        context.close()
        info = PngInfo()
        info.add_text(INPUTS, self.inputs())
        image.save(self.file, optimize=True, pnginfo=info)


@contextmanager
def _serve(book: str) -> Iterator[str]:
    """Serve the desk of a workspace with one book of this repository; the value is its address."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "my-books")
        (root / "sources").mkdir(parents=True)
        (root / "publish.toml").write_text("")
        for ending in (".txt", ".toml"):
            shutil.copy(SOURCES / f"{book}{ending}", root / "sources")
        opened = open_desk(Desk(root), 0)
        with starting(opened) as server:
            thread = threading.Thread(target=server.run, args=([opened.listener],))
            thread.start()
            try:
                yield opened.address
            finally:
                server.should_exit = True
                thread.join()


def _show_spreads(page: Page) -> None:
    page.keyboard.press("2")
    page.locator("#scroll").evaluate("(scroll) => (scroll.scrollTop = 1200)")


def _show_word(page: Page) -> None:
    """Click a line of the text, so that its word is marked on the page."""
    page.locator(".cm-line").nth(4).click()
    page.locator(".mark.word").first.wait_for()


def _open_menu(page: Page) -> None:
    _show_word(page)
    page.locator(".role-button").click()


def _show_settings(page: Page) -> None:
    page.keyboard.press("s")
    page.locator("#setting-title").wait_for()


def _show_text_of_phone(page: Page) -> None:
    page.locator(".phone-bar [data-part=text]").click()


LESSON, HEBREW = "the-first-page", "melekhet-hasefer"

DESK = (
    DeskPicture("desk", "en", LESSON, _show_word),
    DeskPicture("desk-he", "he", HEBREW, _show_spreads),
    DeskPicture("desk-roles", "en", LESSON, _open_menu),
    DeskPicture("desk-roles-he", "he", LESSON, _open_menu),
    DeskPicture("desk-settings", "en", LESSON, _show_settings),
    DeskPicture("desk-settings-he", "he", LESSON, _show_settings),
    DeskPicture("desk-phone-he", "he", HEBREW, _show_text_of_phone, 390, 780),
)


def main(names: list[str]) -> None:
    """Draw the named pictures, or all of them."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("The pictures of the desk need Chromium (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for picture in DESK:
            if not names or picture.name in names:
                picture.save(browser)
                print(f"{picture.file.relative_to(ROOT)}: {picture.file.stat().st_size} bytes")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
