"""The structure of e-books: order, headings, notes across documents, looks, pictures, frames."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publish import to_epub
from publish.document.draft import Part
from publish.document.metadata import Series, Words
from publish.document.model import Note
from publish.document.walk import descend, plain
from publish.readers.detection import decode_file
from tests.conftest import ROOT
from tests.readers.epub.ebooks import TITLE, chunks, draft, epub, find_lost, lines, messages, page
from tests.readers.html.pages import work


def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "PNG")
    return buffer.getvalue()


NOTES = {
    "a.xhtml": '<h1>One</h1><p>Oil<a id="r1" href="n.xhtml#n1">1</a> burns<sup><a id="r2" '
    'epub:type="noteref" href="n.xhtml#n2">*</a></sup> well.</p>',
    "b.xhtml": '<h1>Two</h1><p>A wick<a id="r1" role="doc-noteref" href="n.xhtml#n3">1</a>.</p>',
    "-n.xhtml": '<section epub:type="endnotes"><h2>Notes</h2><ol>'
    '<li id="n1"><a href="a.xhtml#r1">1</a> Pressed.</li>'
    '<li id="n2"><p>Bright.</p><p>Very.</p><p><a role="doc-backlink" href="a.xhtml#r2">↩</a></p>'
    '</li><li id="n3" role="doc-endnote">Thin. <a href="b.xhtml#r1">Back</a></li></ol></section>',
}


def test_notes_are_paired_across_documents() -> None:
    outcome = work(epub(NOTES), "a.epub")
    notes = [node for node in descend(outcome.value) if isinstance(node, Note)]
    bodies = [[plain(block.inlines) for block in note.blocks] for note in notes]  # type: ignore[union-attr]  # paragraphs
    assert [note.call for note in notes] == ["1", "*", "1"]
    assert bodies == [["Pressed."], ["Bright.", "Very."], ["Thin."]]
    assert [plain(section.title) for section in outcome.value.body] == ["One", "Two"]
    assert find_lost(epub(NOTES)) == []


def test_a_document_that_is_not_linear_stands_at_the_end_and_is_reported() -> None:
    data = epub({"-a.xhtml": "<p>Answers</p>", "b.xhtml": "<p>Questions</p>"})
    assert lines(data) == ["Questions", "Answers"]
    (message,) = messages(data, "W76")
    assert "OEBPS/a.xhtml" in message


def test_a_document_outside_the_spine_is_read_where_a_link_leads_to_it() -> None:
    item = '<item id="{0}" href="{0}.xhtml" media-type="application/xhtml+xml"/>'
    data = epub(
        {"a.xhtml": '<p><a href="x.xhtml">More</a></p>'},
        items=item.format("x") + item.format("y"),
        files={"OEBPS/x.xhtml": page("<p>Linked</p>"), "OEBPS/y.xhtml": page("<p>Lost</p>")},
    )
    assert lines(data) == ["More", "Linked"]
    (message,) = messages(data, "W77")
    assert "OEBPS/y.xhtml" in message


def test_a_missing_document_is_reported() -> None:
    data = epub({"a.xhtml": "<p>Oil</p>", "b%20c.xhtml": "<p>Wick</p>"})
    assert messages(data, "W76") == ["“OEBPS/b c.xhtml” is missing from the file"]


def test_the_heading_of_each_chapter_has_one_level_and_parts_are_parts() -> None:
    data = epub(
        {
            "a.xhtml": page("<h1>Part one</h1>", attributes=' epub:type="part"'),
            "b.xhtml": '<section epub:type="chapter"><h2>Oil</h2><h3>Pressing</h3></section>',
            "c.xhtml": '<section role="doc-chapter"><h1>Wick</h1><p>Thin</p></section>',
        }
    )
    parts = [(c.part, c.depth) for c in chunks(data) if c.part]
    assert parts == [
        (Part.BOOK_PART, 1),
        (Part.HEADING, 1),
        (Part.HEADING, 2),
        (Part.HEADING, 1),
    ]


@pytest.mark.parametrize("form", ["nav", "ncx"])
def test_lines_that_the_contents_name_are_headings(form: str) -> None:
    nav = '<nav epub:type="toc"><ol><li><a href="a.xhtml">Of  oil</a></li></ol></nav>'
    ncx = (
        '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://x/ncx.dtd"><ncx><navMap>'
        "<navPoint><navLabel><text>Of oil</text></navLabel><content src='a.xhtml'/></navPoint>"
        "</navMap></ncx>"
    )
    text = "<p class='ch'>Of oil</p><p>It burns.</p>"
    if form == "nav":
        data = epub({"a.xhtml": text, "nav.xhtml": nav})
        assert messages(data, "W73") == ["not printed: the contents"]
    else:
        item = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        data = epub({"a.xhtml": text}, files={"OEBPS/toc.ncx": ncx}, items=item)
    assert [(c.part, c.text.text) for c in chunks(data)] == [
        (Part.HEADING, "Of oil"),
        (None, "It burns."),
    ]


def test_looks_of_linked_style_sheets_and_empty_elements_are_read() -> None:
    head = '<link rel="stylesheet" href="../css/book.css"/><script src="x.js"/>'
    body = '<p class="t"><a id="x"/>One <span class="i">oil</span></p><p><br/>Two<b/> wicks</p>'
    sheet = "p{margin:0;text-indent:1em} .i{font-style:italic} .t{font-weight:bold}"
    data = epub({"text/a.xhtml": page(body, head)}, files={"OEBPS/css/book.css": sheet})
    first, second = chunks(data)
    marked = [(m.kind, first.text.text[m.start : m.end]) for m in first.markup]
    assert marked == [("strong", "One oil"), ("emphasis", "oil")]
    assert (second.text.text, second.markup) == ("Two wicks", ())


def test_lines_of_a_stanza_stand_under_one_another() -> None:
    sheet = "<style>p{margin:0}</style>"
    body = '<div class="poem"><p>Oil</p><p>and wick</p></div><p>Prose</p>'
    data = epub({"a.xhtml": page(body, sheet)})
    assert [c.blanks for c in chunks(data)] == [0, 0, 1]


def test_pictures_of_the_package_are_resources_and_others_are_described() -> None:
    body = (
        '<p>Oil</p><img src="../img/a%20b.png" alt="A lamp"/>'
        '<svg><image xlink:href="../img/a b.png"/></svg>'
        '<img src="http://a.example/x.png" alt="Far"/><img src="../../../x.png" alt="Out"/>'
        '<img src="/etc/passwd" alt="Root"/><img src="gone.png" alt="Gone"/>'
        '<img src="../css/x.css" alt="None"/>'
    )
    files = {"OEBPS/img/a b.png": picture(), "OEBPS/css/x.css": "p{}"}
    data = epub({"text/a.xhtml": body}, files=files)
    shown = [(c.text.text, c.label.text if c.label else "") for c in chunks(data)[1:]]
    assert shown == [
        ("A lamp", "OEBPS/img/a b.png"),
        ("OEBPS/img/a b.png", "OEBPS/img/a b.png"),
        *((alt, "") for alt in ("Far", "Out", "Root", "Gone", "None")),
    ]
    ((address, resource),) = draft(data).value.pictures
    assert (address, resource.data) == ("OEBPS/img/a b.png", picture())
    codes = [d.code for d in draft(data).diagnostics if d.code.startswith("W8")]
    assert codes == ["W81", "W80", "W80", "W82", "W83"]


def test_page_numbers_hidden_text_and_the_title_page_are_left_out() -> None:
    data = epub(
        {
            "t.xhtml": '<section epub:type="titlepage"><h1>The Lamp</h1><p>R. Ner</p>'
            "<p>With drawings</p></section>",
            "a.xhtml": '<h1>Oil</h1><p>It <span epub:type="pagebreak" id="p12">12</span>burns.</p>'
            "<aside>A remark</aside><p hidden='hidden'>Secret</p><footer>The end</footer>",
        },
        metadata=TITLE + "<dc:creator>R. Ner</dc:creator>",
    )
    assert lines(data) == ["With drawings", "Oil", "It burns.", "A remark", "The end"]
    assert messages(data, "W73") == [
        "not printed: the title page, whose words are those of the metadata (2 places)",
        "not printed: page numbers of another edition",
    ]
    assert messages(data, "W43") == ["not printed: hidden text"]
    assert find_lost(data) == []


def test_the_frame_of_an_epub_2_is_known_by_names() -> None:
    link = '<li><a href="a.xhtml">Oil</a></li>'
    note = '<section class="footnotes"><hr/><p id="n"><a href="#r">1</a>. Pressed.</p></section>'
    data = epub(
        {
            "cover.xhtml": '<img src="c.png" alt=""/>',
            "title_page.xhtml": "<h1>The Lamp</h1><p>For you</p>",
            "toc.xhtml": f"<h1>The Lamp</h1><ol>{link}{link}</ol>",
            "a.xhtml": f'<h1>Oil</h1><p>It<a href="#n" id="r">1</a> burns.</p>{note}',
        }
    )
    assert lines(data) == ["For you", "Oil", "It1 burns."]
    (call,) = chunks(data)[-1].calls
    assert [chunk.text.text for chunk in call.body] == ["Pressed."]
    kinds = [message.removeprefix("not printed: ") for message in messages(data, "W73")]
    assert kinds[0] == "the cover"
    assert kinds[1].startswith("the title page")
    assert kinds[2] == "the contents"
    assert find_lost(data) == []


def test_readings_over_words_stand_in_brackets() -> None:
    plain_ruby = "<p><ruby>灯<rt>akari</rt></ruby> x</p>"
    with_brackets = "<p><ruby>灯<rp>(</rp><rt>akari</rt><rp>)</rp></ruby> x</p>"
    assert lines(epub({"a.xhtml": plain_ruby + with_brackets})) == ["灯(akari) x"] * 2


def test_places_are_documents_and_lines_of_the_package() -> None:
    source = decode_file(epub({"a.xhtml": "<p>Oil</p>\n<p>Wick</p>"}), "a.epub").value
    assert source.text == "The Lamp\nOil\nWick\n"
    places = [source.place(source.text.index(word)) for word in ("Lamp", "Oil", "Wick")]
    assert places == ["OEBPS/book.opf, title", "OEBPS/a.xhtml, line 5", "OEBPS/a.xhtml, line 6"]


METADATA = """<dc:title id="s">Of light</dc:title><meta refines="#s" property="title-type">subtitle
</meta><dc:title id="t" xml:lang="he">הנר</dc:title><meta refines="#t" property="title-type">main
</meta><meta refines="#t" property="alternate-script" xml:lang="en">The Lamp</meta>
<dc:creator id="c">R. Ner</dc:creator><dc:contributor id="d">A. Shemen</dc:contributor>
<meta refines="#d" property="role" scheme="marc:relators">trl</meta>
<dc:contributor opf:role="bkp">calibre</dc:contributor>
<dc:identifier id="id">urn:uuid:1</dc:identifier><dc:identifier opf:scheme="ISBN">9780306406157
</dc:identifier><dc:publisher>House</dc:publisher><dc:rights>CC BY</dc:rights>
<dc:date>2025-05-01T00:00:00Z</dc:date><dc:subject>Light</dc:subject><dc:language>he</dc:language>
<meta property="belongs-to-collection" id="k">Lamps</meta>
<meta refines="#k" property="group-position">3</meta>"""


def test_metadata_are_those_of_the_book() -> None:
    outcome = work(epub({"a.xhtml": "<p>שמן זית זך כתית למאור</p>"}, METADATA), "a.epub")
    meta = outcome.value.meta
    assert meta.title.forms == (("he", "הנר"), ("en", "The Lamp"))
    assert meta.subtitle.forms == (("en", "Of light"),)
    people = [(c.name.forms[0][1], c.role) for c in meta.creators]
    assert people == [("R. Ner", "aut"), ("A. Shemen", "trl")]
    assert (meta.publisher, meta.rights, meta.identifier) == ("House", "CC BY", "9780306406157")
    assert (meta.date and meta.date.iso, meta.subjects[0].forms[0][1]) == ("2025-05-01", "Light")
    assert isinstance(meta.series, Series)
    assert (meta.series.name.forms[0][1], meta.series.position) == ("Lamps", 3)
    assert messages(epub({"a.xhtml": "<p>a</p>"}, METADATA), "W78")


def test_pages_that_turn_against_the_language_are_reported() -> None:
    data = epub({"a.xhtml": "<p>The oil burns well.</p>"})
    turned = epub({"a.xhtml": "<p>The oil burns well.</p>"}, turning="rtl")
    assert len(messages(turned, "W78")) == len(messages(data, "W78")) + 1
    assert 'binding = "right"' in [hint for d in draft(turned).diagnostics for hint in d.hints]


def test_placeholders_of_programs_are_no_metadata() -> None:
    metadata = "<dc:title>Unknown Title</dc:title><dc:creator>Unknown</dc:creator>"
    meta = draft(epub({"a.xhtml": "<h1>Oil</h1><p>Words.</p>"}, metadata)).value.meta
    assert (meta.title, meta.creators) == (Words(), ())
    metadata = "<dc:title>Unknown Title Deeds</dc:title><dc:creator>N. Unknown</dc:creator>"
    meta = draft(epub({"a.xhtml": "<p>Words.</p>"}, metadata)).value.meta
    assert meta.title.forms[0][1] == "Unknown Title Deeds"
    assert len(meta.creators) == 1


def test_metadata_of_epub_2_are_read_by_its_attributes() -> None:
    metadata = (
        '<dc:title>The Lamp</dc:title><dc:creator opf:role="edt" opf:file-as="Ner (R.)">R. Ner'
        '</dc:creator><meta name="calibre:series" content="Lamps"/>'
        '<meta name="calibre:series_index" content="2.0"/>'
    )
    meta = draft(epub({"a.xhtml": "<p>Oil</p>"}, metadata)).value.meta
    (creator,) = meta.creators
    assert (creator.role, creator.sort.forms) == ("edt", (("en", "Ner (R.)"),))
    assert meta.series == Series(Words((("en", "Lamps"),)), 2)


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted((ROOT / "sources").glob("*.txt")), ids=lambda p: p.stem)
def test_a_book_that_publish_made_reads_back_to_the_same_text(path: Path) -> None:
    date = datetime(2026, 1, 1, tzinfo=UTC)
    first = to_epub(path, modified=date).value
    again = work(first, "a.epub")
    second = to_epub(again.value, modified=date).value
    assert work(second, "a.epub").value == again.value
    assert [d.message for d in again.diagnostics if d.severity != "info"] == []


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["facing", "spreads"])
def test_rows_of_two_columns_read_back_as_pairs_without_the_numbers_of_segments(
    edition: str,
) -> None:
    path = ROOT / "sources/the-first-page.txt"
    numbers = {"edition": {"numbers": "margin"}}
    rows = to_epub(path, edition=edition, settings=numbers).value
    read, stacked = work(rows, "a.epub"), work(to_epub(path).value, "a.epub")
    assert read.value.body == stacked.value.body
    assert [d.message for d in read.diagnostics if d.severity != "info"] == []
