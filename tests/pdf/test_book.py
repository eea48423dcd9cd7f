"""A whole book as PDF: document information, outline, contents, page labels, running heads."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publish.diagnostics import PublishError
from publish.document.model import Words, Work
from publish.themes.theme import Theme
from publish.writers import pdf

pytestmark = pytest.mark.slow


def test_the_file_has_title_language_and_author(make_pdf, prose):
    file = make_pdf(prose).file
    assert str(file.docinfo.Title) == "The Proof"
    assert str(file.docinfo.Author) == "Miriam Sofer"
    assert str(file.Root.Lang) == "en"
    assert file.Root.ViewerPreferences.DisplayDocTitle


def test_a_hebrew_book_opens_from_the_right(make_pdf, prose, hebrew_book):
    file = make_pdf(hebrew_book).file
    assert str(file.Root.Lang) == "he"
    assert file.Root.ViewerPreferences.Direction == "/R2L"
    assert make_pdf(prose).file.Root.ViewerPreferences.Direction == "/L2R"


def test_the_outline_leads_to_the_chapters_and_the_sections_in_them(make_pdf, prose):
    document = make_pdf(prose)
    assert [(level, title) for level, title, _ in document.outline()] == [
        (1, "Contents"),
        (1, "Ink and Skin"),
        (2, "The Bone"),
        (1, "Lead"),
        (1, "Thread"),
    ]
    for _, title, page in document.outline():
        assert title in document.text(page)


def test_page_labels_are_the_folios(make_pdf, prose):
    import pymupdf

    document = make_pdf(prose)
    labels = [page.get_label() for page in pymupdf.open(stream=document.data)]
    assert labels == [str(n) for n in range(1, len(document) + 1)]
    chapter = document.page_of("[1] A compositor sets")
    assert document.lines(chapter)[-1].text == labels[chapter - 1]


def test_the_contents_give_the_page_on_which_each_chapter_begins(make_pdf, prose):
    document = make_pdf(prose)
    contents = document.text(3)
    for _, title, page in document.outline()[1:]:
        assert re.search(rf"{title}[ .\u2002]+{page}\b", contents)


@pytest.mark.thorough
def test_excerpts_are_listed_by_number_and_title(make_pdf, handout):
    document = make_pdf(handout)
    contents = document.text(3)
    for number in range(1, 7):
        line = f"{number}. M. Sofer, Letter No. {number} ({1900 + number}) On Ink {number}"
        (page,) = (p for _, title, p in document.outline() if title == line)
        assert re.search(rf"\b{number} M. Sofer, On Ink {number}[ .\u00a0]+{page}\b", contents)


def test_page_numbers_in_the_contents_are_aligned(make_pdf, prose):
    rows: dict[float, list[float]] = {}
    for char, x, y in make_pdf(prose).characters(3):
        if char.isdigit():
            rows.setdefault(round(y), []).append(round(x, 1))
    assert len(rows) == 4
    assert len({max(places) for places in rows.values()}) == 1


def test_a_book_of_one_part_has_no_contents(make_pdf, lesson):
    assert not any("Contents" in text for _, text in make_pdf(lesson).texts())


def test_the_title_page_has_event_theme_title_and_date_in_order(make_pdf, handout):
    title = make_pdf(handout).text(1)
    phrases = ["Days of Type", "From the Scribe to the Screen", "The Proof", "Selected", "May 2025"]
    places = [title.index(words) for words in phrases]
    assert places == sorted(places)


def test_the_colophon_is_printed_once(make_pdf, lesson, prose):
    for work, page in ((lesson, 2), (prose, len(make_pdf(prose)))):
        assert make_pdf(work).page_of("Typeset in EB Garamond") == page
        assert "EB Garamond" in make_pdf(work).text(page)


def test_the_first_chapter_opens_on_a_recto(make_pdf, prose, hebrew_book):
    assert make_pdf(prose).page_of("[1] A compositor sets") % 2 == 1
    assert make_pdf(hebrew_book).outline()[1][2] % 2 == 1


def test_chapter_openings_have_no_running_head_and_other_pages_have(make_pdf, prose):
    document = make_pdf(prose)
    first = document.page_of("[1] A compositor sets")
    assert document.lines(first)[0].text == "Ink and Skin"
    assert document.lines(first)[0].size > 15
    assert document.lines(first + 1)[0].text.strip("\u2068\u2069") == "The Proof"
    assert document.lines(first + 2)[0].text.strip("\u2068\u2069") == "The Bone"


def test_folios_and_running_heads_are_on_the_outer_side(make_pdf, prose, hebrew_book):
    for work in (prose, hebrew_book):
        document = make_pdf(work)
        first = document.outline()[1][2]
        verso, recto = document.lines(first + 1), document.lines(first + 2)
        if work is hebrew_book:
            verso, recto = recto, verso
        assert max(verso[0].x, verso[-1].x) < document.width / 2
        assert min(recto[0].right, recto[-1].right) > document.width / 2


def test_a_running_head_in_hebrew_reads_from_the_right(make_pdf, hebrew_book):
    document = make_pdf(hebrew_book)
    page = document.outline()[1][2] + 1
    top = min(y for char, _, y in document.characters(page) if char.strip())
    head = [(x, char) for char, x, y in document.characters(page) if y == top and char.isalpha()]
    assert "".join(char for _, char in sorted(head, reverse=True)) == "מעשהספר"


@pytest.mark.parametrize(
    ("page", "width", "height"),
    [("a5", 148, 210), ("a4", 210, 297), ("letter", 215.9, 279.4), ("half-letter", 139.7, 215.9)],
)
def test_pages_have_the_sizes_of_the_theme(make_pdf, handout, page, width, height):
    _, _, right, top = map(float, make_pdf(handout, page).file.pages[0].MediaBox)
    assert (right / 72 * 25.4, top / 72 * 25.4) == pytest.approx((width, height), abs=0.1)


def test_a_page_that_the_theme_lacks_is_an_error(handout: Work, classic: Theme):
    with pytest.raises(PublishError, match="has no page “folio”"):
        pdf.write(handout, classic, pdf.PdfOptions(page="folio"))


def test_equal_books_have_equal_bytes(make_pdf, lesson: Work, classic: Theme):
    assert pdf.write(lesson, classic).value == make_pdf(lesson).data
    other = replace(lesson, meta=replace(lesson.meta, title=Words((("en", "Other"),))))
    assert pdf.write(other, classic).value != make_pdf(lesson).data
