"""Reuse of pages: after an edit only the pages that change are laid out."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.config.pdf_profiles import PRESETS, SCREEN, PdfProfile
from publish.document.model import Cell, Foreign, Note, Paragraph, Row, Section, Table, Text, Work
from publish.document.walk import rewrite
from publish.storage.store import Store
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.writers import pdf
from tests.pdf.accessible_books import TAGGED

from .conftest import POINTED, book, chapter, hebrew, para, running, segment

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def long() -> Section:
    """A chapter of about twenty pages, with notes and Hebrew on most of them."""
    rng = random.Random(5)

    def paragraph(number: int) -> Paragraph:
        note = (Note(str(number), (para(running(rng.randrange(1, 9), number)),)),)
        return para(
            running(rng.randrange(2, 12), number),
            *((hebrew(POINTED[number % 3]), " and so on") if number % 3 == 0 else ()),
            *(note if number % 4 == 0 else ()),
        )

    return chapter(
        "Of Long Chapters",
        *(
            segment(" ".join([POINTED[n % 3]] * (n % 4 + 1)), paragraph(n), paragraph(n + 500))
            if n % 2
            else paragraph(n)
            for n in range(60)
        ),
    )


@pytest.fixture
def pages_made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The indexes of the pages that the engine makes."""
    from weasyprint.layout import page

    pages: list[int] = []
    stock = page.remake_page

    def remake_page(index, *extended):
        pages.append(index)
        return stock(index, *extended)

    monkeypatch.setattr(page, "remake_page", remake_page)
    return pages


def with_text(work: Work, number: int, change: Callable[[str], str]) -> Work:
    """Return the work with one of its texts changed."""
    numbers = iter(range(10**6))

    def edit(node: object) -> object:
        if isinstance(node, Text) and next(numbers) == number:
            return replace(node, text=change(node.text))
        return node

    return rewrite(work, edit)


def count_texts(work: Work) -> int:
    texts: list[object] = []
    rewrite(work, lambda node: texts.append(node) or node if isinstance(node, Text) else node)
    return len(texts)


@pytest.mark.thorough
def test_an_edit_of_a_word_lays_out_two_or_three_pages(
    long: Section, classic: Theme, tmp_path: Path, pages_made: list[int]
):
    work = book(long)
    store = Store(tmp_path)
    pdf.write(work, classic, store=store)
    page_count = max(pages_made) + 1
    assert page_count > 12
    middle = count_texts(work) // 2
    edited = with_text(work, middle, lambda text: text.replace("e", "a", 1))
    pages_made.clear()
    data = pdf.write(edited, classic, store=store).value
    assert 2 <= len(pages_made) <= 3
    assert min(pages_made) > 2
    assert data == pdf.write(edited, classic).value


def add_words(text: str) -> str:
    return text + " and some more words that were not there before"


def shorten(text: str) -> str:
    return text[: len(text) // 3] or "x"


def swap_case(text: str) -> str:
    return text.swapcase()


def lengthen(text: str) -> str:
    return text + " " + running(30, 7)


@pytest.mark.long
@pytest.mark.parametrize(("seed", "profile"), [(0, PRESETS[SCREEN]), (1, TAGGED)])
def test_any_edit_of_a_long_chapter_gives_the_bytes_of_a_fresh_build(
    seed: int,
    profile: PdfProfile,
    long: Section,
    classic: Theme,
    tmp_path: Path,
    *,
    pages_made: list[int],
):
    rng = random.Random(seed)
    work = book(long)
    store = Store(tmp_path)
    pdf.write(
        work,
        classic,
        pdf.PdfOptions(profile=profile),
        store=store,
    )
    text_count = count_texts(work)
    reused = 0
    for _ in range(7):
        change = rng.choice([add_words, shorten, swap_case, lengthen])
        work = with_text(work, rng.randrange(text_count), change)
        if rng.random() < 0.25:
            (section,) = work.body
            place = rng.randrange(len(section.children))
            extended = (*section.children[:place], para(running(3)), *section.children[place:])
            work = replace(work, body=(replace(section, children=extended),))
        pages_made.clear()
        data = pdf.write(
            work,
            classic,
            pdf.PdfOptions(profile=profile),
            store=store,
        ).value
        before = len(pages_made)
        pages_made.clear()
        fresh = pdf.write(work, classic, pdf.PdfOptions(profile=profile)).value
        assert data == fresh, (change.__name__, before)
        reused += len(pages_made) - before
    assert reused > 10


@pytest.mark.thorough
def test_new_words_in_another_language_keep_the_tags_of_later_pages(
    long: Section, classic: Theme, tmp_path: Path, pages_made: list[int]
):
    """An inserted element changes the ids of the elements after it."""
    (paragraph, *_) = (child for child in long.children[30:] if isinstance(child, Paragraph))
    first, *rest = paragraph.inlines
    assert isinstance(first, Text)
    start, _, end = first.text.partition("the ")
    extended = para(start, hebrew("אחת"), " ", end, *rest)
    children = tuple(extended if child is paragraph else child for child in long.children)
    store = Store(tmp_path)
    pdf.write(book(long), classic, pdf.PdfOptions(profile=TAGGED), store=store)
    page_count = len(pages_made)
    pages_made.clear()
    edited = book(replace(long, children=children))
    data = pdf.write(edited, classic, pdf.PdfOptions(profile=TAGGED), store=store)
    assert len(pages_made) < page_count // 2
    assert data == pdf.write(edited, classic, pdf.PdfOptions(profile=TAGGED))


@pytest.mark.thorough
@pytest.mark.parametrize("edited_text", [13, 25])
def test_pages_that_begin_in_two_cells_of_a_row_are_reused(
    edited_text: int, classic: Theme, tmp_path: Path, pages_made: list[int]
):
    """An edit of either cell."""

    def cell(first: int, count: int) -> Cell:
        return Cell(tuple(para(running(12, 12 * n)) for n in range(first, first + count)))

    row = Row((cell(20, 12), cell(40, 20)))
    texts = [para(running(12, 12 * n)) for n in range(8)]
    work = book(chapter("", *texts, Table((row,)), *texts))
    store = Store(tmp_path)
    pdf.write(work, classic, store=store)
    page_count = len(pages_made)
    pages_made.clear()
    edited = with_text(work, edited_text, add_words)
    data = pdf.write(edited, classic, store=store).value
    assert len(pages_made) < page_count
    assert data == pdf.write(edited, classic).value


@pytest.mark.thorough
def test_a_new_heading_changes_the_running_heads_of_later_pages(
    long: Section, classic: Theme, tmp_path: Path
):
    store = Store(tmp_path)
    pdf.write(book(long), classic, store=store)
    renamed = book(replace(long, title=(Text("Of Chapters Renamed"),)))
    assert pdf.write(renamed, classic, store=store) == pdf.write(renamed, classic)


@pytest.mark.thorough
@pytest.mark.parametrize("selector", [":last-child"])
def test_a_theme_with_selectors_for_later_siblings_is_laid_out_whole(
    selector: str, long: Section, classic: Theme, tmp_path: Path, pages_made: list[int]
):
    shutil.copytree(classic.folder, tmp_path / "themes" / "ahead")
    sheet = tmp_path / "themes" / "ahead" / "print.css"
    sheet.write_text(f"{sheet.read_text('utf-8')}\np{selector} {{ color: #111 }}\n", "utf-8")
    theme = themes.load("ahead", [tmp_path / "themes"])
    store = Store(tmp_path / "pages")
    work = book(long)
    pdf.write(work, theme, store=store)
    pages_made.clear()
    edited = with_text(work, count_texts(work) - 3, add_words)
    pdf.write(edited, theme, store=store)
    assert 0 in pages_made


@pytest.mark.long
def test_a_note_carried_over_to_the_next_page_stays_there(classic: Theme, tmp_path: Path):
    """Notes that are carried over from page to page."""
    paragraphs = [
        para(running(6, n), Note(str(n), (para(running(14, n)),)), running(2, n)) for n in range(24)
    ]
    work = book(chapter("Of Notes", *paragraphs))
    store = Store(tmp_path)
    pdf.write(work, classic, store=store)
    for number in range(10, count_texts(work), 20):
        edited = with_text(work, number, swap_case)
        assert pdf.write(edited, classic, store=store) == pdf.write(edited, classic)


@pytest.mark.thorough
def test_pages_of_a_hebrew_chapter_are_reused(
    classic: Theme, tmp_path: Path, hebrew_book: Work, pages_made: list[int]
):
    blocks = tuple(para(" ".join([POINTED[n % 3]] * 30)) for n in range(40))
    work = replace(hebrew_book, body=(Section(hebrew_book.body[0].role, (Text("פרק"),), blocks),))
    store = Store(tmp_path)
    pdf.write(work, classic, store=store)
    page_count = len(pages_made)
    pages_made.clear()
    edited = with_text(work, 30, lambda text: text.replace("ש", "ת", 1))
    data = pdf.write(edited, classic, store=store)
    assert 0 < len(pages_made) < page_count // 2
    assert data == pdf.write(edited, classic)
    assert not any(isinstance(node, Foreign) for node in edited.body[0].children)
