"""A mistake in a theme is an error with the file, the line and what to do."""

from __future__ import annotations

import pytest

from publish.themes.theme import load
from publish.themes.theme_file import EPUB_STYLES, PRINT_STYLES, TEMPLATES
from publish.themes.theme_search import own_styles

from .conftest import Workspace

TOML = "theme.toml"
FACE = 'file = "fonts/EBGaramond-Regular.ttf"'
WIDTH = 'width = "148mm"'


@pytest.mark.parametrize(
    ("old", "new", "code", "start", "message"),
    [
        (FACE, FACE + "\nfiel = 1", "S02", "fiel", "there is no key `fiel`"),
        ("[page.a5]", "[pages.a5]", "S02", "[pages", "there is no key `pages`"),
        ('script = "latin"', 'script = "greek"', "S04", "script =", "not “greek”"),
        ("weight = 600", "weight = 0", "S03", "weight = 0", "`weight` of [face] takes a weight"),
        (FACE, 'file = "fonts/None.ttf"', "D02", "file =", "there is no font fonts/None.ttf"),
        (FACE, 'file = "../../publish.toml"', "D02", "file =", "is not in the folder of"),
        (FACE, 'file = "print.css"', "D03", "file =", "print.css is not a font"),
        (FACE + "\n", "", "D01", "[[face]]", "[face] has no `file`"),
        (WIDTH, 'width = "wide"', "S03", "width =", 'a length such as "148mm"'),
        (WIDTH, "width = 148", "S03", "width =", "not the number 148"),
        ("lines = 32", "lines = 340", "D04", "[page.a5]", "are higher than 210mm"),
        ('inner = "19mm"', 'inner = "190mm"', "D04", "[page.a5]", "are wider than 148mm"),
        ("lines = 32", 'lines = "34"', "S03", 'lines = "34"', "a number of lines from 1"),
        ("[page.a5]", "[page.a5", "S01", "[page.a5", "this is not TOML"),
    ],
)
@pytest.mark.parametrize("command", ["check", "pdf", "epub"])
def test_a_mistake_is_an_error_at_its_line(  # noqa: PLR0917
    old: str, new: str, code: str, start: str, message: str, command: str, workspace: Workspace
) -> None:
    workspace.edit(TOML, old, new)
    lines = (workspace.theme / TOML).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith(start))
    result = workspace.run(command, "a")
    shown = result.output + result.stderr
    assert result.exit_code == 1
    assert f"error[{code}]" in shown
    assert f"styles/mine/theme.toml:{line}:" in shown
    assert message in shown


def test_all_mistakes_are_shown_at_once(workspace: Workspace) -> None:
    workspace.edit(TOML, 'script = "latin"', 'script = "greek"')
    workspace.edit(TOML, "lines = 32", "lines = 340")
    (workspace.theme / "print.css").unlink()
    shown = workspace.run("check", "a").output
    assert [code in shown for code in ("S04", "D04", "D02")] == [True, True, True]


@pytest.mark.parametrize(
    "name", [*PRINT_STYLES, *EPUB_STYLES, *(f"templates/{name}" for name in TEMPLATES)]
)
def test_a_missing_file_of_a_theme_is_named(name: str, workspace: Workspace) -> None:
    (workspace.theme / name).unlink()
    result = workspace.run("check", "a")
    assert f"the theme mine has no {name}" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize("size", [4, 100, 5000])
def test_a_font_that_is_cut_off_is_an_error(size: int, workspace: Workspace) -> None:
    font = workspace.theme / "fonts" / "EBGaramond-Regular.ttf"
    font.write_bytes(font.read_bytes()[:size])
    assert "fonts/EBGaramond-Regular.ttf is cut off" in workspace.run("check", "a").output


TITLE = "templates/print/title.html.j2"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{% if meta.event or meta.event_theme %}", "{% if %}"),
        ("{{- lines(meta.s", "{{- lins(meta.s"),
        ("if meta.event or", "if meta.evnt or"),
        ("if meta.event or", "if 5 | join or"),
        ("{#- The title", '{% include "print/no.j2" %}{#- The title'),
    ],
)
def test_an_error_in_a_template_is_shown_at_its_line(
    old: str, new: str, workspace: Workspace
) -> None:
    workspace.edit(TITLE, old, new)
    text = (workspace.theme / TITLE).read_text("utf-8")
    line = text.count("\n", 0, text.index(new)) + 1
    result = workspace.run("pdf", "a")
    assert result.exit_code == 1
    assert "error[D05]" in result.stderr
    assert f"title.html.j2:{line}:" in result.stderr


def test_check_finds_syntax_errors_and_unknown_names_in_templates(workspace: Workspace) -> None:
    workspace.edit(TITLE, "{{- lines(meta.s", "{{- lins(meta.s")
    workspace.edit("templates/epub/title.xhtml.j2", "{% block page %}", "{% blok page %}")
    result = workspace.run("check", "a")
    assert "there is no “lins” in templates of print" in result.output
    assert "title.xhtml.j2:2:" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (TITLE, "{{- lines(meta.s", "{{- lins(meta.s", "there is no “lins”"),
        ("epub.css", "}", "}}", "this is not CSS"),
    ],
)
def test_a_check_that_has_the_start_cache_finds_the_same(
    file: str, old: str, new: str, message: str, workspace: Workspace
) -> None:
    workspace.edit(file, old, new)
    first = workspace.run("check", "a").output
    assert message in first
    assert workspace.run("check", "a").output == first


def test_the_templates_of_our_own_themes_have_no_errors() -> None:
    for file in own_styles().glob("*/theme.toml"):
        assert load(file.parent.name).templates.check() == ()


OWN_PAGE = """
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


@pytest.mark.slow
def test_a_page_of_the_theme_can_be_asked_for_by_its_name(workspace: Workspace) -> None:
    import pikepdf

    with (workspace.theme / TOML).open("a") as file:
        file.write(OWN_PAGE)
    (workspace.root / "sources" / "a.toml").write_text('page = "square"\n')
    assert workspace.run("pdf", "a").exit_code == 0
    with pikepdf.open(workspace.root / "output" / "a" / "a.pdf") as pdf:
        assert [round(float(n) * 25.4 / 72) for n in pdf.pages[0].mediabox[2:]] == [170, 170]


@pytest.mark.parametrize("command", ["check", "pdf"])
def test_a_page_that_the_theme_lacks_is_an_error_in_the_settings(
    command: str, workspace: Workspace
) -> None:
    (workspace.root / "sources" / "a.toml").write_text('title = "A"\npage = "square"\n')
    result = workspace.run(command, "a")
    assert "the theme “mine” has no page “square”" in result.output + result.stderr
    assert "a.toml:2:1" in result.output + result.stderr
    assert "pages of the theme: a5, half-letter, a4, letter, a6" in result.output + result.stderr


def test_an_unknown_theme_is_an_error_in_the_settings(workspace: Workspace) -> None:
    (workspace.root / "sources" / "a.toml").write_text('\ntheme = "mime"\n')
    result = workspace.run("check", "a")
    assert "there is no theme “mime”" in result.output
    assert "a.toml:2:1" in result.output
