"""Libraries in other programs: OPDS clients, and the pages in Chromium with axe.

CI installs the programs of ``tests/epub/clients`` by ``npm ci --ignore-scripts`` in that folder.
Without them these tests are skipped.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.chromium import QUIET, find_program

from .test_site import library

pytestmark = pytest.mark.slow

CLIENTS = Path(__file__).parents[1] / "epub" / "clients"
MODULES = CLIENTS / "node_modules"
WIDTHS = (320, 1280)
LIGHT, DARK = "1", "0"
"""The values of Chromium's setting preferredColorScheme."""

# The faults of a page: violations that axe finds, and elements that are wider than the window.
INSPECT = """async (frame) => {
  const page = frame.contentDocument;
  const script = page.createElement("script");
  script.textContent = window.AXE;
  page.head.append(script);
  const results = await frame.contentWindow.axe.run(page);
  const violations = results.violations.map((each) =>
    [each.id, each.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3)]);
  const width = page.documentElement.clientWidth;
  const wide = [...page.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    const is_hidden = element.matches(".skip") || box.width === 0;
    return !is_hidden && (box.right > width + 1 || box.left < -1);
  }).map((element) => element.outerHTML.slice(0, 80));
  const scrolls = page.documentElement.scrollWidth > width;
  return {violations, wide, scrolls, passes: results.passes.length};
}"""

# The numbers of books that are shown after each of several words and choices.
SEARCH = """async (frame) => {
  const page = frame.contentDocument;
  const shown = () => [...page.querySelectorAll("#books > .book")]
    .filter((book) => book.getBoundingClientRect().width > 0)
    .map((book) => book.querySelector(".titles").textContent.trim());
  const choose = (name, value) => {
    const input = page.getElementById(name);
    input.value = value;
    input.dispatchEvent(new frame.contentWindow.Event("input", {bubbles: true}));
    return shown();
  };
  const all = shown();
  const hebrew = choose("languages", "he");
  const words = choose("words", WORDS);
  const none = [choose("words", "no such word"), page.getElementById("none").textContent];
  choose("words", "");
  const again = choose("languages", "");
  return {all, hebrew, words, none, again};
}"""

_HARNESS = """
const inspect = %s;
const ready = (frame) => new Promise((done) => {
  const look = () => {
    const page = frame.contentDocument;
    if (page && page.readyState === "complete" && page.location.href !== "about:blank")
      page.fonts.ready.then(() => done());
    else setTimeout(look, 20);
  };
  look();
});
(async () => {
  const results = [];
  for (const frame of document.querySelectorAll("iframe")) {
    await ready(frame);
    try {
      results.push(await inspect(frame));
    } catch (error) {
      results.push({error: String(error)});
    }
  }
  const report = document.createElement("pre");
  report.id = "report";
  report.textContent = JSON.stringify(results);
  document.body.replaceChildren(report);
})();
"""


def need_clients() -> None:
    """Skip the test without Node.js or the programs of ``clients``."""
    if not shutil.which("node"):
        pytest.skip("the clients need Node.js, and there is none here")
    if not MODULES.is_dir():
        pytest.skip("`npm ci --ignore-scripts` has not been run in tests/epub/clients")


def run_in_browser(
    folder: Path, pages: list[tuple[str, int]], program: str, *, colours: str, sandbox: str = ""
) -> list[dict[str, Any]]:
    """Return what a program reports of each page at a width in pixels."""
    browser = find_program()
    frames = "".join(
        f'<iframe src="{page}" style="border:0;width:{width}px;height:900px" {sandbox}></iframe>'
        for page, width in pages
    )
    axe = ""
    if "axe" in program:
        axe = f"window.AXE = {json.dumps((MODULES / 'axe-core/axe.min.js').read_text('utf-8'))};"
    harness = folder / "harness.html"
    script = axe.replace("</", "<\\/") + _HARNESS % program
    harness.write_text(f"<body>{frames}<script>{script}</script></body>", encoding="utf-8")
    try:
        process = subprocess.run(
            [
                *(browser, *QUIET, "--dump-dom", "--hide-scrollbars"),
                *(f"--user-data-dir={folder.parent}/profile", "--allow-file-access-from-files"),
                f"--blink-settings=preferredColorScheme={colours}",
                *("--window-size=1400,1000", "--virtual-time-budget=120000", harness.as_uri()),
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=True,
        )
    finally:
        harness.unlink()
    report = re.search('<pre id="report">(.*?)</pre>', process.stdout, re.DOTALL)
    assert report, f"the browser reported nothing: {process.stderr[-500:]}"
    results: list[dict[str, Any]] = json.loads(html.unescape(report[1]))
    return results


def pages_of(folder: Path) -> list[tuple[str, int]]:
    """Return the lists of books and three pages of books, in both languages and at all widths."""
    books = sorted(path.name for path in (folder / "books").iterdir())[:3]
    names = [
        name
        for lang in ("en", "he")
        for name in (f"{lang}.html", *(f"books/{book}/{lang}.html" for book in books))
    ]
    return [(name, width) for name in names for width in WIDTHS]


@cache
def read_by_clients() -> dict[str, Any]:
    """Return what OPDS clients read of the feeds of a library of sixty books."""
    need_clients()
    report = library(4, 60).with_name("clients.json")
    process = subprocess.run(
        ["node", CLIENTS / "opds.js", library(4, 60), report],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert process.returncode == 0, process.stderr[-2000:]
    feeds: dict[str, Any] = json.loads(report.read_bytes())
    return feeds


@pytest.mark.parametrize("ending", ["xml", "json"])
def test_clients_find_all_books_from_the_root(ending: str) -> None:
    feeds = read_by_clients()
    assert f"all.{ending}" in feeds[f"root.{ending}"]["navigation"]
    first, second = feeds[f"all.{ending}"], feeds[f"all.2.{ending}"]
    assert first["next"] == f"all.2.{ending}"
    books = first["publications"] + second["publications"]
    assert len({book["identifier"] for book in books}) == len(books) > 60
    assert all(book["languages"] and book["authors"] and book["links"] for book in books)
    assert {book["images"] for book in books} == {0, 2}


def test_a_client_reads_scripts_series_and_directions() -> None:
    books = read_by_clients()["all.json"]["publications"]
    assert {book["direction"] for book in books} == {"ltr", "rtl"}
    assert any(isinstance(book["title"], dict) and len(book["title"]) == 2 for book in books)
    assert any(book["series"] and isinstance(book["series"][0][1], int) for book in books)


def test_a_second_client_tells_navigation_and_acquisition_feeds_apart() -> None:
    feeds = read_by_clients()
    kinds = {name: feed["kind"] for name, feed in feeds.items() if name.endswith(".xml")}
    assert kinds["root.xml"] == kinds["languages.xml"] == "NavigationFeed"
    assert kinds["all.xml"] == kinds["new.xml"] == "AcquisitionFeed"
    assert all(files >= 1 for _, files, _ in feeds["all.xml"]["entries"])


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(colours: str) -> None:
    need_clients()
    folder = library(3)
    pages = pages_of(folder)
    results = run_in_browser(folder, pages, INSPECT, colours=colours)
    for page, result in zip(pages, results, strict=True):
        assert result.get("violations") == [], (page, result)
        assert not result["scrolls"], (page, result["wide"])
        assert result["wide"] == [], page
        assert result["passes"] > 15


def test_search_and_filters_show_the_books_that_match() -> None:
    folder = library(3)
    program = SEARCH.replace("WORDS", json.dumps("הַמִּלִים אור", ensure_ascii=False))
    pages = [("en.html", 1280), ("he.html", 320)]
    for result in run_in_browser(folder, pages, program, colours=LIGHT):
        assert len(result["all"]) == 12
        assert result["again"] == result["all"]
        assert 0 < len(result["words"]) < len(result["hebrew"]) < 12
        assert set(result["words"]) <= set(result["hebrew"])
        assert result["none"][0] == []
        assert result["none"][1]


def test_pages_are_whole_without_script() -> None:
    folder = library(3)
    program = """async (frame) => {
      const page = frame.contentDocument;
      const visible = (element) => element && element.getBoundingClientRect().height > 0;
      return {
        books: [...page.querySelectorAll("#books > .book")].filter(visible).length,
        form: visible(page.getElementById("filters")),
        everything: visible(page.querySelector("a[href='everything.zip']")),
      };
    }"""
    (result,) = run_in_browser(
        folder, [("he.html", 320)], program, colours=LIGHT, sandbox='sandbox="allow-same-origin"'
    )
    assert result == {"books": 12, "form": False, "everything": True}
