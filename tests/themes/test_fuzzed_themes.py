"""Themes of any content are used, or refused with a message that names their file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.diagnostics import Diagnostics, PublishError
from publish.themes.templates import Templates
from publish.themes.theme import load
from publish.themes.theme_file import TEMPLATES, THEME_FILE
from publish.themes.theme_search import own_styles
from publish.writers.pdf.engine.style_sheets import check_style_sheets
from tests.support.mutations import damage, mutate

SHEETS = ("common.css", "print.css", "epub.css", "epub-accents.css")
FONT = "fonts/FrankRuhlLibre-Regular.ttf"
TEXT = "A Title\n\nSome words of a text.\n\nשלום לכל הקוראים.\n"

Variables = list[tuple[str, dict[str, object]]]
"""The names of templates, and the variables with which they are rendered."""


@dataclass(frozen=True)
class Bench:
    """A workspace whose book is in the theme ``mine``, and the variables of its templates."""

    root: Path
    variables: Variables

    @property
    def theme(self) -> Path:
        return self.root / "styles" / "mine"

    def check(self, name: str) -> Diagnostics:
        """Return the diagnostics of the theme with regard to one of its files."""
        try:
            theme = load("mine", (self.root / "styles",))
            if name in SHEETS:
                return check_style_sheets(theme, (name,))
            if name.startswith("templates/"):
                return self.render(name.removeprefix("templates/"))
        except PublishError as error:
            return error.diagnostics
        return ()

    def render(self, changed: str) -> Diagnostics:
        """Return the diagnostics of the changed template, checked and rendered."""
        templates = Templates((self.theme,))
        diagnostics = templates.check_one(changed)
        for name, variables in self.variables:
            if name == changed:
                templates.render(name, **variables)
        return diagnostics


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    root = tmp_path_factory.mktemp("themes")
    shutil.copytree(own_styles() / "classic", root / "styles" / "mine")
    (root / "publish.toml").write_text('theme = "mine"\nformats = ["pdf", "epub"]\n', "utf-8")
    (root / "sources").mkdir()
    (root / "sources" / "a.txt").write_text(TEXT, "utf-8")
    variables: Variables = []
    stock = Templates.render

    def render(self: Templates, name: str, /, **values: object) -> str:
        if name not in dict(variables):
            variables.append((name, values))
        return stock(self, name, **values)

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr(Templates, "render", render)
        assert CliRunner().invoke(main, ["build", "-j1"]).exit_code == 0
    assert len(variables) > 8
    return Bench(root, variables)


def check_input(
    bench: Bench, name: str, seed: int, change: Callable[[bytes, Random], bytes]
) -> None:
    path = bench.theme / name
    before = path.read_bytes()
    random = Random(seed)
    path.write_bytes(change(before, random))
    try:
        for diagnostic in bench.check(name):
            shown = f"{diagnostic.span.file} {diagnostic.message}"
            assert diagnostic.code != "F30", diagnostic
            assert Path(name).name in shown or THEME_FILE in shown, (seed, diagnostic)
        if seed % 50 == 0:
            form = random.choice(("epub", "epub", "epub", "pdf"))
            result = CliRunner().invoke(main, [form, "a", "-j1", "--force"])
            assert "F30" not in result.output, result.output
            assert result.exit_code in {0, 1}, result.output
            assert not result.exit_code or "error[" in result.stderr
    except BaseException as error:
        error.add_note(f"{name}, seed {seed}")
        raise
    finally:
        path.write_bytes(before)


def change_text(data: bytes, random: Random) -> bytes:
    return mutate(data.decode("utf-8"), random)


def check_theme(bench: Bench, seed: int) -> None:
    """Check the theme with one file changed: theme.toml, a style sheet or a font."""
    match seed % 5:
        case 0 | 1:
            check_input(bench, THEME_FILE, seed, change_text)
        case 2 | 3:
            check_input(bench, SHEETS[seed % 4], seed, change_text)
        case _:
            check_input(bench, FONT, seed, damage)


def check_template(bench: Bench, seed: int) -> None:
    check_input(bench, f"templates/{TEMPLATES[seed % len(TEMPLATES)]}", seed, change_text)


CHECKS = pytest.mark.parametrize("check", [check_theme, check_template])


@CHECKS
def test_odd_themes_are_refused_with_a_message(
    check: Callable[[Bench, int], None], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bench.root)
    for seed in range(1, 25):
        check(bench, seed)


@CHECKS
@pytest.mark.slow
@pytest.mark.long
def test_two_thousand_odd_themes_are_refused_with_a_message(
    check: Callable[[Bench, int], None], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bench.root)
    for seed in range(2000):
        check(bench, seed)
