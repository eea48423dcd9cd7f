"""Themes that are based on another: they have all of it, but for what they have themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publish.diagnostics import PublishError
from publish.themes.theme import load
from publish.themes.theme_search import find_layers, own_styles
from publish.writers.epub.styling import load_styling
from publish.writers.pdf.engine.style_sheets import check_style_sheets

from .conftest import Workspace

FONT = own_styles() / "classic" / "fonts" / "FrankRuhlLibre-Regular.ttf"
FACE = f'[[face]]\nfamily = "Own Hebrew"\nfile = "fonts/{FONT.name}"\nscript = "hebrew"\n'


def write_theme(styles: Path, name: str, tables: str) -> Path:
    """Write a theme that has nothing but its tables; return its folder."""
    folder = styles / name
    (folder / "fonts").mkdir(parents=True)
    (folder / "theme.toml").write_text(tables, "utf-8")
    shutil.copy(FONT, folder / "fonts")
    return folder


def test_a_theme_of_one_line_is_its_base(tmp_path: Path) -> None:
    write_theme(tmp_path, "mine", 'base = "classic"\n')
    theme, classic = load("mine", (tmp_path,)), load("classic")
    assert theme.faces == classic.faces
    assert theme.pages == classic.pages
    assert theme.cover == classic.cover
    assert theme.templates.texts == classic.templates.texts
    assert load_styling(theme) == load_styling(classic)


def test_faces_replace_those_of_the_base_for_the_same_script(tmp_path: Path) -> None:
    folder = write_theme(tmp_path, "mine", f'base = "classic"\n{FACE}')
    theme = load("mine", (tmp_path,))
    hebrew = [face for face in theme.faces if face.script == "hebrew"]
    assert [face.path for face in hebrew] == [folder / "fonts" / FONT.name]
    assert {face.script for face in theme.faces} == {"hebrew", "latin", "cantillation"}
    sheet = load_styling(theme).sheet.data.decode()
    assert '"Own Hebrew", serif' in sheet
    assert "Frank Ruhl" not in sheet.replace(FONT.name, "")


def test_a_page_and_colours_replace_the_keys_that_they_have(tmp_path: Path) -> None:
    tables = 'base = "classic"\n[page.a5]\nsize = "12pt"\n[cover]\nground = "#000000"\n'
    write_theme(tmp_path, "mine", tables)
    theme, classic = load("mine", (tmp_path,)), load("classic")
    assert theme.page("a5").size == "12pt"
    assert theme.page("a5").leading == classic.page("a5").leading
    assert theme.page("a4") == classic.page("a4")
    assert theme.cover.ground == "#000000"
    assert theme.cover.ink == classic.cover.ink


def test_style_sheets_follow_those_of_the_base(tmp_path: Path) -> None:
    folder = write_theme(tmp_path, "mine", 'base = "classic"\n')
    (folder / "print.css").write_text("p { color: red }\n")
    theme = load("mine", (tmp_path,))
    files = [sheet.file for sheet in theme.style_sheets("print.css")]
    assert files == [str(own_styles() / "classic" / "print.css"), str(folder / "print.css")]
    assert check_style_sheets(theme) == ()


def test_a_template_hides_that_of_the_base_and_can_extend_it(tmp_path: Path) -> None:
    folder = write_theme(tmp_path, "mine", 'base = "classic"\n')
    template = folder / "templates" / "print" / "lines.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{% extends "classic/print/document.html.j2" %}{% block other %}{% endblock %}'
    )
    templates = load("mine", (tmp_path,)).templates
    assert templates.names == ("print/lines.html.j2",)
    assert templates.check() == ()
    assert templates.path("print/lines.html.j2") == template
    hidden = own_styles() / "classic" / "templates" / "print" / "lines.html.j2"
    assert templates.path("classic/print/lines.html.j2") == hidden


def test_a_change_of_the_base_changes_the_state(tmp_path: Path) -> None:
    shutil.copytree(own_styles() / "classic", tmp_path / "below")
    write_theme(tmp_path, "mine", 'base = "below"\n')
    states = [load("mine", (tmp_path,)).state(templates=False)]
    (tmp_path / "below" / "print.css").write_text("p { color: red }\n")
    states.append(load("mine", (tmp_path,)).state(templates=False))
    assert states[0] != states[1]


@pytest.mark.parametrize(
    ("tables", "code", "message"),
    [
        ('base = "mine"', "D10", "the theme “mine” is based on itself: mine on mine"),
        ('base = "other"', "D10", "the theme “mine” is based on itself: mine on other on mine"),
        ('base = "none"', "S06", "there is no theme “none”"),
        ('base = "../mine"', "S03", "`base` takes the name of a theme"),
        ("base = 3", "S03", "`base` takes the name of a theme"),
    ],
)
def test_a_wrong_base_is_an_error_at_its_line(
    tables: str, code: str, message: str, tmp_path: Path
) -> None:
    folder = write_theme(tmp_path, "mine", tables + "\n")
    write_theme(tmp_path, "other", 'base = "mine"\n')
    with pytest.raises(PublishError) as error:
        load("mine", (tmp_path,))
    first = error.value.diagnostics[0]
    assert message in first.message
    assert first.code == code
    assert Path(first.span.file) in {folder / "theme.toml", tmp_path / "other" / "theme.toml"}


def test_a_theme_without_a_base_needs_all_files(tmp_path: Path) -> None:
    write_theme(tmp_path, "mine", FACE)
    with pytest.raises(PublishError) as error:
        load("mine", (tmp_path,))
    assert "has no common.css" in error.value.diagnostics[0].message


def test_layers_are_the_theme_and_its_bases_in_order(tmp_path: Path) -> None:
    other = write_theme(tmp_path, "other", 'base = "classic"\n')
    mine = write_theme(tmp_path, "mine", 'base = "other"\n')
    assert find_layers("mine", (tmp_path,)) == (mine, other, own_styles() / "classic")


def test_an_edit_of_the_base_makes_the_book_again(workspace: Workspace) -> None:
    write_theme(workspace.root / "styles", "upon", 'base = "mine"\n')
    (workspace.root / "publish.toml").write_text('theme = "upon"\nformats = ["epub"]\n')
    assert workspace.run("build", "a").output.count("made") == 1
    assert workspace.run("build", "a").output.count("fresh") == 1
    workspace.edit("epub.css", "html {", "html { color: inherit;")
    assert workspace.run("build", "a").output.count("made") == 1
