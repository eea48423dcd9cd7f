"""Steps of an editor's job at the desk, and the comparison of its files with the commands'."""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.conftest import CORPUS
from tests.support.processes import ROOT

LESSON = """Summer Gathering - "Beside the River" - June 2025

Lesson 2: The Leaf and the River

Selected Excerpts from the Sources


1. A. Author, Letter No. 3

The river carries the leaf, and the leaf does not ask where it goes.

It was said about this (Isaiah, 4:31): “Yet those who hope for the Lord will gain new strength.”

2. A. Author, Letter No. 4

The stone lies in the river, and asks for nothing either.
"""
"""A text like the handout of the corpus."""

SPACE = "\u200b"
"""An invisible character, as web pages leave it between words."""

MOST_TABS = 200

INPUTS = ("pointerdown", "mousedown", "touchstart", "drop")
_COUNT_MOUSE = f"""window.mouseInputs = 0;
for (const type of {list(INPUTS)})
  addEventListener(type, () => window.mouseInputs++, true);"""


def read_handout() -> str:
    """Return the handout of the corpus, or a similar text, with one invisible character."""
    path = next(iter(sorted(CORPUS.glob("000_*.txt"))), None)
    text = path.read_text("utf-8") if path else LESSON
    return text.replace("Lesson", f"Les{SPACE}son", 1)


def make_empty_workspace(folder: Path) -> Path:
    """Return a workspace without a book."""
    (folder / "sources").mkdir(parents=True)
    (folder / "publish.toml").write_text("")
    return folder


def drop_file(page: Page, name: str, data: bytes) -> None:
    """Drop a file on the desk, as a file manager does."""
    transfer = page.evaluate_handle(
        """([name, data]) => {
          const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], name));
          return transfer;
        }""",
        [name, base64.b64encode(data).decode()],
    )
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})


def count_mouse_inputs(page: Page) -> None:
    """Count the inputs of a mouse or a finger from now on."""
    page.evaluate(_COUNT_MOUSE)


def expect_messages(page: Page, code: str, count: int) -> None:
    """Wait until the desk has so many messages of a rule."""
    cards = page.locator(".card", has=page.locator(".code", has_text=code))
    expect(cards).to_have_count(count)


def tab_to(page: Page, wanted: Locator) -> None:
    """Move the focus to an element by the key Tab."""
    wanted.wait_for(state="attached")
    for _ in range(MOST_TABS):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {wanted}")


def download(page: Page, kind: str, folder: Path) -> Path:
    """Make a file at the desk, take it away, and return its copy; the keyboard does all of it."""
    row = page.locator(f"#panel-files li[data-kind={kind}]")
    tab_to(page, row.get_by_role("button").first)
    page.keyboard.press("Enter")
    link = row.get_by_role("link")
    link.wait_for()
    tab_to(page, link)
    with page.expect_download() as event:
        page.keyboard.press("Enter")
    path = folder / event.value.suggested_filename
    event.value.save_as(path)
    return path


def expect_files_of_commands(workspace: Path, book: str, copies: dict[str, Path]) -> None:
    """Run the command of each kind in a copy of the workspace, and compare the bytes."""
    copy = workspace.with_name("copy")
    shutil.copytree(workspace, copy, ignore=shutil.ignore_patterns("output"))
    for kind, path in copies.items():
        command = [sys.executable, "-m", "publish", kind, book]
        result = subprocess.run(
            command,
            cwd=copy,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        file = copy / "output" / book / path.name
        assert file.read_bytes() == path.read_bytes(), kind
