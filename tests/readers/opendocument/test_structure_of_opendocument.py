"""Headings, lists, tables, pictures and styles of OpenDocument texts."""

from __future__ import annotations

import pytest

from publish.config import Settings
from publish.config.settings import parse_settings
from publish.document.draft import Part
from publish.document.metadata import Words
from publish.document.model import Image, List, Segment, Table
from publish.document.walk import descend
from tests.readers.word.reading import chunks, decode, lines, messages, read_draft, works
from tests.readers.word.test_structure import PNG, labels, parts, words
from tests.support.opendocument_files import (
    cell,
    changes,
    fodt_file,
    item,
    items,
    list_style,
    mark,
    note,
    odt_file,
    paragraph,
    picture,
    row,
    span,
    spell,
    table,
)

# --- headings


def test_headings_have_their_outline_level_and_other_paragraphs_that_of_their_style():
    data = odt_file(
        paragraph("Three", level=3),
        paragraph("One", style="P1", level=1),
        paragraph("By its style", style="Chap"),
        paragraph("No heading", style="P5"),
        paragraph("Text"),
    )
    assert [(c.part, c.depth) for c in chunks(data)] == [
        (Part.HEADING, 3),
        (Part.HEADING, 1),
        (Part.HEADING, 1),
        (None, 1),
        (None, 1),
    ]


def test_headings_have_the_numbers_of_the_outline():
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" '
        'style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="א" '
        'text:display-levels="2"/></text:outline-style>'
    )
    data = odt_file(
        paragraph("On Ink", level=1),
        paragraph("Black", level=2),
        paragraph("On Paper", level=1),
        paragraph("White", level=2),
        styles=outline,
    )
    assert [text for _, text in parts(data)] == [
        "1. On Ink",
        "1.א Black",
        "2. On Paper",
        "2.א White",
    ]


def test_numbers_alone_make_no_heading_and_numbered_headings_no_list():
    heading = paragraph("On Ink", level=1)
    data = odt_file(items(heading), paragraph("Text."), items("alone"), automatic=list_style("1"))
    assert parts(data) == [
        (Part.HEADING, "1. On Ink"),
        (None, "Text."),
        (None, "1. alone"),
    ]


def test_the_bold_of_a_heading_is_its_look_and_no_emphasis():
    heading = paragraph(span("Head", "Both"), "ing", level=1, style="Heading_20_1")
    data = odt_file(heading, paragraph("Text ", span("bold", "Both")))
    assert [len(chunk.markup) for chunk in chunks(data)] == [0, 1]


# --- lists


@pytest.mark.parametrize(
    ("form", "start", "expected"),
    [
        ("1", 1, ["1", "2"]),
        ("א, י, ק, ...", 14, ["יד", "טו"]),
        ("א, ב, ג, ...", 10, ["י", "כ"]),
        ("א", 15, ["טו", "טז"]),
        ("a", 26, ["z", "aa"]),
        ("A", 27, ["AA", "AB"]),
        ("I", 4, ["IV", "V"]),
        ("i", 9, ["ix", "x"]),
    ],
)
def test_lists_count_as_libreoffice_counts(form: str, start: int, expected: list[str]):
    data = odt_file(items("first", "second"), automatic=list_style(form, start=start))
    assert [label for label, _ in labels(data)] == expected
    assert [chunk.number for chunk in chunks(data)] == [start, start + 1]


def test_nested_lists_begin_again_within_each_item():
    inner = items("b", "c", attributes="")
    data = odt_file(
        items(("a", inner), ("d", items("e", attributes=""))), automatic=list_style("1", "א")
    )
    assert labels(data) == [("1", 1), ("א", 2), ("ב", 2), ("2", 1), ("א", 2)]


def test_lists_continue_restart_and_state_their_numbers():
    named = 'text:style-name="L1" xml:id="list1"'
    again = 'text:style-name="L1" text:continue-numbering="true"'
    third = 'text:style-name="L1" text:continue-list="list1"'
    seventh = item(paragraph("seven"), 'text:start-value="7"')
    header = f"<text:list-header>{paragraph('head')}</text:list-header>"
    data = odt_file(
        items("a", "b", attributes=named),
        items("c", "d", attributes=again),
        items("restarts", "second"),
        items("e", seventh, header, "eight", attributes=third),
        automatic=list_style("1"),
    )
    numbers = ["1.", "2.", "3.", "4.", "1.", "2.", "5.", "7.", "head", "8."]
    assert [line.split()[0] for line in decode(data).text.splitlines()] == numbers


def test_labels_have_the_form_that_the_level_states():
    level = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
        'style:num-prefix="(" style:num-suffix=")" style:num-format="i"/>'
        '<text:list-level-style-number text:level="2" style:num-format="1" '
        'loext:num-list-format="%1%-%2%)"/></text:list-style>'
    )
    data = odt_file(items(("a", items("b", attributes="")), "c"), automatic=level)
    assert [line.split()[0] for line in decode(data).text.splitlines()] == ["(i)", "i-1)", "(ii)"]


def test_an_item_has_all_of_its_paragraphs():
    data = odt_file(items(("one", "more of it"), "two"), automatic=list_style("1"))
    work = works(decode(data)).value
    (node,) = [each for each in descend(work) if isinstance(each, List)]
    assert [[words(block) for block in each] for each in node.items] == [
        ["one", "more of it"],
        ["two"],
    ]


def test_bullets_are_items_without_numbers():
    data = odt_file(items("alone"), automatic=list_style("•"))
    (chunk,) = chunks(data)
    assert (chunk.part, chunk.number, chunk.text.text) == (Part.ITEM, None, "alone")


def test_levels_and_styles_that_the_file_does_not_define_are_read_by_what_it_has():
    inner = items("b", attributes='text:style-name="L2"')
    styles = list_style("1") + list_style("a", name="L2", suffix=")")
    data = odt_file(items(("a", inner)), paragraph("By", style="Author"), automatic=styles)
    assert decode(data).text == "1. a\na) b\nBy\n"
    assert chunks(data)[-1].part is Part.AUTHOR


def test_a_deleted_item_has_no_number():
    entries = [
        "a",
        paragraph(mark("g", "-start"), spell("gone")),
        paragraph(mark("g", "-end"), spell("b")),
        "c",
    ]
    data = odt_file(changes(g=""), items(*entries), automatic=list_style("1"))
    assert decode(data).text == "1. a\n2. b\n3. c\n"


def test_a_blank_bullet_is_none():
    style = list_style("•").replace('"•"', '" "')
    assert parts(odt_file(items("alone", "two"), automatic=style)) == [
        (None, "alone"),
        (None, "two"),
    ]


def test_numbered_paragraphs_are_items():
    attributes = 'text:list-id="n" text:style-name="L1"'
    numbered = f"<text:numbered-paragraph {attributes}>{{}}</text:numbered-paragraph>"
    blocks = [numbered.format(paragraph(text)) for text in ("one", "two")]
    assert labels(odt_file(*blocks, automatic=list_style("1"))) == [("1", 1), ("2", 1)]


# --- tables


def test_a_table_keeps_its_cells_and_their_order():
    covered = "<table:covered-table-cell/>"
    wide = cell("Wide", attributes='table:number-columns-spanned="2"')
    empty = cell("", attributes='table:number-columns-repeated="2"')
    data = odt_file(
        table(("Day", "Hour"), row(wide, covered), row(empty), row("", "10"), header=True),
    )
    (node,) = [n for n in descend(works(decode(data)).value) if isinstance(n, Table)]
    rows = [[words(*each.blocks) for each in r.cells] for r in node.rows]
    assert rows == [["Day", "Hour"], ["Wide", ""], ["", "10"]]
    assert node.header_rows == 1
    assert len(messages(data, "W34")) == 1


def test_repeated_cells_and_rows_are_printed_as_often():
    twice = cell("x", attributes='table:number-columns-repeated="2"')
    data = odt_file(table(row(twice, attributes='table:number-rows-repeated="2"'), ("a", "b")))
    assert lines(data) == ["x\tx", "x\tx", "a\tb"]


def test_a_table_of_two_languages_is_pairs():
    rows = (
        ("בראשית ברא אלהים את השמים", "In the beginning God created the heavens"),
        ("והארץ היתה תהו ובהו וחשך", "And the earth was without form, and void"),
    )
    work = works(decode(odt_file(table(*rows)))).value
    pairs = [n for n in descend(work) if isinstance(n, Segment)]
    assert [(words(p.original), words(p.translations[0])) for p in pairs] == list(rows)


def test_tables_and_subtables_in_a_cell_are_lines_of_the_cell():
    inner = table(("a", "b")).replace("<table:table>", '<table:table table:is-sub-table="true">', 1)
    data = odt_file(table((("x", inner), "y"), ("1", "2")))
    assert lines(data) == ["x\na\nb\ty", "1\t2"]
    assert len(messages(data, "W32")) == 1


def test_lists_notes_and_boxes_in_cells_are_read():
    data = odt_file(table((items("one", "two"), paragraph("n", note("1", "Note"))), ("a", "b")))
    assert lines(data)[0] == "• one\n• two\tn¹"


# --- pictures


def test_pictures_have_their_bytes_and_their_alternative_text():
    def check(data: bytes) -> None:
        work = works(decode(data)).value
        (image,) = [n for n in descend(work) if isinstance(n, Image)]
        (resource,) = work.resources
        assert (image.alt, image.resource, resource.data) == ("A pen & ink", resource.digest, PNG)
        assert lines(data) == ["Before after.", "A pen & ink"]

    inside = picture("Pictures/my%20ink.png", "A pen & ink")
    check(
        odt_file(paragraph("Before ", inside, spell("after.")), more={"Pictures/my ink.png": PNG})
    )
    inside = picture("", "A pen & ink", PNG)
    check(fodt_file(paragraph("Before ", inside, spell("after."))))
    check(odt_file(paragraph("Before ", inside, spell("after."))))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("Pictures/a.emf", "is no picture that can be read"),
        ("Pictures/none.png", "is missing from the file"),
        ("https://example.org/a.png", "is not in the file but at https://example.org/a.png"),
        ("../../etc/a.png", "is not in the file but at ../../etc/a.png"),
    ],
)
def test_pictures_that_are_not_read_are_reported(address: str, reason: str):
    data = odt_file(
        paragraph("Text", picture(address, "a pen")), more={"Pictures/a.emf": b"\1\0\0\0 EMF"}
    )
    assert messages(data, "W23") == [f"the picture “a pen” {reason}"]


# --- styles and properties


def test_settings_give_styles_their_roles():
    settings = parse_settings(
        {"styles": {"Verse Heb": "original", "verse-eng": "translation"}}, Settings()
    )
    data = odt_file(
        paragraph("שיר המעלות", style="Verse_20_Heb"),
        paragraph("A song", style="Verse_20_Eng"),
        paragraph("Text"),
    )
    pairs = [n for n in descend(works(decode(data), settings).value) if isinstance(n, Segment)]
    assert [(words(p.original), words(p.translations[0])) for p in pairs] == [
        ("שיר המעלות", "A song")
    ]


def test_usual_names_of_styles_have_their_roles():
    data = odt_file(
        paragraph("The Book", style="Title"),
        paragraph("Said one", style="Quotations"),
        paragraph("x"),
    )
    assert [part for part, _ in parts(data)] == [Part.TITLE, Part.QUOTATION, None]
    assert chunks(data)[1].markup == ()


def test_titles_within_a_text_are_headings():
    title, text = paragraph("A Title", style="Title"), paragraph("Some text.")
    data = odt_file(text, title, title, text, title, text)
    expected = [None, Part.TITLE, Part.TITLE, None, Part.HEADING, None]
    assert [part for part, _ in parts(data)] == expected


def test_the_title_of_the_properties_is_taken_and_the_author_not():
    meta = read_draft(odt_file(paragraph("Text"), title="The Letters of Ink")).value.meta
    assert meta.title == Words((("en", "The Letters of Ink"),))
    assert meta.creators == ()
    assert not read_draft(odt_file(paragraph("Text"), title="lesson5.odt")).value.meta.title


def test_empty_paragraphs_larger_spaces_and_pages_are_gaps():
    texts = map(paragraph, ("One", "Two", "", "Three"))
    data = odt_file(
        *texts, paragraph("Four", style="P3"), paragraph("Five"), paragraph("Six", style="P2")
    )
    assert [chunk.blanks for chunk in chunks(data)] == [0, 0, 1, 1, 0, 1]
