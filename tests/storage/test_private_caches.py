"""A cache of another user, or one that others may write to, is neither read nor written."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from publish.storage import private_folder
from publish.storage.cache_paths import cache_folder, clear_caches, stamp_store
from tests.support.file_tree import digest_tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the rules of POSIX")

KEY = "0" * 32
NOBODY = 65534


def fill(output: Path) -> Path:
    """Put an entry into the cache; return the folder of the cache."""
    stamp_store.cache_clear()
    stamp_store(output).put(KEY, "words", remember=False)
    return cache_folder(output)


def read(output: Path) -> str | None:
    """Return the entry in the cache, as another process reads it."""
    stamp_store.cache_clear()
    return stamp_store(output).get(KEY, str, remember=False)


@pytest.mark.parametrize("umask", [0o000, 0o002, 0o022])
def test_a_new_cache_is_private_whatever_the_umask(tmp_path: Path, umask: int):
    before = os.umask(umask)
    try:
        folder = fill(tmp_path / "output")
    finally:
        os.umask(before)
    assert folder.name == ".publish-cache"
    for path in (folder, folder / "stamps"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert read(tmp_path / "output") == "words"
    assert stat.S_IMODE((tmp_path / "output").stat().st_mode) == 0o777 & ~umask


@pytest.mark.parametrize("part", ["", "stamps"])
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_cache_that_others_may_write_to_is_not_read(tmp_path: Path, part: str, mode: int):
    folder = fill(tmp_path)
    (folder / part).chmod(mode)
    assert read(tmp_path) is None
    before = digest_tree(folder)
    assert fill(tmp_path).name == ".publish-cache-2"
    assert digest_tree(folder) == before
    assert read(tmp_path) == "words"


@pytest.mark.parametrize("part", ["", "stamps"])
def test_a_cache_of_another_user_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
):
    folder = fill(tmp_path)
    owner = os.geteuid()
    if owner == 0:
        os.chown(folder / part, NOBODY, NOBODY)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert cache_folder(tmp_path).name == ".publish-cache-2"
    assert read(tmp_path) is None


def test_clean_leaves_the_cache_of_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = fill(tmp_path)
    before = digest_tree(tmp_path)
    monkeypatch.setattr(private_folder.os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert clear_caches(tmp_path) == ()
    assert digest_tree(tmp_path) == before


def test_on_a_file_system_without_modes_the_owner_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """FAT and most network drives show the same mode for each file."""
    folder = fill(tmp_path)
    for path in (folder, folder / "stamps"):
        path.chmod(0o777)
    monkeypatch.setattr(Path, "chmod", lambda *_: None)
    assert read(tmp_path) == "words"
    assert cache_folder(tmp_path) == folder


def test_on_a_file_system_of_another_user_nothing_is_kept_and_no_folder_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(private_folder.os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    fill(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.thorough
def test_a_build_opens_no_file_in_the_cache_of_another_user(tmp_path: Path):
    if os.geteuid() != 0:
        pytest.skip("only root may give a cache to another user")
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("A Book\n\nOf words that are enough.\n")
    command = [sys.executable, "-c", PROGRAM]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    def build() -> str:
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert "made " in build()
    assert "fresh" in (output := build())
    assert ".publish-cache/" in output
    for path in (tmp_path / "output").rglob("*"):
        if ".publish-cache" in path.parts:
            os.chown(path, NOBODY, NOBODY)
    os.chown(tmp_path / "output" / ".publish-cache", NOBODY, NOBODY)
    assert "made " in (output := build())
    assert ".publish-cache/" not in output
    assert ".publish-cache-2/" in output


PROGRAM = """
import sys
opened = []
sys.addaudithook(lambda event, arguments: event == "open" and opened.append(str(arguments[0])))
from publish.cli import main
main(["epub"], standalone_mode=False)
print(*[path for path in opened if "cache" in path], sep="\\n")
"""
