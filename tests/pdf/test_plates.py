"""Black is black: the books of the repository, and their booklets, are on the black plate alone."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from PIL import Image

from publish.config.booklet_options import BookletSettings
from publish.config.pdf_profiles import ACCESSIBLE, PRESETS, SCREEN
from publish.document.model import Work
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.themes.theme_search import list_themes
from publish.writers import booklet, pdf
from publish.writers.pdf.content.pictures import decode_picture
from publish.writers.pdf.engine import adapter
from tests.support.plates import differing_widths, inks

from .accessible_books import list_books, read_book
from .conftest import book, chapter, hebrew, para

pytestmark = pytest.mark.slow


def open_pdf(data: bytes) -> Any:
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.thorough
@pytest.mark.parametrize("profile", [SCREEN, ACCESSIBLE])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("name", list_books())
def test_a_book_is_on_the_black_plate_and_its_widths_are_those_of_its_fonts(
    name: str, classic: Theme, profile: str, *, large: bool
):
    work, options = read_book(list_books()[name])
    options |= {"large_print": large, "profile": PRESETS[profile]}
    file = open_pdf(pdf.write(work, classic, pdf.PdfOptions(**options)).value)
    assert inks(file) == set()
    assert differing_widths(file) == []


@pytest.mark.long
@pytest.mark.parametrize("name", list_books())
@pytest.mark.parametrize("theme", list_themes())
def test_a_booklet_in_any_theme_is_on_the_black_plate(theme: str, name: str):
    work, options = read_book(list_books()[name])
    data = pdf.write(work, themes.load(theme), pdf.PdfOptions(**options)).value
    settings = BookletSettings(marks=True)
    for file in (data, booklet.impose(data, settings).value, booklet.proof(data, settings)):
        assert inks(open_pdf(file)) == set()
    assert differing_widths(open_pdf(data)) == []


def test_a_booklet_with_its_marks_and_its_proof_are_on_the_black_plate(
    lesson: Work, classic: Theme
):
    data = pdf.write(lesson, classic).value
    settings = BookletSettings(marks=True)
    assert inks(open_pdf(booklet.impose(data, settings).value)) == set()
    assert inks(open_pdf(booklet.proof(data, settings))) == set()


def test_without_the_correction_a_book_is_on_four_plates(
    lesson: Work, classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    corrections = tuple(name for name in adapter.CORRECTIONS if name != "grey_colors")
    monkeypatch.setattr(adapter, "CORRECTIONS", corrections)
    assert inks(open_pdf(pdf.write(lesson, classic).value)) == {"0 0 0 rg"}


def test_without_the_correction_some_widths_are_not_those_of_the_font(
    lesson: Work, classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    path = "publish.writers.pdf.engine.font_subsets.write_advances"
    monkeypatch.setattr(path, lambda program, _: program)
    assert differing_widths(open_pdf(pdf.write(lesson, classic).value))


def test_a_picture_without_colours_is_on_the_black_plate():
    for colour, mode in (((90, 90, 90), "L"), ((90, 90, 91), "RGB")):
        out = io.BytesIO()
        Image.new("RGB", (40, 40), colour).save(out, "PNG")
        address = decode_picture(out.getvalue(), "picture.png").address
        assert _read(address).mode == mode


def _read(address: str) -> Image.Image:
    import base64

    return Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))


def test_the_widths_of_few_glyphs_are_those_of_the_font(classic: Theme):
    """The last glyphs of such a subset share one advance in the font file."""
    work = book(chapter("Ink", para(hebrew("יְרוּשָׁלִַם"))))
    assert differing_widths(open_pdf(pdf.write(work, classic).value)) == []
