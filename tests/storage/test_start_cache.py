"""The start cache lies in a private folder of the user, or nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.storage import start_cache as module
from publish.storage.start_cache import clear_start_cache, start_cache, start_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the rules of POSIX")

VARIABLES = ("PUBLISH_CACHE_DIR", "XDG_CACHE_HOME", "HOME")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    start_cache.cache_clear()
    yield
    start_cache.cache_clear()


def keeps(folder: Path) -> bool:
    """Whether a cache in that folder gives back an entry to another process."""
    start_cache.cache_clear()
    start_cache().put("one", {"a": 1})
    assert start_cache().get("one", dict) in ({"a": 1}, None)
    return (folder / "start" / "one").exists()


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"PUBLISH_CACHE_DIR": "/c", "XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/c/start"),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/publish/start"),
        ({"XDG_CACHE_HOME": "x", "HOME": "/h"}, "/h/.cache/publish/start"),
        ({"HOME": "/h"}, "/h/.cache/publish/start"),
        ({"HOME": ""}, None),
        ({}, None),
    ],
)
def test_the_environment_names_the_folder(
    variables: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "platform", "linux")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert start_folder() == (Path(folder) if folder else None)


def test_on_macos_it_is_in_the_library(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", "/Users/h")
    assert start_folder() == Path("/Users/h/Library/Caches/publish/start")


def test_without_a_folder_nothing_is_kept():
    assert not start_cache().persistent
    start_cache().put("one", {"a": 1})
    assert start_cache().get("one", dict) is None
    assert clear_start_cache() is None


def test_a_new_folder_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    folder = tmp_path / ".cache" / "publish"
    assert keeps(folder)
    assert [path.stat().st_mode & 0o777 for path in (folder, folder / "start")] == [0o700] * 2


@pytest.mark.parametrize("place", ["", "start"])
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, mode: int
):
    monkeypatch.setenv("PUBLISH_CACHE_DIR", str(tmp_path / "cache"))
    assert keeps(tmp_path / "cache")
    (tmp_path / "cache" / place).chmod(mode)
    (tmp_path / "cache" / "start" / "one").unlink()
    assert not keeps(tmp_path / "cache")


def test_a_folder_of_another_user_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PUBLISH_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert not keeps(tmp_path)
    assert clear_start_cache() is None


def test_a_link_in_the_place_of_the_folder_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "start").symlink_to(tmp_path / "elsewhere")
    monkeypatch.setenv("PUBLISH_CACHE_DIR", str(tmp_path / "cache"))
    assert not keeps(tmp_path / "cache")
    assert clear_start_cache() is None
    assert (tmp_path / "elsewhere").is_dir()


def test_a_folder_that_cannot_be_made_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("PUBLISH_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert not keeps(tmp_path / "file" / "cache")


def test_clearing_removes_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PUBLISH_CACHE_DIR", str(tmp_path))
    (tmp_path / "mine").write_bytes(b"")
    assert keeps(tmp_path)
    assert clear_start_cache() == tmp_path / "start"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert clear_start_cache() is None


def test_the_command_clean_removes_it_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PUBLISH_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "publish.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    assert keeps(tmp_path / "cache")
    run("clean")
    assert (tmp_path / "cache" / "start" / "one").exists()
    folder = tmp_path / "cache" / "start"
    assert f"removed {folder}" in run("clean", "--all")
    assert not folder.exists()
    assert "removed" not in run("clean", "--all")


def run(*words: str) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_folder_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PUBLISH_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(module, "MOST", 10_000)
    start_cache.cache_clear()
    for number in range(40):
        start_cache().put(f"{number}", bytes(1_000))
        assert sum(path.stat().st_size for path in (tmp_path / "start").iterdir()) <= 10_000
    assert start_cache().get("39", bytes) is not None


@pytest.mark.slow
def test_processes_may_share_it_and_clear_it(tmp_path: Path):
    program = (
        "from publish.storage.start_cache import *\n"
        "for turn in range(300):\n"
        "    value = start_cache().get('one', bytes)\n"
        "    assert value in (None, bytes(9_999))\n"
        "    start_cache().put('one', bytes(9_999))\n"
        "    if turn % 50 == 49: clear_start_cache()\n"
    )
    env = {**os.environ, "PUBLISH_CACHE_DIR": str(tmp_path)}
    running = [subprocess.Popen([sys.executable, "-c", program], env=env) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
