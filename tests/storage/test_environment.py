"""The state of the programs follows packages and plug-ins."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.storage import environment


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages on the path."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    environment.program_state.cache_clear()
    yield tmp_path
    environment.program_state.cache_clear()


def state() -> str:
    environment.program_state.cache_clear()
    return environment.program_state()


def install(site: Path, entry_points: str) -> None:
    (site / "plug_in").mkdir()
    (site / "plug_in" / "__init__.py").write_text("")
    (site / "plug_in" / "reader.py").write_text("first = 1\n")
    info = site / "plug_in-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text(entry_points)


@pytest.mark.parametrize(
    ("entry_points", "follows"),
    [
        ("[publish.readers]\nodd = plug_in.reader:read\n", True),
        ("[console_scripts]\nodd = plug_in.reader:main\n", False),
        ("[console_scripts]\na = b:c\n\n[ publish.passes ]\nodd=plug_in\n", True),
    ],
)
def test_an_edit_of_a_plug_in_changes_the_state(site: Path, entry_points: str, follows: bool):
    before = state()
    install(site, entry_points)
    installed = state()
    assert installed != before
    (site / "plug_in" / "reader.py").write_text("first = 1000\n")
    assert (state() != installed) == follows


@pytest.mark.parametrize(
    "damaged", [b"\xff\xfe", b"[publish.readers]\nnonsense\n= \nodd = none.at:all\n"]
)
def test_damaged_entry_points_are_passed_over(site: Path, damaged: bytes):
    install(site, "")
    (site / "plug_in-1.0.dist-info" / "entry_points.txt").write_bytes(damaged)
    assert "plug_in-1.0.dist-info" in state()


def test_another_pandoc_changes_the_state(site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(site))
    absent = state()
    program = site / "pandoc"
    program.write_text("#!/bin/sh\necho pandoc 3.1\n")
    program.chmod(0o755)
    installed = state()
    assert installed != absent
    program.write_text("#!/bin/sh\necho pandoc 3.10\n")
    assert state() != installed


def test_packages_in_the_current_folder_do_not_count(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    install(site, "[publish.readers]\nodd = plug_in.reader:read\n")
    assert "plug_in-1.0.dist-info" in state()
    monkeypatch.chdir(tmp_path)
    assert "plug_in-1.0.dist-info" not in state()
    monkeypatch.setattr(sys, "path", [*sys.path, ""])
    assert "plug_in-1.0.dist-info" not in state()
