"""TEI documents in CETEIcean, which shows them in a browser: https://github.com/TEIC/CETEIcean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import publish
from tests.support.browser import open_browser
from tests.support.node_clients import MODULES, need_clients

pytestmark = pytest.mark.thorough

SCRIPT = MODULES / "CETEIcean" / "dist" / "CETEI.js"
LESSON = """The Two Names of the Light

בבוקר הוא נקרא שחר.

At dawn it is called shachar.[1]

בערב הוא נקרא ערב.

At dusk it is called erev.

[1] See Genesis 32:25.
"""
SHOW = """(document_text) => {
  const reader = new CETEI();
  document.body.replaceChildren(reader.makeHTML5(document_text));
  const box = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const {left, right, top} = range.getBoundingClientRect();
    return {text: element.textContent, left, right, top, width: document.body.clientWidth};
  };
  return {
    originals: [...document.querySelectorAll("tei-div[type=original] > tei-p")].map(box),
    translations: [...document.querySelectorAll("tei-div[type=translation] > tei-p")].map(box),
    notes: [...document.querySelectorAll("tei-note sup")].map((each) => each.textContent),
    title: document.querySelector("tei-titlepage").textContent.trim(),
  };
}"""


@pytest.fixture(scope="module")
def show() -> Iterator[Any]:
    """A function that shows a document and returns the places of its passages."""
    need_clients()
    if not SCRIPT.is_file():
        pytest.skip("CETEIcean is not installed: npm ci in tests/epub/clients")
    with open_browser() as browser:
        page = browser.new_page()
        page.set_content("<!DOCTYPE html><body style='margin: 0; font: 16px serif'>")
        page.add_style_tag(content="tei-p, tei-div {display: block} tei-teiheader {display: none}")
        page.add_script_tag(path=SCRIPT)
        yield lambda document: page.evaluate(SHOW, document.decode())


def test_hebrew_stands_at_the_right_above_its_translation(show: Any) -> None:
    shown = show(publish.export(LESSON, "tei").value)
    assert len(shown["originals"]) == len(shown["translations"]) == 2
    for hebrew, english in zip(shown["originals"], shown["translations"], strict=True):
        assert hebrew["right"] == pytest.approx(hebrew["width"], abs=1)
        assert english["left"] == pytest.approx(0, abs=1)
        assert hebrew["top"] < english["top"]


def test_without_a_direction_hebrew_would_stand_at_the_left(show: Any) -> None:
    document = publish.export(LESSON, "tei").value
    shown = show(document.replace(b"direction: rtl", b"direction: ltr"))
    assert all(hebrew["left"] == pytest.approx(0, abs=1) for hebrew in shown["originals"])


def test_notes_and_the_title_are_shown(show: Any) -> None:
    shown = show(publish.export(LESSON, "tei").value)
    assert len(shown["notes"]) == 1
    assert shown["title"] == "The Two Names of the Light"
