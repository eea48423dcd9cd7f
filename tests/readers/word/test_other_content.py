"""Content of Word files that is rare: read as Word means it, or reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.document.draft import MarkupKind, Part
from publish.readers import list_texts
from publish.readers.office.numerals import format_number
from tests.readers.word.reading import chunks, decode, lines, messages, read_draft, works
from tests.readers.word.test_comments import make_strict, read_parts
from tests.support.word_files import (
    NAMESPACES,
    comments,
    deletion,
    field,
    insertion,
    item,
    notes,
    numbering,
    paragraph,
    reference,
    run,
    table,
    text_box,
    word_file,
    zip_files,
)

MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
DELETED_MARK = '<w:rPr><w:del w:id="9" w:author="Ed"/></w:rPr>'


def code(instruction: str) -> str:
    return f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"


# --- lists


def test_a_list_begins_anew_where_its_number_says_so():
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    items = [item("a"), item("b"), item("c", number=2), item("d", number=2), item("e", number=3)]
    data = word_file(*items, parts={"numbering": numbering("decimal", more=more)})
    assert decode(data).text.split("\n")[:5] == ["1. a", "2. b", "5. c", "6. d", "7. e"]


def test_hebrew_numbers_are_gematria_and_hebrew_letters_the_alphabet():
    numerals = {1: "א", 10: "י", 11: "יא", 15: "טו", 16: "טז", 20: "כ", 115: "קטו", 400: "ת"}
    assert {number: format_number(number, "hebrew1") for number in numerals} == numerals
    letters = {1: "א", 10: "י", 11: "כ", 12: "ל", 20: "ר", 22: "ת"}
    assert {number: format_number(number, "hebrew2") for number in letters} == letters


def test_a_deleted_item_has_no_number():
    dropped = paragraph(
        deletion("gone"),
        properties="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>" + DELETED_MARK,
    )
    data = word_file(item("a"), dropped, item("b"), parts={"numbering": numbering("decimal")})
    assert decode(data).text == "1. a\n2. b\n"


def test_joined_paragraphs_have_the_style_of_the_last():
    data = word_file(
        paragraph("The ", properties=DELETED_MARK), paragraph("chapter", style="1"), paragraph("A.")
    )
    assert [(chunk.part, chunk.text.text) for chunk in chunks(data)] == [
        (Part.HEADING, "The chapter"),
        (None, "A."),
    ]


def test_a_large_initial_is_a_letter_of_its_paragraph():
    initial = paragraph("ב", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert lines(word_file(initial, paragraph("ראשית ברא"))) == ["בראשית ברא"]


def test_struck_words_are_printed_and_reported_once():
    struck = [run(text, "<w:strike/>") for text in ("no", " longer ")]
    data = word_file(paragraph("It is ", *struck, run("so", "<w:dstrike/>"), " today."))
    assert lines(data) == ["It is no longer so today."]
    assert messages(data, "W35") == ["struck through, and printed without the line: “no longer so”"]


# --- tables


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def test_merged_cells_lose_nothing_and_are_reported_once():
    rows = [
        row(cell("wide", '<w:gridSpan w:val="2"/>'), cell("c")),
        row(cell("tall", '<w:vMerge w:val="restart"/>'), cell("d"), cell("e")),
        row(cell("", "<w:vMerge/>"), cell("f"), cell("g")),
    ]
    data = word_file(f"<w:tbl>{''.join(rows)}</w:tbl>", table(("h", "i"), ("j", "k")))
    assert lines(data)[:3] == ["wide\t\tc", "tall\td\te", "\tf\tg"]
    assert len(messages(data, "W34")) == 1


def test_tracked_rows_and_cells_are_printed_or_not_and_reported():
    rows = [
        row(cell("a"), cell("b")),
        row(cell("new"), cell("row"), properties='<w:ins w:id="1" w:author="Ed"/>'),
        row(cell("old"), cell("row"), properties='<w:del w:id="1" w:author="Ed"/>'),
        row(cell("c"), cell("gone", '<w:cellDel w:id="1" w:author="Ed"/>'), cell("d")),
    ]
    data = word_file(f"<w:tbl>{''.join(rows)}</w:tbl>")
    assert lines(data) == ["a\tb", "new\trow", "c\td"]
    assert messages(data, "W15") == ["a row inserted by Ed, and printed: “new row”"]
    assert messages(data, "W16") == [
        "deleted by Ed, and not printed: “old row”",
        "deleted by Ed, and not printed: “gone”",
    ]


# --- fields


def test_a_contents_field_is_not_printed_whatever_its_style():
    inner = field(" PAGEREF _x ", "3")
    data = word_file(
        paragraph("Before"),
        paragraph(MARK("begin"), code(" TOC \\o "), MARK("separate"), "One\t", inner),
        paragraph("Two\t4", MARK("end")),
        paragraph("After"),
    )
    assert lines(data) == ["Before", "After"]
    assert messages(data, "W21") == [
        "a line of the contents is not printed: “One 3”",
        "a line of the contents is not printed: “Two 4”",
    ]


def test_contents_without_an_end_hide_nothing():
    opened = MARK("begin") + code(" TOC ") + MARK("separate")
    data = word_file(paragraph(opened, "One"), paragraph("Two"))
    assert lines(data) == ["One", "Two"]


@pytest.mark.parametrize("instruction", [" EQ \\o(a,b) ", "MACROBUTTON Go Click here"])
def test_words_in_the_code_of_a_field_are_reported(instruction: str):
    data = word_file(paragraph("See ", MARK("begin"), code(instruction), MARK("end"), "."))
    assert lines(data) == ["See ."]
    assert messages(data, "W24") == [f"the field “{' '.join(instruction.split())}” is left out"]


def test_a_field_in_the_instruction_of_another_is_not_printed():
    inner = field(" REF x ", "inner")
    whole = MARK("begin") + code(" IF ") + inner + code(' = 1 "a" ') + MARK("separate")
    data = word_file(paragraph("See ", whole, run("result"), MARK("end"), "."))
    assert lines(data) == ["See result."]


def test_fields_nested_too_deep_hide_nothing():
    data = word_file(
        paragraph("One ", MARK("begin") * 500, MARK("separate") * 500, "two", MARK("end") * 500),
        paragraph("Three"),
    )
    assert "Three" in lines(data)
    assert "two" in decode(data).text


# --- notes and comments


def test_notes_of_notes_are_read_and_circles_end():
    body = f'<w:footnote w:id="2"><w:p>{run("First")}{reference(3)}</w:p></w:footnote>'
    other = f'<w:footnote w:id="3"><w:p>{run("Second")}{reference(2)}</w:p></w:footnote>'
    parts = {"footnotes": f"<w:footnotes {NAMESPACES}>{body}{other}</w:footnotes>"}
    data = word_file(paragraph("A word", reference(2), "."), parts=parts)
    (call,) = chunks(data)[0].calls
    (inner,) = call.body[0].calls
    assert (call.body[0].text.text, inner.body[0].text.text) == ("First²", "Second³")
    assert works(decode(data)).value


def test_a_note_with_a_deleted_call_is_reported():
    dropped = insertion(reference(2), "del")
    data = word_file(
        paragraph("Word", dropped, "."), parts={"footnotes": notes({2: ("The note",)})}
    )
    message = "a note whose call is deleted or hidden is not printed: “The note”"
    assert message in messages(data, "W16")


def test_a_mark_of_its_own_may_be_a_symbol_or_missing():
    call = '<w:footnoteReference w:customMarkFollows="1" w:id="3"/>'
    symbol = '<w:sym w:font="Wingdings" w:char="F04A"/>'
    for content, mark in ((call + symbol, "☺"), (call, "*")):
        body = notes({3: ("Body",)})
        data = word_file(paragraph("Word", f"<w:r>{content}</w:r>"), parts={"footnotes": body})
        assert [each.numeral for each in chunks(data)[0].calls] == [mark]


def test_a_comment_whose_words_are_deleted_is_reported():
    dropped = insertion('<w:r><w:commentReference w:id="1"/></w:r>', "del")
    data = word_file(paragraph("Text", dropped), parts={"comments": comments({1: "Look here"})})
    assert messages(data, "W18") == ["a comment by Ed is not printed: “Look here”"]


# --- other programs


def test_a_phonetic_guide_is_in_brackets_and_an_equation_is_linear():
    guide = (
        f"<w:r><w:ruby><w:rt>{run('ka')}</w:rt><w:rubyBase>{run('K')}</w:rubyBase></w:ruby></w:r>"
    )
    equation = "<m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>+b</m:t></m:r></m:oMath>"
    data = word_file(paragraph(guide, " ", equation), f"<m:oMathPara>{equation}</m:oMathPara>")
    assert lines(data) == ["K (ka) a+b", "a+b"]
    assert len(messages(data, "W24")) == 2


def test_words_of_diagrams_and_charts_are_named():
    diagram = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds r:dm="d1" '
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    data = word_file(paragraph("Text", diagram), media={"d1.xml": DIAGRAM})
    assert messages(data, "W24") == ["a diagram of Office with the words “One Two” is left out"]


DIAGRAM = (
    b'<d:dataModel xmlns:d="urn:d" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    b"<a:p><a:r><a:t>One</a:t></a:r></a:p><a:p><a:r><a:t>Two</a:t></a:r></a:p></d:dataModel>"
)


def test_what_word_fills_in_is_reported():
    data = word_file(paragraph("Today ", "<w:r><w:dayLong/><w:pgNum/></w:r>"))
    assert messages(data, "W24") == [
        "a date that Word fills in is left out",
        "the number of a page of the document is left out",
    ]


def test_a_document_in_the_document_is_reported():
    data = word_file(paragraph("Text"), '<w:altChunk r:id="x"/>', paragraph("End"))
    assert messages(data, "W24") == ["a document within the document is left out"]


# --- kinds of files


def test_a_strict_file_is_read_as_another():
    body = [paragraph("Words", reference(2), text_box("box"), style="1"), table(("a", "b"))]
    data = word_file(*body, parts={"footnotes": notes({2: ("Body",)})})
    strict = {
        name: content if name == "[Content_Types].xml" else make_strict(content)
        for name, content in read_parts(data).items()
    }
    assert read_draft(zip_files(strict)).value == read_draft(data).value


def test_parts_may_have_absolute_names_and_others_than_usual():
    parts = read_parts(word_file(paragraph("Word", reference(2)), parts={"footnotes": NOTE}))
    rels = parts["word/_rels/document.xml.rels"].replace(b'"footnotes.xml"', b'"/notes/n1.xml"')
    types = parts["[Content_Types].xml"].replace(b"/word/document.xml", b"/text/d2.xml")
    moved = {
        "[Content_Types].xml": types,
        "_rels/.rels": parts["_rels/.rels"].replace(b'"word/document.xml"', b'"/text/d2.xml"'),
        "text/d2.xml": parts["word/document.xml"],
        "text/_rels/d2.xml.rels": rels.replace(b"styles.xml", b"../word/styles.xml"),
        "word/styles.xml": parts["word/styles.xml"],
        "notes/n1.xml": parts["word/footnotes.xml"],
    }
    (chunk,) = chunks(zip_files(moved))
    assert [each.text.text.strip() for each in chunk.calls[0].body] == ["Body"]


NOTE = notes({2: ("Body",)})


def test_a_file_of_the_least_parts_is_read():
    text = f"<w:document {NAMESPACES}><w:body>{paragraph('Text')}</w:body></w:document>"
    assert lines(zip_files({"word/document.xml": text})) == ["Text"]
    assert lines(zip_files({"word/document.xml": text.encode("utf-16")})) == ["Text"]


def test_a_file_of_google_docs_is_read():
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="Normal" w:default="1">'
        '<w:name w:val="normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style></w:styles>'
    )
    call = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{REFERENCE}</w:r>'
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    body = f'<w:footnote w:id="0"><w:p>{mark}{run(" The note")}</w:p></w:footnote>'
    data = word_file(
        paragraph("Chapter", style="Heading1"),
        paragraph(run("שלום", '<w:b w:val="1"/><w:bCs w:val="1"/><w:rtl w:val="1"/>'), call, "."),
        parts={"styles": styles, "footnotes": f"<w:footnotes {NAMESPACES}>{body}</w:footnotes>"},
    )
    heading, text = chunks(data)
    assert (heading.part, heading.depth, text.text.text) == (Part.HEADING, 1, "שלום¹.")
    assert [each.kind for each in text.markup] == [MarkupKind.STRONG]
    assert [each.text.text.strip() for each in text.calls[0].body] == ["The note"]


REFERENCE = '<w:footnoteReference w:customMarkFollows="0" w:id="0"/>'


def test_a_template_is_read_where_it_is_named(tmp_path: Path):
    (tmp_path / "lesson.docx").write_bytes(word_file(paragraph("Text")))
    (tmp_path / "house.dotx").write_bytes(word_file(paragraph("Text")))
    assert [path.name for path in list_texts(tmp_path)] == ["lesson.docx"]
    assert decode(word_file(paragraph("Text")), "house.dotx").text == "Text\n"


def test_words_of_headers_are_reported_once():
    box = text_box("Lesson 5")
    header = f"<w:hdr {NAMESPACES}><w:p>{box}</w:p></w:hdr>"
    data = word_file(paragraph("Text"), parts={"header1": header})
    assert messages(data, "W29") == ["a header or footer is not printed: “Lesson 5”"]
    numbers = f"<w:ftr {NAMESPACES}>{paragraph(field(' PAGE ', '5'))}</w:ftr>"
    data = word_file(paragraph("Text"), parts={"footer1": numbers})
    assert messages(data, "W29") == []
