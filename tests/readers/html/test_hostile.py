"""Pages that are made to be slow; other hostile ones: tests/readers/test_hostile_files.py."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.readers.html.page import read_page
from publish.text.source import Source
from tests.readers.html.pages import draft, page
from tests.support.growth import is_linear
from tests.support.pass_costs import limit_time

SLOW: dict[str, Callable[[int], str]] = {
    "nested elements": lambda n: "<div>" * n + "text" + "</div>" * n,
    "elements that stay open": lambda n: "<b><i><font>" * n + "text",
    "attributes": lambda n: "<p " + " ".join(f"a{i}=b" for i in range(n)) + ">text",
    "open quotation marks": lambda n: "<a x='>' " * n,
    "tags without an end": lambda n: "<a " * n,
    "comments without an end": lambda n: "<!-- <!" * n,
    "crossing emphasis": lambda n: "<b><p><i>x</b></p>" * n,
    "references": lambda n: "&amp;&#x5d0;&nosuch;&&" * n,
    "list items": lambda n: "<ul><li>x" * n,
    "open tables": lambda n: "<table><tr><td>x" * n,
    "wide cells": lambda n: "<table>" + "<tr><td colspan=9999 rowspan=9999>x" * n,
    "calls of one note": lambda n: "<a href='#n'>1</a>" * n + "<p id=n><a href='#n'>1</a> note",
    "notes": lambda n: (
        "".join(f"<a id=r{i} href='#n{i}'>1</a>" for i in range(n))
        + "".join(f"<p><a id=n{i} href='#r{i}'>1</a> x" for i in range(n))
    ),
    "empty elements before notes": lambda n: (
        "".join(f"<a href='#n{i}'>1</a>" for i in range(n))
        + "<p>"
        + "<i></i>" * n
        + "".join(f"<a id=n{i}></a>" for i in range(n))
    ),
    "style rules": lambda n: f"<style>{'.a{font-weight:bold}/*' * n}</style><p class=a>x",
    "articles": lambda n: "<nav>x</nav>" + "<article><h1>x</h1><p>text</article>" * n,
    "hidden parts": lambda n: "<div hidden>x</div><p>text" * n,
    "scripts without an end": lambda n: "<p>x" + "<script>" * n,
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", SLOW)
def test_the_time_is_linear_in_the_page(name: str) -> None:
    make = SLOW[name]
    assert is_linear(lambda size: read_page(Source("a.html", make(size))), 1_000)


def test_deep_nesting_is_reported_and_keeps_the_text() -> None:
    outcome = draft("<div>" * 10_000 + "<p>The text" + "</div>" * 10_000)
    assert [each.text.text for each in outcome.value.chunks] == ["The text"]
    assert "W48" in [each.code for each in outcome.diagnostics]


@pytest.mark.long
def test_a_page_of_50_megabytes_is_read_within_bounds() -> None:
    paragraph = "<p class=c1>The gate of the <b>house</b> was open, &amp; he went in. שלום</p>\n"
    html = page(paragraph * (50_000_000 // len(paragraph)))
    with limit_time(600):
        outcome = draft(html)
    assert len(outcome.value.chunks) == 50_000_000 // len(paragraph)
