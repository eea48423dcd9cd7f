"""A workspace with a lesson of a few small pages, and the commands on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.artifacts.plan import Artifact, Request, plan_file
from publish.cli import main
from publish.config import find_workspace, open_book

Run = Callable[..., Result]

TEXT = "\n\n".join(
    f"Paragraph {n} of the lesson tells how the letters of page {n} were set, inked and printed, "
    f"and how the {n}th reader found a fault in them.\n\nהַשּׁוּרָה הַזֹּאת הִיא שׁוּרָה מִסְפָּר {n}."
    for n in range(1, 25)
)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lesson.txt").write_text(TEXT, "utf-8")
    settings = 'page = { width = "105mm", height = "148mm" }\n'
    (tmp_path / "sources" / "lesson.toml").write_text(settings)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(main, list(words))


@pytest.fixture
def plan_lesson(workspace: Path) -> Callable[[], Artifact]:
    """A function that returns the PDF of the lesson as its settings are now."""
    return lambda: plan_file(open_book("lesson", find_workspace(workspace)), Request(("pdf",)))
