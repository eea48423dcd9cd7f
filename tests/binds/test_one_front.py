"""Several books in one PDF: pages numbered through, contents, outline, links, fonts, freshness."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from publish.artifacts.result import Status
from publish.writers.pdf.engine.typesetter import Typesetter
from tests.binds.shelf import TITLE, make_pdf, page_texts, read_pdf, write_bind, write_shelf

ALL = write_bind("programme", 'books = ["lessons", "schedule", "songs"]')


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    close = write_bind("close", 'books = ["lessons", "schedule", "songs"]', "recto = false")
    twice = write_bind(
        "twice",
        'books = ["schedule", { book = "schedule", theme = "classroom" }]',
        "front = 'none'",
    )
    return write_shelf(tmp_path_factory.mktemp("binds"), ALL + close + twice)


@pytest.fixture(scope="module")
def programme(shelf: Path) -> bytes:
    return read_pdf(shelf, "programme")


@pytest.mark.slow
def test_contents_list_books_and_chapters_with_their_pages(programme: bytes) -> None:
    pages = page_texts(programme)
    (contents,) = [page for page in pages if page.startswith("Contents")]
    assert contents == (
        "Contents Lessons 5 The First Lesson 7 The Second Lesson 8 References 9 "
        "The Schedule 11 שירים 13"
    )
    assert "Programme" in pages[0]
    assert "תוכנייה" in pages[0]
    for number, words in {7: "The First Lesson", 8: "The Second Lesson", 11: "Sunday"}.items():
        assert words in pages[number - 1]
        assert pages[number - 1].endswith(str(number)) or number == 7


@pytest.mark.slow
def test_each_book_begins_on_a_recto_unless_paper_is_saved(shelf: Path, programme: bytes) -> None:
    close = page_texts(read_pdf(shelf, "close"))
    pages = page_texts(programme)
    for start in ("The Schedule On", "שירים"):
        (number,) = [n for n, page in enumerate(pages, start=1) if page.startswith(start)]
        assert number % 2 == 1
    assert len(close) < len(pages)
    assert [bool(page) for page in close].count(False) == 0, "no page is empty"


@pytest.mark.slow
def test_the_outline_has_the_books_with_their_chapters(programme: bytes) -> None:
    with pymupdf.open(stream=programme) as pdf:
        outline = [(level, title, page) for level, title, page in pdf.get_toc()]
    assert (1, "Lessons", 5) in outline
    assert (2, "The First Lesson", 7) in outline
    assert [title for level, title, _ in outline if level == 1] == [
        "Contents",
        "Lessons",
        "The Schedule",
        "שירים",
    ], "a book of one chapter has one line"


@pytest.mark.slow
def test_links_of_each_book_lead_into_that_book(programme: bytes) -> None:
    with pymupdf.open(stream=programme) as pdf:
        links = {
            (number, link["page"] + 1)
            for number, page in enumerate(pdf, start=1)
            for link in page.get_links()
            if link.get("page", -1) >= 0
        }
    contents = {to for number, to in links if number == 3}
    assert contents == {5, 7, 8, 9, 11, 13}
    assert (9, 8) in links, "the index leads to the page of its reference"
    with pikepdf.open(BytesIO(programme)) as pdf:
        names = [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
    assert len(names) == len(set(names))
    assert {"book-1-part-1", "book-2-part-1", "book-3-part-1"} <= set(names)


@pytest.mark.slow
def test_fonts_are_in_the_file_once_for_each_theme(shelf: Path, programme: bytes) -> None:
    def font_files(pdf: bytes) -> int:
        with pymupdf.open(stream=pdf) as document:
            return len({font[0] for page in document for font in page.get_fonts()})

    alone = font_files(read_pdf(shelf, "lessons"))
    assert font_files(programme) <= alone + 1, "the Hebrew face is the one that Lessons lacks"
    twice = read_pdf(shelf, "twice")
    with pymupdf.open(stream=twice) as document:
        families = [{font[3] for font in page.get_fonts()} for page in document]
    assert families[0] != families[-1], "each theme has its own fonts"
    assert "On Sunday morning." in page_texts(twice)[-1]


@pytest.mark.slow
def test_the_colophon_names_the_fonts_of_all_books(tmp_path: Path) -> None:
    table = write_bind("programme", 'books = [{ book = "schedule", theme = "classroom" }, "songs"]')
    root = write_shelf(tmp_path, table.replace(TITLE, '"Programme"'))
    *_, colophon = page_texts(read_pdf(root, "programme"))
    assert "EB Garamond" in colophon, "the font of the contents"
    assert "Noto Sans" in colophon
    assert "Frank Ruhl Libre" in colophon


@pytest.mark.slow
def test_ruled_pages_of_one_book_are_not_counted_in_sheets(tmp_path: Path) -> None:
    root = write_shelf(tmp_path, write_bind("programme", 'books = ["schedule", "songs"]'))
    settings = root / "sources" / "songs.toml"
    settings.write_text('notes_pages = { place = "end", count = 8 }\n', "utf-8")
    alone, bound = make_pdf(root, "songs"), make_pdf(root, "programme")
    assert "P34" in {each.code for each in alone.diagnostics}
    assert "P34" not in {each.code for each in bound.diagnostics}, "no booklet of songs is printed"


@pytest.mark.slow
def test_an_edit_of_one_book_lays_out_that_book_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_shelf(tmp_path, ALL)
    assert make_pdf(root, "programme").status is Status.MADE
    assert make_pdf(root, "programme").status is Status.FRESH
    markups: list[str] = []
    typeset = Typesetter.typeset

    def record(self: Typesetter, markup: str, *others: Any, **options: Any) -> Any:
        markups.append(markup)
        return typeset(self, markup, *others, **options)

    monkeypatch.setattr(Typesetter, "typeset", record)
    text = root / "sources" / "schedule.txt"
    text.write_text(text.read_text("utf-8").replace("evening", "night"), "utf-8")
    assert make_pdf(root, "programme").status is Status.MADE
    assert len(markups) == 1
    assert "On Sunday night." in markups[0]
    (root / "sources" / "songs.toml").write_text('title = "שירי המעלות"\n', "utf-8")
    assert make_pdf(root, "programme").status is Status.MADE, "settings of a book are inputs"


@pytest.mark.slow
def test_a_text_on_facing_pages_begins_on_the_verso_after_the_book_before(tmp_path: Path) -> None:
    spreads = '{ book = "lesson", edition = "spreads" }'
    lines = (f'books = ["schedule", {spreads}]', "front = 'none'")
    root = write_shelf(tmp_path, write_bind("programme", *lines))
    segments = [
        "Of the gate.",
        "וזה השער.",
        "Of the well.",
        "וזו הבאר.",
        "Of the tree.",
        "וזה העץ.",
    ]
    (root / "sources" / "lesson.txt").write_text("\n\n".join(["A Lesson", *segments]), "utf-8")
    result = make_pdf(root, "programme")
    assert "P21" not in {each.code for each in result.diagnostics}, "no page is empty"
    pages = page_texts(result.path.read_bytes())
    assert "On Sunday evening." in pages[0]
    assert {"gate" in pages[1], "gate" in pages[2]} == {True, False}
    assert {"השער" in pages[1], "השער" in pages[2]} == {True, False}


@pytest.mark.slow
def test_a_book_with_errors_stops_the_bind_and_the_last_good_file_stays(tmp_path: Path) -> None:
    root = write_shelf(tmp_path, write_bind("programme", 'books = ["schedule", "songs"]'))
    before = read_pdf(root, "programme")
    (root / "sources" / "songs.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = make_pdf(root, "programme")
    assert result.status is Status.FAILED
    codes = [each.code for each in result.diagnostics]
    assert "S36" in codes
    assert any("its book “songs” has errors" in each.message for each in result.diagnostics)
    assert result.path.read_bytes() == before


@pytest.mark.slow
def test_the_title_of_a_bind_has_no_invisible_controls(tmp_path: Path) -> None:
    table = '[[bind]]\nname = "programme"\ntitle = "The \\u202eProgramme"\nbooks = ["schedule"]\n'
    write_shelf(tmp_path, table)
    result = make_pdf(tmp_path, "programme")
    assert "T29" in [each.code for each in result.diagnostics]
    with pymupdf.open(result.path) as document:
        assert document.metadata["title"] == "The Programme"


@pytest.mark.slow
def test_an_edition_on_the_command_line_is_that_of_all_books(shelf: Path) -> None:
    result = make_pdf(shelf, "close", "large-print")
    assert result.status is Status.MADE, result.diagnostics
    assert result.path.name == "close.large-print.pdf"
    assert size_of(result.path.read_bytes()) > 1.5 * size_of(read_pdf(shelf, "close"))


def size_of(pdf: bytes) -> float:
    """Return the size of the type of the schedule."""
    with pymupdf.open(stream=pdf) as document:
        spans = [
            span
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block["lines"]
            for span in line["spans"]
        ]
    return next(span["size"] for span in spans if "On Sunday" in span["text"])
