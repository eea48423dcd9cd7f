"""The meaning of the elements of an article."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image

from publish.document.draft import Chunk, MarkupKind, Part
from tests.readers.html.pages import chunks, codes, draft, page, texts

BOLD = MarkupKind.STRONG
ITALIC = MarkupKind.EMPHASIS


def ranges(chunk: Chunk) -> list[tuple[MarkupKind, str]]:
    """The kinds of emphasis of a chunk with the characters that have them."""
    return [(each.kind, chunk.text.text[each.start : each.end]) for each in chunk.markup]


def test_white_space_is_one_space_and_references_are_characters() -> None:
    assert texts("<p>  Oil &amp;\n\t wick&nbsp;are <b> two </b> &#x5D0;</p>") == [
        "Oil & wick\u00a0are two א"
    ]


def test_a_paragraph_ends_where_the_next_one_begins() -> None:
    assert texts("<p>One<p>Two<div>Three</div>Four") == ["One", "Two", "Three", "Four"]


def test_lines_and_gaps_are_those_that_a_browser_shows() -> None:
    body = "<p>One<br>Two</p><p>Three</p><div>Four</div><div>Five</div>Six<br><br>Seven"
    assert [(each.text.text, each.blanks) for each in chunks(body)] == [
        ("One", 0),
        ("Two", 0),
        ("Three", 1),
        ("Four", 1),
        ("Five", 0),
        ("Six", 0),
        ("Seven", 1),
    ]


def test_paragraphs_without_margins_follow_one_another() -> None:
    style = "p{margin:0} .c3{padding-top:0pt;padding-bottom:10pt}"
    body = "<p>One</p><p>Two</p><p><span></span></p><p class=c3>Three</p><p>Four</p>"
    assert [each.blanks for each in chunks(body, style)] == [0, 0, 1, 1]


def test_emphasis_stands_in_elements_styles_and_classes() -> None:
    style = "/* {} */ .c1{font-weight:700} span.c2{font-style:italic} p{color:red}"
    body = (
        '<p>a <b>b</b> <span class="c1">c</span> <span class="c1 c2">d</span> '
        '<span style="font-style:italic">e</span> <b style="font-weight:normal">f</b></p>'
    )
    (chunk,) = chunks(body, style)
    assert ranges(chunk) == [(BOLD, "b"), (BOLD, "c"), (BOLD, "d"), (ITALIC, "d"), (ITALIC, "e")]


def test_emphasis_goes_on_where_tags_cross() -> None:
    first, second = chunks("<p><b>one <i>two</b> three</i> four<p><b>five")
    assert ranges(first) == [(BOLD, "one two"), (ITALIC, "two"), (ITALIC, " three")]
    assert ranges(second) == [(BOLD, "five")]


def test_small_capitals_raised_and_lowered_letters_are_kept() -> None:
    style = ".s{font-variant:small-caps}"
    (chunk,) = chunks('<p>H<sub>2</sub>O, x<sup>th</sup>, <span class="s">Lord</span></p>', style)
    assert ranges(chunk) == [
        (MarkupKind.SUBSCRIPT, "2"),
        (MarkupKind.SUPERSCRIPT, "th"),
        (MarkupKind.SMALL_CAPS, "Lord"),
    ]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("https://www.google.com/url?q=https://example.org/b&amp;sa=D", "https://example.org/b"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("other.html", ""),
        ("#top", ""),
    ],
)
def test_links_lead_to_pages(address: str, target: str) -> None:
    (chunk,) = chunks(f'<p>See <a href="{address}">here</a>.</p>')
    assert [each.target for each in chunk.markup] == ([target] if target else [])


def test_lists_have_their_numbers_and_letters() -> None:
    body = (
        "<ol start=3><li>three<li>four</ol><ol type=a><li>a<li value=4>d</ol>"
        "<ol style='list-style-type:hebrew'><li>א</ol><ul><li>dot<ul><li>inner</ul></ul>"
    )
    shown = [(c.text.text, c.number, c.label and c.label.text, c.depth) for c in chunks(body)]
    assert shown == [
        ("three", 3, None, 1),
        ("four", 4, None, 1),
        ("a", 1, "a", 1),
        ("d", 4, "d", 1),
        ("א", 1, "א", 1),
        ("dot", None, None, 1),
        ("inner", None, None, 2),
    ]


def test_items_of_word_have_the_numbers_that_word_gave_them() -> None:
    mark = (
        "<![if !supportLists]><span style='mso-list:Ignore'>{}<span>&nbsp; </span></span><![endif]>"
    )
    body = "".join(
        f"<p style='mso-list:l0 level{level} lfo1'>{mark.format(label)}{text}</p>"
        for level, label, text in ((1, "1.", "one"), (2, "b)", "two"), (1, "·", "three"))
    )
    shown = [(c.part, c.text.text, c.number, c.depth) for c in chunks(body)]
    assert shown == [
        (Part.ITEM, "one", 1, 1),
        (Part.ITEM, "two", 2, 2),
        (Part.ITEM, "three", None, 1),
    ]


def test_headings_have_their_levels() -> None:
    body = "<h1>A</h1><h2>B <b>c</b></h2><div role=heading aria-level=3>D</div><p>Text</p>"
    shown = [(c.part, c.depth, c.markup) for c in chunks(body)]
    assert shown[:3] == [
        (Part.HEADING, 1, ()),
        (Part.HEADING, 2, ()),
        (Part.HEADING, 3, ()),
    ]


def test_the_heading_that_names_the_page_is_its_title() -> None:
    html = page("<p>Gathering</p><h1>The Gate</h1><p>Text</p>").replace("A page", "The Gate - Site")
    assert [each.part for each in draft(html).value.chunks] == [None, Part.TITLE, None]


def test_quotations_keep_their_lines_and_their_source() -> None:
    body = "<blockquote><p>One<br>two</p><p>Three</p><p>— A. Writer</p></blockquote>"
    shown = [(c.part, c.text.text, c.joins) for c in chunks(body)]
    assert shown == [
        (Part.QUOTATION, "One\ntwo", False),
        (Part.QUOTATION, "Three", True),
        (Part.ATTRIBUTION, "— A. Writer", True),
    ]


def test_struck_words_are_printed_and_reported() -> None:
    outcome = draft(
        page(
            '<p>Some <s>old <span class="x">words</span></s> and <span class="x">more</span> stay, '
            'and <span class="y">these</span> do.</p>',
            ".x { text-decoration: line-through } .y { text-decoration: none }",
        )
    )
    assert outcome.value.chunks[0].text.text == "Some old words and more stay, and these do."
    (struck,) = [each for each in outcome.diagnostics if each.code == "W35"]
    assert "(2 places)" in struck.message


def test_preformatted_lines_are_lines() -> None:
    assert texts("<pre>One\n  two\n\nthree</pre>") == ["One", "two", "three"]


def test_preformatted_lines_of_a_word_processor_are_lines() -> None:
    html = (
        '<html><head><meta name="generator" content="LibreOffice 24.8"/></head><body>'
        "<p>One<br/>two</p><pre>Three\n<span>four</span></pre></body></html>"
    )
    lines = [each.text.text for each in draft(html).value.chunks]
    assert lines == ["One\ntwo", "Three", "four"]


def test_a_table_has_rows_and_a_head() -> None:
    body = (
        "<table><caption>Times</caption><thead><tr><th>Day<th>Hour</thead>"
        "<tr><td>First<td>9<tr><td colspan=2>None</table>"
    )
    shown = [(c.part, c.text.text) for c in chunks(body)]
    assert shown == [
        (None, "Times"),
        (Part.HEADER_ROW, "Day\tHour"),
        (Part.ROW, "First\t9"),
        (Part.ROW, "None\t"),
    ]


def test_a_cell_over_several_rows_leaves_its_column_empty_below() -> None:
    body = "<table><tr><td rowspan=2>A<td>1<tr><td>2</table>"
    assert texts(body) == ["A\t1", "\t2"]


def test_a_table_of_hebrew_and_a_translation_is_pairs() -> None:
    body = (
        "<table><tr><td><p>שלום עליכם מלאכי השרת</p><p>מלאכי עליון</p>"
        "<td><p>Peace be with you, angels</p><p>angels on high</p>"
        "<tr><td>בואכם לשלום<td>Come in peace, angels of peace</table>"
    )
    shown = [(c.part, c.number) for c in chunks(body)]
    assert shown == [(part, n) for n in (1, 2, 3) for part in (Part.ORIGINAL, Part.TRANSLATION)]


def test_a_table_for_layout_is_read_as_it_flows() -> None:
    body = "<table><tr><td><h2>Head</h2><p>Text</p></td></tr></table>"
    assert [(c.part, c.text.text) for c in chunks(body)] == [
        (Part.HEADING, "Head"),
        (None, "Text"),
    ]


def test_pictures_beside_the_page_keep_their_address() -> None:
    body = '<p>a<img src="page_files/x.png" alt="An ox">b</p><img src="pixel.gif" width="1">'
    shown = [(c.part, c.text.text, c.label and c.label.text) for c in chunks(body)]
    assert shown == [
        (None, "a", None),
        (Part.IMAGE, "An ox", "page_files/x.png"),
        (None, "b", None),
    ]


def test_pictures_in_the_page_are_resources() -> None:
    png = BytesIO()
    Image.new("RGB", (4, 4)).save(png, "PNG")
    data = b64encode(png.getvalue()).decode()
    outcome = draft(page(f'<p>a</p><img alt="A dot" src="data:image/png;base64,{data}">'))
    ((address, resource),) = outcome.value.pictures
    assert resource.data == png.getvalue()
    assert resource.media_type == "image/png"
    assert [c.label.text for c in outcome.value.chunks if c.label] == [address]


def test_a_damaged_picture_in_the_page_is_reported_and_described() -> None:
    outcome = draft(page('<p>a</p><img alt="A dot" src="data:image/png;base64,AAAA">'))
    assert [each.text.text for each in outcome.value.chunks] == ["a", "A dot"]
    assert "W83" in codes(outcome.diagnostics)


def test_a_stated_language_is_believed_where_the_letters_allow_it() -> None:
    body = "<p lang=yi>דאָס איז אַ בוך</p><p lang=fr>Le livre</p><p lang=ru>A book</p>"
    outcome = draft(page(body))
    assert [each.lang for each in outcome.value.chunks] == ["yi", "fr", ""]
    assert codes(outcome.diagnostics).count("W47") == 1


def test_spans_are_places_in_the_file() -> None:
    html = page("<p>One &amp; <i>two</i></p>\n<p>Three</p>")
    for chunk in draft(html).value.chunks:
        assert html[chunk.span.start] == chunk.text.text[0]
        assert html[chunk.span.end - 1] == chunk.text.text[-1]


EXPORT = "<meta name=Generator content='LibreOffice 7'><style>p{{margin-bottom:8pt}}</style>{}"


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>A<p>B<p>C<p style='margin-top:1cm'>D", [(0, "A"), (0, "B"), (0, "C"), (1, "D")]),
        ("<p>A<p>B<p><br><br><p>C<p>D", [(0, "A"), (0, "B"), (1, "C"), (0, "D")]),
        ("<p>A<br>B<p>C", [(0, "A\nB"), (0, "C")]),
        ("<p>A\tB\t\tC", [(0, "A\tB\t\tC")]),
        ("<p>A&nbsp;&nbsp; &nbsp;B", [(0, "A\tB")]),
        ("<p>A<span style='mso-tab-count:2'>&nbsp; </span>B", [(0, "A\t\tB")]),
        ("<table>\n\t<tr>\n\t\t<td>A\tB<td>C</table>", [(0, "A B\tC")]),
    ],
)
def test_an_export_has_the_gaps_tabs_and_breaks_of_its_document(
    html: str, lines: list[tuple[int, str]]
) -> None:
    own = draft(EXPORT.format(html)).value.chunks
    assert [(each.blanks, each.text.text) for each in own] == lines
