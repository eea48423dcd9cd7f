"""Tagged PDFs validated by veraPDF against PDF/UA-1 (ISO 14289-1)."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from publish.config.options import Edition
from publish.document.lazy_book import split_chapters
from publish.pipeline.editions import arrange
from publish.themes.theme import Theme
from publish.writers import pdf
from tests.pdf.accessible_books import TAGGED
from tests.support.verapdf import Validator, find_validator

from .accessible_books import book_with_all_elements, list_books, read_book

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def validator() -> Validator:
    return find_validator()


def without_names(data: bytes) -> bytes:
    """Return a PDF whose notes have no ID, which ISO 14289-1, 7.9, requires."""
    with pikepdf.open(io.BytesIO(data)) as file:
        for each in file.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Note":
                del each["/ID"]
        file.save(nameless := io.BytesIO())
    return nameless.getvalue()


@pytest.mark.thorough
def test_books_conform_to_pdf_ua_and_faulty_ones_do_not(
    validator: Validator, request: pytest.FixtureRequest, classic: Theme, tmp_path: Path
):
    names = ("lesson", "handout", "prose", "hebrew_book")
    works = {
        "mixed": book_with_all_elements(),
        **{name: request.getfixturevalue(name) for name in names},
    }
    books = {
        name: pdf.write(work, classic, pdf.PdfOptions(profile=TAGGED)).value
        for name, work in works.items()
    }
    large = arrange(split_chapters(works["handout"]), Edition.LARGE_PRINT).value.work
    books["large"] = pdf.write(
        large, classic, pdf.PdfOptions(profile=TAGGED, large_print=True)
    ).value
    for name, file in list_books().items():
        work, options = read_book(file)
        books[name] = pdf.write(work, classic, pdf.PdfOptions(profile=TAGGED, **options)).value
    wrong = {
        "screen": pdf.write(works["mixed"], classic).value,
        "nameless": without_names(books["mixed"]),
    }
    # All books in a single run, because starting veraPDF takes longer than validating a book.
    faults_by_book = validator.faults(books | wrong, tmp_path)
    assert {name: faults_by_book[name] for name in books} == {name: [] for name in books}
    assert len(faults_by_book["screen"]) > 3
    (fault,) = faults_by_book["nameless"]
    assert fault.startswith("7.9-1")
