"""The fit of settings and of commands: the PDFs that it counts for, and where messages point."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.artifacts.plan import Request, plan
from publish.artifacts.render import _goal_of
from publish.cli import main
from publish.config import find_workspace, open_book
from publish.config.fit import Fit, parse_fit

SENTENCE = "The sheet is folded once, and then once more, before anyone may read it. "


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    text = "A Lesson\n\n" + "\n\n".join([SENTENCE * 12] * 14)
    (tmp_path / "sources" / "lesson.txt").write_text(text)
    return tmp_path


def goals(folder: Path, settings: str, fit: Fit | None = None) -> dict[str, Fit | None]:
    """Return the fit of the PDF of each of two editions."""
    (folder / "sources" / "lesson.toml").write_text(
        f'editions = ["interlinear", "large-print"]\n{settings}\n'
    )
    book = open_book("lesson", find_workspace(folder))
    planned = {each.edition: _goal_of(each) for each in plan(book, Request(("pdf",), fit=fit))}
    return {edition: goal.fit if goal else None for edition, goal in planned.items()}


@pytest.mark.parametrize(
    ("settings", "option", "usual", "large"),
    [
        ("", None, None, None),
        ("fit = 8", None, Fit(8), None),
        ('fit = "sheets"', None, Fit(), Fit()),
        ("fit = false", None, None, None),
        ("fit = 8", "sheets=3", Fit(0, 3, is_for_all=True), Fit(0, 3, is_for_all=True)),
    ],
)
def test_a_number_of_settings_does_not_count_for_large_print(
    folder: Path, settings: str, option: str | None, usual: Fit | None, large: Fit | None
) -> None:
    fit = parse_fit(option) if option else None
    assert goals(folder, settings, fit) == {"interlinear": usual, "large-print": large}


@pytest.mark.slow
@pytest.mark.thorough
def test_a_build_says_what_was_changed_or_by_how_many_lines_it_misses(folder: Path) -> None:
    (folder / "sources" / "lesson.toml").write_text("\nfit = 1\n")
    result = CliRunner().invoke(main, ["pdf", "lesson", "-j1"])
    assert result.exit_code == 0, result.output
    assert "lines too long for 1 page: it has" in result.stderr
    assert "lesson.toml:2:1" in result.stderr
    assert "hint: the book is made without `fit`" in result.stderr
    result = CliRunner().invoke(main, ["pdf", "lesson", "-j1", "--fit", "sheets"])
    assert result.exit_code == 0, result.output
    assert " pages on " in result.stdout
    before = result.stdout
    again = CliRunner().invoke(main, ["pdf", "lesson", "-j1", "--fit", "sheets"])
    assert again.stdout == before.replace("made  ", "fresh ")
