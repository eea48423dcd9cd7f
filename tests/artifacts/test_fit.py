"""The fit of settings and of commands: the PDFs that it counts for, and where messages point."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.artifacts.page_goals import find_goal
from publish.artifacts.plan import Request, plan
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
    planned = {each.edition: find_goal(each) for each in plan(book, Request(("pdf",), fit=fit))}
    return {edition: goal.fit if goal else None for edition, goal in planned.items()}


def on_sheets(pages: int = 0, sheets: int = 0, **options: bool) -> Fit:
    return Fit(pages, sheets, sheet_pages=4, **options)


def on_leaves(pages: int = 0, sheets: int = 0, **options: bool) -> Fit:
    return Fit(pages, sheets, sheet_pages=2, **options)


@pytest.mark.parametrize(
    ("settings", "option", "usual", "large"),
    [
        ("", None, None, None),
        ("fit = 8", None, on_sheets(8), None),
        ('fit = "sheets"', None, on_sheets(), on_sheets()),
        ("fit = false", None, None, None),
        ("fit = 8", "sheets=3", *[on_sheets(0, 3, is_for_all=True)] * 2),
        ("fit = 8\n[edition.large-print]\nfit = 24", None, on_sheets(8), on_sheets(24)),
        ('fit = "sheets"\n[edition.interlinear]\nfit = false', None, None, on_sheets()),
        ("[edition.large-print]\nfit = 24", "9", *[on_sheets(9, is_for_all=True)] * 2),
        ('fit = 8\nbooklet = { layout = "spiral" }', None, on_leaves(8), None),
        ('booklet = { layout = "handouts" }', "sheets", *[on_leaves(is_for_all=True)] * 2),
    ],
)
def test_each_edition_has_its_own_fit_or_that_of_the_book(
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
