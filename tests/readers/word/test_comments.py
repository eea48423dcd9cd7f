"""Comments in a copy of a Word file: at their places, and nothing else changes."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.readers.word.names import STRICT
from publish.writers.word_comments import Comment, add_comments
from tests.readers.word.reading import decode, works
from tests.readers.word.test_letters import BLOCKS
from tests.support.examples import examples
from tests.support.word_files import (
    comments,
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

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGED = {"[Content_Types].xml", "word/document.xml", "word/comments.xml"}
RELATIONS = "word/_rels/document.xml.rels"
HOLDERS = {f"{W}{name}" for name in ("p", "ins", "hyperlink", "sdtContent", "smartTag")}


def read_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def comment_on(data: bytes, *words: str) -> bytes:
    """The copy with a comment on the first place of each of some words."""
    text = decode(data).text
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    notices = [
        Comment(*span, (f"About {word}", "Do so.")) for span, word in zip(spans, words, strict=True)
    ]
    return add_comments(data, "a.docx", notices, "publish")


def list_ranges(data: bytes) -> dict[str, str]:
    """The words in the range of each comment, by the comment's first line, from the XML alone."""
    parts = read_parts(data)
    titles = {
        each.get(f"{W}id"): "".join(
            part.text or "" for part in next(each.iter(f"{W}p")).iter(f"{W}t")
        )
        for each in ET.fromstring(parts["word/comments.xml"])
    }
    opened: dict[str | None, list[str]] = {}
    ranges: dict[str, str] = {}
    for each in ET.fromstring(parts["word/document.xml"]).iter():
        if each.tag == f"{W}commentRangeStart":
            assert each.get(f"{W}id") not in opened
            opened[each.get(f"{W}id")] = []
        elif each.tag == f"{W}commentRangeEnd":
            ranges[titles[each.get(f"{W}id")]] = "".join(opened.pop(each.get(f"{W}id")))
        elif each.tag == f"{W}t":
            for words in opened.values():
                words.append(each.text or "")
    assert not opened
    return ranges


LINK = f'<w:hyperlink w:anchor="x">{run("in a link")}</w:hyperlink>'
CONTROL = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('in a control')}</w:sdtContent></w:sdt>"
FORM = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('in a form')}</w:sdtContent></w:sdt>"
RICH = word_file(
    paragraph(
        "First words, ", insertion(run("inserted words")), " more ", LINK, " ", CONTROL, FORM
    ),
    paragraph("Then a note", reference(2), " and a ", field(" REF x ", "field of it"), "."),
    item("Item of a list"),
    table(("one cell", "תא אחד"), ("another cell", "תא שני")),
    paragraph("Around ", text_box("the box"), "it"),
    parts={"footnotes": notes({2: ("Body of it",)}), "numbering": numbering("hebrew1")},
)


@pytest.mark.parametrize(
    "words",
    [
        *("rst wor", "inserted", "ds, inser", "link", "control", "note", "field", "em of", "cell"),
        *("תא שני", "more in a li"),
    ],
)
def test_a_comment_is_around_its_words(words: str):
    assert list_ranges(comment_on(RICH, words)) == {f"About {words}": words}


def test_a_comment_in_a_form_is_around_its_field():
    assert list_ranges(comment_on(RICH, "form")) == {"About form": "in a form"}


def test_a_comment_ends_in_its_cell():
    assert list_ranges(comment_on(RICH, "cell\nתא")) == {"About cell\nתא".replace("\n", ""): "cell"}


def test_comments_on_notes_and_text_boxes_are_in_the_main_text():
    copy = comment_on(RICH, "Body", "box")
    parts = read_parts(copy)
    before = read_parts(RICH)
    assert parts["word/footnotes.xml"] == before["word/footnotes.xml"]
    call = '<w:footnoteReference w:id="2"/></w:r><w:commentRangeEnd w:id="1"/>'
    assert call in parts["word/document.xml"].decode()
    assert list_ranges(copy)["About box"].count("the box") == 2  # for new and for old programs


def test_a_comment_without_words_is_at_its_place():
    text = decode(RICH).text
    label = text.index("Item") - 2
    spans = [(0, 0), (5, 5), (label, label + 1), (len(text), len(text))]
    notices = [Comment(*span, (f"at {span[0]}",)) for span in spans]
    copy = add_comments(RICH, "a.docx", notices, "publish")
    assert set(list_ranges(copy).values()) == {""}
    document = read_parts(copy)["word/document.xml"].decode()
    assert "First</w:t></w:r><w:commentRangeStart" in document
    assert document.count("<w:commentReference") == len(spans)


def test_comments_of_others_stay_with_their_identifiers():
    words = (
        '<w:commentRangeStart w:id="7"/>'
        + run("these words")
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    )
    data = word_file(paragraph("See ", words, "."), parts={"comments": comments({7: "So?"})})
    copy = comment_on(data, "these")
    assert list_ranges(copy) == {"So?": "these words", "About these": "these"}
    parts, before = read_parts(copy), read_parts(data)
    assert parts[RELATIONS] == before[RELATIONS]
    assert parts["[Content_Types].xml"] == before["[Content_Types].xml"]
    keys = [each.get(f"{W}id") for each in ET.fromstring(parts["word/comments.xml"])]
    assert keys == ["7", "8"]


def test_a_note_with_a_mark_of_its_own_is_not_cut_from_it():
    call = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
    data = word_file(paragraph("Word", call, "."), parts={"footnotes": notes({3: ("Body",)})})
    copy = comment_on(data, "Body", "[*]", "Word")
    assert '<w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t>' in (
        read_parts(copy)["word/document.xml"].decode()
    )
    assert decode(copy).text == decode(data).text


def test_a_strict_file_stays_strict():
    files = {
        name: data if name == "[Content_Types].xml" else make_strict(data)
        for name, data in read_parts(word_file(paragraph("Some words"))).items()
    }
    copy = comment_on(zip_files(files), "words")
    assert decode(copy).text == "Some words\n"
    for name in ("word/document.xml", "word/comments.xml", RELATIONS):
        assert b"purl.oclc.org/ooxml" in read_parts(copy)[name]
        assert b"schemas.openxmlformats.org/wordprocessingml" not in read_parts(copy)[name]


def make_strict(data: bytes) -> bytes:
    for strict, usual in STRICT:
        data = data.replace(usual, strict)
    return data


def test_characters_that_xml_forbids_are_left_out_of_comments():
    copy = add_comments(RICH, "a.docx", [Comment(0, 5, ("a\x00b\x1b\ud800c",))], "publish")
    assert list_ranges(copy) == {"abc": "First"}


SPANS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60)), min_size=1, max_size=8)


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(BLOCKS, min_size=1, max_size=6), SPANS)
def test_comments_change_no_word_of_any_file(
    blocks: Sequence[str], spans: Sequence[tuple[int, int]]
):
    parts = {"footnotes": notes({2: ("A note",)}), "numbering": numbering("decimal", "hebrew1")}
    data = word_file(paragraph("Beginning", reference(2)), *blocks, parts=parts)
    source = decode(data)
    size = len(source.text)
    notices = [
        Comment(start % size, min(start % size + length, size), (f"{number}",))
        for number, (start, length) in enumerate(spans)
    ]
    copy = add_comments(data, "a.docx", notices, "publish")
    assert decode(copy).text == source.text
    assert works(decode(copy)).value == works(source).value
    assert len(list_ranges(copy)) == len(spans)
    before, after = read_parts(data), read_parts(copy)
    assert list(after) == [*before, "word/comments.xml"]
    assert all(after[name] == before[name] for name in before.keys() - {*CHANGED, RELATIONS})
    root = ET.fromstring(after["word/document.xml"])
    for parent in root.iter():
        if any(child.tag == f"{W}commentRangeStart" for child in parent):
            assert parent.tag in HOLDERS
    for box in root.iter(f"{W}txbxContent"):
        assert next(box.iter(f"{W}commentRangeStart"), None) is None


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
def test_libreoffice_shows_the_comments_and_the_same_text(tmp_path: Path):
    words = ("rst wor", "inserted", "link", "form", "Body", "תא שני", "box")
    (tmp_path / "before.docx").write_bytes(RICH)
    (tmp_path / "after.docx").write_bytes(comment_on(RICH, *words))
    office = (shutil.which("soffice") or "", "--headless")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for form, name in (("txt:Text", "before"), ("txt:Text", "after"), ("fodt", "after")):
        command = [*office, profile, "--convert-to", form, "--outdir", tmp_path]
        subprocess.run(
            [*command, tmp_path / f"{name}.docx"], check=True, capture_output=True, timeout=300
        )
    assert (tmp_path / "after.txt").read_text() == (tmp_path / "before.txt").read_text()
    flat = (tmp_path / "after.fodt").read_text()
    assert flat.count("<dc:creator>publish</dc:creator>") == len(words)
    assert all(f"About {word}" in flat for word in words)
