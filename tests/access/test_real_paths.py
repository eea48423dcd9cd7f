"""Real paths of many files are those of ``os.path.realpath``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publish.access.real_paths import RealPaths


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return paths of files, folders and links, some of which lead nowhere."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.txt").write_text("a", "utf-8")
    for name, target in (
        ("folder", "there"),
        ("there/file", "a.txt"),
        ("there/out", "/tmp"),
        ("there/nowhere", "gone"),
        ("there/round", "round"),
    ):
        (tmp_path / name).symlink_to(target)
    plain = ["", ".", "..", "there", "there/..", "there/a.txt", "folder/a.txt", "folder/../b"]
    links = ["folder/file", "there/out/x", "there/nowhere/y", "there/round", "gone/z", "/"]
    return [Path(name) for name in (*plain, *links)]


def test_real_paths_follow_all_links(names: list[Path]) -> None:
    paths = RealPaths()
    resolved = [str(paths.resolve(name)) for name in names * 2]
    assert resolved == [os.path.realpath(name) for name in names * 2]


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="null"):
        RealPaths().resolve(tmp_path / "a\0b")
