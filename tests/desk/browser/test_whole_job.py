"""A whole job in the browser, from a paste to the files, which are those of the commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from publish.artifacts.make import make
from publish.artifacts.plan import Request, plan_books
from publish.config import find_workspace

from .conftest import OpenPage, wait_until_good

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

PASTE = """The Leaf and the River

The river carries the leaf,

הנהר נושא את העלה,

and the leaf doesn't ask where it goes.

והעלה אינו שואל לאן.
"""
WORDS = {
    "en": {"make": "Make the book", "title": "Title"},
    "he": {"make": "יצירת הספר", "title": "כותרת"},
}


def download(page: Page, kind: str, folder: Path) -> Path:
    """Make a file at the desk, take it away, and return its copy."""
    row = page.locator(f"#panel-files li[data-kind={kind}]")
    row.get_by_role("button").click()
    row.get_by_role("link").wait_for()
    with page.expect_download() as event:
        row.get_by_role("link").click()
    path = folder / event.value.suggested_filename
    event.value.save_as(path)
    return path


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_paste_becomes_files_as_the_commands_make_them(
    tmp_path: Path, open_page: OpenPage, language: str
) -> None:
    workspace = tmp_path / "workspace"
    (workspace / "sources").mkdir(parents=True)
    (workspace / "publish.toml").write_text("")
    page = open_page(workspace, language=language)
    words = WORDS[language]

    page.locator("#new-text").fill(PASTE)
    page.locator("#new-name").fill("leaf")
    page.get_by_role("button", name=words["make"]).click()
    wait_until_good(page)
    assert (workspace / "sources" / "leaf.txt").read_text("utf-8") == PASTE

    page.locator("#scroll").focus()
    page.keyboard.press("s")
    page.get_by_label(words["title"], exact=True).fill("The Leaf")
    page.keyboard.press("Tab")
    expect(page.locator("#title")).to_have_text("The Leaf")

    page.locator("#scroll").focus()
    page.keyboard.press("d")
    copies = {kind: download(page, kind, tmp_path) for kind in ("booklet", "epub")}

    for kind, path in copies.items():
        (artifact,) = plan_books(("leaf",), find_workspace(workspace), Request((kind,))).value
        in_output = workspace / "output" / "leaf" / path.name
        assert path.read_bytes() == in_output.read_bytes()
        in_output.unlink()
        assert make(artifact).path.read_bytes() == path.read_bytes()
