"""``publish status`` says of each book what a build would make, and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.artifacts import library_plan
from publish.artifacts.book_selection import plan_book
from publish.artifacts.failure_records import note_result
from publish.artifacts.make import fail
from publish.artifacts.plan import Artifact, Request
from publish.cli import main
from publish.config import find_workspace
from publish.diagnostics.rules.files import EMPTY
from publish.storage.cache_paths import stamp_store
from tests.support.made_up_files import make_up

NAMES = ("plain", "set", "themed", "shown", "lost", "damaged", "old", "strange")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with made books."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "publish.toml").write_text('formats = ["pdf"]\n', "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "styles" / "own").mkdir(parents=True)
    (tmp_path / "styles" / "own" / "theme.toml").write_text('base = "classic"\n', "utf-8")
    for name in NAMES:
        (tmp_path / "sources" / f"{name}.txt").write_text("Title\n\nWords.\n", "utf-8")
    (tmp_path / "sources" / "themed.toml").write_text('theme = "own"\n', "utf-8")
    for name in NAMES:
        (artifact,) = open_artifacts(name)
        pictures = (("sources/shown.txt", "tree.png"),) if name == "shown" else ()
        make_up([artifact], pictures)
    return tmp_path


@pytest.fixture
def run() -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(main, ["status", *words])


def open_artifacts(name: str) -> tuple[Artifact, ...]:
    planned = plan_book(name, find_workspace(Path.cwd()), Request(("pdf",))).value
    assert planned is not None
    return planned.artifacts


def edit_all(root: Path) -> None:
    """Change something else for each book."""
    (root / "sources" / "plain.txt").write_text("Other\n\nWords.\n", "utf-8")
    (root / "sources" / "set.toml").write_text('title = "Set"\n', "utf-8")
    (root / "styles" / "own" / "print.css").write_text("p { margin: 0 }\n", "utf-8")
    (root / "sources" / "tree.png").write_bytes(b"a picture")
    (root / "output" / "lost" / "lost.pdf").unlink()
    (root / "output" / "damaged" / "damaged.pdf").write_bytes(b"%PDF-1.7 theirs")
    (root / "sources" / "new.txt").write_text("New\n", "utf-8")
    (root / "sources" / "strange.toml").write_text("titel = 3\n", "utf-8")


REASONS = {
    "plain": ["text"],
    "set": ["settings"],
    "themed": ["theme"],
    "shown": ["pictures"],
    "lost": ["missing"],
    "damaged": ["edited by others"],
    "old": [],
    "new": ["never built"],
    "strange": [],
}


def test_each_stale_file_has_its_reason(root: Path, run: Callable[..., Result]) -> None:
    fresh = json.loads(run("--format", "json").stdout)
    assert fresh["summary"]["fresh"] == len(NAMES)
    edit_all(root)
    result = run("--format", "json")
    assert result.exit_code == 0
    status = json.loads(result.stdout)
    assert {book["name"]: book["reasons"] for book in status["books"]} == REASONS
    states = {"fresh": 1, "stale": 6, "never built": 1, "failed": 0, "error": 1}
    assert status["summary"] == states
    (file,) = next(book for book in status["books"] if book["name"] == "set")["artifacts"]
    assert file["state"] == "stale"
    assert (file["format"], file["edition"], file["profile"]) == ("pdf", "interlinear", "screen")


@pytest.mark.usefixtures("root")
def test_another_program_is_a_reason(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.artifacts.inputs.program_state", lambda: "another")
    shown = run("old").stdout
    assert shown.startswith("stale       output/old/old.pdf: program\n")
    assert shown.endswith("1 book: 1 stale\n")


def test_a_failure_is_told_until_the_file_is_made(root: Path, run: Callable[..., Result]) -> None:
    (artifact,) = open_artifacts("plain")
    (root / "sources" / "plain.txt").write_text("Other\n", "utf-8")
    note_result(fail(artifact, [EMPTY.anywhere("the text is empty")]))
    shown = run("plain").stdout
    assert shown.startswith("failed      output/plain/plain.pdf: text\n")
    assert "error[F02]: the text is empty" in shown
    assert shown.endswith("1 book: 1 failed last time\n")
    make_up(open_artifacts("plain"))
    assert run("plain").stdout.endswith("1 book: 1 up to date\n")


def test_of_many_books_those_of_one_reason_are_one_line(
    root: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_plan, "MANY_BOOKS", 3)
    edit_all(root)
    (root / "sources" / "old.txt").write_text("Other\n", "utf-8")
    lines = run().stdout.splitlines()
    assert "stale (text): old, plain" in lines
    assert "never built: new" in lines
    assert "error       strange" in lines
    assert lines[-1] == "9 books: 7 stale, 1 never built, 1 with errors"


def test_nothing_is_made(root: Path, run: Callable[..., Result]) -> None:
    edit_all(root)
    folders = [root / "sources", root / "output" / "plain"]
    before = [sorted(folder.rglob("*")) for folder in folders]
    stamps = len(list((root / "output/.publish-cache/stamps").iterdir()))
    run()
    assert [sorted(folder.rglob("*")) for folder in folders] == before
    assert len(list((root / "output/.publish-cache/stamps").iterdir())) == stamps
    assert stamp_store(root / "output").persistent


def test_a_workspace_without_output_stays_without(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "one.txt").write_text("One\n", "utf-8")
    (tmp_path / "publish.toml").write_text("", "utf-8")
    assert "1 book: 1 never built" in run().stdout
    assert not (tmp_path / "output").exists()
