"""EPUBs in reading systems that run in a browser: epub.js and foliate-js."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from mimetypes import guess_type

from playwright.sync_api import Browser, Page, Route

from tests.support.node_clients import CLIENTS, need_clients

SYSTEMS = ("epubjs", "foliate")
_ORIGIN = "http://reader.test"
"""A name that no request leaves the browser for: all answers come from the function below."""


@contextmanager
def open_in_reader(browser: Browser, system: str, book: bytes, scale: float = 1) -> Iterator[Page]:
    """Open an EPUB in the page of a reading system, whose functions are those of ``reader``."""
    need_clients()

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(f"{_ORIGIN}/")
        file = CLIENTS / path
        if path == "book.epub":
            route.fulfill(body=book, content_type="application/epub+zip")
        elif file.is_file():
            kind = guess_type(file.name)[0] or "text/plain"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404)

    viewport = {"width": 360, "height": 640}
    with browser.new_context(viewport=viewport, device_scale_factor=scale) as context:
        context.set_default_timeout(120_000)
        context.route(f"{_ORIGIN}/**", answer)
        page = context.new_page()
        page.goto(f"{_ORIGIN}/{system}.html")
        page.wait_for_function("window.reader")
        yield page
