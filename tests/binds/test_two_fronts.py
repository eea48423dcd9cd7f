"""A book with two fronts, printed, folded and read from both covers by the pixels of its pages."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from PIL import Image

from publish.config.booklet_options import Binding, BookletSettings, Duplex, SheetLayout, paper
from publish.preflight.bound_fronts import check_fronts
from publish.writers.booklet import impose
from tests.binds.shelf import make_pdf, page_texts, read_pdf, write_bind, write_shelf
from tests.booklet import paper as bindery
from tests.booklet.sample_pdfs import open_pdf

BOOKS = 'books = ["schedule", "songs", "lessons"]'
HALF = 'books = ["schedule", "lessons"]'
OTHER_HALF = 'books = ["songs"]'
PRINTED = (SheetLayout.FOLDED, SheetLayout.PERFECT)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Binds with two fronts, and each half as a bind with one front."""
    tables = (
        write_bind("hebrew-first", BOOKS, 'fronts = ["he", "en"]'),
        write_bind("english-first", BOOKS, 'fronts = ["en", "he"]'),
        write_bind("english", HALF).replace(', he = "תוכנייה"', ""),
        write_bind("hebrew", OTHER_HALF).replace('en = "Programme", ', ""),
    )
    return write_shelf(tmp_path_factory.mktemp("fronts"), "".join(tables))


def find_halves(shelf: Path) -> dict[str, bytes]:
    return {"en": read_pdf(shelf, "english"), "he": read_pdf(shelf, "hebrew")}


def read_from(faces: list[Image.Image], half: bytes) -> list[int | None]:
    """Return the pages of a half that a reader sees from its cover on."""
    return bindery.Reader(half).read(faces)


@pytest.mark.thorough
@pytest.mark.parametrize(("duplex", "layout"), list(product(Duplex, PRINTED)))
@pytest.mark.parametrize("fronts", [("he", "en"), ("en", "he")])
def test_both_halves_are_read_in_order_and_upright_from_their_own_covers(
    shelf: Path, fronts: tuple[str, str], duplex: Duplex, layout: SheetLayout
) -> None:
    name, binding = BOUND[fronts]
    first, second = (find_halves(shelf)[lang] for lang in fronts)
    settings = BookletSettings(sheet=paper("296x210mm"), duplex=duplex, layout=layout)
    booklet = impose(read_pdf(shelf, name), settings).value
    sheets = bindery.print_out(booklet, duplex.value)
    faces = bindery.fold_signatures(sheets, binding.value, 4)
    # The colophon at the end of a half is in the first half alone.
    count = len(page_texts(second)) - 1
    assert read_from(faces, first)[: len(page_texts(first))] == in_order(first)
    assert read_from(faces[::-1], second)[:count] == in_order(second)[:count]
    middle = faces[len(page_texts(first)) : len(faces) - count]
    assert read_from(middle, first) == [None] * len(middle), "the halves meet at blank pages"
    wrong = bindery.fold_signatures(sheets, opposite(binding), 4)
    assert read_from(wrong, first)[:3] != in_order(first)[:3], "the control: folded the other way"


BOUND = {
    ("he", "en"): ("hebrew-first", Binding.RIGHT),
    ("en", "he"): ("english-first", Binding.LEFT),
}
"""The bind and the side of its spine, by its fronts."""


def in_order(half: bytes) -> list[int | None]:
    """Return the numbers of the pages of a half, None for a blank one."""
    return [n if text else None for n, text in enumerate(page_texts(half), start=1)]


def opposite(binding: Binding) -> str:
    (other,) = set(Binding) - {binding}
    return other.value


@pytest.mark.slow
def test_each_half_has_its_title_contents_and_numbers(shelf: Path) -> None:
    pdf = read_pdf(shelf, "hebrew-first")
    pages = page_texts(pdf)
    assert len(pages) % 4 == 0
    assert pages[0] == "תוכנייה"
    assert pages[-1] == "Programme"
    assert pages[-3].startswith("Contents The Schedule 5 Lessons 7")
    assert pages[-5].endswith("5"), "the fifth page from the English cover"
    blanks = [number for number, text in enumerate(pages) if not text]
    assert any(pages[n - 1] and not pages[n] for n in blanks)
    with open_pdf(pdf) as file:
        assert file.Root.ViewerPreferences.Direction == pikepdf.Name.R2L
    with pymupdf.open(stream=pdf) as document:
        labels = [page.get_label() for page in document]
        outline = [(level, title) for level, title, _ in document.get_toc()]
    assert labels[:3] == ["1", "2", "3"]
    assert labels[-3:] == ["en 3", "en 2", "en 1"]
    assert [title for level, title in outline if level == 1] == ["תוכנייה", "Programme"]


@pytest.mark.slow
def test_english_first_turns_from_the_left(shelf: Path) -> None:
    with open_pdf(read_pdf(shelf, "english-first")) as file:
        assert file.Root.ViewerPreferences.Direction == pikepdf.Name.L2R


@pytest.mark.slow
def test_a_page_at_a_wrong_place_is_found(shelf: Path) -> None:
    pdf, halves = read_pdf(shelf, "english-first"), find_halves(shelf)
    count = len(page_texts(pdf))
    (error,) = check_fronts(pdf, [halves["en"], halves["en"]])
    assert error.code == "S38"
    assert f"{count} pages" in error.message or "belongs" in error.message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('books = ["schedule"]', "no book of “two” stands behind the front “he”"),
        ('books = ["songs", "schedule"]\n', ""),
        (
            'books = ["songs", { book = "schedule", side = "he" }]',
            "no book of “two” stands behind the front “en”",
        ),
    ],
)
def test_a_front_without_a_book_is_an_error(tmp_path: Path, lines: str, message: str) -> None:
    root = write_shelf(tmp_path, write_bind("two", lines, 'fronts = ["he", "en"]'))
    result = make_pdf(root, "two")
    errors = [each.message for each in result.diagnostics if each.code == "S35"]
    assert errors == ([message] if message else [])
    assert result.path.exists() is not bool(message), "nothing half-made"


@pytest.mark.slow
def test_a_book_in_a_third_language_names_its_side(tmp_path: Path) -> None:
    root = write_shelf(tmp_path, write_bind("two", BOOKS, 'fronts = ["he", "en"]'))
    (root / "sources" / "schedule.toml").write_text('languages = ["ru"]\n', "utf-8")
    result = make_pdf(root, "two")
    assert any("“schedule” is in “ru”" in each.message for each in result.diagnostics)
