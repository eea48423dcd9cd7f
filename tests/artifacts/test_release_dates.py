"""The modification date of an EPUB moves with the content of the book, and with nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from publish.artifacts.make import make
from publish.artifacts.plan import Request, plan
from publish.artifacts.release_date import last_change
from publish.config.workspace import find_workspace, open_book

EARLY = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
Site = Callable[[], bytes]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = tmp_path / "workspace"
    write(root / "publish.toml", "")
    write(root / "sources" / "lesson.txt", "The Lesson\n\nA first paragraph of some words.\n")
    write(root / "sources" / "lesson.toml", 'publisher = "A House"\n')
    return root


def write(path: Path, text: str, time: datetime = EARLY) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.timestamp(), time.timestamp()))


def build(workspace: Path) -> bytes:
    book = open_book("lesson", find_workspace(workspace))
    (artifact,) = plan(book, Request(("epub",)))
    result = make(artifact, force=True)
    assert result.status.value == "made", result.lines
    return artifact.path.read_bytes()


def date_of(workspace: Path) -> datetime:
    with zipfile.ZipFile(workspace / "output/lesson/lesson.epub") as book:
        package = book.read("EPUB/content.opf").decode()
    (time,) = re.findall(r'dcterms:modified">([^<]*)<', package)
    return datetime.fromisoformat(time)


def touch(workspace: Path) -> None:
    for path in workspace.rglob("*"):
        if path.is_file() and "output" not in path.parts:
            os.utime(path)


def git(folder: Path, *words: str, time: datetime = EARLY) -> None:
    identity = {
        f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    times = {"GIT_AUTHOR_DATE": time.isoformat(), "GIT_COMMITTER_DATE": time.isoformat()}
    environment = {**os.environ, **identity, **times}
    subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True)


needs_git = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


def test_the_date_of_a_first_build_is_that_of_the_last_edit(workspace: Path) -> None:
    build(workspace)
    assert date_of(workspace) == EARLY


def test_touching_the_files_changes_no_byte(workspace: Path) -> None:
    first = build(workspace)
    touch(workspace)
    assert build(workspace) == first


@pytest.mark.parametrize("name", ["lesson.txt", "lesson.toml"])
def test_an_edit_of_a_text_or_of_settings_moves_the_date(name: str, workspace: Path) -> None:
    build(workspace)
    later = EARLY + timedelta(days=1)
    edits = {
        "lesson.txt": "The Lesson\n\nA first paragraph of other words.\n",
        "lesson.toml": 'publisher = "Another House"\n',
    }
    write(workspace / "sources" / name, edits[name], later)
    build(workspace)
    assert date_of(workspace) == later


def test_an_edit_of_the_theme_moves_the_date(workspace: Path) -> None:
    from publish.themes.theme_search import own_styles

    theme = workspace / "styles" / "mine"
    shutil.copytree(own_styles() / "classic", theme)
    write(workspace / "sources" / "lesson.toml", 'theme = "mine"\n')
    build(workspace)
    before = date_of(workspace)
    later = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    css = (theme / "epub.css").read_text(encoding="utf-8")
    write(theme / "epub.css", css + "p { margin: 1em }\n", later)
    build(workspace)
    assert before < date_of(workspace) == later


def test_changed_content_never_keeps_the_date(workspace: Path) -> None:
    """The clock of the files stands still, as after an update of the program."""
    build(workspace)
    write(workspace / "sources" / "lesson.txt", "The Lesson\n\nOther words.\n")
    build(workspace)
    assert date_of(workspace) > EARLY


def test_a_return_to_an_earlier_text_is_a_change(workspace: Path) -> None:
    build(workspace)
    text = (workspace / "sources" / "lesson.txt").read_text(encoding="utf-8")
    later = EARLY + timedelta(days=1)
    write(workspace / "sources" / "lesson.txt", "The Lesson\n\nOther words.\n", later)
    build(workspace)
    write(workspace / "sources" / "lesson.txt", text)
    build(workspace)
    assert date_of(workspace) > later


def test_a_damaged_file_in_place_is_replaced(workspace: Path) -> None:
    first = build(workspace)
    place = workspace / "output/lesson/lesson.epub"
    for damaged in (b"", b"PK\x03\x04", first[: len(first) // 2], first.replace(b"\0", b"\1")):
        place.write_bytes(damaged)
        assert build(workspace) == first


def test_a_date_of_the_environment_is_taken(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(workspace)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    build(workspace)
    assert date_of(workspace) == datetime.fromtimestamp(1700000000, UTC)


@needs_git
def test_a_clone_makes_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    git(workspace, "init", "-q")
    git(workspace, "add", "publish.toml", "sources")
    git(workspace, "commit", "-qm", "Begin")
    first = build(workspace)
    assert date_of(workspace) == EARLY
    git(tmp_path, "clone", "-q", "workspace", "clone")
    assert build(tmp_path / "clone") == first


@needs_git
def test_a_commit_of_another_book_does_not_move_the_date(workspace: Path) -> None:
    git(workspace, "init", "-q")
    git(workspace, "add", "publish.toml", "sources")
    git(workspace, "commit", "-qm", "Begin")
    write(workspace / "sources" / "other.txt", "Another\n\nText.\n")
    git(workspace, "add", "sources")
    git(workspace, "commit", "-qm", "Add another", time=EARLY + timedelta(days=1))
    assert last_change([workspace / "sources/lesson.txt"]) == EARLY


@needs_git
def test_an_edit_after_the_commit_counts(workspace: Path) -> None:
    git(workspace, "init", "-q")
    git(workspace, "add", "publish.toml", "sources")
    git(workspace, "commit", "-qm", "Begin")
    later = EARLY + timedelta(days=1)
    write(workspace / "sources/lesson.txt", "The Lesson\n\nOther words.\n", later)
    assert last_change([workspace / "sources/lesson.txt"]) == later


@needs_git
def test_git_runs_no_program_that_a_repository_names(workspace: Path, tmp_path: Path) -> None:
    git(workspace, "init", "-q")
    git(workspace, "add", "publish.toml", "sources")
    git(workspace, "commit", "-qm", "Begin")
    command = f"touch {tmp_path / 'ran'}"
    for key in ("core.fsmonitor", "filter.x.clean", "filter.x.smudge", "gpg.program", "core.pager"):
        git(workspace, "config", key, command)
    git(workspace, "config", "log.showSignature", "true")
    write(workspace / ".gitattributes", "* filter=x diff=x\n")
    assert last_change([workspace / "sources/lesson.txt"]) == EARLY
    assert not (tmp_path / "ran").exists()
