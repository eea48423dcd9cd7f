"""Pages of strangers in the browser that has the desk open: they read nothing and write nothing.

The same pages read and write where only Starlette's own middleware stands before the desk.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp

from publish.desk.desk import Desk
from publish.desk.routes import make_application
from publish.desk.server import OpenDesk, open_desk
from tests.desk.running_desk import make_workspace, serve, serve_open_desk
from tests.support.browser import open_browser

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

PAGE = b"""<!doctype html><meta charset="utf-8"><title>A page</title><script>
const loads = (name, address) => new Promise((resolve) => {
  const element = document.createElement(name);
  element.onload = () => resolve("loaded");
  element.onerror = () => resolve("refused");
  element.src = address;
  document.head.append(element);
});
const reads = (address, options) =>
  fetch(address, {credentials: "include", ...options})
    .then((answer) => answer.text()).then((text) => `read ${text}`, () => "refused");
const listens = (address) => new Promise((resolve) => {
  const stream = new EventSource(address, {withCredentials: true});
  stream.onopen = () => resolve("loaded");
  stream.onerror = () => resolve("refused");
});
async function attack(desk) {
  const results = {
    text: await reads(`${desk}/api/desk`),
    script: await loads("script", `${desk}/assets/words.js`),
    stream: await listens(`${desk}/api/events`),
  };
  const form = {method: "POST", mode: "no-cors", body: "A text of a stranger."};
  await reads(`${desk}/api/new?file=stranger.txt`, form);
  await reads(`${desk}/api/books/a/files/b`, {method: "PUT", body: "{}"});
  return results;
}
</script>
"""


class Stranger(BaseHTTPRequestHandler):
    """A web server of a stranger, with one page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def stranger() -> Iterator[int]:
    """The port of the server of a stranger on this computer."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for which every name leads to this computer, as by DNS rebinding."""
    with open_browser("--host-resolver-rules=MAP *.example 127.0.0.1") as browser:
        yield browser


@contextmanager
def serve_stock(folder: Path, wrap: Callable[[ASGIApp], ASGIApp]) -> Iterator[OpenDesk]:
    """Serve a desk behind other parts than its guard."""
    desk = Desk(folder)
    stock: Any = wrap(make_application(desk))
    with serve_open_desk(replace(open_desk(desk, 0), guard=stock)) as opened:
        yield opened


def trust_host(application: ASGIApp) -> ASGIApp:
    return TrustedHostMiddleware(application, ["127.0.0.1", "localhost"])


def attack(browser: Browser, opened: OpenDesk, site: str, first: str) -> dict[str, str]:
    """Return what a page of a site can do in the browser that has opened ``first``."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(first)
    page.goto(site)
    results: dict[str, str] = page.evaluate("attack", f"http://127.0.0.1:{opened.port}")
    context.close()
    return results


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "evil.example"])
def test_a_page_of_a_stranger_reads_and_writes_nothing(
    tmp_path: Path, browser: Browser, stranger: int, host: str
) -> None:
    workspace = make_workspace(tmp_path)
    with serve(workspace) as opened:
        results = attack(browser, opened, f"http://{host}:{stranger}/", opened.address)
    assert set(results.values()) == {"refused"}
    assert not (workspace / "sources" / "stranger.txt").exists()


def test_behind_the_stock_middleware_it_loads_and_writes(
    tmp_path: Path, browser: Browser, stranger: int
) -> None:
    workspace = make_workspace(tmp_path)
    with serve_stock(workspace, trust_host) as opened:
        first = f"{opened.origin}/"
        results = attack(browser, opened, f"http://evil.example:{stranger}/", first)
    assert results["script"] == "loaded"
    assert (workspace / "sources" / "stranger.txt").exists()


def text_of(page: Page, address: str) -> tuple[int, str]:
    answer = page.goto(address)
    assert answer is not None
    return answer.status, answer.text()


def test_a_name_that_is_led_to_the_desk_is_refused(tmp_path: Path, browser: Browser) -> None:
    page = browser.new_page()
    with serve(make_workspace(tmp_path)) as opened:
        token = opened.address.partition("?")[2]
        status, text = text_of(page, f"http://evil.example:{opened.port}/?{token}")
        assert (status, "small" in text) == (421, False)
        page.goto(opened.address)
        assert text_of(page, f"http://evil.example:{opened.port}/api/desk")[0] == 421
    with serve_stock(tmp_path, lambda application: application) as opened:
        status, text = text_of(page, f"http://evil.example:{opened.port}/api/desk")
        assert (status, "small" in text) == (200, True)
    page.context.close()


def test_a_link_or_a_frame_of_a_stranger_does_not_show_the_desk(
    tmp_path: Path, browser: Browser, stranger: int
) -> None:
    page = browser.new_page()
    with serve(make_workspace(tmp_path)) as opened:
        page.goto(opened.address)
        page.goto(f"http://evil.example:{stranger}/")
        show = "(address) => { document.body.innerHTML = `<iframe src='${address}'></iframe>`; }"
        with page.expect_response(f"{opened.origin}/") as frame:
            page.evaluate(show, f"{opened.origin}/")
        assert frame.value.status == 403
        link = "(address) => { document.body.innerHTML = `<a href='${address}'>desk</a>`; }"
        page.evaluate(link, f"{opened.origin}/")
        with page.expect_response(f"{opened.origin}/") as answer:
            page.get_by_role("link").click()
        assert answer.value.status == 403
        assert "cookie" not in answer.value.request.all_headers()
    page.context.close()
