"""The text beside the pages: its outline, its form on the disk, and errors that come and go."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage, wait_for, wait_until_good
from .test_pages import edit, make_book

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

LESSON = (
    "A Small Book\n\nThe river carries\u00a0 the leaf,\n\nהנהר נושא את העלה,\n\n"
    "and the end.\n\nוסוף."
)
MARKED = """languages = ["en"]

[[mark]]
line = "The Last Part"
as = "chapter"
"""
FORMS = {
    "Unix": (LESSON, "utf-8"),
    "Windows": (LESSON.replace("\n", "\r\n"), "utf-8-sig"),
    "UTF-16": ("\ufeff" + LESSON + "\n", "utf-16-le"),
}

EDITOR_TEXT = "document.querySelector('.editor').shadowRoot.querySelector('.cm-content').innerText"

HOLD_ANSWERS = """() => {
  const own = window.fetch;
  const held = new Promise((resolve) => (window.release = resolve));
  window.fetch = async (address, options) => {
    const answer = await own(address, options);
    if (options.method === "GET" && /\\/files\\/[^/]*$/.test(address)) await held;
    return answer;
  };
}"""
NOTE_TEXTS = """() => {
  const root = document.querySelector(".editor").shadowRoot;
  window.texts = [];
  const note = () => window.texts.push(root.querySelector(".cm-content").innerText);
  new MutationObserver(note).observe(root, {childList: true, characterData: true, subtree: true});
  window.release();
}"""


def write_text(folder: Path, data: bytes) -> Path:
    """Return the text of a new workspace with one book of these bytes."""
    path = make_book(folder, paragraphs=1, settings='shape = "interlinear"\n')
    path.write_bytes(data)
    return path


def choose_role(page: Page, line: str, role: str) -> None:
    """Give a line of the text a role by its menu."""
    page.locator(".cm-line", has_text=line).click()
    page.locator(".role-button").click()
    page.get_by_role("menuitemradio", name=role, exact=True).click()


def test_the_outline_has_lines_with_their_roles_and_leads_to_them(
    tmp_path: Path, open_page: OpenPage
) -> None:
    settings = write_text(tmp_path, LESSON.encode()).with_suffix(".toml")
    before = settings.read_bytes()
    page = open_page(tmp_path)

    page.get_by_text("Lines, and what they are").click()
    lines = page.locator(".lines li")
    expect(lines).to_have_count(5)
    roles = [lines.nth(index).get_attribute("data-role") for index in range(lines.count())]
    assert roles == ["title", "translation", "original", "translation", "original"]

    lines.nth(2).get_by_role("button").click()
    expect(page.locator(".source-foot span")).to_have_text("Line 5")
    expect(page.locator(".mark.word")).not_to_have_count(0)

    page.get_by_label("What this line is").select_option("original")
    expect(lines).to_have_count(2)
    choose_role(page, "הנהר נושא", "Quotation")
    expect(lines).to_have_count(1)
    expect(page.locator(".change ins").first).to_be_visible()
    page.locator(".change .undo").click()
    expect(lines).to_have_count(2)
    assert settings.read_bytes() == before


def test_a_heading_of_the_contents_leads_to_its_page_and_its_line(
    tmp_path: Path, open_page: OpenPage
) -> None:
    text = make_book(tmp_path, paragraphs=30)
    text.write_text(text.read_text("utf-8") + "\n\nThe Last Part\n\nWords of it.\n", "utf-8")
    text.with_suffix(".toml").write_text(MARKED, "utf-8")
    page = open_page(tmp_path)

    page.locator("#contents .outline").get_by_text("The Last Part").click()

    line = text.read_text("utf-8").split("\n").index("The Last Part") + 1
    expect(page.locator(".source-foot span")).to_have_text(f"Line {line}")
    expect(page.locator(".page").last.locator("img")).to_be_in_viewport()


@pytest.mark.parametrize("form", FORMS)
def test_mend_and_undo_give_back_the_same_bytes(
    tmp_path: Path, open_page: OpenPage, form: str
) -> None:
    text, encoding = FORMS[form]
    path = write_text(tmp_path, text.encode(encoding))
    page = open_page(tmp_path)

    message = page.locator(".card", has=page.locator(".code", has_text="T09"))
    message.locator(".mend").click()
    expect(message).to_have_count(0)
    assert path.read_bytes() == text.replace("\u00a0", " ").encode(encoding)
    page.locator(".change .undo").click()
    expect(message).to_have_count(1)
    assert path.read_bytes() == text.encode(encoding)

    # Words that are typed before the editor has the text of the disk would meet a conflict.
    wait_for(page, f"({EDITOR_TEXT}).includes('\u00a0')")
    page.locator(".cm-line", has_text="A Small Book").click()
    page.keyboard.press("N")
    page.keyboard.press("Control+s")
    expect(page.locator(".save-state")).to_have_text("Saved")
    assert path.read_bytes() != text.encode(encoding)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+s")
    expect(page.locator(".save-state")).to_have_text("Saved")
    assert path.read_bytes() == text.encode(encoding)


def test_an_error_appears_with_the_last_good_pages_and_goes_away(
    tmp_path: Path, open_page: OpenPage
) -> None:
    settings = write_text(tmp_path, LESSON.encode()).with_suffix(".toml")
    page = open_page(tmp_path)
    before = settings.read_text("utf-8")

    settings.write_text(before + 'theme = "none of this name"\n', "utf-8")
    error = page.locator(".card[data-severity=error]")
    expect(error).to_have_count(1)
    expect(page.locator("#notice")).to_be_visible()
    expect(page.locator("#rows img")).not_to_have_count(0)

    settings.write_text(before, "utf-8")
    expect(error).to_have_count(0)
    expect(page.locator("#notice")).to_be_hidden()
    wait_until_good(page)


def test_a_guessed_encoding_is_shown_before_it_is_changed(
    tmp_path: Path, open_page: OpenPage
) -> None:
    before = ("שיעור ראשון\n\n" + "בראשית ברא אלהים את השמים ואת הארץ.\n" * 3).encode("cp1255")
    path = write_text(tmp_path, before)
    page = open_page(tmp_path)

    page.get_by_role("button", name="Save as UTF-8").click()
    expect(page.locator(".utf8-lines li").first).to_have_text("שיעור ראשון")
    assert path.read_bytes() == before
    page.get_by_role("button", name="They are right: save").click()

    expect(page.locator(".encoding")).to_be_hidden()
    assert path.read_bytes() == before.decode("cp1255").encode()
    page.locator(".change .undo").click()
    expect(page.locator(".encoding")).to_be_visible()
    assert path.read_bytes() == before


def test_an_answer_that_a_save_overtakes_does_not_bring_back_the_old_text(
    tmp_path: Path, open_page: OpenPage
) -> None:
    write_text(tmp_path, LESSON.encode())
    page = open_page(tmp_path)
    page.evaluate(HOLD_ANSWERS)
    page.locator("#language").click()  # the text is read again, and the answer waits
    page.locator(".cm-line", has_text="A Small Book").click()
    page.keyboard.press("N")
    page.keyboard.press("Control+s")
    expect(page.locator(".save-state")).to_have_text("נשמר")
    page.evaluate(NOTE_TEXTS)
    page.wait_for_timeout(300)
    assert all("BookN" in text for text in page.evaluate("window.texts"))


def test_a_mark_goes_with_the_page_that_it_was_on(tmp_path: Path, open_page: OpenPage) -> None:
    text = write_text(tmp_path, LESSON.encode())
    page = open_page(tmp_path)
    page.locator(".cm-line", has_text="and the end").click()
    expect(page.locator(".mark.word")).to_have_count(1)

    edit(text, "A Small Book", "A Small Book of Leaves")

    expect(page.locator(".mark.word")).to_have_count(0)
