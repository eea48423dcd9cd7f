"""OpenDocument texts that are damaged, locked or hostile: refused, or read without harm."""

from __future__ import annotations

import io
import zipfile

import pytest

from publish.diagnostics import PublishError
from tests.readers.word.reading import decode, lines, messages, read_draft
from tests.readers.word.test_bad_files import BOMB, EXTERNAL
from tests.support.growth import is_linear
from tests.support.opendocument_files import (
    HEAD,
    NAMESPACES,
    cell,
    changes,
    comment,
    fodt_file,
    items,
    mark,
    note,
    odt_file,
    paragraph,
    picture,
    row,
    span,
    table,
    text_box,
    zip_files,
)
from tests.support.word_files import paragraph as word_paragraph
from tests.support.word_files import word_file

GOOD = odt_file(paragraph("Text"))
FLAT = fodt_file(paragraph("Text"))


def refusal(data: bytes, name: str = "a.odt") -> tuple[str, str]:
    with pytest.raises(PublishError) as error:
        decode(data, name)
    (diagnostic,) = error.value.diagnostics
    return diagnostic.code, diagnostic.message


def body(content: str) -> str:
    return f"<office:body><office:text>{content}</office:text></office:body>"


def archive(content: str, kind: str = "application/vnd.oasis.opendocument.text") -> bytes:
    root = f"<office:document-content {NAMESPACES}>{content}</office:document-content>"
    return zip_files({"mimetype": kind, "content.xml": root, "META-INF/manifest.xml": "<m/>"})


# --- formats


@pytest.mark.parametrize("data", [GOOD, FLAT])
@pytest.mark.parametrize("name", ["a.txt", "a.odt", "a.fodt", "a.docx", "a.ott"])
def test_the_content_tells_the_format_whatever_the_ending(data: bytes, name: str):
    assert decode(data, name).text == "Text\n"


def test_files_of_other_formats_with_the_ending_are_read_as_what_they_are():
    assert decode(word_file(word_paragraph("Text")), "a.odt").text == "Text\n"
    code, message = refusal(b"Some text.")
    assert (code, message) == ("W13", "a.odt has the ending of an OpenDocument text and is none")
    assert refusal(b"<?xml version='1.0'?><other/>", "a.fodt")[0] == "W13"


def test_archives_that_were_packed_by_hand_are_recognised():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as file:
        files = {name: file.read(name) for name in sorted(file.namelist())}
    assert decode(zip_files(files), "a.zip").text == "Text\n"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet"),
        ("vnd.oasis.opendocument.presentation", "an OpenDocument presentation"),
        ("vnd.sun.xml.writer", "a text of OpenOffice 1"),
    ],
)
def test_documents_of_other_kinds_are_named(kind: str, name: str):
    code, message = refusal(archive("<x/>", f"application/{kind}"))
    assert (code, message) == ("F03", f"a.odt is {name}, which is not read")


def test_a_spreadsheet_that_calls_itself_a_text_is_named():
    content = "<office:body><office:spreadsheet><table:table/></office:spreadsheet></office:body>"
    expected = ("W13", "a.odt is an OpenDocument spreadsheet, which is not read")
    assert refusal(archive(content)) == expected
    flat = f"{HEAD}<office:document {NAMESPACES}>{content}</office:document>".encode()
    assert refusal(flat) == expected


# --- damage and locks


def test_files_that_are_cut_off_or_changed_are_damaged():
    assert refusal(GOOD[:-40])[0] == "W10"
    assert refusal(FLAT[:-40], "a.fodt")[0] == "W12"
    assert (
        refusal(odt_file(paragraph("Text"), more={"content.xml": "<office:document"}))[0] == "W12"
    )


def test_a_file_without_a_document_or_without_words_is_refused():
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "styles.xml": "<x/>"}
    assert refusal(zip_files(files))[0] == "W13"
    assert refusal(archive("<office:body/>"))[0] == "W13"
    assert refusal(odt_file(paragraph("")))[0] == "F02"


def test_encrypted_files_are_locked():
    manifest = '<manifest:encryption-data manifest:checksum="x"/>'
    locked = odt_file(paragraph("x"), more={"META-INF/manifest.xml": manifest, "content.xml": "\1"})
    assert refusal(locked)[0] == "W14"
    assert refusal(odt_file(paragraph("x"), more={"encrypted-package": b"x"}))[0] == "W14"


def test_macros_are_ignored_and_reported():
    data = odt_file(paragraph("Text"), more={"Basic/Standard/Module1.xml": b"x"})
    assert lines(data) == ["Text"]
    assert messages(data, "W26") == ["a.docx has macros, which are not run"]


# --- hostile files


@pytest.mark.parametrize("head", [BOMB, EXTERNAL])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(head: str, codec: str):
    text = f"<office:document {NAMESPACES}>{body('<text:p>&a;</text:p>')}</office:document>"
    data = f"{head}{text}".encode(codec)
    assert refusal(data, "a.fodt")[0] == "W11"
    assert refusal(odt_file(paragraph("x"), more={"content.xml": data}))[0] == "W11"


def test_names_that_lead_out_and_bombs_are_refused():
    assert refusal(odt_file(paragraph("Text"), more={"../evil.xml": b"x"}))[0] == "W11"
    assert refusal(odt_file(paragraph("Text"), more={"a.xml": bytes(5_000_000)}))[0] == "W11"


def test_xml_of_a_thousand_levels_is_refused():
    deep = "<text:section>" * 1000 + paragraph("Text") + "</text:section>" * 1000
    assert refusal(odt_file(deep))[0] == "W12"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<text:section>", "</text:section>"),
        ("<text:list><text:list-item>", "</text:list-item></text:list>"),
        (
            "<table:table><table:table-row><table:table-cell>",
            "</table:table-cell></table:table-row></table:table>",
        ),
        ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"),
        ("<text:p><text:note><text:note-body>", "</text:note-body></text:note></text:p>"),
        ("<text:p><draw:g>", "</draw:g></text:p>"),
        ("<unknown>", "</unknown>"),
    ],
)
def test_levels_that_are_read_exhaust_no_stack(opening: str, closing: str):
    count = 230 // opening.count("<")
    data = odt_file(paragraph("x"), opening * count + paragraph("Text") + closing * count)
    assert "Text" in decode(data).text or "draw:g" in opening
    read = messages(data, "W32")
    assert len(read) == (count - 1 if "table:table" in opening else 0)
    spans = "<text:span>" * 230 + "Text" + "</text:span>" * 230
    assert lines(odt_file(paragraph(spans))) == ["Text"]


@pytest.mark.thorough
def test_repetitions_are_bounded():
    huge = "9" * 30
    spaces = f'<text:s text:c="{huge}"/>'
    cells = cell("word", attributes=f'table:number-columns-repeated="{huge}"')
    empty = cell("", attributes=f'table:number-columns-repeated="{huge}"')
    inner = table(row(cells, attributes=f'table:number-rows-repeated="{huge}"'))
    rows = row(cell(inner), attributes=f'table:number-rows-repeated="{huge}"')
    data = odt_file(
        paragraph("a", spaces * 50, "b"), table(rows), table(row("x", empty), ("1", "2"))
    )
    assert len(decode(data).text) < 100_000
    assert messages(data, "W33")
    assert lines(data)[-2:] == ["x" + "\t" * 62, "1\t2"]


def test_numbers_that_are_none_are_no_fault():
    odd = 'text:c="x"', 'text:c="-5"', 'text:c="1e9"', 'text:c="٣"'
    spaces = "".join(f"<text:s {each}/>" for each in odd)
    heading = '<text:h text:outline-level="-3">Head</text:h>'
    data = odt_file(
        paragraph("One", spaces, "two"),
        heading,
        items("a", "b", attributes='text:style-name="none"'),
        paragraph("Text", style="none"),
        paragraph(span("Text", "none")),
    )
    assert lines(data)[0] == "One    two"


def test_styles_that_are_parents_of_one_another_end():
    style = '<style:style style:name="{0}" style:family="paragraph" style:parent-style-name="{1}"/>'
    styles = style.format("a", "b") + style.format("b", "a")
    assert lines(odt_file(paragraph("Text", style="a"), styles=styles)) == ["Text"]


def test_damaged_pictures_in_the_text_are_reported():
    data = fodt_file(paragraph("Text", picture("", "a pen", b"no picture")))
    assert messages(data, "W23") == ["the picture “a pen” is no picture that can be read"]
    odd = FLAT.replace(
        b"Text<",
        b"Text<draw:frame><draw:image><office:binary-data>=</office:binary-data></draw:image></draw:frame><",
    )
    assert len(messages(odd, "W23")) == 1


def many(unit: str, size: int) -> str:
    return "".join(unit.replace("#", f"w{number}") for number in range(size))


OPEN_CHANGES = changes(**{f"w{number}": "insertion" for number in range(8_000)})
CHAIN = '<style:style style:name="w{}" style:family="paragraph" style:parent-style-name="w{}"/>'
STYLES = "".join(CHAIN.format(number, number + 1) for number in range(8_000))
BOXES = "<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"
SPAN = '<text:span text:style-name="Both">'
LARGE = {
    "spans": lambda size: paragraph(many(span("# א", "Bold") + span("#", "Both"), size)),
    "spans in spans": lambda size: many(
        "<text:p>" + f"{SPAN}#" * 200 + "</text:span>" * 200 + "</text:p>",
        size // 100,
    ),
    "items": lambda size: items(*[f"w{number}" for number in range(size)]),
    "notes": lambda size: paragraph(many(note("1", "#"), size)),
    "open changes": lambda size: (
        OPEN_CHANGES
        + paragraph(many(mark("#", "-start"), size))
        + many("<text:p>#</text:p>", size)
        + paragraph(many(mark("#", "-end"), size))
    ),
    "comments": lambda size: (
        many(paragraph("x", comment("y", "#")), size)
        + many('<text:p>x<office:annotation-end office:name="#"/></text:p>', size)
    ),
    "rows": lambda size: table(*[("a", "b")] * size),
    "text boxes": lambda size: paragraph("x", many(text_box("#"), size)),
    "hidden text boxes": lambda size: many(
        f"{BOXES[0] * 60}<text:hidden-paragraph/>#{BOXES[1] * 60}", size // 100
    ),
    "a chain of styles": lambda size: many('<text:p text:style-name="#">x</text:p>', size),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", LARGE)
def test_the_time_is_linear_in_the_file(name: str):
    styles = STYLES if "styles" in name else ""
    files = {
        size: fodt_file(paragraph("Text"), LARGE[name](size), styles=styles)
        for size in (1_000, 8_000)
    }
    assert is_linear(lambda size: read_draft(files[size]), 1_000)
