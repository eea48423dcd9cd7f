"""Booklets of the books of this repository and of the corpus, compared by their pixels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from publish.artifacts.make import make
from publish.artifacts.plan import Request, plan
from publish.config import Book, find_workspace, open_book
from publish.config.booklet_options import Binding, BookletSettings, paper
from publish.writers.booklet import impose
from publish.writers.booklet.geometry import arrange_sheets
from tests.booklet.sample_pdfs import open_pdf
from tests.conftest import ROOT

BOOKS = find_workspace(ROOT).book_names()
PIXELS_A_MILLIMETRE = pymupdf.Matrix(2 * 25.4 / 72, 2 * 25.4 / 72)
TWO_A5 = BookletSettings(sheet=paper("296x210mm"))


def make_book_pdf(book: Book) -> bytes:
    (artifact,) = plan(book, Request(("pdf",), book.settings.editions[0]))
    result = make(artifact)
    assert result.status == "made", result.diagnostics
    return artifact.path.read_bytes()


def render_pages(pdf: bytes) -> list[pymupdf.Pixmap]:
    with pymupdf.open(stream=pdf) as document:
        return [page.get_pixmap(matrix=PIXELS_A_MILLIMETRE) for page in document]


def rows(picture: pymupdf.Pixmap, left: int, width: int) -> bytes:
    """Return the pixels of a vertical strip of a picture."""
    stride, samples = picture.stride, bytes(picture.samples)
    return b"".join(
        samples[y * stride + 3 * left : y * stride + 3 * (left + width)]
        for y in range(picture.height)
    )


def difference(first: bytes, second: bytes) -> float:
    """Return the difference of two pictures: 0 for equal ones, 1 for black and white."""
    assert len(first) == len(second)
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / (255 * len(first))


def check(pdf: bytes) -> None:
    """Impose a book with its own binding, and compare every page with its original."""
    originals = render_pages(pdf)
    width = originals[0].width
    assert width == 2 * 148
    page_pixels = [rows(page, 0, width) for page in originals]
    with open_pdf(pdf) as book:
        from_the_right = book.Root.ViewerPreferences.Direction == pikepdf.Name.R2L
    booklet = impose(pdf, TWO_A5).value
    assert len(booklet) <= 1.1 * len(pdf)
    with open_pdf(booklet) as pdf_file:
        assert pdf_file.check_pdf_syntax() == []
    binding = Binding.RIGHT if from_the_right else Binding.LEFT
    sides = iter(render_pages(booklet))
    for sheet in arrange_sheets(len(page_pixels), binding):
        for side in (sheet.outside, sheet.inside):
            picture = next(sides)
            halves = rows(picture, 0, width), rows(picture, width, width)
            for page, half in zip((side.left, side.right), halves, strict=True):
                expected = page_pixels[page - 1] if page else b"\xff" * len(half)
                assert difference(half, expected) < 0.001, f"page {page}"
    assert next(sides, None) is None
    assert difference(page_pixels[0], page_pixels[-1]) > 0.001, (
        "the control: pages differ by more than that"
    )


@pytest.mark.thorough
@pytest.mark.parametrize("name", BOOKS)
def test_a_book_of_this_repository_is_imposed_to_the_pixel(name: str, tmp_path: Path) -> None:
    workspace = replace(find_workspace(ROOT), output=tmp_path)
    check(make_book_pdf(open_book(name, workspace)))


@pytest.mark.thorough
def test_the_texts_of_the_corpus_are_imposed_to_the_pixel(corpus: Path, tmp_path: Path) -> None:
    workspace = replace(find_workspace(tmp_path), output=tmp_path)
    texts = sorted(corpus.glob("*.txt"))
    assert texts
    for text in texts:
        check(make_book_pdf(open_book(str(text), workspace)))
