"""A theme of one's own beside a workspace: a copy of classic that a test may spoil."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.cli import main
from publish.themes.theme_search import own_styles


@dataclass(frozen=True)
class Workspace:
    """A workspace with one book, in the theme ``mine``."""

    root: Path

    @property
    def theme(self) -> Path:
        return self.root / "styles" / "mine"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the first ``old`` in a file of the theme."""
        path = self.theme / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, words)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    shutil.copytree(own_styles() / "classic", tmp_path / "styles" / "mine")
    (tmp_path / "publish.toml").write_text('theme = "mine"\n', "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("A Title\n\nSome words.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)
