"""Indexes in print: page numbers, each once, in the direction of the book."""

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

from .conftest import PdfView, book, chapter, para, running

ISAIAH = Citation(Reference("Isaiah", ("40", "31")), (Text("(Isaiah 40:31)"),))
PSALMS = Citation(Reference("Psalms", ("1", "2")), (Text("(Psalms 1:2)"),))
FOLIO = Gloss((Text("folio"),), "(", (Text("a leaf"),), ")")


def with_indexes(work: Work) -> Work:
    return indexes(work, ["glossary", "sources", "references"]).value


@pytest.fixture(scope="session")
def referring() -> Work:
    """Three chapters with references and glosses, whose pages the words around them identify."""
    return with_indexes(
        book(
            chapter("One", para("First ", ISAIAH), para(running(60)), para("Second ", ISAIAH)),
            chapter(
                "Two", para("Third ", ISAIAH, " and ", PSALMS, " and ", ISAIAH, "."), para(FOLIO)
            ),
            Section(
                chapter("x").role,
                (Text("Three "), PSALMS, Note("1", (para("A note to ", ISAIAH),))),
                (para(running(3)),),
            ),
        )
    )


def numbers_after(document: PdfView, title: str, words: str) -> list[int]:
    """Return the numbers after these words in the index of that title."""
    (page,) = (page for _, line, page in document.outline() if line == title)
    text = " ".join(document.text(page).split())
    match = re.search(rf"{re.escape(words)} (\d+(?:, \d+)*)", text)
    assert match, text
    return list(map(int, re.findall(r"\d+", match[1])))


@pytest.mark.slow
def test_an_index_lists_each_page_once(make_pdf, referring):
    document = make_pdf(referring)
    first, second, third = (
        document.page_of("First (Isaiah"),
        document.page_of("Second (Isaiah"),
        document.page_of("Third (Isaiah"),
    )
    fourth = document.page_of("A note to")
    assert len({first, second, third, fourth}) == 4
    assert numbers_after(document, "References", "40:31") == [first, second, third, fourth]
    assert numbers_after(document, "References", "1:2") == [third, fourth]
    assert numbers_after(document, "Glossary", "folio a leaf") == [
        document.page_of("folio(a leaf)")
    ]


@pytest.mark.slow
def test_each_number_leads_to_its_page(make_pdf, referring):
    import pymupdf

    view = make_pdf(referring)
    document = pymupdf.open(stream=view.data)
    (page,) = (page for _, line, page in view.outline() if line == "References")
    links = document[page - 1].get_links()
    assert len(links) == 6
    for link in links:
        number = document[page - 1].get_textbox(link["from"]).strip(" ,\n")
        assert int(number) == document.resolve_names()[link["nameddest"]]["page"] + 1


@pytest.mark.slow
def test_indexes_are_in_the_contents_and_in_the_outline(make_pdf, referring):
    document = make_pdf(referring)
    for title in ("Glossary", "References"):
        (page,) = (page for _, line, page in document.outline() if line == title)
        assert re.search(rf"{title}[ .\u2002]+{page}\b", document.text(3))


@pytest.mark.slow
def test_a_hebrew_index_reads_from_the_right(make_pdf):
    text = "הספר נדפס בירושלים בידי מדפיס אחד ובידי בנו אחריו. "
    work = with_indexes(
        book(
            chapter("א", para(text * 40), para(ISAIAH)),
            chapter("ב", para(ISAIAH)),
            lang="he",
            dir=Dir.RTL,
            title=Words((("he", "מעשה ספר"),)),
        )
    )
    document = make_pdf(work)
    (page,) = (page for _, line, page in document.outline() if line == "מראי מקומות")
    pages = [number for number, words in document.texts() if "Isaiah" in words]
    (row,) = (
        y
        for y in {y for _, _, y in document.characters(page)}
        if "אל ,מ"
        in "".join(c for c, _, z in sorted(document.characters(page), key=by_x) if z == y)
    )
    row_text = "".join(c for c, _, y in sorted(document.characters(page), key=by_x) if y == row)
    numbers = [int(n) for n in re.findall(r"\d+", row_text.partition("אל ,מ")[0])]
    assert numbers == pages[::-1]


def by_x(character: tuple[str, float, float]) -> float:
    return character[1]


@pytest.mark.thorough
@pytest.mark.slow
def test_an_edit_that_moves_a_page_changes_its_numbers(classic: Theme, referring: Work, tmp_path):
    store = Store(tmp_path)
    pdf.write(referring, classic, store=store)
    first_chapter, *others = referring.body
    longer = replace(first_chapter, children=(para(running(60, 200)), *first_chapter.children))
    moved = replace(referring, body=(longer, *others))
    document = PdfView(pdf.write(moved, classic, store=store).value)
    assert numbers_after(document, "References", "1:2") == [
        document.page_of("Third (Isaiah"),
        document.page_of("A note to"),
    ]


def test_a_label_has_no_anchors():
    (plain_citation,) = label((replace(ISAIAH, anchor="citation-1"),))
    assert isinstance(plain_citation, Citation)
    assert plain_citation.anchor == ""
    assert plain((plain_citation,)) == "(Isaiah 40:31)"


def test_places_are_rendered_as_page_numbers_in_order():
    render = page_number_renderer({"a": 7, "b": 5, "c": 7})
    written = render(tuple(Place(anchor, "?") for anchor in "abcd"))
    assert written == '<a href="#b">5</a>, <a href="#a">7</a>'


def test_a_page_where_a_verse_is_quoted_and_not_named_has_a_sign():
    render = page_number_renderer({"a": 7, "b": 5, "c": 7})
    places = (Place("a", "?", inferred=True), Place("b", "?", inferred=True), Place("c", "?"))
    assert render(places) == '<a href="#b">5</a>*, <a href="#a">7</a>'


def test_an_entry_without_a_place_in_the_edition_is_left_out(referring: Work):
    *_, last = referring.back
    numbers = {"citation-1": 5}
    (resolved,) = resolve_indexes(last, numbers).children
    (work,) = resolved.entries
    assert plain(work.term) == "Isaiah"
    assert [place.anchor for place in work.under[0].places] == ["citation-1"]


def test_a_section_without_indexes_does_not_change(lesson: Work):
    assert isinstance(lesson.body[0].children[0], Paragraph)
    assert resolve_indexes(lesson.body[0], {}) == lesson.body[0]


@pytest.mark.slow
def test_entries_under_an_entry_are_run_in(make_pdf, referring):
    document = make_pdf(referring)
    (page,) = (page for _, line, page in document.outline() if line == "References")
    lines = list(document.body(page))
    (isaiah,) = (line for line in lines if line.text.startswith("Isaiah"))
    (place,) = (line for line in lines if "40:31" in line.text)
    (psalms,) = (line for line in lines if line.text.startswith("Psalms"))
    assert isaiah.y == pytest.approx(place.y)
    assert isaiah.y == pytest.approx(psalms.y)  # at the heads of two columns


def with_glossary(terms: list[str], lang: str) -> Work:
    glosses = [
        para("A ", Gloss((Text(term),), " (", (Text("a leaf"),), ")"), ".") for term in terms
    ]
    titles = Words(((lang, "A" if lang == "en" else "א"),))
    dir = Dir.LTR if lang == "en" else Dir.RTL
    work = book(chapter("One", *glosses), lang=lang, dir=dir, title=titles)
    return indexes(work, ["glossary"]).value


def page_columns(document: PdfView, page: int) -> tuple[str, str]:
    """Return the characters of the left and the right half of a page, each row from the left."""
    halves: tuple[dict[int, str], dict[int, str]] = ({}, {})
    for character, x, y in sorted(document.characters(page), key=by_x):
        if 48 < y < 543:
            rows = halves[x > document.width / 2 - 3]
            rows[round(y)] = rows.get(round(y), "") + character
    left, right = (" ".join(rows[y] for y in sorted(rows)) for rows in halves)
    return " ".join(left.split()), " ".join(right.split())


@pytest.mark.slow
def test_an_index_has_two_columns_of_whole_entries_in_small_type(make_pdf):
    terms = [f"{first}{second}or" for first in "abcdefghijklm" for second in "aeiou"]
    document = make_pdf(with_glossary(terms, "en"))
    (start,) = (page for _, line, page in document.outline() if line == "Glossary")
    pages = [page_columns(document, page) for page in range(start, len(document) + 1)]
    assert all(pages[0])
    text = " | ".join(column for columns in pages for column in columns)
    entries = re.findall(r"(\w+) a leaf \d+", text)
    assert entries == terms
    sizes = {line.size for line in document.body(start) if " a leaf" in line.text}
    assert max(sizes) < 0.9 * max(line.size for line in document.body(start - 1))


@pytest.mark.thorough
@pytest.mark.parametrize("count", [3, 10, 65, 130])
def test_the_columns_of_the_last_page_of_an_index_are_about_equally_long(make_pdf, count: int):
    terms = [f"{first}{second}or" for first in "abcdefghijklmnopqrstuvwxyz" for second in "aeiou"]
    document = make_pdf(with_glossary(terms[:count], "en"))
    (start,) = (page for _, line, page in document.outline() if line == "Glossary")
    last = max(page for page in range(start, len(document) + 1) if " a leaf" in document.text(page))
    left, right = (column.count(" a leaf") for column in page_columns(document, last))
    assert 0 <= left - right <= 1


@pytest.mark.slow
def test_the_first_column_of_a_hebrew_index_is_at_the_right(make_pdf):
    terms = [f"{first}דגל{second}" for first in "אבגדהוזחטיכל" for second in "אבגד"]
    document = make_pdf(with_glossary(terms, "he"))
    (page,) = (page for _, line, page in document.outline() if line == "מילון מונחים")
    left, right = page_columns(document, page)
    assert "אדגלא"[::-1] in right
    assert "אדגלא"[::-1] not in left
    assert left


@pytest.mark.slow
def test_the_first_number_of_an_entry_stands_on_the_line_of_its_last_word(make_pdf):
    terms = [f"a term of {'long ' * count}ending" for count in range(1, 12)]
    document = make_pdf(with_glossary(terms, "en"))
    (page,) = (page for _, line, page in document.outline() if line == "Glossary")
    lines = [line.text.strip() for line in document.body(page)]
    assert not any(re.fullmatch(r"[\d, ]+", line) for line in lines)
