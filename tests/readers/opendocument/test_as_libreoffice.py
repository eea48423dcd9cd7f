"""A hard Word file reads the same as the OpenDocument texts that LibreOffice makes of it.

CI has no LibreOffice, a package of 500 MB.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from publish.document.draft import Chunk
from tests.readers.word.reading import read_draft
from tests.readers.word.test_structure import PNG
from tests.support.word_files import (
    comments,
    core_properties,
    deletion,
    field,
    insertion,
    item,
    notes,
    numbering,
    paragraph,
    picture,
    reference,
    run,
    table,
    text_box,
    word_file,
)

OFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.long, pytest.mark.skipif(OFFICE is None, reason="no LibreOffice")]

HEBREW = "בראשית ברא אלהים את השמים"
COMMENTED = (
    '<w:commentRangeStart w:id="0"/>'
    + run("these words")
    + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
)
HARD = word_file(
    paragraph("Heading", style="1"),
    paragraph("Below", style="Chap"),
    paragraph("Kept ", insertion(run("NEW ")), deletion("OLD "), "end ", run("מודגש", "<w:bCs/>")),
    paragraph(run("לא מודגש ", "<w:b/>"), run("bold", "<w:b/>"), run(" and italic", "<w:i/>")),
    paragraph("First ", properties='<w:rPr><w:del w:id="9" w:author="Ed"/></w:rPr>'),
    paragraph("and second."),
    *(item(text, level) for text, level in (("א", 0), ("ב", 1), ("ג", 1), ("ד", 0))),
    paragraph("Between two lists."),
    item("goes on"),
    item("and on"),
    paragraph("A word", reference(2), " and ", reference(2, "endnote"), "."),
    paragraph("Before ", text_box("In the box", "more"), "after"),
    paragraph("Shown", run(" HIDDEN", "<w:vanish/>"), " end"),
    paragraph("See ", COMMENTED, "."),
    paragraph("See ", field(" REF x ", "chapter 3"), " on ", field(" PAGEREF x ", "17"), "."),
    paragraph("See ", field(' HYPERLINK "https://example.org/a" ', "the page"), "."),
    paragraph("line one\vline two", '<w:r><w:br w:type="page"/></w:r>', "after page"),
    paragraph(run("All bold", "<w:b/>")),
    paragraph("Said", style="a5"),
    paragraph("Verse", style="VH"),
    paragraph("  spaces   and\ttabs  "),
    paragraph(""),
    paragraph("After a gap", run("2", '<w:vertAlign w:val="superscript"/>')),
    paragraph("Picture ", picture("ink", "A pen"), "."),
    table(("Day", "Hour"), ("Sunday", ""), ("", "10"), header=True),
    paragraph("Between two tables."),
    table((HEBREW, "In the beginning"), ("והארץ היתה תהו ובהו", "And the earth was")),
    paragraph("End"),
    parts={
        "footnotes": notes({2: ("First note", "its second paragraph")}),
        "endnotes": notes({2: ("At the end",)}, "endnote"),
        "comments": comments({0: "Is it so?"}),
        "numbering": numbering("hebrew1", "hebrew2"),
    },
    media={"ink.png": PNG},
    properties=core_properties("The Letters of Ink"),
)


def describe(chunk: Chunk) -> tuple[object, ...]:
    """Return all that a chunk says but the places of its characters."""
    own = (chunk.text.text, chunk.part, chunk.blanks, chunk.depth, chunk.number, chunk.joins)
    label = chunk.label.text if chunk.label and chunk.part != "image" else ""
    calls = [(call.numeral, call.series, *map(describe, call.body)) for call in chunk.calls]
    return (*own, label, chunk.markup, calls)


@pytest.mark.parametrize("ending", ["odt", "fodt"])
def test_a_word_file_is_read_as_the_opendocument_text_of_it(ending: str, tmp_path: Path):
    (tmp_path / "hard.docx").write_bytes(HARD)
    command = [
        *(OFFICE or "", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
        *("--convert-to", ending, "--outdir", tmp_path, tmp_path / "hard.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    draft = read_draft((tmp_path / f"hard.{ending}").read_bytes())
    expected = read_draft(HARD)
    assert list(map(describe, draft.value.chunks)) == list(map(describe, expected.value.chunks))
    assert draft.value.meta == expected.value.meta
    messages = sorted((each.code, each.message) for each in draft.diagnostics)
    assert messages == sorted((each.code, each.message) for each in expected.diagnostics)
