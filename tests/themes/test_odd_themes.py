"""Style sheets, templates and fonts with mistakes: each message names the file and the line."""

from __future__ import annotations

import struct

import pytest

from publish.storage.own_files import own_styles
from publish.themes.font_file import table_error
from publish.themes.theme import load
from publish.writers.pdf.engine.style_sheets import check_style_sheets

from .conftest import Workspace

TITLE = "templates/print/title.html.j2"
FONT = "fonts/FrankRuhlLibre-Regular.ttf"


def append(workspace: Workspace, name: str, data: bytes) -> int:
    """Append a line to a file of the theme; return its number."""
    path = workspace.theme / name
    path.write_bytes(path.read_bytes().rstrip() + b"\n" + data + b"\n")
    return path.read_bytes().count(b"\n")


@pytest.mark.parametrize("name", ["common.css", "print.css", "epub.css", TITLE, "epub-accents.css"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_file_that_is_not_utf_8_is_an_error_at_its_line(
    name: str, command: str, workspace: Workspace
) -> None:
    if command == "build" and name == "epub-accents.css":
        pytest.skip("books without accents do not read it")
    line = append(workspace, name, b"/* \xf9\xec\xe5\xed */")
    result = workspace.run(command, "a")
    assert result.exit_code == 1
    assert f"error[D06]: {name.rpartition('/')[2]} is not UTF-8: byte 0xf9" in result.output
    assert f"styles/mine/{name}:{line}:" in result.output
    assert "F30" not in result.output


@pytest.mark.parametrize(
    ("css", "declaration"),
    [
        ("body{display:none}", "`display:none` of `body`"),
        ("@page{size:0}", "`size:0` of `@page`"),
        ("*{position:absolute;left:-9999px}", "`left:-9999px` of `*`"),
        ("*{font-size:0}", "`font-size:0` of `*`"),
        ("@media print { html, p { visibility: hidden } }", "`visibility: hidden` of `html, p`"),
        ("p{opacity:0!important}", "`opacity:0!important` of `p`"),
    ],
)
@pytest.mark.parametrize("name", ["print.css", "epub.css"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_rule_that_hides_all_text_is_an_error(
    css: str, declaration: str, name: str, command: str, workspace: Workspace
) -> None:
    line = append(workspace, name, css.encode())
    form = "epub" if name == "epub.css" else "pdf"
    (workspace.root / "publish.toml").write_text(f'theme = "mine"\nformats = ["{form}"]\n')
    result = workspace.run(command, "a")
    assert result.exit_code == 1
    assert "error[D07]" in result.output
    assert f"styles/mine/{name}:" in result.output
    assert "F30" not in result.output
    assert not list(workspace.root.glob("output/*/a.*"))
    if command == "check":
        assert f"error[D07]: {declaration} hides all text" in result.output
        assert f"{name}:{line}:" in result.output


@pytest.mark.parametrize(
    "css", [".folio p{display:none}", "p.x{font-size:0}", "p{left:-1px}", "nav ol{display:none}"]
)
def test_a_rule_that_hides_some_elements_is_no_error(css: str, workspace: Workspace) -> None:
    append(workspace, "print.css", css.encode())
    theme = load("mine", (workspace.root / "styles",))
    assert check_style_sheets(theme) == ()


@pytest.mark.parametrize(
    "css", ["p{color:red;;:x}", "}}}} p{}", "p { color red }", "a", "@media print { b ] }"]
)
def test_a_mistake_in_a_style_sheet_is_a_warning_at_its_line(
    css: str, workspace: Workspace
) -> None:
    line = append(workspace, "epub.css", css.encode())
    for command in ("check", "epub"):
        result = workspace.run(command, "a")
        assert result.exit_code == 0
        assert "warning[D08]: this is not CSS" in result.output
        assert f"styles/mine/epub.css:{line}:" in result.output


def test_the_style_sheets_of_our_own_themes_have_no_mistakes() -> None:
    for file in own_styles().glob("*/theme.toml"):
        assert check_style_sheets(load(file.parent.name)) == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "command"),
    [
        ("print/document.html.j2", "<body", "<bdy", "pdf"),
        ("epub/nav.xhtml.j2", "<nav", "<nv", "epub"),
        ("epub/page.xhtml.j2", "</body>", "</p></body>", "epub"),
    ],
)
def test_markup_that_is_not_well_formed_names_the_template(
    name: str, old: str, new: str, command: str, workspace: Workspace
) -> None:
    workspace.edit(f"templates/{name}", old, new)
    result = workspace.run(command, "a")
    assert result.exit_code == 1
    assert "error[D09]: the templates in" in result.output
    assert f"styles/mine/templates/{name.partition('/')[0]}" in result.output
    assert "F30" not in result.output


@pytest.mark.parametrize(
    "text",
    [
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        '{% include "print/title.html.j2" %}',
        "{{ nope }}",
        "{{ 1 / 0 }}",
        "{% if %}",
        "{% for x in y",
        '{{ "%d" % "x" }}',
    ],
)
def test_a_template_that_fails_is_an_error_in_its_file(text: str, workspace: Workspace) -> None:
    workspace.edit(TITLE, "{#", text + "{#")
    result = workspace.run("pdf", "a")
    assert result.exit_code == 1
    assert "error[D05]" in result.output
    assert "title.html.j2:" in result.output
    assert "F30" not in result.output


def tables(data: bytes) -> dict[str, tuple[int, int, int]]:
    """Return the place of the entry, the offset and the length of each table of a font."""
    count = int.from_bytes(data[4:6], "big")
    entries = range(12, 12 + 16 * count, 16)
    return {
        data[entry : entry + 4].decode(): (entry, *struct.unpack_from(">II", data, entry + 8))
        for entry in entries
    }


@pytest.mark.parametrize("tag", ["cmap", "head", "hhea", "maxp", "glyf", "loca", "hmtx", "GSUB"])
@pytest.mark.parametrize("damage", ["cut", "removed"])
def test_a_font_with_a_damaged_table_is_an_error(
    tag: str, damage: str, workspace: Workspace
) -> None:
    path = workspace.theme / FONT
    data = bytearray(path.read_bytes())
    entry, _, length = tables(data)[tag]
    if damage == "cut":
        struct.pack_into(">I", data, entry + 12, length // 2 - 1)
    else:
        data[entry : entry + 4] = b"zzzz"
    path.write_bytes(data)
    message = table_error(path)
    if damage == "removed" and tag == "GSUB":
        assert message == ""
        return
    assert message
    result = workspace.run("check", "a")
    assert f"error[D03]: {FONT} {message}" in result.output
    assert "styles/mine/theme.toml:" in result.output
    assert result.exit_code == 1


def test_a_font_that_is_a_folder_is_named(workspace: Workspace) -> None:
    (workspace.theme / FONT).unlink()
    (workspace.theme / FONT).mkdir()
    result = workspace.run("pdf", "a")
    assert f"error[D02]: there is no font {FONT}" in result.output
    assert "a.pdf:" not in result.output
