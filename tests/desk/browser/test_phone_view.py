"""The EPUB at the width of a telephone, in a frame in which nothing runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from tests.desk.running_desk import serve

from .conftest import OpenPage, wait_for, wait_until_good
from .test_pages import edit, make_book
from .test_views import make_pairs

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

ATTACK = """<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
<script>parent.attacked = "script"</script>
<link rel="stylesheet" href="/assets/desk.css?attack"/>
</head><body onload="parent.attacked = 'handler'">
<img src="/api/desk?attack" onerror="parent.attacked = 'picture'"/><img src="http://example.com/attack"/>
<iframe src="/?attack"></iframe><object data="/assets/icon.svg?attack"></object>
<p id="end">An attack.</p></body></html>"""


def show_phone(page: Page) -> FrameLocator:
    page.keyboard.press("5")
    frame = page.frame_locator("#phone iframe")
    expect(frame.locator("body")).to_be_visible()
    return frame


def test_the_e_book_stands_beside_its_printed_page(tmp_path: Path, open_page: OpenPage) -> None:
    make_book(tmp_path, paragraphs=12)
    page = open_page(tmp_path)

    frame = show_phone(page)

    expect(frame.locator("body")).to_contain_text("Paragraph 0 begins here.")
    box = page.locator("#phone iframe").bounding_box()
    assert box
    assert 360 <= box["width"] <= 390
    expect(page.locator("#scroll")).to_be_visible()
    frame.locator("p", has_text="Paragraph 11 begins").scroll_into_view_if_needed()
    last = page.locator("figure.page").last
    wait_for(page, "document.querySelector('#scroll').scrollTop > 500")
    expect(last).to_be_in_viewport()


def test_chapters_sizes_and_the_night_by_keys(tmp_path: Path, open_page: OpenPage) -> None:
    make_pairs(tmp_path)
    page = open_page(tmp_path)
    frame = show_phone(page)
    expect(frame.locator("body")).to_contain_text("The river carries the leaf.")
    chapter = page.locator("#phone select")
    number = int(chapter.input_value())
    root = frame.locator("html")

    page.get_by_role("button", name="Larger letters").press("Enter")
    page.get_by_role("button", name="Dark").press("Enter")
    page.get_by_role("button", name="Chapter on").press("Enter")

    expect(chapter).to_have_value(str(number + 1))
    expect(root).to_have_attribute(
        "style",
        "font-size: 115%; color-scheme: dark; "
        "background: rgb(21, 23, 26); color: rgb(217, 213, 204);",
    )
    page.get_by_role("button", name="Chapter back").press("Enter")
    expect(frame.locator("body")).to_contain_text("The river carries the leaf.")
    page.locator("#edition").select_option("original")
    expect(frame.locator("body")).not_to_contain_text("The river carries the leaf.")
    page.locator("#edition").select_option("large-print")
    expect(page.locator("#phone .booklet-fault")).to_contain_text("large-print")


def test_an_edit_shows_in_the_frame_where_it_is_read(tmp_path: Path, open_page: OpenPage) -> None:
    text = make_book(tmp_path, paragraphs=12)
    page = open_page(tmp_path)
    frame = show_phone(page)
    paragraph = frame.locator("p", has_text="Paragraph 8 begins")
    paragraph.scroll_into_view_if_needed()

    edit(text, "Paragraph 8 begins here. The river", "Paragraph 8 begins here. The brook")

    expect(paragraph).to_contain_text("The brook")
    expect(paragraph).to_be_in_viewport()


@pytest.mark.parametrize("is_guarded", [True, False])
def test_nothing_runs_in_a_document_and_it_reaches_nothing(
    tmp_path: Path, browser: Browser, *, is_guarded: bool
) -> None:
    """Without the policy and the sandbox the attack succeeds: a control."""
    make_book(tmp_path, paragraphs=1)
    done: list[str] = []
    with serve(tmp_path) as opened:
        context = browser.new_context(viewport={"width": 1400, "height": 860})
        page = context.new_page()
        page.goto(opened.address)
        wait_until_good(page)
        page.route("**/epubs/**/*.xhtml", lambda route: attack(route, is_guarded=is_guarded))
        if not is_guarded:
            page.locator("#phone iframe").evaluate("each => each.removeAttribute('sandbox')")
        page.on("requestfinished", lambda request: done.append(request.url))
        page.keyboard.press("5")
        expect(page.frame_locator("#phone iframe").locator("#end")).to_be_visible()
        attacked = page.evaluate("window.attacked ?? ''")
        context.close()

    reached = [url for url in done if "attack" in url]
    assert bool(attacked or reached) is not is_guarded, (attacked, reached)


def attack(route: Route, *, is_guarded: bool) -> None:
    answer = route.fetch()
    policy = {} if is_guarded else {"content-security-policy": ""}
    route.fulfill(status=200, headers=answer.headers | policy, body=ATTACK)
