"""Workspaces and installations share pages, with the bytes of a build without a cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from publish.cli import main
from publish.cli.cache_fault import show_cache_fault
from publish.storage import cache_paths
from publish.storage.own_files import PACKAGE, own_styles
from publish.storage.shared_cache import make_folder
from publish.storage.sharing_key import make_key
from tests.conftest import ROOT
from tests.support.small_disk import SmallDisk, mount_small_disk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")

CHAPTERS = {
    "01-paper.txt": "Of Paper\n\nAsk the papermaker “how thick?”, and write it down.\n",
    "02-ink.txt": "Of Ink\n\nהדיו שחור, and the ink is black.[1]\n\n1. Soot and gum.\n",
    "03-presses.md": "# Of Presses\n\nThe press is old.\n\n![The press](press.png)\n",
}


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    make_key(path)
    return path


@pytest.fixture
def folder(tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A shared cache that this process uses."""
    folder = tmp_path / "shared"
    make_folder(folder)
    monkeypatch.setenv("PUBLISH_SHARED_CACHE", str(folder))
    monkeypatch.setenv("PUBLISH_SHARED_CACHE_KEY", str(key))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    cache_paths.book_store.cache_clear()
    yield folder
    cache_paths.book_store.cache_clear()


def make_workspace(root: Path) -> Path:
    """Return a workspace with a book of three chapters and a picture."""
    book = root / "sources" / "crafts"
    book.mkdir(parents=True)
    (root / "publish.toml").write_text('formats = ["pdf", "epub"]\n')
    (book / "book.toml").write_text('title = "Three Crafts"\n')
    for name, text in CHAPTERS.items():
        (book / name).write_text(text, "utf-8")
    Image.new("RGB", (900, 600), "teal").save(book / "press.png")
    return root


def build(root: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, bytes]:
    """Return the files that a build makes, by their names."""
    monkeypatch.chdir(root)
    cache_paths.book_store.cache_clear()
    show_cache_fault.cache_clear()
    result = CliRunner().invoke(main, ["build", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    assert "F40" not in result.stderr
    return outputs(root)


def outputs(root: Path) -> Mapping[str, bytes]:
    files = (path for path in (root / "output").glob("*/*") if path.parent.name[0] != ".")
    return {path.name: path.read_bytes() for path in files}


def entries(folder: Path) -> set[Path]:
    return {path for path in folder.glob("?/*") if path.is_file()}


def test_a_workspace_takes_all_from_that_of_another_folder(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    first = build(make_workspace(tmp_path / "one"), monkeypatch)
    stored = entries(folder)
    assert stored
    second = build(make_workspace(tmp_path / "two" / "deeper"), monkeypatch)
    # Each miss of a chapter or a page would have added an entry.
    assert entries(folder) - stored <= {probe()}
    monkeypatch.setenv("PUBLISH_SHARED_CACHE", "")
    assert first == second == build(make_workspace(tmp_path / "three"), monkeypatch)


def probe() -> Path:
    """Return the entry with which a command finds out that it may write."""
    cache = cache_paths.book_store(Path.cwd())._shared
    assert cache
    return cache._path(cache._name("probe"))


@pytest.mark.slow
def test_without_the_key_nothing_is_taken(
    tmp_path: Path, folder: Path, key: Path, monkeypatch: pytest.MonkeyPatch
):
    first = build(make_workspace(tmp_path / "one"), monkeypatch)
    stored = entries(folder)
    key.unlink()
    make_key(key)
    second = build(make_workspace(tmp_path / "two"), monkeypatch)
    assert len(entries(folder) - stored) >= len(stored)
    assert second == first


@pytest.mark.slow
def test_damaged_entries_change_no_byte(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    first = build(make_workspace(tmp_path / "one"), monkeypatch)
    for number, path in enumerate(sorted(entries(folder))):
        entry = path.read_bytes()
        path.write_bytes((entry[:-1], entry[:40], entry[32:], entry[::-1])[number % 4])
    assert build(make_workspace(tmp_path / "two"), monkeypatch) == first


@pytest.mark.slow
def test_an_edit_after_a_build_from_the_shared_cache_is_as_one_without(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    build(make_workspace(tmp_path / "one"), monkeypatch)
    roots = [make_workspace(tmp_path / name) for name in ("two", "three")]
    build(roots[0], monkeypatch)
    for root in roots:
        text = root / "sources" / "crafts" / "01-paper.txt"
        text.write_text(text.read_text("utf-8").replace("thick", "heavy"), "utf-8")
    second = build(roots[0], monkeypatch)
    monkeypatch.setenv("PUBLISH_SHARED_CACHE", "")
    shutil.rmtree(folder)
    assert second == build(roots[1], monkeypatch)


@pytest.fixture
def disk(tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallDisk]:
    """A file system of its own with a shared cache that this process uses."""
    with mount_small_disk(tmp_path / "disk", "1m") as small:
        folder = small.folder / "shared"
        make_folder(folder)
        monkeypatch.setenv("PUBLISH_SHARED_CACHE", str(folder))
        monkeypatch.setenv("PUBLISH_SHARED_CACHE_KEY", str(key))
        show_cache_fault.cache_clear()
        yield small
    show_cache_fault.cache_clear()
    cache_paths.book_store.cache_clear()


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["full", "nearly full", "read-only", "away"])
def test_a_disk_that_fails_never_fails_a_build(
    tmp_path: Path, disk: SmallDisk, monkeypatch: pytest.MonkeyPatch, fault: str
):
    match fault:
        case "full":
            disk.fill()
        case "read-only":
            disk.make_read_only()
        case "away":
            subprocess.run(["umount", disk.folder], check=True)
        case _:
            pass  # the fonts of the book have more than a megabyte
    monkeypatch.chdir(make_workspace(tmp_path / "one"))
    cache_paths.book_store.cache_clear()
    result = CliRunner().invoke(main, ["pdf", "--jobs", "1", "--strict"])
    if fault == "away":
        assert not any(disk.folder.iterdir())
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk.folder], check=True)
    assert result.exit_code == 0, result.output
    assert result.stderr.count("warning[F40]") == 1


def run(program: Path, root: Path, home: Path, *words: str, **variables: str) -> None:
    """Run the installation in the folder ``program``, as a user of the folder ``home``."""
    environment = {
        **{name: value for name, value in os.environ.items() if name.startswith("PUBLISH_SHARED")},
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(program),
        "SOURCE_DATE_EPOCH": "1700000000",
        **variables,
    }
    command = [sys.executable, "-m", "publish", *words]
    result = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "F40" not in result.stderr


@pytest.mark.long
def test_an_installation_takes_all_from_that_of_another_place(tmp_path: Path, folder: Path):
    """Two copies of the package make the books of the repository, in all editions."""
    programs, roots = [], []
    for name in ("first", "second/copy"):
        program, root = tmp_path / name, tmp_path / name / "work"
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PACKAGE, program / "publish", ignore=skipped, copy_function=shutil.copy)
        shutil.copytree(own_styles(), program / "styles", copy_function=shutil.copy)
        make_workspace(root)
        books = root / "sources"
        shutil.copytree(ROOT / "sources", books, copy_function=shutil.copy, dirs_exist_ok=True)
        (root / "publish.toml").write_text(
            'formats = ["pdf", "epub", "booklet"]\nprofiles = ["screen", "press", "archive"]\n'
        )
        programs.append(program)
        roots.append(root)
    words = ("build", "--edition", "all", "--jobs", "1")
    run(programs[0], roots[0], tmp_path / "home", *words, PYTHONHASHSEED="1", LANG="C.UTF-8")
    stored = entries(folder)
    other = {"PYTHONHASHSEED": "2", "LANG": "he_IL.UTF-8", "TZ": "Asia/Jerusalem"}
    run(programs[1], roots[1], tmp_path / "another", *words, **other)
    assert entries(folder) == stored
    assert outputs(roots[1]) == outputs(roots[0])
    shutil.rmtree(roots[1] / "output")
    run(programs[1], roots[1], tmp_path / "another", *words, PUBLISH_SHARED_CACHE="")
    assert outputs(roots[1]) == outputs(roots[0])
