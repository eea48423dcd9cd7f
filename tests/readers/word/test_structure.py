"""Headings, lists, tables, pictures and styles of Word files."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image as Picture

from publish.config import Settings
from publish.config.settings import parse_settings
from publish.document.draft import Part
from publish.document.metadata import Words
from publish.document.model import Image, Node, Segment, Table, Text
from publish.document.walk import descend
from tests.readers.word.reading import chunks, decode, messages, read_draft, works
from tests.support.word_files import (
    core_properties,
    item,
    notes,
    numbering,
    paragraph,
    picture,
    reference,
    run,
    table,
    word_file,
)


def make_png() -> bytes:
    buffer = BytesIO()
    Picture.new("L", (2, 2)).save(buffer, "PNG")
    return buffer.getvalue()


PNG = make_png()


def parts(data: bytes, settings: Settings | None = None) -> list[tuple[Part | None, str]]:
    return [(chunk.part, chunk.text.text) for chunk in chunks(data, settings)]


def labels(data: bytes) -> list[tuple[str, int]]:
    return [(chunk.label.text if chunk.label else "", chunk.depth) for chunk in chunks(data)]


def words(*nodes: Node) -> str:
    """The characters of nodes."""
    return "".join(each.text for node in nodes for each in descend(node) if isinstance(each, Text))


# --- headings


def test_headings_have_the_level_of_their_chain_of_styles():
    data = word_file(
        paragraph("א", style="Chap"), paragraph("ב", style="2"), paragraph("Text", style="a")
    )
    assert [(chunk.part, chunk.depth) for chunk in chunks(data)] == [
        (Part.HEADING, 1),
        (Part.HEADING, 2),
        (None, 1),
    ]


def test_an_outline_level_of_the_paragraph_goes_before_its_style():
    text, heading = '<w:outlineLvl w:val="9"/>', '<w:outlineLvl w:val="2"/>'
    data = word_file(
        paragraph("No heading", style="1", properties=text), paragraph("One", properties=heading)
    )
    assert [(c.part, c.depth) for c in chunks(data)] == [(None, 1), (Part.HEADING, 3)]


def test_numbers_alone_make_no_heading_and_numbered_headings_no_list():
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = word_file(
        paragraph("On Ink", style="1", properties=place),
        paragraph("Text."),
        paragraph("On Paper", style="1", properties=place),
        paragraph("More."),
        item("alone"),
        parts={"numbering": numbering("decimal")},
    )
    assert parts(data) == [
        (Part.HEADING, "1. On Ink"),
        (None, "Text."),
        (Part.HEADING, "2. On Paper"),
        (None, "More."),
        (None, "3. alone"),
    ]


def test_the_bold_of_a_heading_is_its_look_and_no_emphasis():
    data = word_file(paragraph("Heading", style="1"), paragraph("Text ", run("bold", "<w:b/>")))
    assert [len(chunk.markup) for chunk in chunks(data)] == [0, 1]


# --- lists


@pytest.mark.parametrize(
    ("form", "start", "expected"),
    [
        ("decimal", 1, ["1", "2"]),
        ("hebrew1", 14, ["יד", "טו"]),
        ("hebrew2", 10, ["י", "כ"]),
        ("lowerLetter", 3, ["c", "d"]),
        ("upperRoman", 4, ["IV", "V"]),
        ("lowerRoman", 9, ["ix", "x"]),
    ],
)
def test_lists_count_as_word_counts(form: str, start: int, expected: list[str]):
    data = word_file(
        item("first"), item("second"), parts={"numbering": numbering(form, start=start)}
    )
    assert [label for label, _ in labels(data)] == expected
    assert [chunk.number for chunk in chunks(data)] == [start, start + 1]


def test_nested_lists_begin_again_within_each_item():
    data = word_file(
        item("a"), item("b", 1), item("c", 1), item("d"), item("e", 1),
        parts={"numbering": numbering("decimal", "hebrew1", texts=("%1)", "%1.%2"))},
    )  # fmt: skip
    assert labels(data) == [("1", 1), ("א", 2), ("ב", 2), ("2", 1), ("א", 2)]


def test_a_list_that_overrides_its_start_begins_there():
    second = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    data = word_file(
        item("a"), item("b"), paragraph("Between."), item("c", number=2), item("d", number=2),
        parts={"numbering": numbering("decimal", more=second)},
    )  # fmt: skip
    assert [label for label, _ in labels(data)] == ["1", "2", "", "7", "8"]


def test_bullets_are_items_without_numbers():
    data = word_file(item("alone"), parts={"numbering": numbering("bullet", texts=("\uf0b7",))})
    (chunk,) = chunks(data)
    assert (chunk.part, chunk.number, chunk.text.text) == (Part.ITEM, None, "alone")
    assert decode(data).text == "• alone\n"


# --- tables


def test_a_table_keeps_its_cells_and_their_order():
    data = word_file(
        table(("Day", "Hour"), ("Sunday", ""), ("", "10"), header=True),
    )
    (node,) = [n for n in descend(works(decode(data)).value) if isinstance(n, Table)]
    rows = [[words(*cell.blocks) for cell in row.cells] for row in node.rows]
    assert rows == [["Day", "Hour"], ["Sunday", ""], ["", "10"]]
    assert node.header_rows == 1


def test_a_table_of_two_languages_is_pairs():
    rows = (
        ("בראשית ברא אלהים את השמים", "In the beginning God created the heavens"),
        ("והארץ היתה תהו ובהו וחשך", "And the earth was without form, and void"),
    )
    expected = [(he, en) for he, en in rows]
    work = works(decode(word_file(table(*rows)))).value
    pairs = [n for n in descend(work) if isinstance(n, Segment)]
    assert [(words(p.original), words(p.translations[0])) for p in pairs] == expected


def test_cells_with_as_many_paragraphs_are_as_many_pairs():
    row = (
        ("בראשית ברא אלהים את השמים", "והארץ היתה תהו ובהו וחשך"),
        ("In the beginning God created", "And the earth was without form"),
    )
    work = works(decode(word_file(table(row)))).value
    assert len([n for n in descend(work) if isinstance(n, Segment)]) == 2


def test_lines_with_a_tab_between_two_languages_are_pairs():
    lines = (
        "בראשית ברא אלהים את השמים\tIn the beginning God created the heavens",
        "והארץ היתה תהו ובהו וחשך\tAnd the earth was without form, and void",
    )
    work = works(decode(word_file(*map(paragraph, lines)))).value
    assert len([n for n in descend(work) if isinstance(n, Segment)]) == 2


def test_notes_in_a_table_stand_in_their_cell():
    cells = (paragraph("A", reference(2)), paragraph("B"))
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    content = f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"
    (chunk,) = chunks(word_file(content, parts={"footnotes": notes({2: ("Note",)})}))
    assert chunk.text.text == "A¹\tB"
    assert [call.body[0].text.text for call in chunk.calls] == [" Note"]


def test_a_table_in_a_cell_is_lines_of_the_cell():
    inner = table(("a", "b"))
    data = word_file(f"<w:tbl><w:tr><w:tc>{inner}{paragraph('c')}</w:tc></w:tr></w:tbl>")
    assert [chunk.text.text for chunk in chunks(data)] == ["a\nb\nc"]
    assert messages(data, "W32") == ["a table in a cell is printed as lines of the cell"]


def test_equations_are_printed_and_embedded_documents_reported():
    equation = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    data = word_file(paragraph("So ", equation), '<w:altChunk r:id="x"/>')
    assert [chunk.text.text for chunk in chunks(data)] == ["So a+b"]
    assert messages(data, "W24") == [
        "the equation “a+b” is printed as plain characters",
        "a document within the document is left out",
    ]


# --- pictures


def test_pictures_have_their_bytes_and_their_alternative_text():
    data = word_file(
        paragraph("Before ", picture("ink", "A pen & ink"), "after."), media={"ink.png": PNG}
    )
    work = works(decode(data)).value
    (image,) = [n for n in descend(work) if isinstance(n, Image)]
    (resource,) = work.resources
    assert (image.alt, image.resource, resource.data) == ("A pen & ink", resource.digest, PNG)
    assert [chunk.text.text for chunk in chunks(data)] == ["Before after.", "A pen & ink"]


def test_a_picture_without_alternative_text_is_printed():
    data = word_file(paragraph("Text"), paragraph(picture("ink", "")), media={"ink.png": PNG})
    assert [n.alt for n in descend(works(decode(data)).value) if isinstance(n, Image)] == [""]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("ink.emf", b"\x01\x00\x00\x00 EMF", "is no picture that can be read"),
        ("https://example.org/a.png", b"", "is not in the file but at https://example.org/a.png"),
    ],
)
def test_pictures_that_are_not_read_are_reported(name: str, content: bytes, reason: str):
    relation = name.partition(".")[0]
    data = word_file(paragraph("Text", picture(relation, "a pen")), media={name: content})
    assert messages(data, "W23") == [f"the picture “a pen” {reason}"]


# --- styles


def test_settings_give_styles_their_roles():
    settings = parse_settings(
        {"styles": {"Verse Heb": "original", "verse-eng": "translation"}}, Settings()
    )
    data = word_file(
        paragraph("שיר המעלות", style="VH"), paragraph("A song", style="VE"), paragraph("Text")
    )
    pairs = [n for n in descend(works(decode(data), settings).value) if isinstance(n, Segment)]
    assert [(words(p.original), words(p.translations[0])) for p in pairs] == [
        ("שיר המעלות", "A song")
    ]


def test_a_style_that_the_settings_drop_is_reported():
    settings = parse_settings({"styles": {"Verse Heb": "drop", "None such": "verse"}}, Settings())
    data = word_file(paragraph("Gone", style="VH"), paragraph("Text"))
    assert parts(data, settings) == [(None, "Text")]
    codes = [d.code for d in read_draft(data, settings).diagnostics]
    assert codes == ["W31", "W27"]


def test_usual_names_of_styles_have_their_roles():
    data = word_file(
        paragraph("The Book", style="a4"), paragraph("Said one", style="a5"), paragraph("Text")
    )
    assert [part for part, _ in parts(data)] == [Part.TITLE, Part.QUOTATION, None]
    assert chunks(data)[1].markup == ()


# --- properties and spaces


def test_a_title_of_the_properties_is_taken_where_it_looks_like_one():
    data = word_file(paragraph("Text"), properties=core_properties("The Letters of Ink"))
    assert read_draft(data).value.meta.title == Words((("en", "The Letters of Ink"),))
    assert len(messages(data, "W28")) == 1


@pytest.mark.parametrize("title", ["Microsoft Word - a.doc", "Document1", "lesson5.docx", "כותרת"])
def test_titles_that_word_fills_in_are_left(title: str):
    data = word_file(paragraph("Text"), properties=core_properties(title))
    assert not read_draft(data).value.meta.title
    assert read_draft(data).value.meta.creators == ()


def test_empty_paragraphs_and_larger_spaces_are_gaps():
    space = '<w:spacing w:before="480"/>'
    data = word_file(
        *map(paragraph, ("One", "Two", "", "Three")), paragraph("Four", properties=space)
    )
    assert [chunk.blanks for chunk in chunks(data)] == [0, 0, 1, 1]
