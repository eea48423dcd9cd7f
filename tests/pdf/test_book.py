"""A whole book: what the file says of itself, and what stands on which page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publish.diagnostics import PublishError
from publish.document.model import Words, Work
from publish.themes.theme import Theme
from publish.writers import pdf

pytestmark = pytest.mark.slow


def test_the_file_says_its_title_its_language_and_its_author(printed, prose):
    file = printed(prose).file
    assert str(file.docinfo.Title) == "The Proof"
    assert str(file.docinfo.Author) == "Miriam Sofer"
    assert str(file.Root.Lang) == "en"
    assert file.Root.ViewerPreferences.DisplayDocTitle


def test_a_hebrew_book_opens_from_the_right(printed, prose, hebrew_book):
    file = printed(hebrew_book).file
    assert str(file.Root.Lang) == "he"
    assert file.Root.ViewerPreferences.Direction == "/R2L"
    assert printed(prose).file.Root.ViewerPreferences.Direction == "/L2R"


def test_the_outline_leads_to_the_chapters_and_the_sections_in_them(printed, prose):
    made = printed(prose)
    assert [(level, title) for level, title, _ in made.outline()] == [
        (1, "Contents"),
        (1, "Ink and Skin"),
        (2, "The Bone"),
        (1, "Lead"),
        (1, "Thread"),
    ]
    for _, title, page in made.outline():
        assert title in made.text(page)


def test_page_labels_are_the_folios(printed, prose):
    import pymupdf

    made = printed(prose)
    labels = [page.get_label() for page in pymupdf.open(stream=made.data)]
    assert labels == [str(n) for n in range(1, len(made) + 1)]
    chapter = made.page_of("[1] A compositor sets")
    assert made.lines(chapter)[-1].text == labels[chapter - 1]


def test_the_contents_give_the_page_on_which_each_chapter_begins(printed, prose):
    made = printed(prose)
    contents = made.text(3)
    for _, title, page in made.outline()[1:]:
        assert re.search(rf"{title}[ .\u2002]+{page}\b", contents)


def test_excerpts_are_listed_by_number_and_title(printed, handout):
    made = printed(handout)
    contents = made.text(3)
    for number in range(1, 7):
        line = f"{number}. M. Sofer, Letter No. {number} ({1900 + number}) On Ink {number}"
        (page,) = (p for _, title, p in made.outline() if title == line)
        assert re.search(rf"\b{number} On Ink {number}[ .\u2002]+{page}\b", contents)


def test_numbers_of_the_contents_stand_under_one_another(printed, prose):
    rows: dict[float, list[float]] = {}
    for char, x, y in printed(prose).characters(3):
        if char.isdigit():
            rows.setdefault(round(y), []).append(round(x, 1))
    assert len(rows) == 4
    assert len({max(places) for places in rows.values()}) == 1


def test_a_lesson_of_one_part_has_no_page_of_contents(printed, lesson):
    assert not any("Contents" in text for _, text in printed(lesson).texts())


def test_the_title_page_says_what_where_and_when(printed, handout):
    title = printed(handout).text(1)
    said = ["Days of Type", "From the Scribe to the Screen", "May 2025", "The Proof", "Selected"]
    places = [title.index(words) for words in said]
    assert places == sorted(places)


def test_how_the_book_was_made_is_said_once(printed, lesson, prose):
    for work, page in ((lesson, 2), (prose, len(printed(prose)))):
        assert printed(work).page_of("free program publish") == page
        assert "EB Garamond" in printed(work).text(page)


def test_the_first_chapter_opens_on_a_recto(printed, prose, hebrew_book):
    assert printed(prose).page_of("[1] A compositor sets") % 2 == 1
    assert printed(hebrew_book).outline()[1][2] % 2 == 1


def test_openings_have_no_running_head_and_the_other_pages_have_theirs(printed, prose):
    made = printed(prose)
    first = made.page_of("[1] A compositor sets")
    assert made.lines(first)[0].text == "Ink and Skin"
    assert made.lines(first)[0].size > 15
    assert made.lines(first + 1)[0].text.strip("\u2068\u2069") == "The Proof"
    assert made.lines(first + 2)[0].text.strip("\u2068\u2069") == "Ink and Skin"


def test_folios_and_running_heads_stand_outside(printed, prose, hebrew_book):
    for work in (prose, hebrew_book):
        made = printed(work)
        first = made.outline()[1][2]
        verso, recto = made.lines(first + 1), made.lines(first + 2)
        if work is hebrew_book:
            verso, recto = recto, verso
        assert max(verso[0].x, verso[-1].x) < made.width / 2
        assert min(recto[0].right, recto[-1].right) > made.width / 2


def test_a_running_head_in_hebrew_reads_from_the_right(printed, hebrew_book):
    made = printed(hebrew_book)
    page = made.outline()[1][2] + 1
    top = min(y for char, _, y in made.characters(page) if char.strip())
    head = [(x, char) for char, x, y in made.characters(page) if y == top and char.isalpha()]
    assert "".join(char for _, char in sorted(head, reverse=True)) == "מעשהספר"


@pytest.mark.parametrize(
    ("page", "width", "height"),
    [("a5", 148, 210), ("a4", 210, 297), ("letter", 215.9, 279.4), ("half-letter", 139.7, 215.9)],
)
def test_pages_come_in_the_sizes_of_the_theme(printed, handout, page, width, height):
    _, _, right, top = map(float, printed(handout, page).file.pages[0].MediaBox)
    assert (right / 72 * 25.4, top / 72 * 25.4) == pytest.approx((width, height), abs=0.1)


def test_a_page_that_the_theme_has_not_is_an_error(handout: Work, classic: Theme):
    with pytest.raises(PublishError, match="has no page “folio”"):
        pdf.write(handout, classic, pdf.PdfOptions(page="folio"))


def test_the_same_book_is_the_same_bytes(printed, lesson: Work, classic: Theme):
    assert pdf.write(lesson, classic).value == printed(lesson).data
    other = replace(lesson, meta=replace(lesson.meta, title=Words((("en", "Other"),))))
    assert pdf.write(other, classic).value != printed(lesson).data
