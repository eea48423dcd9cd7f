"""Looks of whole paragraphs, captions and names of columns, in documents that state them."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image as Picture

from publish.document.model import (
    Blockquote,
    Image,
    Milestone,
    Paragraph,
    Rubric,
    Section,
    Segment,
    Table,
)
from publish.document.walk import descend, plain
from tests.readers.html.pages import page, work
from tests.readers.word.reading import decode, messages, works
from tests.support.word_files import STYLES, paragraph, picture, run, table, word_file

BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
PROSE = "The children learn five letters in the first week, and write them on a slate."
POINTED = (
    "בָּרוּךְ אַתָּה יְיָ אֱלֹהֵינוּ מֶלֶךְ הָעוֹלָם בּוֹרֵא פְּרִי הַגָּפֶן.",
    "בָּרוּךְ אַתָּה יְיָ אֱלֹהֵינוּ מֶלֶךְ הָעוֹלָם בּוֹרֵא פְּרִי הָאֲדָמָה.",
)
ENGLISH = (
    "Blessed are You, Lord our God, King of the universe, who creates the fruit of the vine.",
    "Blessed are You, Lord our God, King of the universe, who creates the fruit of the earth.",
)


def titles(*blocks: str) -> list[str]:
    value = works(decode(word_file(paragraph("Teaching"), *blocks))).value
    return [plain(each.title) for each in value.body if each.title]


def test_bold_lines_over_a_text_are_headings() -> None:
    heads = ("Week 1: The Letters", "Week 2: The Vowels")
    blocks = [each for head in heads for each in (paragraph(run(head, BOLD)), paragraph(PROSE))]
    assert titles(*blocks) == list(heads)
    value = works(decode(word_file(paragraph("Teaching"), *blocks))).value
    assert all(len(section.title) == 1 for section in value.body)


@pytest.mark.parametrize(
    "line",
    ["They are all learned in one week.", "the letters", "“Letters”", "x" * 81, POINTED[0]],
)
def test_other_bold_lines_are_none(line: str) -> None:
    assert titles(paragraph(PROSE), paragraph(run(line, BOLD)), paragraph(PROSE)) == []


def test_bold_lines_of_a_document_with_headings_are_none() -> None:
    blocks = (paragraph("Week 1", style="1"), paragraph(run("The Alef", BOLD)), paragraph(PROSE))
    assert titles(*blocks, paragraph("Week 2", style="1"), paragraph(PROSE)) == ["Week 1", "Week 2"]


def test_bold_lines_and_their_translations_are_pairs() -> None:
    lines = [
        each
        for hebrew, english in zip(POINTED, ENGLISH, strict=True)
        for each in (paragraph(run(english, BOLD)), paragraph(hebrew))
    ]
    value = works(decode(word_file(*lines))).value
    assert len([each for each in descend(value) if isinstance(each, Segment)]) == 2


def test_instructions_in_italics_are_rubrics() -> None:
    acts = ("מוזגים כוס ראשון ואומרים:", "טובלים כרפס במי מלח ומברכים:")
    blocks = [
        each
        for act, hebrew, english in zip(acts, POINTED, ENGLISH, strict=True)
        for each in (paragraph(run(act, ITALIC)), paragraph(hebrew), paragraph(english))
    ]
    value = works(decode(word_file(paragraph("הגדה של פסח"), *blocks))).value
    nodes = list(descend(value))
    assert len([each for each in nodes if isinstance(each, Rubric)]) == 2
    assert len([each for each in nodes if isinstance(each, Segment)]) == 2


@pytest.mark.parametrize("names", [("עברית", "English"), ("Hebrew", "English translation:")])
def test_the_names_of_columns_over_pairs_are_reported(names: tuple[str, str]) -> None:
    rows = (names, *zip(POINTED, ENGLISH, strict=True))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    outcomes = (works(decode(word_file(table(*rows)))), work(page(f"<table>{cells}").encode()))
    for outcome in outcomes:
        nodes = list(descend(outcome.value))
        assert len([each for each in nodes if isinstance(each, Segment)]) == 2
        assert not any(isinstance(each, Table) for each in nodes)
        assert "T33" in [each.code for each in outcome.diagnostics]


def test_numbers_of_verses_in_cells_are_found() -> None:
    pairs = zip(POINTED, ENGLISH, strict=True)
    rows = [(f"{'אב'[n]} {he}", f"{n + 1} {en}") for n, (he, en) in enumerate(pairs)]
    value = works(decode(word_file(table(*rows)))).value
    labels = [each.label for each in descend(value) if isinstance(each, Milestone)]
    assert labels == ["א", "1", "ב", "2"]


def test_a_caption_belongs_to_its_picture() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/>'
        '<w:basedOn w:val="a"/></w:style></w:styles>'
    )
    buffer = BytesIO()
    Picture.new("L", (2, 2)).save(buffer, "PNG")
    data = word_file(
        paragraph(PROSE),
        paragraph(picture("p", "A quill")),
        paragraph("Figure 1: The quill", style="Caption"),
        paragraph(PROSE),
        parts={"styles": STYLES.replace("</w:styles>", style)},
        media={"p.png": buffer.getvalue()},
    )
    figure = "<figure><img src=p.png alt='A quill'><figcaption>Figure 1: The <i>quill</i>"
    pages = page(f"<p>{PROSE}</p>{figure}</figcaption></figure><p>{PROSE}</p>")
    for value in (works(decode(data)).value, work(pages.encode()).value):
        (image,) = [each for each in descend(value) if isinstance(each, Image)]
        assert (image.alt, plain(image.caption)) == ("A quill", "Figure 1: The quill")
        assert len([each for each in descend(value) if isinstance(each, Paragraph)]) == 2


def test_the_heading_of_dropped_contents_is_dropped() -> None:
    data = word_file(
        paragraph("Teaching", style="a4"),
        paragraph("Contents"),
        paragraph("Week 1 3", style="TOC1"),
        paragraph("Week 1", style="1"),
        paragraph(PROSE),
    )
    assert messages(data, "W21") == [
        "a line of the contents is not printed: “Week 1 3”",
        "a line of the contents is not printed: “Contents”",
    ]


@pytest.mark.parametrize(
    "source", ["<cite>Genesis</cite>", "<footer>— <cite>Genesis</cite></footer>"]
)
def test_the_source_in_a_quotation_is_its_attribution(source: str) -> None:
    html = page(f"<p>{PROSE}</p><blockquote><p>It was light.</p>{source}</blockquote>")
    (quotation,) = [
        each for each in descend(work(html.encode()).value) if isinstance(each, Blockquote)
    ]
    assert "Genesis" in plain(quotation.attribution)


def test_the_head_of_pages_of_google_docs_is_no_title() -> None:
    html = (
        '<html><body class="c1 doc-content"><div><p>Draft for the printer</p></div>'
        '<p class="title">The Gate</p><p>It was open, and nobody stood in it.</p>'
        "<div><p>Page of the workshop</p></div></body></html>"
    )
    outcome = work(html.encode())
    assert outcome.value.meta.title is not None
    assert outcome.value.meta.title.in_("en") == "The Gate"
    assert "W40" in [each.code for each in outcome.diagnostics]
    (section,) = [each for each in outcome.value.body if isinstance(each, Section)]
    assert len(section.children) == 1
