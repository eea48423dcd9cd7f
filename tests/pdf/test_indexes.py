"""Indexes in print: the page on which each thing stands, once, in the book's direction."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publish.document.model import (
    Citation,
    Dir,
    Gloss,
    Note,
    Paragraph,
    Place,
    Reference,
    Section,
    Text,
    Words,
    Work,
)
from publish.document.walk import plain
from publish.passes.indexes import indexes
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content.index_page_numbers import page_number_renderer, resolve_indexes
from publish.writers.pdf.content.print_tree import label

from .conftest import Printed, book, chapter, running, said

ISAIAH = Citation(Reference("Isaiah", ("40", "31")), (Text("(Isaiah 40:31)"),))
PSALMS = Citation(Reference("Psalms", ("1", "2")), (Text("(Psalms 1:2)"),))
FOLIO = Gloss((Text("folio"),), "(", (Text("a leaf"),), ")")


def indexed(work: Work) -> Work:
    return indexes(work, ["glossary", "sources", "references"]).value


@pytest.fixture(scope="session")
def referring() -> Work:
    """Three chapters, with references and glosses on pages known from the words around them."""
    return indexed(
        book(
            chapter("One", said("First ", ISAIAH), said(running(60)), said("Second ", ISAIAH)),
            chapter(
                "Two", said("Third ", ISAIAH, " and ", PSALMS, " and ", ISAIAH, "."), said(FOLIO)
            ),
            Section(
                chapter("x").role,
                (Text("Three "), PSALMS, Note("1", (said("A note to ", ISAIAH),))),
                (said(running(3)),),
            ),
        )
    )


def entry(made: Printed, title: str, words: str) -> list[int]:
    """The numbers after the words of an entry in the index of that title."""
    (page,) = (page for _, line, page in made.outline() if line == title)
    rows: dict[int, str] = {}
    for line in sorted(made.lines(page), key=lambda line: line.x):
        rows[round(line.y)] = rows.get(round(line.y), "") + line.text
    (row,) = (row for row in rows.values() if row.startswith(words))
    return list(map(int, re.findall(r"\d+", row.removeprefix(words))))


@pytest.mark.slow
def test_an_index_gives_each_page_once(printed, referring):
    made = printed(referring)
    first, second, third = (
        made.page_of("First (Isaiah"),
        made.page_of("Second (Isaiah"),
        made.page_of("Third (Isaiah"),
    )
    fourth = made.page_of("A note to")
    assert len({first, second, third, fourth}) == 4
    assert entry(made, "References", "40:31") == [first, second, third, fourth]
    assert entry(made, "References", "1:2") == [third, fourth]
    assert entry(made, "Glossary", "folio a leaf") == [made.page_of("folio(a leaf)")]


@pytest.mark.slow
def test_each_number_leads_to_its_page(printed, referring):
    import pymupdf

    made = printed(referring)
    document = pymupdf.open(stream=made.data)
    (page,) = (page for _, line, page in made.outline() if line == "References")
    links = document[page - 1].get_links()
    assert len(links) == 6
    for link in links:
        shown = document[page - 1].get_textbox(link["from"]).strip(" ,\n")
        assert int(shown) == document.resolve_names()[link["nameddest"]]["page"] + 1


@pytest.mark.slow
def test_indexes_are_in_the_contents_and_in_the_outline(printed, referring):
    made = printed(referring)
    for title in ("Glossary", "References"):
        (page,) = (page for _, line, page in made.outline() if line == title)
        assert re.search(rf"{title}[ .\u2002]+{page}\b", made.text(3))


@pytest.mark.slow
def test_a_hebrew_index_reads_from_the_right(printed):
    text = "הספר נדפס בירושלים בידי מדפיס אחד ובידי בנו אחריו. "
    work = indexed(
        book(
            chapter("א", said(text * 40), said(ISAIAH)),
            chapter("ב", said(ISAIAH)),
            lang="he",
            dir=Dir.RTL,
            title=Words((("he", "מעשה ספר"),)),
        )
    )
    made = printed(work)
    (page,) = (page for _, line, page in made.outline() if line == "מראי מקומות")
    pages = [number for number, words in made.texts() if "Isaiah" in words]
    (row,) = (
        y
        for y in {y for _, _, y in made.characters(page)}
        if "אל ,מ" in "".join(c for c, _, z in sorted(made.characters(page), key=at) if z == y)
    )
    drawn = "".join(c for c, _, y in sorted(made.characters(page), key=at) if y == row)
    numbers = [int(n) for n in re.findall(r"\d+", drawn.partition("אל ,מ")[0])]
    assert numbers == pages[::-1]


def at(character: tuple[str, float, float]) -> float:
    return character[1]


@pytest.mark.slow
def test_an_edit_that_moves_a_page_moves_the_numbers(classic: Theme, referring: Work, tmp_path):
    store = Store(tmp_path)
    pdf.write(referring, classic, store=store)
    one, *others = referring.body
    longer = replace(one, children=(said(running(60, 200)), *one.children))
    moved = replace(referring, body=(longer, *others))
    made = Printed(pdf.write(moved, classic, store=store).value)
    assert entry(made, "References", "1:2") == [
        made.page_of("Third (Isaiah"),
        made.page_of("A note to"),
    ]


def test_a_title_on_another_page_is_no_place_to_lead_to():
    (shown,) = label((replace(ISAIAH, anchor="citation-1"),))
    assert isinstance(shown, Citation)
    assert shown.anchor == ""
    assert plain((shown,)) == "(Isaiah 40:31)"


def test_places_are_pages_in_their_order():
    write = page_number_renderer({"a": 7, "b": 5, "c": 7})
    written = write(tuple(Place(anchor, "?") for anchor in "abcd"))
    assert written == '<a href="#b">5</a>, <a href="#a">7</a>'


def test_an_entry_that_stands_nowhere_in_this_book_is_left_out(referring: Work):
    *_, last = referring.back
    numbers = {"citation-1": 5}
    (kept,) = resolve_indexes(last, numbers).children
    (work,) = kept.entries
    assert plain(work.term) == "Isaiah"
    assert [place.anchor for place in work.under[0].places] == ["citation-1"]


def test_a_book_without_indexes_is_left_as_it_is(lesson: Work):
    assert isinstance(lesson.body[0].children[0], Paragraph)
    assert resolve_indexes(lesson.body[0], {}) == lesson.body[0]


@pytest.mark.slow
def test_what_stands_under_an_entry_is_set_in_and_no_farther_apart_than_lines(printed, referring):
    made = printed(referring)
    (page,) = (page for _, line, page in made.outline() if line == "References")
    at = {line.text.strip(): line for line in made.body(page)}
    isaiah, place, psalms = at["Isaiah"], at["40:31"], at["Psalms"]
    assert isaiah.x == pytest.approx(psalms.x)
    assert place.x - isaiah.x > 10
    assert place.y - isaiah.y == pytest.approx(14.5, abs=0.1)
    assert psalms.y - place.y == pytest.approx(1.5 * 14.5, abs=0.1)
