"""Word files that are damaged, locked or odd: refused, or read without harm.

Hostile files of all formats are in tests/readers/test_hostile_files.py.
"""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from publish.diagnostics import PublishError
from publish.readers import archives
from tests.readers.word.reading import decode, lines, messages, read_draft
from tests.support.growth import is_linear
from tests.support.word_files import (
    NAMESPACES,
    insertion,
    item,
    numbering,
    paragraph,
    reference,
    run,
    text_box,
    word_file,
    zip_files,
)

GOOD = word_file(paragraph("Text"))
DOCUMENT = "word/document.xml"


def refusal(data: bytes, name: str = "a.docx") -> tuple[str, str]:
    with pytest.raises(PublishError) as error:
        decode(data, name)
    (diagnostic,) = error.value.diagnostics
    return diagnostic.code, diagnostic.message


def document(content: str, head: str = "") -> bytes:
    text = f"{head}<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>"
    return zip_files({DOCUMENT: text})


def test_a_file_that_is_cut_off_is_damaged():
    assert refusal(GOOD[:-40])[0] == "W10"


def test_a_file_with_changed_bytes_is_damaged():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        info = archive.getinfo(DOCUMENT)
    start = info.header_offset + 60
    assert refusal(GOOD[:start] + bytes(40) + GOOD[start + 40 :])[0] == "W10"


def test_xml_that_is_broken_is_named():
    code, message = refusal(zip_files({DOCUMENT: "<w:document"}))
    assert code == "W12"
    assert "“word/document.xml” in a.docx is damaged" in message


def test_an_archive_without_a_document_has_none():
    main = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    data = zip_files({"_rels/.rels": main, DOCUMENT: "<other/>"})
    assert refusal(data)[0] == "W13"


def test_a_file_without_words_is_empty():
    assert refusal(word_file(paragraph("")))[0] == "F02"


def test_an_archive_with_a_password_is_locked():
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(signature)
        while place >= 0:
            struct.pack_into("<H", data, place + offset, 1)
            place = data.find(signature, place + 4)
    assert refusal(bytes(data))[0] == "W14"


def test_macros_are_ignored_and_reported():
    data = word_file(paragraph("Text"), more={"word/vbaProject.bin": b"macro"})
    assert lines(data) == ["Text"]
    assert messages(data, "W26") == ["a.docx has macros, which are not run"]


BOMB = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
EXTERNAL = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BOMB, EXTERNAL])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(head: str, codec: str):
    content = "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>"
    text = f"{head}<w:document {NAMESPACES}>{content}</w:document>"
    assert refusal(zip_files({DOCUMENT: text.encode(codec)}))[0] == "W11"


def test_levels_that_are_read_exhaust_no_stack():
    deep = "<w:smartTag>" * 230 + "<w:r><w:t>Text</w:t></w:r>" + "</w:smartTag>" * 230
    assert lines(document(f"<w:p>{deep}</w:p>")) == ["Text"]
    cells = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("Text") + "</w:tc></w:tr></w:tbl>" * 80
    assert lines(document(cells)) == ["Text"]


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil", "a\\..\\..\\evil", "C:/evil"])
def test_names_that_lead_out_are_refused(name: str):
    assert refusal(word_file(paragraph("Text"), more={name: b"x"}))[0] == "W11"


def test_a_directory_that_states_a_wrong_size_is_damaged():
    data = bytearray(zip_files({DOCUMENT: document(paragraph("Text")) * 50}))
    place = data.find(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 10)
    assert refusal(bytes(data))[0] in ("W10", "W12")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    assert refusal(GOOD)[0] == "W11"


def test_a_part_larger_than_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch):
    archive = archives.open_archive(GOOD, "a.docx")
    with pytest.raises(PublishError, match="MB"):
        archive.read(DOCUMENT, most=10)
    monkeypatch.setattr(archives, "MOST_BYTES", 10)
    assert refusal(GOOD)[0] == "W11"


def test_styles_that_are_based_on_one_another_end():
    style = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/>'
        '<w:basedOn w:val="{1}"/></w:style>'
    )
    styles = f"<w:styles {NAMESPACES}>{style.format('a', 'b')}{style.format('b', 'a')}</w:styles>"
    assert lines(word_file(paragraph("Text", style="a"), parts={"styles": styles})) == ["Text"]


def test_numbers_that_are_none_are_no_fault():
    odd = '<w:outlineLvl w:val="x"/><w:spacing w:before="1e9"/>'
    data = word_file(
        paragraph("One", properties=odd),
        item("Two", 99),
        item("Three", number=77),
        parts={"numbering": numbering("decimal", start=-5)},
    )
    assert [line.split()[-1] for line in lines(data)] == ["One", "Two", "Three"]


def many(unit: str, size: int, head: str = "", tail: str = "") -> str:
    return head + "".join(unit.replace("#", f"w{number} ") for number in range(size)) + tail


def notes_of(size: int) -> bytes:
    bodies = many('<w:footnote w:id="#"><w:p><w:r><w:t>#</w:t></w:r></w:p></w:footnote>', size)
    calls = many('<w:r><w:footnoteReference w:id="#"/></w:r>', size, "<w:p>", "</w:p>")
    notes = f"<w:footnotes {NAMESPACES}>{bodies}</w:footnotes>"
    return word_file(paragraph("Text"), calls, parts={"footnotes": notes})


BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
LOOKS = "".join(run("#", look) for look in ("<w:b/>", "<w:i/>", "<w:b/><w:i/>"))
JOINED = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>#</w:t></w:r></w:p>"
ROW = "<w:tr><w:tc><w:p><w:r><w:t>#</w:t></w:r></w:p></w:tc></w:tr>"
LARGE = {
    "runs": lambda size: many(run("#"), size, "<w:p>", "</w:p>"),
    "looks": lambda size: many(LOOKS, size, "<w:p>", "</w:p>"),
    "insertions": lambda size: many(insertion(run("#")), size, "<w:p>", "</w:p>"),
    "controls around runs": lambda size: (
        many(run("#"), size, "<w:p>" + "<w:sdt><w:sdtContent>" * 60, "</w:sdtContent></w:sdt>" * 60)
        + "</w:p>"
    ),
    "rows": lambda size: many(ROW, size, "<w:tbl>", "</w:tbl>"),
    "tables in tables": lambda size: many(
        paragraph("#"), size, "<w:tbl><w:tr><w:tc>" * 60, "</w:tc></w:tr></w:tbl>" * 60
    ),
    "text boxes": lambda size: many(text_box("#"), size, "<w:p>", "</w:p>"),
    "open fields": lambda size: many(BEGIN, size, "<w:p>", run("Text") + "</w:p>"),
    "joined paragraphs": lambda size: many(JOINED, size),
    "other wrappers": lambda size: many(
        "<x/>", size, "<w:p>" + "<x>" * 200, run("Text") + "</x>" * 200 + "</w:p>"
    ),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", LARGE)
def test_the_time_is_linear_in_the_file(name: str):
    files = {size: document(LARGE[name](size) + paragraph("Text")) for size in (1_000, 8_000)}
    assert is_linear(lambda size: read_draft(files[size]), 1_000)


@pytest.mark.thorough
def test_the_time_is_linear_in_the_notes():
    files = {size: notes_of(size) for size in (1_000, 8_000)}
    assert is_linear(lambda size: read_draft(files[size]), 1_000)


def test_notes_that_call_one_another_do_not_multiply():
    bodies = "".join(
        f'<w:footnote w:id="{n}"><w:p>{run("x")}{reference(n + 1) * 2}</w:p></w:footnote>'
        for n in range(2, 60)
    )
    notes = f"<w:footnotes {NAMESPACES}>{bodies}</w:footnotes>"
    data = word_file(paragraph("Text", reference(2)), parts={"footnotes": notes})
    assert lines(data) == ["Text¹"]
