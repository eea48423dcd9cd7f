"""The design of settings applied to themes: type size, margins, faces, colours, style sheets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.config.colours import contrast
from publish.config.design import Accent, Design, FaceFamilies, Initials, Margins
from publish.config.settings import Settings
from publish.diagnostics import PublishError
from publish.text.lengths import Trim, millimetres
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme import Theme, load, load_for
from publish.themes.theme_search import own_styles
from publish.writers.epub.styling import load_styling

from .conftest import Workspace

NAMES = sorted(file.parent.name for file in own_styles().glob("*/theme.toml"))


def make_theme(theme: str = "classic", page: str | Trim = "a5", **choices: object) -> Theme:
    """Return a theme with the choices of a design."""
    return load_for(Settings(theme=theme, page=page, design=replace(Design(), **choices)))  # type: ignore[arg-type]  # fields of a Design


def block(page: PageGeometry) -> float:
    return page.lines * millimetres(page.leading)


def test_three_themes_are_part_of_the_package() -> None:
    assert NAMES == ["classic", "classroom", "siddur"]


@pytest.mark.parametrize("name", NAMES)
def test_themes_have_the_same_pages(name: str) -> None:
    theme, classic = load(name), load("classic")
    assert theme.pages.keys() == classic.pages.keys()
    assert theme.large_print.keys() == classic.large_print.keys()
    for page in (*theme.pages.values(), *theme.large_print.values()):
        assert page.lines * millimetres(page.leading) + millimetres(page.top) < (
            millimetres(page.height) - 15
        )


@pytest.mark.parametrize("name", NAMES)
def test_the_colours_of_covers_have_contrast(name: str) -> None:
    cover = load(name).cover
    assert contrast(cover.ink, cover.ground) >= 4.5
    assert contrast(cover.accent, cover.ground) >= 3


def test_a_size_keeps_the_proportion_of_the_leading_and_the_margins() -> None:
    before, after = load("classic").page("a5"), make_theme(size="14pt").page("a5")
    assert after.size == "14pt"
    ratio = millimetres(before.leading) / millimetres(before.size)
    assert millimetres(after.leading) / millimetres("14pt") == pytest.approx(ratio, rel=1e-3)
    assert block(before) - millimetres(after.leading) < block(after) <= block(before) + 0.1


def test_margins_are_those_of_the_settings() -> None:
    margins = Margins("20mm", "21mm", "22mm", "30mm")
    for size in ("a5", Trim(170, 240)):
        theme = make_theme(page=size, margins=margins)
        page = theme.page(size)
        assert [millimetres(side) for side in (page.top, page.inner, page.outer)] == [20, 21, 22]
        foot = millimetres(page.height) - 20 - block(page)
        assert 30 <= foot + 0.06 < 30 + millimetres(page.leading)


def test_large_print_has_no_smaller_type_and_keeps_its_margins() -> None:
    theme, classic = make_theme(size="13pt", margins=Margins(inner="30mm")), load("classic")
    assert theme.page("a5", large_print=True).size == classic.page("a5", large_print=True).size
    assert theme.page("a5", large_print=True).inner == "15mm"
    assert make_theme(size="22pt").page("a5", large_print=True).size == "22pt"


@pytest.mark.parametrize("choices", [{"size": "30pt"}, {"margins": Margins(*["60mm"] * 4)}])
def test_a_page_without_room_for_its_text_is_an_error(choices: dict[str, object]) -> None:
    with pytest.raises(PublishError) as error:
        make_theme(page=Trim(95, 130), **choices)
    assert error.value.diagnostics[0].code == "D04"


def test_faces_are_those_of_another_theme_at_a_size_that_looks_as_large() -> None:
    theme = make_theme("classroom", faces=FaceFamilies(latin="EB Garamond", hebrew="David Libre"))
    families = {face.script: face.family for face in theme.faces}
    assert families["latin"] == "EB Garamond"
    assert families["hebrew"] == "David Libre"
    size = millimetres(theme.page("a5").size) / millimetres(load("classroom").page("a5").size)
    assert 1.25 < size < 1.4
    sheet = load_styling(theme)
    assert '"EB Garamond"' in sheet.sheet.data.decode()
    assert {face.family for face in sheet.faces} == {"EB Garamond", "David Libre"}


def test_an_unknown_family_is_told_the_families_there_are() -> None:
    with pytest.raises(PublishError) as error:
        make_theme(faces=FaceFamilies(hebrew="Arial"))
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.message == "no theme has a face “Arial” for Hebrew letters"
    assert "David Libre, Frank Ruhl Libre, Noto Sans Hebrew" in diagnostic.hints[0]


@pytest.mark.parametrize("name", NAMES)
def test_an_accent_is_in_print_only_where_it_is_asked_for(name: str) -> None:
    quiet = make_theme(name, accent=Accent("#7a1f2b"))
    loud = make_theme(name, accent=Accent("#7a1f2b", in_print=True))
    assert not any("#7a1f2b" in sheet for sheet in quiet.print_sheets())
    assert any("color: #7a1f2b" in sheet for sheet in loud.print_sheets())
    for theme in (quiet, loud):
        assert "var(--accent)" not in "".join(theme.print_sheets()) + theme.epub_sheet(accents=True)


@pytest.mark.parametrize("colour", ["#7a1f2b", "#000000", "#00695c", "#3333aa"])
@pytest.mark.parametrize("name", NAMES)
def test_a_cover_on_the_accent_has_contrast(name: str, colour: str) -> None:
    cover = make_theme(name, accent=Accent(colour)).cover
    assert cover.ground == colour
    assert contrast(cover.ink, colour) >= 4.5
    assert contrast(cover.accent, colour) >= 3


def test_settings_take_precedence_over_the_design_of_a_theme() -> None:
    assert load("siddur").design == Design(initials=Initials.WORD, ornaments=True)
    theme = make_theme("siddur", initials=Initials.NONE)
    assert not theme.has_initials
    assert theme.design.ornaments
    assert len(list(make_theme("siddur", ornaments=False).print_sheets())) < len(
        list(load("siddur").print_sheets())
    )


def test_a_changed_design_makes_a_book_again(workspace: Workspace) -> None:
    settings = workspace.root / "publish.toml"
    settings.write_text('theme = "mine"\nformats = ["epub"]\n')
    assert workspace.run("build", "a").output.count("made") == 1
    settings.write_text('theme = "mine"\nformats = ["epub"]\n[design]\naccent = "#7a1f2b"\n')
    assert workspace.run("build", "a").output.count("made") == 1
    assert workspace.run("build", "a").output.count("fresh") == 1
