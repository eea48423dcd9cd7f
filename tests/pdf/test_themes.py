"""Themes and designs on paper: plates, structure, and pages that are laid out again."""

from __future__ import annotations

import io

import pikepdf
import pytest

from publish.config.settings import Settings, parse_settings
from publish.document.model import Dir, Work
from publish.themes.theme import Theme, load_for
from publish.writers import pdf
from tests.conftest import ROOT
from tests.pdf.accessible_books import TAGGED
from tests.support.every_node import book_with_every_node
from tests.support.glyphs import Glyph, pages
from tests.support.plates import differing_widths, inks

from .conftest import book, chapter, para

pytestmark = pytest.mark.slow

SPECIMENS = ROOT / "docs" / "specimens" / "sources"
ACCENT = {"colour": "#7a1f2b", "print": True}


def load_theme(name: str, **design: object) -> Theme:
    return load_for(parse_settings({"theme": name, "design": design}, Settings()))


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "lang"), [("classroom", "en"), ("siddur", "he")])
def test_every_node_is_on_the_black_plate_in_every_theme(name: str, lang: str) -> None:
    theme = load_theme(name, initials="drop", ornaments=True, accent="#7a1f2b")
    file = pikepdf.open(io.BytesIO(pdf.write(book_with_every_node(lang), theme).value))
    assert inks(file) == set()
    assert differing_widths(file) == []


@pytest.mark.thorough
def test_an_accent_that_is_asked_for_is_the_only_colour(lesson: Work) -> None:
    file = pikepdf.open(io.BytesIO(pdf.write(lesson, load_theme("siddur", accent=ACCENT)).value))
    colours = inks(file)
    assert colours
    assert all(colour.startswith("0.478431 0.121569 0.168627") for colour in colours)


ENGLISH = "The first word of a text is set over two lines. " * 8
HEBREW = "החנות של סבא עמדה בקצה הרחוב, במקום שבו נגמר האספלט. " * 8


def find_text_page(work: Work, theme: Theme) -> list[Glyph]:
    """Return the glyphs of the page that has the text."""
    return max(pages(pdf.write(work, theme).value, theme), key=len)


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("name", ["classic", "classroom", "siddur"])
def test_a_drop_stands_on_the_base_line_of_the_second_line(name: str, lang: str) -> None:
    text = para(ENGLISH if lang == "en" else HEBREW)
    theme = load_theme(name, initials="drop")
    glyphs = find_text_page(
        book(chapter("", text), lang=lang, dir=Dir.RTL if lang == "he" else Dir.LTR), theme
    )
    size = max(glyph.size for glyph in glyphs)
    drop = [glyph for glyph in glyphs if glyph.size == size]
    assert "".join(sorted(glyph.character for glyph in drop)) == (
        "T" if lang == "en" else "".join(sorted("החנות"))
    )
    text_size = min(glyph.size for glyph in glyphs)
    lines = sorted({round(glyph.y, 1) for glyph in glyphs if glyph.size < size})
    beside = [line for line in lines if line < drop[0].y + text_size / 2][-2:]
    assert drop[0].y == pytest.approx(beside[1], abs=0.6)
    leading = beside[1] - beside[0]
    after = lines[lines.index(beside[1]) + 1]
    assert after - beside[1] == pytest.approx(leading, abs=0.3)


@pytest.mark.thorough
def test_a_structure_for_screen_readers_has_the_words_of_initials(lesson: Work) -> None:
    from publish.preflight.tagged_text import check_structure

    theme = load_theme("siddur", initials="drop")
    data = pdf.write(lesson, theme, pdf.PdfOptions(profile=TAGGED)).value
    assert check_structure(data, lesson) == ()


def test_glyphs_that_make_room_for_accents_are_those_of_the_font() -> None:
    verse = "וְהָאָ֗רֶץ הָיְתָ֥ה תֹ֨הוּ֙ וָבֹ֔הוּ עַל־פְּנֵ֣י תְה֑וֹם אֱלֹהִ֤ים ׀ לָאוֹר֙ י֔וֹם "
    for text in (verse, (SPECIMENS / "tanakh.txt").read_text("utf-8")):
        work = book(chapter("", para(text)), lang="he", dir=Dir.RTL)
        data = pdf.write(work, load_theme("classic")).value
        assert differing_widths(pikepdf.open(io.BytesIO(data))) == []
