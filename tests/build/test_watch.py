"""Watching: a save makes the book again, a fault leaves the last good one, and Ctrl-C no trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.cli.watch import matters

TEXT = "A Book of Saving\n\nThe first sentence of a text that is long enough to be a text.\n"


@pytest.mark.parametrize(
    ("name", "so"),
    [
        ("a.txt", True),
        ("book.toml", True),
        ("print.css", True),
        ("cover.PNG", True),
        (".a.txt.swp", False),
        ("a.txt~", False),
        (".#a.txt", False),
        ("4913", False),
    ],
)
def test_only_files_that_books_are_made_of_matter(name: str, so: bool):
    assert matters(Path("sources") / name) is so


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("", "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_clean_removes_what_is_kept_and_no_book(workspace: Path):
    kept = workspace / "output" / ".cache" / "pages" / "one"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"")
    book = workspace / "output" / "a" / "a.pdf"
    book.parent.mkdir()
    book.write_bytes(b"%PDF")
    first, second = (CliRunner().invoke(main, ["clean"]) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "removed" in first.output
    assert "nothing is kept" in second.output
    assert not kept.parent.parent.exists()
    assert book.exists()


@pytest.fixture
def watching(workspace: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "publish", "watch"],
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    yield process
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it did not come to pass within a minute"
        time.sleep(0.02)


@pytest.mark.slow
def test_a_save_makes_the_book_again_and_a_fault_leaves_the_last_good_one(
    workspace: Path, watching: subprocess.Popen[bytes]
):
    book = workspace / "output" / "a" / "a.pdf"
    source = workspace / "sources" / "a.txt"
    assert watching.stdout is not None
    os.set_blocking(watching.stdout.fileno(), False)
    heard = b""

    def rounds() -> int:
        nonlocal heard
        assert watching.stdout is not None
        heard += watching.stdout.read() or b""
        return heard.count(b"watching; Ctrl-C")

    until(lambda: rounds() == 1)
    first = book.read_bytes()

    # Saved by rename, as many editors do.
    new = workspace / "sources" / "a.txt.new"
    new.write_text(TEXT + "\nAnother sentence, which makes it another book.\n", "utf-8")
    new.replace(source)
    until(lambda: rounds() == 2)
    second = book.read_bytes()
    assert second != first

    source.write_bytes(b"")
    until(lambda: rounds() == 3)
    assert b"failed" in heard
    assert book.read_bytes() == second

    # A burst of saves is one.
    for number in range(5):
        source.write_text(f"{TEXT}\nVersion {number} of the last sentence.\n", "utf-8")
        time.sleep(0.01)
    until(lambda: rounds() == 4)
    assert book.read_bytes() not in {first, second}

    watching.send_signal(signal.SIGINT)
    assert watching.wait(30) == 0
    assert rounds() == 4
    assert b"no longer watching" in heard
    assert not list(workspace.rglob("*.part"))
