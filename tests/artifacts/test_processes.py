"""Processes that share a build leave no files behind but the books."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.process_pool import make_all
from publish.config import find_workspace, open_book

pytestmark = pytest.mark.slow


def test_a_finished_process_leaves_no_font_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publish.writers.pdf.engine import theme_resources

    # Otherwise the processes inherit the fonts of this one.
    theme_resources.load_resources.cache_clear()
    artifacts: list[Artifact] = []
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    for name in "one", "two":
        (tmp_path / "sources" / f"{name}.txt").write_text("In the beginning.\n")
        book = open_book(name, find_workspace(tmp_path))
        artifacts += plan(book, Request(("pdf",)))
    results = list(make_all(artifacts, jobs=2))
    assert all(result.path.is_file() for result in results)
    assert [path for path in temporary.iterdir() if path.name.startswith("weasyprint")] == []
