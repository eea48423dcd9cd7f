"""An installed package offers a theme, as CONTRIBUTING says: an entry point and a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publish.themes.theme_search import own_styles

PAGE = """
[page.square]
width = "170mm"
height = "170mm"
top = "17mm"
inner = "19mm"
outer = "26mm"
size = "11pt"
leading = "15pt"
lines = 25
"""


def install(site: Path, package: str, entry_points: str) -> Path:
    """Install a package with a theme in its folder ``plain``; return that folder."""
    info = site / f"{package}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[publish.themes]\n{entry_points}\n")
    theme = site / package / "plain"
    shutil.copytree(own_styles() / "classic", theme)
    (site / package / "__init__.py").write_text("raise AssertionError('nothing is imported')\n")
    with (theme / "theme.toml").open("a") as file:
        file.write(PAGE)
    return theme


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages, beside a workspace whose book asks for ``sketchbook``."""
    (tmp_path / "publish.toml").write_text('theme = "sketchbook"\npage = "square"\n')
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("A Title\n\nSome words.\n")
    return tmp_path / "site"


def run(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(site)}
    command = [sys.executable, "-m", "publish", *words]
    return subprocess.run(
        command, cwd=site.parent, env=environment, check=False, capture_output=True, text=True
    )


@pytest.mark.thorough
def test_a_book_is_set_in_the_theme_of_a_package(site: Path) -> None:
    theme = install(site, "sketches", "sketchbook = sketches.plain")
    assert run(site, "pdf", "a").stdout.startswith("made")
    assert run(site, "epub", "a").stdout.startswith("made")
    assert run(site, "pdf", "a").stdout.startswith("fresh")
    with (theme / "print.css").open("a") as file:
        file.write("p { font-size: 1.1rem }\n")
    assert run(site, "pdf", "a").stdout.startswith("made")


@pytest.mark.thorough
def test_a_mistake_in_the_theme_of_a_package_is_shown_at_its_line(site: Path) -> None:
    theme = install(site, "sketches", "sketchbook = sketches.plain")
    file = theme / "theme.toml"
    file.write_text("faec = 1\n" + file.read_text("utf-8"), "utf-8")
    shown = run(site, "check", "a").stderr
    assert "error[S02]: there is no key `faec`" in shown
    assert "plain/theme.toml:1:1" in shown


def test_two_packages_with_one_theme_are_an_error(site: Path) -> None:
    install(site, "sketches", "sketchbook = sketches.plain")
    install(site, "etchings", "sketchbook = etchings.plain")
    shown = run(site, "check", "a").stderr
    assert "etchings 1.0 and sketches 1.0 have a theme “sketchbook” each" in shown


@pytest.mark.parametrize("value", ["sketches.none", "nothing", "sketches"])
def test_a_package_without_the_theme_that_it_offers_is_an_error(value: str, site: Path) -> None:
    install(site, "sketches", f"sketchbook = {value}")
    shown = run(site, "check", "a").stderr
    assert "error[X01]" in shown
    assert "publish.toml:1:1" in shown


def test_an_unknown_theme_is_told_the_themes_of_packages(site: Path) -> None:
    install(site, "sketches", "lines = sketches.plain")
    hint = run(site, "check", "a").stderr.partition("themes found: ")[2].partition("\n")[0]
    assert {"classic", "lines"} <= set(hint.split(", "))
