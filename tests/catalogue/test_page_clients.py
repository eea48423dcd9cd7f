"""The pages of libraries in a real browser, visited as by readers; by axe; by html-validate."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from publish.catalogue.server import open_server
from tests.support.browser import find_faults, open_browser
from tests.support.node_clients import run_client

from .test_site import library

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

WIDTHS = (320, 1280)
OpenPage = Callable[..., Page]
"""A function that opens the list of books: ``open_page(address, width=320, scripts=True)``."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    contexts = []

    def open_(address: str, *, width: int = 1280, scripts: bool = True) -> Page:
        viewport = {"width": width, "height": 900}
        contexts.append(browser.new_context(viewport=viewport, java_script_enabled=scripts))
        page = contexts[-1].new_page()
        page.set_default_timeout(120_000)
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a library as ``publish library --serve`` does; the value is its address."""
    with open_server(folder, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://localhost:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


def titles(page: Page) -> list[str]:
    """Return the titles of the books that a list shows."""
    return [
        each.strip() for each in page.locator("#books > .book:visible .titles").all_inner_texts()
    ]


def download(page: Page, link: Locator) -> tuple[str, bytes]:
    """Return the name and the content of the file that a link gives."""
    with page.expect_download() as event:
        link.click()
    return event.value.suggested_filename, Path(event.value.path()).read_bytes()


def download_first_book(page: Page, folder: Path) -> None:
    """Open the first book of a list, and compare its downloads with the files of the library."""
    page.locator("#books .to-book").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    files = {path.name: path.read_bytes() for path in folder.glob("books/*/*")}
    links = page.locator(".files a[download]").all()
    assert links, "a book has no file"
    for link in links:
        name, content = download(page, link)
        assert content == files[name]


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("he", 320)])
def test_a_reader_searches_and_filters(lang: str, width: int, open_page: OpenPage) -> None:
    page = open_page((library(3) / f"{lang}.html").as_uri(), width=width)
    everything = titles(page)
    assert len(everything) == 12
    page.locator("#languages").select_option("he")
    in_hebrew = titles(page)
    page.get_by_role("searchbox").press_sequentially("הַמִּלִים אור")
    matching = titles(page)
    assert 0 < len(matching) < len(in_hebrew) < 12
    assert set(matching) <= set(in_hebrew)
    page.keyboard.press("Enter")
    assert titles(page) == matching
    expect(page.get_by_role("status")).to_be_empty()
    page.get_by_role("searchbox").fill("no such word")
    assert titles(page) == []
    expect(page.get_by_role("status")).not_to_be_empty()
    page.get_by_role("searchbox").fill("")
    page.locator("#languages").select_option("")
    assert titles(page) == everything


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_downloads_from_a_memory_stick(scripts: bool, open_page: OpenPage) -> None:
    folder = library(3)
    page = open_page((folder / "he.html").as_uri(), width=320, scripts=scripts)
    assert len(titles(page)) == 12
    assert page.locator("#filters").is_visible() is scripts
    name, content = download(page, page.locator("a[href='everything.zip']"))
    assert (name, content) == ("everything.zip", (folder / name).read_bytes())
    download_first_book(page, folder)


def test_a_reader_downloads_a_sample(open_page: OpenPage) -> None:
    samples = sorted(library(3).glob("books/*/*.sample.epub"))
    assert len(samples) > 1
    page = open_page((samples[0].parent / "en.html").as_uri())
    link = page.locator("a[download][href$='.sample.epub']")
    assert download(page, link.first) == (samples[0].name, samples[0].read_bytes())


def test_a_reader_downloads_from_the_server_and_goes_back(open_page: OpenPage) -> None:
    folder = library(3)
    with serve(folder) as address:
        page = open_page(address)
        lang = page.locator("html").get_attribute("lang")
        download_first_book(page, folder)
        page.locator("a.language").click()
        assert page.locator("html").get_attribute("lang") != lang
        page.locator("a.home").click()
        assert page.url == f"{address}{page.locator('html').get_attribute('lang')}.html"
        page.context.close()


def list_pages(folder: Path) -> list[Path]:
    """Return the lists of books and the pages of three books, in both languages."""
    books = sorted(path.name for path in (folder / "books").iterdir())[:3]
    return [
        folder / name
        for lang in ("en", "he")
        for name in (f"{lang}.html", *(f"books/{book}/{lang}.html" for book in books))
    ]


def faults_of(
    browser: Browser,
    pages: list[Path],
    widths: tuple[int, ...] = WIDTHS,
    *,
    colours: Literal["light", "dark"] = "light",
    scripts: bool = True,
) -> list[tuple[str, int, str]]:
    """Return the faults of pages with their widths; without ``scripts`` theirs is empty."""
    found_faults: list[tuple[str, int, str]] = []
    for width in widths:
        viewport = {"width": width, "height": 900}
        with browser.new_context(viewport=viewport, color_scheme=colours) as context:
            if not scripts:
                context.route("**/*.js", lambda route: route.fulfill(body=""))
            page = context.new_page()
            for path in pages:
                page.goto(path.as_uri())
                found_faults += [(str(path), width, fault) for fault in find_faults(page)]
            found_faults += [("a script", width, str(error)) for error in page.page_errors()]
    return found_faults


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    colours: Literal["light", "dark"], browser: Browser
) -> None:
    assert faults_of(browser, list_pages(library(3)), colours=colours) == []


def test_axe_finds_nothing_in_lists_without_the_script(browser: Browser) -> None:
    pages = [library(3) / "en.html", library(3) / "he.html"]
    assert faults_of(browser, pages, scripts=False) == []


def test_the_browser_finds_the_faults_of_a_page(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "en.html"
    text = (library(3) / "en.html").read_text("utf-8").replace('<html lang="en"', "<html")
    wide = '<p style="width:2000px;background:#fff;color:#eee">wide</p><script>absent()</script>'
    page.write_text(text.replace('<main id="main">', f'<main id="main">{wide}'), "utf-8")
    faults = [fault.split()[0] for _, _, fault in faults_of(browser, [page], (320,))]
    assert {*faults} >= {"color-contrast", "html-has-lang", "wide:", "absent"}


def find_html_faults(pages: list[Path], folder: Path) -> list[list[str]]:
    """Return the rules of html-validate that pages break, with messages and places."""
    paths = folder / "pages.json"
    paths.write_text(json.dumps([*map(str, pages)]), encoding="utf-8")
    faults: list[list[str]] = run_client("html_faults.js", paths)
    return faults


@pytest.mark.parametrize("seed", [1, 3])
def test_html_validate_finds_nothing(seed: int, tmp_path: Path) -> None:
    pages = sorted(library(seed).rglob("*.html"))
    assert len(pages) > 30
    assert find_html_faults(pages, tmp_path) == []


@pytest.mark.long
def test_the_pages_of_300_books_have_no_fault(browser: Browser, tmp_path: Path) -> None:
    folder = library(5, 300)
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 900
    assert find_html_faults(pages, tmp_path) == []
    assert faults_of(browser, list_pages(folder)) == []


def test_html_validate_finds_the_faults_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "en.html"
    text = (library(3) / "en.html").read_text("utf-8")
    page.write_text(text.replace("<h1", '<img src="a.png"><h1 id="main"'), encoding="utf-8")
    rules = {rule for rule, _, _ in find_html_faults([page], tmp_path)}
    assert rules >= {"wcag/h37", "no-dup-id"}
