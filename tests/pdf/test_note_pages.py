"""Ruled lines for notes: beside the text, under it, after it; their headings and their sheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publish.config.attendees import Attendees, NotesPages, NotesPlace
from publish.config.front_matter import read_front_matter
from publish.document.lazy_book import split_chapters
from publish.document.model import Dir, Role, Section, Text, Work
from publish.preflight.pdf import check_pdf
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.document import write_document
from tests.pdf.accessible_books import TAGGED

from .conftest import PdfView, book, chapter, para, running

pytestmark = pytest.mark.slow


def options(place: NotesPlace | None, **more: object) -> pdf.PdfOptions:
    notes = NotesPages(place) if place else None
    front = read_front_matter("compact")
    return pdf.PdfOptions(attendees=Attendees(notes=notes), front=front, **more)


def write(work: Work, theme: Theme, place: NotesPlace | None, **more: object) -> PdfView:
    """Return the pages of a work, once its preflight finds no fault."""
    outcome = write_document(split_chapters(work), theme, options(place, **more))
    faults = check_pdf(outcome.value, outcome.diagnostics, theme, Store())
    assert [fault.message for fault in faults] == []
    return PdfView(outcome.value.data)


def rules(document: PdfView, page: int) -> int:
    """Return the number of ruled lines on a page."""
    drawings = document._pages[page - 1].get_drawings()
    return sum(each["rect"].width > 200 and each["rect"].height < 60 for each in drawings)


@pytest.mark.thorough
@pytest.mark.parametrize("dir", [Dir.LTR, Dir.RTL])
@pytest.mark.parametrize("large", [False, True])
def test_each_page_of_the_text_faces_a_ruled_page(
    dir: Dir, large: bool, handout: Work, classic: Theme
):
    work = replace(handout, dir=dir)
    document = write(work, classic, NotesPlace.FACING, large_print=large)
    for page in range(2, len(document) + 1):
        assert (rules(document, page) > 8) is (page % 2 == 1)
        assert ("My notes" in document.text(page)) is (page % 2 == 1)
        assert str(page) in document.text(page).split()
    plain = write(work, classic, None, large_print=large)
    assert not any(rules(plain, page) for page in range(1, len(plain) + 1))


@pytest.mark.thorough
@pytest.mark.parametrize("dir", [Dir.LTR, Dir.RTL])
def test_the_title_of_a_part_is_a_recto_that_no_ruled_page_faces(dir: Dir, classic: Theme):
    chapters = chapter("Ink", para(running(40))), chapter("Skin", para(running(60, 40)))
    titles = "The First Part", "The Second Part"
    parts = [Section(Role.PART, (Text(title),), chapters) for title in titles]
    document = write(book(*parts, dir=dir), classic, NotesPlace.FACING)
    plain = write(book(*parts, dir=dir), classic, None)
    pages = range(2, len(document) + 1)
    of_titles = [page for page in pages for title in titles if document.text(page).strip() == title]
    assert len(of_titles) == 2
    assert all(page % 2 and "Ink" in document.text(page + 1) for page in of_titles)
    in_plain = next(n for n, text in plain.texts() if text.strip() == titles[1])
    own, usual = (
        next(line for line in view.body(page) if titles[1] in line.text)
        for view, page in ((document, of_titles[1]), (plain, in_plain))
    )
    assert (own.x, own.y) == pytest.approx((usual.x, usual.y))
    for page in set(pages) - set(of_titles):
        is_back = page + 1 in of_titles
        assert is_back is (document.text(page).strip() == "")
        assert (rules(document, page) > 8) is (page % 2 == 1)


@pytest.mark.parametrize("has_excerpts", [True, False])
def test_an_imprint_has_no_page_of_its_own_after_ruled_lines(
    has_excerpts: bool, handout: Work, classic: Theme
):
    work = handout if has_excerpts else book(chapter("Ink", para(running(5))))
    document = write(work, classic, NotesPlace.BELOW)
    last = document.text(len(document))
    assert "Typeset in" in last
    assert "My notes" in last
    assert rules(document, len(document)) == 3


def test_a_facing_page_names_the_excerpts_of_its_text(handout: Work, classic: Theme):
    document = write(handout, classic, NotesPlace.FACING)
    named = 0
    for page in range(3, len(document) + 1, 2):
        text, heading = document.text(page - 1), document.text(page)
        for number in range(1, 7):
            if f"Letter No. {number} (" in text:
                assert str(number) in heading.split("My notes:")[1][:20]
                named += 1
    assert named == 6


@pytest.mark.thorough
@pytest.mark.parametrize("large", [False, True])
def test_lines_fill_the_rest_of_the_page_of_an_excerpt(large: bool, handout: Work, classic: Theme):
    document = write(handout, classic, NotesPlace.BELOW, large_print=large)
    page_of = {n: document.page_of(f"Letter No. {n} (") for n in range(1, 7)}
    assert len(set(page_of.values())) == 6
    for number, page in page_of.items():
        following = page_of.get(number + 1, len(document) + 1)
        ruled = [each for each in range(page, following) if rules(document, each)]
        for each in ruled:
            assert f"My notes: {number}. On Ink {number}" in document.text(each)
            assert rules(document, each) >= 3
        assert len(ruled) <= 1
    assert sum(bool(rules(document, page)) for page in range(1, len(document) + 1)) >= 1
    assert "My notes" not in document.text(len(document)) or rules(document, len(document))


def test_a_chapter_without_excerpts_ends_with_lines(prose: Work, classic: Theme):
    document = write(prose, classic, NotesPlace.BELOW)
    headings = [text for _, text in document.texts() if "My notes" in text]
    assert len(headings) <= 3
    assert any("My notes: Thread" in text for text in headings)


def test_the_page_after_an_excerpt_names_it(handout: Work, classic: Theme):
    document = write(handout, classic, NotesPlace.EACH)
    for number in range(1, 7):
        page = document.page_of(f"My notes: {number}. On Ink {number}")
        assert rules(document, page) > 8


@pytest.mark.parametrize("place", [NotesPlace.FACING, NotesPlace.BELOW, NotesPlace.EACH])
def test_lines_that_add_half_the_sheets_are_a_message(
    place: NotesPlace, handout: Work, classic: Theme
):
    outcome = pdf.write(handout, classic, options(place))
    plain = PdfView(pdf.write(handout, classic, options(None)).value)
    (message,) = (each.message for each in outcome.diagnostics if each.code == "P34")
    assert f"{len(PdfView(outcome.value))} pages" in message
    assert "without them" in message
    if place is not NotesPlace.FACING:
        assert f"without them {len(plain)} pages" in message


@pytest.mark.thorough
@pytest.mark.parametrize("place", [NotesPlace.FACING, NotesPlace.BELOW])
def test_an_edit_gives_the_pages_of_a_fresh_build(
    place: NotesPlace, handout: Work, classic: Theme, tmp_path: Path
):
    store = Store(tmp_path / "store")
    section = handout.body[0]
    first, second, *rest = section.children
    longer = replace(second, blocks=second.blocks * 3)
    for children in (section.children, (first, longer, *rest), section.children):
        work = replace(handout, body=(replace(section, children=children),))
        again = pdf.write(work, classic, options(place), store=store).value
        assert again == pdf.write(work, classic, options(place)).value


@pytest.mark.parametrize("place", [NotesPlace.FACING, NotesPlace.BELOW])
def test_a_tagged_book_with_lines_has_every_text_in_its_structure(
    place: NotesPlace, handout: Work, classic: Theme
):
    from publish.preflight.tagged_text import check_structure

    outcome = pdf.write(handout, classic, options(place, profile=TAGGED))
    assert check_structure(outcome.value, handout) == ()
