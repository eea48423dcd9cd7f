"""Chromium driven by Playwright, and the faults of a page that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.support.chromium import find_program
from tests.support.node_clients import MODULES, need_clients

# Violations that axe finds, and elements that are wider than the window.
_INSPECT = """async () => {
  await document.fonts.ready;
  const results = await axe.run(document, {resultTypes: ["violations"]});
  const violations = results.violations.map((each) =>
    [each.id, ...each.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3)].join(" "));
  const width = document.documentElement.clientWidth;
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    const isHidden = element.matches(".skip") || box.width === 0;
    return !isHidden && (box.right > width + 1 || box.left < -1);
  }).map((element) => `wide: ${element.outerHTML.slice(0, 80)}`);
  if (document.documentElement.scrollWidth > width) wide.push("the page scrolls sideways");
  if (results.passes.length < 10) violations.push("axe found next to nothing to judge");
  return [...violations, ...wide];
}"""


class _SharedPlaywright:
    """The one Playwright of this process: a second one cannot begin while the first one runs."""

    def __init__(self) -> None:
        self._users = 0
        self._playwright: Playwright | None = None

    @contextmanager
    def use(self) -> Iterator[Playwright]:
        """Start Playwright if it does not run; the last user ends it."""
        playwright = self._playwright = self._playwright or sync_playwright().start()
        self._users += 1
        try:
            yield playwright
        finally:
            self._users -= 1
            if not self._users:
                playwright.stop()
                self._playwright = None


_SHARED = _SharedPlaywright()


@contextmanager
def open_browser(*arguments: str) -> Iterator[Browser]:
    """Open the Chromium of Debian with more arguments; skip the test if it is not installed."""
    program = find_program()
    with _SHARED.use() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", *arguments],
        )
        try:
            yield browser
        finally:
            browser.close()


@cache
def _axe() -> str:
    need_clients()
    return (MODULES / "axe-core" / "axe.min.js").read_text("utf-8")


def find_faults(page: Page) -> list[str]:
    """Return the violations that axe finds in a page, and the elements wider than its window.

    Scripts must run in the page: axe waits for timers, which never end in a page without them.
    """
    page.evaluate(_axe())
    faults: list[str] = page.evaluate(_INSPECT)
    return faults
