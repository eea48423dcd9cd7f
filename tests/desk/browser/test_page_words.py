"""Words of pages in the browser: a click leads to the text, and the cursor back to the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import find_faults

from .conftest import OpenPage

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

TEXT = """The Ink of the Scribe

In the beginning God created the heaven and the earth.

בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ.
"""
SETTINGS = 'title = "The Ink of the Scribe"\nlanguages = ["en", "he"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources" / "ink.txt").write_text(TEXT, "utf-8")
    (tmp_path / "sources" / "ink.toml").write_text(SETTINGS, "utf-8")
    return tmp_path


def open_text(page: Page, number: int) -> None:
    """Open the text of a page by its button."""
    page.locator(f".page[data-number='{number}'] .page-text > button").click()
    page.locator(f".page[data-number='{number}'] .page-words h2").wait_for()


def click_on_picture(page: Page, number: int, word: str) -> None:
    """Click on the picture of a page where the text of the page has a word."""
    node = page.locator(f"#page-text-{number} [data-x]").get_by_text(word).first
    x, y = (float(node.get_attribute(f"data-{name}") or 0) for name in "xy")
    paper = page.locator(f".page[data-number='{number}'] .paper")
    paper.scroll_into_view_if_needed()
    zoom = page.evaluate("document.querySelector('#rows').style.getPropertyValue('--zoom')")
    paper.click(position={"x": x * float(zoom), "y": y * float(zoom)})


def read_selection(page: Page) -> str:
    """Return the selected text of the editor."""
    text: str = page.evaluate(
        """() => {
            const root = document.querySelector(".editor").shadowRoot;
            const selection = root.getSelection ? root.getSelection() : getSelection();
            return selection.toString();
        }"""
    )
    return text


@pytest.mark.parametrize(
    ("number", "word", "file"),
    [(3, "heaven", "ink.txt"), (3, "אֱלֹהִים", "ink.txt"), (1, "Scribe", "ink.toml")],
)
def test_a_click_on_a_word_selects_it_in_its_file(
    folder: Path, open_page: OpenPage, number: int, word: str, file: str
) -> None:
    page = open_page(folder)
    open_text(page, number)

    click_on_picture(page, number, word)

    expect(page.locator(".source-bar option:checked")).to_have_text(re.compile(re.escape(file)))
    page.locator(".mark.word").first.wait_for(state="attached")
    assert read_selection(page) == word


def test_the_cursor_in_settings_marks_the_title_page(folder: Path, open_page: OpenPage) -> None:
    page = open_page(folder)
    choice = page.locator(".source-bar option", has_text="ink.toml")
    page.locator(".source-bar select").select_option(choice.get_attribute("value"))
    page.locator(".cm-content").get_by_text("languages").wait_for()

    page.locator(".cm-line").first.click(position={"x": 2, "y": 4})
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")

    page.locator(".page[data-number='1'] .mark.word").first.wait_for(state="attached")


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_text_of_a_page_is_read_and_opened_by_keyboard(
    folder: Path, open_page: OpenPage, language: str
) -> None:
    page = open_page(folder, language)
    page.evaluate("document.querySelector('.page[data-number=\"3\"]').scrollIntoView()")
    page.locator("#scroll").focus()

    page.keyboard.press("t")
    expect(page.locator("#page-text-3 [role=link]")).to_be_focused()

    text = page.locator("#page-text-3")
    expect(text.locator("h3")).to_have_attribute("lang", "en")
    expect(text.locator("p[lang=he][dir=rtl]")).to_contain_text("בְּרֵאשִׁית")
    assert find_faults(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")  # the word after the first one, in Hebrew
    assert page.locator(":focus").inner_text() == "בָּרָא"

    page.keyboard.press("Enter")

    page.locator(".mark.word").first.wait_for(state="attached")
    assert read_selection(page) == "בָּרָא"


def test_lists_and_tables_are_lists_and_tables(folder: Path, open_page: OpenPage) -> None:
    (folder / "sources" / "ink.txt").unlink()
    lines = ("- a reed", "- a quill", "", "| ink | gall |", "| --- | --- |", "| black | brown |")
    (folder / "sources" / "ink.md").write_text("\n".join(lines), "utf-8")
    page = open_page(folder)

    open_text(page, 3)

    text = page.locator("#page-text-3")
    assert text.locator("ul > li").all_inner_texts() == ["a reed", "a quill"]
    rows = [each.split() for each in text.locator("tr").all_inner_texts()]
    assert rows == [["ink", "gall"], ["black", "brown"]]
    assert find_faults(page) == []


def test_the_text_of_a_page_follows_an_edit(folder: Path, open_page: OpenPage) -> None:
    page = open_page(folder)
    open_text(page, 3)
    path = folder / "sources" / "ink.txt"

    path.write_text(TEXT.replace("heaven", "brook"), "utf-8")

    expect(page.locator("#page-text-3")).to_contain_text("created the brook")


def test_a_click_on_a_page_without_text_says_so(folder: Path, open_page: OpenPage) -> None:
    pages = "\n\n".join(f"# Chapter {number}\n\nSome words." for number in (1, 2))
    (folder / "sources" / "ink.txt").unlink()
    (folder / "sources" / "ink.md").write_text(f"{pages}\n", "utf-8")
    page = open_page(folder)
    page.keyboard.press("t")
    blank = page.locator(".page:has(img[alt])").nth(3).locator(".paper")
    blank.scroll_into_view_if_needed()

    blank.click(position={"x": 50, "y": 50})

    expect(page.locator(".page-note")).to_have_text("No text here")
