"""After an edit a chapter is laid out from the page before it until pages break as they did."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.document.model import Foreign, Note, Paragraph, Section, Text, Work
from publish.document.walk import rewrite
from publish.storage.store import Store
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.writers import pdf

from .conftest import POINTED, book, chapter, hebrew, running, said, segment

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def long() -> Section:
    """A chapter of about twenty pages, with notes and Hebrew on most of them."""
    chance = random.Random(5)

    def paragraph(number: int) -> Paragraph:
        note = (Note(str(number), (said(running(chance.randrange(1, 9), number)),)),)
        return said(
            running(chance.randrange(2, 12), number),
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
def made_pages(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The places of the pages that the engine made, one after another."""
    from weasyprint.layout import page

    made: list[int] = []
    stock = page.remake_page

    def remake_page(index, *more):
        made.append(index)
        return stock(index, *more)

    monkeypatch.setattr(page, "remake_page", remake_page)
    return made


def with_text(work: Work, number: int, change: Callable[[str], str]) -> Work:
    """Return the work with one of its texts changed."""
    seen = iter(range(10**6))

    def edit(node: object) -> object:
        if isinstance(node, Text) and next(seen) == number:
            return replace(node, text=change(node.text))
        return node

    return rewrite(work, edit)


def count(work: Work) -> int:
    seen: list[object] = []
    rewrite(work, lambda node: seen.append(node) or node if isinstance(node, Text) else node)
    return len(seen)


def test_one_word_lays_out_two_or_three_pages(
    long: Section, classic: Theme, tmp_path: Path, made_pages: list[int]
):
    work = book(long)
    store = Store(tmp_path)
    pdf.write(work, classic, store=store)
    whole = max(made_pages) + 1
    assert whole > 12
    middle = count(work) // 2
    edited = with_text(work, middle, lambda text: text.replace("e", "a", 1))
    made_pages.clear()
    made = pdf.write(edited, classic, store=store).value
    assert 2 <= len(made_pages) <= 3
    assert min(made_pages) > 2
    assert made == pdf.write(edited, classic).value


def words(text: str) -> str:
    return text + " and some more words that were not there before"


def fewer(text: str) -> str:
    return text[: len(text) // 3] or "x"


def another(text: str) -> str:
    return text.swapcase()


def much(text: str) -> str:
    return text + " " + running(30, 7)


@pytest.mark.parametrize(("seed", "tagged"), [(0, False), (1, True)])
def test_any_edit_of_a_long_chapter_gives_the_bytes_of_a_fresh_build(
    seed: int,
    tagged: bool,
    long: Section,
    classic: Theme,
    tmp_path: Path,
    *,
    made_pages: list[int],
):
    chance = random.Random(seed)
    work = book(long)
    store = Store(tmp_path)
    pdf.write(work, classic, pdf.PdfOptions(tagged=tagged), store=store)
    most = count(work)
    kept = 0
    for _ in range(7):
        change = chance.choice([words, fewer, another, much])
        work = with_text(work, chance.randrange(most), change)
        if chance.random() < 0.25:
            (section,) = work.body
            place = chance.randrange(len(section.children))
            more = (*section.children[:place], said(running(3)), *section.children[place:])
            work = replace(work, body=(replace(section, children=more),))
        made_pages.clear()
        made = pdf.write(work, classic, pdf.PdfOptions(tagged=tagged), store=store).value
        before = len(made_pages)
        made_pages.clear()
        fresh = pdf.write(work, classic, pdf.PdfOptions(tagged=tagged)).value
        assert made == fresh, (change.__name__, before)
        kept += len(made_pages) - before
    assert kept > 10


def test_words_in_another_language_leave_the_pages_after_them_as_they_are_heard(
    long: Section, classic: Theme, tmp_path: Path, made_pages: list[int]
):
    """They are one more element, and elements are known by their places."""
    (paragraph, *_) = (child for child in long.children[30:] if isinstance(child, Paragraph))
    first, *rest = paragraph.inlines
    assert isinstance(first, Text)
    start, _, end = first.text.partition("the ")
    more = said(start, hebrew("אחת"), " ", end, *rest)
    children = tuple(more if child is paragraph else child for child in long.children)
    store = Store(tmp_path)
    pdf.write(book(long), classic, pdf.PdfOptions(tagged=True), store=store)
    whole = len(made_pages)
    made_pages.clear()
    edited = book(replace(long, children=children))
    made = pdf.write(edited, classic, pdf.PdfOptions(tagged=True), store=store)
    assert len(made_pages) < whole // 2
    assert made == pdf.write(edited, classic, pdf.PdfOptions(tagged=True))


def test_a_heading_that_reaches_the_running_heads_changes_every_page_after_it(
    long: Section, classic: Theme, tmp_path: Path
):
    store = Store(tmp_path)
    pdf.write(book(long), classic, store=store)
    renamed = book(replace(long, title=(Text("Of Chapters Renamed"),)))
    assert pdf.write(renamed, classic, store=store) == pdf.write(renamed, classic)


@pytest.mark.parametrize("selector", [":last-child"])
def test_a_theme_that_looks_ahead_is_laid_out_whole(
    selector: str, long: Section, classic: Theme, tmp_path: Path, made_pages: list[int]
):
    shutil.copytree(classic.folder, tmp_path / "themes" / "ahead")
    sheet = tmp_path / "themes" / "ahead" / "print.css"
    sheet.write_text(f"{sheet.read_text('utf-8')}\np{selector} {{ color: #111 }}\n", "utf-8")
    theme = themes.load("ahead", [tmp_path / "themes"])
    store = Store(tmp_path / "pages")
    work = book(long)
    pdf.write(work, theme, store=store)
    made_pages.clear()
    edited = with_text(work, count(work) - 3, words)
    pdf.write(edited, theme, store=store)
    assert 0 in made_pages


def test_a_note_that_waits_for_the_next_page_waits_there_again(classic: Theme, tmp_path: Path):
    """Notes so long that they are carried over from page to page."""
    paragraphs = [
        said(running(6, n), Note(str(n), (said(running(14, n)),)), running(2, n)) for n in range(24)
    ]
    work = book(chapter("Of Notes", *paragraphs))
    store = Store(tmp_path)
    pdf.write(work, classic, store=store)
    for number in range(10, count(work), 20):
        edited = with_text(work, number, another)
        assert pdf.write(edited, classic, store=store) == pdf.write(edited, classic)


def test_a_hebrew_chapter_goes_on_as_an_english_one_does(
    classic: Theme, tmp_path: Path, hebrew_book: Work, made_pages: list[int]
):
    blocks = tuple(said(" ".join([POINTED[n % 3]] * 30)) for n in range(40))
    work = replace(hebrew_book, body=(Section(hebrew_book.body[0].role, (Text("פרק"),), blocks),))
    store = Store(tmp_path)
    pdf.write(work, classic, store=store)
    whole = len(made_pages)
    made_pages.clear()
    edited = with_text(work, 30, lambda text: text.replace("ש", "ת", 1))
    made = pdf.write(edited, classic, store=store)
    assert 0 < len(made_pages) < whole // 2
    assert made == pdf.write(edited, classic)
    assert not any(isinstance(node, Foreign) for node in edited.body[0].children)
