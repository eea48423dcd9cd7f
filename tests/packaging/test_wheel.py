"""The wheel holds the program and its themes, and nothing else."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from publish.storage.program_digest import program_parts

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel `make wheel` builds, in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", folder, ROOT], check=True)
    (path,) = folder.glob("*.whl")
    return path


def files(folder):
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.thorough
def test_it_holds_the_package_and_the_themes_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = {f"publish/{name}" for name in files(ROOT / "publish")}
    themes = {f"publish/styles/{name}" for name in files(ROOT / "styles")}
    assert "publish/py.typed" in package
    assert themes
    assert held == package | themes


@pytest.mark.thorough
@pytest.mark.slow
def test_it_carries_its_licence_and_its_command(wheel):
    with zipfile.ZipFile(wheel) as archive:
        files = {
            Path(name).name: archive.read(name).decode()
            for name in archive.namelist()
            if ".dist-info/" in name
        }
    assert files["LICENSE"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "License-Expression: AGPL-3.0-or-later\n" in files["METADATA"]
    assert "publish = publish.__main__:main\n" in files["entry_points.txt"]


@pytest.mark.thorough
@pytest.mark.slow
def test_its_metadata_are_true_of_every_clone(wheel):
    """The author is a group of people, and no address is invented."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        head = archive.read(name).decode().partition("\n\n")[0]
    assert "Author: The publish authors" in head.splitlines()
    assert "://" not in head
    assert "Author-email" not in head


def run_installed(wheel, folder, code):
    """Run Python code with the wheel unpacked into a folder; return the output."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    process = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(folder / "installed")},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return process.stdout.strip()


@pytest.mark.slow
def test_installed_it_finds_its_own_themes(wheel, tmp_path):
    code = "from publish.storage.own_files import own_styles; print(own_styles())"
    assert Path(run_installed(wheel, tmp_path, code)) == tmp_path / "installed/publish/styles"


@pytest.mark.thorough
def test_installed_it_has_the_digest_of_the_checkout(wheel, tmp_path):
    code = "from publish.storage.program_digest import program_parts as parts; print(parts())"
    assert ast.literal_eval(run_installed(wheel, tmp_path, code)) == program_parts()
