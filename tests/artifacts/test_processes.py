"""Several processes that share a build, and what they leave behind: nothing but the books."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.process_pool import make_all
from publish.config import find_workspace, open_book

pytestmark = pytest.mark.slow


def test_a_process_that_is_done_leaves_no_font_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publish.writers.pdf.engine import typesetter

    typesetter._engine.cache_clear()  # Else the processes have the fonts of this one.
    asked: list[Artifact] = []
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    for name in "one", "two":
        (tmp_path / "sources" / f"{name}.txt").write_text("In the beginning.\n")
        book = open_book(name, find_workspace(tmp_path))
        asked += plan(book, Request(("pdf",)))
    made = list(make_all(asked, jobs=2))
    assert all(one.artifact.path.is_file() for one in made)
    assert [path for path in temporary.iterdir() if path.name.startswith("weasyprint")] == []
