"""Fonts: every letter is set in a font of the theme, which is embedded."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from publish.diagnostics import Severity
from publish.document.model import Paragraph, Text, Work
from publish.preflight.pdf_fonts import check_fonts
from publish.preflight.pdf_parser import parse_objects
from publish.text.source import Span
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.themes.theme_search import own_styles
from publish.writers import pdf
from publish.writers.pdf.content.font_coverage import check_coverage, section_texts

from .conftest import book, chapter, para


def test_the_theme_covers_the_sample_books(classic, lesson, handout, prose, hebrew_book):
    for work in (lesson, handout, prose, hebrew_book):
        assert not check_coverage(chain.from_iterable(map(section_texts, work.sections)), classic)


def test_a_character_that_no_font_has_is_an_error_at_its_place(classic: Theme):
    unprintable = Paragraph((Text("漢 and again 漢", span=Span("a.txt", 7, 20)),))
    (error,) = check_coverage(section_texts(chapter("", unprintable)), classic)
    assert (error.code, error.severity, error.span) == ("P01", Severity.ERROR, Span("a.txt", 7, 20))
    assert "“漢” (U+6F22, CJK UNIFIED IDEOGRAPH-6F22)" in error.message


OWN_THEMES = sorted(file.parent.name for file in own_styles().glob("*/theme.toml"))


@pytest.fixture(params=OWN_THEMES)
def own_theme(request: pytest.FixtureRequest) -> Theme:
    """Each theme of the package."""
    return themes.load(request.param)


def test_every_face_has_invisible_marks_and_joiners(own_theme: Theme):
    invisible = "\u034f\u200c\u200d\u200e\u200f\u2060\u2066\u2069\u00ad"
    for face in own_theme.faces:
        assert set(invisible) <= _characters(replace(own_theme, faces=(face,)))


def _characters(theme: Theme) -> frozenset[str]:
    from publish.writers.pdf.content.font_coverage import theme_characters

    return theme_characters(theme)


def test_every_font_has_a_licence_and_an_origin(own_theme: Theme):
    for face in own_theme.faces:
        readme = (face.path.parent / "README.md").read_text("utf-8")
        family = face.path.name.split("-", maxsplit=1)[0]
        licence = (face.path.parent / f"{family}-OFL.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert f"`{family}-*.ttf`" in readme


def test_the_font_for_cantillation_has_no_reserved_name(classic: Theme):
    from fontTools.ttLib import TTFont

    # OFL 1.1, clause 3, reserves the names "SIL" and "Ezra".
    (face,) = (face for face in classic.faces if face.script == "cantillation")
    with TTFont(classic.folder / face.file, lazy=True) as font:
        names = [font["name"].getDebugName(number) for number in (1, 3, 4, 6, 16, 18)]
    assert not [name for name in names if "SIL" in name or "Ezra" in name]


def test_transliteration_and_typographic_marks_are_in_the_latin_face(own_theme: Theme):
    latin = tuple(
        face for face in own_theme.faces if face.script == "latin" and face.style == "normal"
    )
    assert set("ḥṣṭṬāēīōūʿʾĕḇḵẓ‐–—‘’“”„…†‡°½§¶·") <= _characters(replace(own_theme, faces=latin))


@pytest.mark.slow
def test_a_book_embeds_the_fonts_of_its_theme_only(make_pdf, classic, lesson, hebrew_book):
    for work in (lesson, hebrew_book):
        document = make_pdf(work)
        assert not tuple(check_fonts(parse_objects(document.data), classic))
        assert {name.split("+")[1] for name in _fonts(document.file)} <= {
            "EB-Garamond",
            "EB-Garamond-Italic",
            "EB-Garamond-Semi-Bold",
            "Frank-Ruhl-Libre",
            "Frank-Ruhl-Libre-Bold",
        }


def _fonts(file) -> set[str]:
    return {str(o.BaseFont)[1:] for o in file.objects if getattr(o, "get", {}.get)("/BaseFont")}


@pytest.fixture
def with_system_font(classic: Theme, tmp_path: Path) -> Theme:
    """The theme with a style for a system font."""
    shutil.copytree(classic.folder, tmp_path / "careless")
    sheet = tmp_path / "careless" / "print.css"
    sheet.write_text(sheet.read_text("utf-8") + '.text p { font-family: "DejaVu Sans" }\n', "utf-8")
    return themes.load("careless", [tmp_path])


@pytest.mark.slow
def test_a_font_of_the_system_is_an_error(with_system_font: Theme):
    if shutil.which("fc-match") is None:
        pytest.skip("fc-match (fontconfig) is not installed, so the system's fonts are not known")
    data = pdf.write(book(chapter("", para("Zq"))), with_system_font).value
    (error,) = check_fonts(parse_objects(data), with_system_font)
    assert (error.code, error.severity) == ("P02", Severity.ERROR)
    assert "Z (U+005A)" in error.hints[0]


@pytest.mark.slow
def test_bytes_that_are_no_pdf_are_refused(make_pdf, lesson: Work):
    whole = make_pdf(lesson).data
    for data in (b"", b"%PDF-1.7\nnothing\n%%EOF", whole[: len(whole) // 2]):
        with pytest.raises(ValueError, match="it "):
            parse_objects(data)
