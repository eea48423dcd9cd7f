"""Tests of PDFs of a book that has every node of the model, in both base directions."""

from __future__ import annotations

import pytest

from publish.document.lazy_book import split_chapters
from publish.document.model import Work
from publish.preflight import glyph_counts, pdf_fonts, tagged_text
from publish.preflight.pdf_markup import check_markup
from publish.preflight.pdf_parser import parse_objects
from publish.themes.theme import Theme
from publish.writers.pdf.document import PdfDocument, write_document
from publish.writers.pdf.options import PdfOptions
from tests.pdf.accessible_books import TAGGED
from tests.support.every_node import book_with_every_node
from tests.support.tagged import Tagged

_SIZES = {
    "handout": PdfOptions(page="a4"),
    "booklet": PdfOptions(page="a5"),
    "large print": PdfOptions(page="a4", large_print=True),
}


@pytest.fixture(scope="module", params=["en", "he"])
def work(request: pytest.FixtureRequest) -> Work:
    return book_with_every_node(request.param)


@pytest.fixture(scope="module")
def tree(work: Work, classic: Theme) -> Tagged:
    return Tagged(make_pdf(work, classic, PdfOptions(page="a5", profile=TAGGED)).data)


def make_pdf(work: Work, theme: Theme, options: PdfOptions) -> PdfDocument:
    result = write_document(split_chapters(work), theme, options)
    assert result.diagnostics == ()
    return result.value


@pytest.mark.parametrize(
    "size",
    [
        "handout",
        *(pytest.param(size, marks=pytest.mark.thorough) for size in ("booklet", "large print")),
    ],
)
def test_the_preflight_proves_every_node(work: Work, classic: Theme, size: str):
    document = make_pdf(work, classic, _SIZES[size])
    for section in document.sections:
        assert check_markup((section.markup,), (section.chapter.section,)) == ()
    characters = glyph_counts.all_characters(document.data)
    assert glyph_counts.check_glyphs(characters, work.sections) == ()
    assert not tuple(pdf_fonts.check_fonts(parse_objects(document.data), classic))


def test_the_structure_has_every_text_in_its_language(work: Work, classic: Theme):
    document = make_pdf(work, classic, PdfOptions(page="a5", profile=TAGGED))
    assert tagged_text.check_structure(document.data, work) == ()


def test_lists_state_their_numbering(tree: Tagged):
    numberings = {str(each.about.A.ListNumbering) for each in tree.tree.walk() if each.role == "L"}
    assert numberings == {"/Decimal", "/LowerAlpha", "/LowerRoman", "/Disc"}


def test_a_table_has_rows_under_a_header_that_is_read_once(tree: Tagged):
    tables = [each for each in tree.tree.walk() if each.role == "Table"]
    assert len(tables) == 2
    for table in tables:
        roles = [each.role for each in table.walk()]
        assert roles.count("TR") == 14
        assert roles.count("TH") == 4
        headers = [each for each in table.walk() if each.role == "TH"]
        assert all(str(each.about.A.Scope) == "/Column" for each in headers)
        (first, *_) = headers
        # Hebrew glyphs are drawn from left to right.
        assert "".join(text.content for _, text in first.texts()) in {"Week", "שבוע"[::-1]}
        (*_, last) = (each for each in table.walk() if each.role == "TD")
        assert int(last.about.A.ColSpan) == 4


def test_a_picture_is_a_figure_with_its_description(tree: Tagged):
    (figure,) = (each for each in tree.tree.walk() if each.role == "Figure")
    assert str(figure.about.Alt) in {"A dark frame", "מסגרת כהה"}
    assert list(figure.texts())
