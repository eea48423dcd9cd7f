"""Every book of this repository and both pasted texts as booklets, down to the pixel."""

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
from tests.booklet.pdfs import opened
from tests.conftest import ROOT

BOOKS = find_workspace(ROOT).book_names()
PIXELS_A_MILLIMETRE = pymupdf.Matrix(2 * 25.4 / 72, 2 * 25.4 / 72)
TWO_A5 = BookletSettings(sheet=paper("296x210mm"))


def made(book: Book) -> bytes:
    (artifact,) = plan(book, Request(("pdf",), book.settings.editions[0]))
    result = make(artifact)
    assert result.status == "made", result.diagnostics
    return artifact.path.read_bytes()


def looked_at(pdf: bytes) -> list[pymupdf.Pixmap]:
    with pymupdf.open(stream=pdf) as document:
        return [page.get_pixmap(matrix=PIXELS_A_MILLIMETRE) for page in document]


def rows(picture: pymupdf.Pixmap, left: int, width: int) -> bytes:
    """The pixels of a part of a picture that is as high as it is."""
    stride, samples = picture.stride, bytes(picture.samples)
    return b"".join(
        samples[y * stride + 3 * left : y * stride + 3 * (left + width)]
        for y in range(picture.height)
    )


def unlike(one: bytes, other: bytes) -> float:
    """How far two pictures are from each other: 0 is the same, 1 is black for white."""
    assert len(one) == len(other)
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / (255 * len(one))


def check(pdf: bytes) -> None:
    """Impose a book as it says it is bound: small, sound, every page as it was, in its place."""
    originals = looked_at(pdf)
    width = originals[0].width
    assert width == 2 * 148
    whole = [rows(page, 0, width) for page in originals]
    with opened(pdf) as book:
        from_the_right = book.Root.ViewerPreferences.Direction == pikepdf.Name.R2L
    booklet = impose(pdf, TWO_A5).value
    assert len(booklet) <= 1.1 * len(pdf)
    with opened(booklet) as printed:
        assert printed.check_pdf_syntax() == []
    binding = Binding.RIGHT if from_the_right else Binding.LEFT
    sides = iter(looked_at(booklet))
    for sheet in arrange_sheets(len(whole), binding):
        for side in (sheet.outside, sheet.inside):
            picture = next(sides)
            halves = rows(picture, 0, width), rows(picture, width, width)
            for page, half in zip((side.left, side.right), halves, strict=True):
                wanted = whole[page - 1] if page else b"\xff" * len(half)
                assert unlike(half, wanted) < 0.001, f"page {page}"
    assert next(sides, None) is None
    assert unlike(whole[0], whole[-1]) > 0.001, "the control: pages differ by more than that"


@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_a_book_of_this_repository(name: str, tmp_path: Path) -> None:
    workspace = replace(find_workspace(ROOT), output=tmp_path)
    check(made(open_book(name, workspace)))


@pytest.mark.slow
def test_the_pasted_texts(corpus: Path, tmp_path: Path) -> None:
    workspace = replace(find_workspace(tmp_path), output=tmp_path)
    texts = sorted(corpus.glob("*.txt"))
    assert texts
    for text in texts:
        check(made(open_book(str(text), workspace)))
