"""Processes that share a build leave no files behind but the books."""

from __future__ import annotations

import tempfile
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.process_pool import make_all
from publish.artifacts.result import Status
from publish.config import find_workspace, open_book

pytestmark = pytest.mark.slow


@pytest.fixture
def artifacts(tmp_path: Path) -> list[Artifact]:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    artifacts: list[Artifact] = []
    for name in "one", "two", "three":
        (tmp_path / "sources" / f"{name}.txt").write_text("In the beginning.\n")
        book = open_book(name, find_workspace(tmp_path))
        artifacts += plan(book, Request(("pdf",)))
    return artifacts


def test_a_finished_process_leaves_no_font_files(
    artifacts: list[Artifact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publish.writers.pdf.engine import theme_resources

    # Otherwise the processes inherit the fonts of this one.
    theme_resources.load_resources.cache_clear()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    results = list(make_all(artifacts, jobs=2))
    assert all(result.path.is_file() for result in results)
    assert [path for path in temporary.iterdir() if path.name.startswith("weasyprint")] == []


def test_a_process_that_ends_before_all_work_is_submitted_fails_the_rest_by_name(
    artifacts: list[Artifact], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit = ProcessPoolExecutor.submit

    def submit_until_broken(pool: ProcessPoolExecutor, *args: Any, **options: Any) -> Future[Any]:
        if args[1] is artifacts[1]:
            raise BrokenProcessPool
        return submit(pool, *args, **options)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit_until_broken)
    results = list(make_all(artifacts, jobs=2))
    assert {result.path.stem: str(result.status) for result in results} == {
        "one": "made",
        "two": "failed",
        "three": "failed",
    }
    failures = [result for result in results if result.status is Status.FAILED]
    assert {diagnostic.code for result in failures for diagnostic in result.diagnostics} == {"F09"}
