"""The templates of a theme are compiled once, and kept where Python keeps what it compiles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import jinja2
from publish.themes import theme
compiled = []
stock = jinja2.Environment.compile
jinja2.Environment.compile = lambda *a, **k: compiled.append(a) or stock(*a, **k)
made = theme.load("classic").templates.get_template("print/document.html.j2")
print(len(compiled), made.name)
"""


def said(folder: Path, *, write: bool = True) -> str:
    kept = {"PYTHONPYCACHEPREFIX": str(folder), "PYTHONDONTWRITEBYTECODE": "" if write else "1"}
    run = [sys.executable, "-c", PROGRAM]
    return subprocess.run(
        run, env=os.environ | kept, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.mark.slow
def test_a_template_is_compiled_once_where_that_can_be_kept(tmp_path: Path) -> None:
    assert said(tmp_path) == "1 print/document.html.j2"
    assert said(tmp_path) == "0 print/document.html.j2"
    for kept in tmp_path.rglob("templates/*"):
        kept.write_bytes(kept.read_bytes()[:40])
    assert said(tmp_path) == "1 print/document.html.j2"


@pytest.mark.slow
def test_where_nothing_may_be_kept_it_is_compiled_each_time(tmp_path: Path) -> None:
    for _ in range(2):
        assert said(tmp_path, write=False) == "1 print/document.html.j2"
    (tmp_path / "file").touch()
    for _ in range(2):
        assert said(tmp_path / "file" / "below") == "1 print/document.html.j2"
