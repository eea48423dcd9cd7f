"""A whole job in the browser, from nothing to the files, which are those of the commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.word_files import from_paste

from .conftest import OpenPage, wait_until_good
from .jobs import (
    SPACE,
    count_mouse_inputs,
    download,
    drop_file,
    expect_files_of_commands,
    expect_messages,
    make_empty_workspace,
    read_handout,
    tab_to,
)

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

HEBREW_LETTER = """העלה אינו שואל לאן הוא הולך, והנהר אינו משיב לו.

דברים ששמענו

האבן שבנהר אינה שואלת דבר, והמים עוברים עליה יום ולילה.
"""


def test_a_paste_becomes_files_as_the_commands_make_them(
    tmp_path: Path, open_page: OpenPage
) -> None:
    workspace = make_empty_workspace(tmp_path / "workspace")
    handout = read_handout()
    page = open_page(workspace)

    page.locator("#new-text").fill(handout)
    page.locator("#new-name").fill("lesson")
    page.get_by_role("button", name="Make the book").click()
    wait_until_good(page)
    text = workspace / "sources" / "lesson.txt"
    assert text.read_text("utf-8") == handout

    page.locator(".role[data-role=text]").first.click()
    page.get_by_role("menuitemradio", name="Quotation", exact=True).click()
    expect(page.locator(".role[data-role=quotation]")).to_have_count(1)
    assert 'as = "quotation"' in text.with_suffix(".toml").read_text("utf-8")

    page.locator("#tab-settings").click()
    page.get_by_label("Title", exact=True).fill("The Lesson of June")
    page.keyboard.press("Tab")
    page.get_by_label("Theme", exact=True).select_option("siddur")
    expect(page.locator(".settings-file pre")).to_contain_text('theme = "siddur"')
    expect(page.locator("#title")).to_have_text("The Lesson of June")

    invisible = page.locator(".card", has=page.locator(".code", has_text="T02"))
    invisible.get_by_role("button", name="Mend").click()
    expect_messages(page, "T02", 0)
    assert text.read_text("utf-8") == handout.replace(SPACE, "")

    warning = page.locator(".card", has=page.locator(".code", has_text="R01"))
    warning.get_by_role("button", name="Show in the text").click()
    page.keyboard.type("(Isaiah, 40:31)")
    page.keyboard.press("Control+s")
    expect_messages(page, "R01", 0)
    assert "(Isaiah, 40:31)" in text.read_text("utf-8")
    wait_until_good(page)

    page.locator("#tab-files").click()
    copies = {kind: download(page, kind, tmp_path) for kind in ("booklet", "epub")}
    expect_files_of_commands(workspace, "lesson", copies)


@pytest.mark.long
def test_a_word_file_becomes_files_as_the_commands_make_them_in_hebrew(
    tmp_path: Path, open_page: OpenPage
) -> None:
    workspace = make_empty_workspace(tmp_path / "workspace")
    page = open_page(workspace, language="he")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    drop_file(page, "הנהר.docx", from_paste(HEBREW_LETTER))
    expect(page.locator("#new-name")).to_have_value("הנהר")
    page.get_by_role("button", name="יצירת הספר").click()
    wait_until_good(page)
    settings = workspace / "sources" / "הנהר.toml"

    warning = page.locator(".card", has=page.locator(".code", has_text="T04"))
    warning.get_by_role("button", name="להחליט כך").click()
    expect_messages(page, "T04", 0)
    assert 'as = "title"' in settings.read_text("utf-8")

    page.locator(".cm-line", has_text="דברים ששמענו").click()
    page.locator(".role-button").click()
    page.get_by_role("menuitemradio", name="כותרת סעיף").click()
    expect(page.locator(".role-button")).to_have_text("כותרת סעיף")

    page.locator("#tab-settings").click()
    page.get_by_label("כותרת", exact=True).fill("העלה והנהר")
    page.keyboard.press("Tab")
    page.get_by_label("עיצוב", exact=True).select_option("siddur")
    expect(page.locator("#title")).to_have_text("העלה והנהר")
    expect(page.locator(".settings-file pre")).to_contain_text('theme = "siddur"')
    wait_until_good(page)

    page.locator("#tab-files").click()
    copies = {kind: download(page, kind, tmp_path) for kind in ("booklet", "epub")}
    expect_files_of_commands(workspace, "הנהר", copies)


@pytest.mark.long
def test_all_of_the_job_is_done_by_keyboard(tmp_path: Path, open_page: OpenPage) -> None:
    workspace = make_empty_workspace(tmp_path / "workspace")
    handout = read_handout()
    page = open_page(workspace)
    count_mouse_inputs(page)
    press = page.keyboard.press

    expect(page.locator("#new-text")).to_be_focused()
    page.keyboard.insert_text(handout)
    press("Tab")
    press("Tab")
    expect(page.locator("#new-name")).to_be_focused()
    page.keyboard.type("lesson")
    press("Enter")
    wait_until_good(page)

    press("e")
    expect(page.locator(".cm-content")).to_be_focused()
    go_to_role(page, "Paragraph")
    press("Control+.")
    choose(page, "Quotation")
    expect(page.locator(".role-button")).to_have_text("Quotation")

    press("Escape")
    press("s")
    tab_to(page, page.get_by_label("Title", exact=True))
    page.keyboard.type("The Lesson of June")
    tab_to(page, page.get_by_label("Theme", exact=True))
    for _ in range(9):
        if page.locator(":focus").input_value() != "siddur":
            press("ArrowDown")
    expect(page.locator(".settings-file pre")).to_contain_text('theme = "siddur"')
    expect(page.locator("#title")).to_have_text("The Lesson of June")

    press("Escape")
    go_to_message(page, "T02")
    press("m")
    expect_messages(page, "T02", 0)
    press("Escape")
    press("z")
    expect_messages(page, "T02", 1)
    text = workspace / "sources" / "lesson.txt"
    assert text.read_bytes() == handout.encode()
    press("Escape")
    go_to_message(page, "T02")
    press("m")
    expect_messages(page, "T02", 0)

    wait_until_good(page)
    press("Escape")
    press("d")
    copies = {kind: download(page, kind, tmp_path) for kind in ("booklet", "epub")}
    assert page.evaluate("window.mouseInputs") == 0
    expect_files_of_commands(workspace, "lesson", copies)


def go_to_role(page: Page, role: str) -> None:
    """Move down in the text to the first line of a role."""
    for _ in range(200):
        if page.locator(".role-button").inner_text() == role:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no line is a {role}")


def choose(page: Page, name: str) -> None:
    """Choose an item of the open menu by arrows."""
    for _ in range(40):
        if page.locator(":focus").inner_text() == name:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the menu has no {name}")


def go_to_message(page: Page, code: str) -> None:
    """Move the focus to the message of a rule."""
    for _ in range(60):
        page.keyboard.press("n")
        card = page.locator(".card:focus-within .code")
        if card.count() and card.text_content() == code:
            return
    raise AssertionError(f"no message is of {code}")
