"""Everything that LibreOffice writes and other readers lose: one test for each case."""

from __future__ import annotations

import pytest

from publish.document.draft import MarkupKind
from tests.readers.word.reading import chunks, decode, lines, messages, read_draft
from tests.support.opendocument_files import (
    change,
    changes,
    comment,
    field,
    fodt_file,
    mark,
    note,
    odt_file,
    paragraph,
    span,
    spell,
    table,
    text_box,
)


def stretches(data: bytes, kind: MarkupKind = MarkupKind.STRONG) -> list[str]:
    """The stretches of the first paragraph with a kind of markup."""
    (chunk, *_) = chunks(data)
    return [chunk.text.text[m.start : m.end] for m in chunk.markup if m.kind is kind]


# --- characters


def test_spaces_tabs_and_breaks_are_characters():
    data = odt_file(
        "<text:p>\n  One <text:span> two</text:span>\n three<text:s/> <text:s text:c='2'/>x"
        "<text:tab/>y<text:line-break/> z<text:soft-page-break/>z \n</text:p>"
    )
    assert decode(data).text == "One two three    x\ty\v zz \n"


def test_hyphens_and_signs_of_libreoffice_are_kept():
    assert lines(odt_file(paragraph("co\u00adop\u2011x & <y>"))) == ["co\u00adop\u2011x & <y>"]


def test_symbols_are_characters():
    data = odt_file(paragraph("A ", span("\uf04a", "Wingdings"), span("\uf0aa", "Wingdings")))
    assert lines(data) == ["A ☺"]
    assert messages(data, "W22") == ["the symbol F0AA of the font Wingdings is not printed"]


# --- looks


def test_bold_hebrew_is_that_of_complex_scripts():
    assert stretches(odt_file(paragraph(span("מודגש", "BoldHe"), " ולא"))) == ["מודגש"]
    assert stretches(odt_file(paragraph(span("לא מודגש", "Bold"), " כלל"))) == []
    assert stretches(odt_file(paragraph(span("bold", "Bold"), " not"))) == ["bold"]


def test_a_span_of_two_scripts_has_the_look_of_each():
    data = odt_file(paragraph(span("1. bold (5) ולא (6) bold", "Bold")))
    assert stretches(data) == ["1. bold (5)", "bold"]


def test_spans_of_one_look_are_one_stretch():
    parts = [span("מו", "Both"), span("דגש", "Strong_20_Emphasis"), " ", span("מאוד", "Both")]
    assert stretches(odt_file(paragraph(*parts, " ולא"))) == ["מודגש מאוד"]


def test_spans_in_spans_add_their_looks():
    inner = f"<text:span>{spell('bold ')}</text:span>{span('both', 'Italic')}"
    data = odt_file(paragraph(span(inner, "Both"), " not"))
    assert stretches(data) == ["bold both"]
    assert stretches(data, MarkupKind.EMPHASIS) == ["both"]


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("Under", MarkupKind.UNDERLINE),
        ("Super", MarkupKind.SUPERSCRIPT),
        ("Sub", MarkupKind.SUBSCRIPT),
    ],
)
def test_other_looks_are_markup(style: str, kind: MarkupKind):
    assert stretches(odt_file(paragraph("a ", span("word", style))), kind) == ["word"]


def test_the_look_of_a_style_is_its_design_and_no_emphasis():
    words = [span("in the style", "Italic"), " and ", span("upright", "Plain"), span("!", "Both")]
    data = odt_file(paragraph(*words, style="Aside"))
    assert stretches(data, MarkupKind.EMPHASIS) == []
    assert stretches(data) == ["!"]


def test_direct_formatting_of_a_whole_paragraph_is_markup():
    assert stretches(odt_file(paragraph("All of it", style="P4"))) == ["All of it"]


# --- tracked changes, comments and hidden text


def test_insertions_are_printed_and_reported():
    data = odt_file(changes(a="insertion"), paragraph("Kept ", change("a", "NEW "), "end."))
    assert lines(data) == ["Kept NEW end."]
    assert messages(data, "W15") == ["inserted by Ed, and printed: “NEW”"]


def test_an_insertion_of_several_paragraphs_is_reported_in_each():
    data = odt_file(
        changes(a="insertion"),
        paragraph("Kept ", mark("a", "-start"), spell("one")),
        paragraph("two"),
        paragraph("three", mark("a", "-end"), spell(" kept")),
    )
    assert lines(data) == ["Kept one", "two", "three kept"]
    words = ("one", "two", "three")
    assert messages(data, "W15") == [f"inserted by Ed, and printed: “{each}”" for each in words]


def test_deleted_text_that_stands_in_its_change_is_reported_at_its_place():
    removed = paragraph("OLD end") + paragraph("and beginning ")
    data = odt_file(changes(a=removed), paragraph("Kept ", mark("a"), spell("end.")))
    assert lines(data) == ["Kept end."]
    (diagnostic,) = [each for each in read_draft(data).diagnostics if each.code == "W16"]
    assert diagnostic.message == "deleted by Ed, and not printed: “OLD end and beginning”"
    assert diagnostic.span.start == len("Kept ")


def test_deleted_text_that_stands_in_the_text_is_not_printed():
    data = odt_file(
        changes(a="", b=""),
        paragraph("Kept ", change("a", "OLD "), "end."),
        paragraph("First ", mark("b", "-start"), spell("gone")),
        paragraph(note("1", "with its note"), mark("b", "-end"), spell("and second.")),
        paragraph("Third."),
    )
    assert lines(data) == ["Kept end.", "First and second.", "Third."]
    assert messages(data, "W16") == [
        "deleted by Ed, and not printed: “OLD”",
        "deleted by Ed, and not printed: “gone with its note”",
    ]


def test_a_deletion_without_an_end_hides_nothing():
    data = odt_file(changes(a=""), paragraph("One ", mark("a", "-start"), spell("two")))
    assert lines(data) == ["One two"]


def test_comments_are_reported_with_the_words_that_they_are_about():
    end = '<office:annotation-end office:name="c"/>'
    data = odt_file(
        paragraph("See ", comment("Is it so?", "c"), spell("these words"), end, spell("."))
    )
    (diagnostic,) = [each for each in read_draft(data).diagnostics if each.code == "W18"]
    assert diagnostic.message == "a comment by Ed is not printed: “Is it so?”"
    assert decode(data).text[diagnostic.span.start : diagnostic.span.end] == "these words"
    assert lines(data) == ["See these words."]


def test_comments_without_an_end_and_over_paragraphs_are_reported():
    end = '<office:annotation-end office:name="c"/>'
    data = odt_file(paragraph("See", comment("One"), comment("Two", "c")), paragraph("x", end))
    assert len(messages(data, "W18")) == 2


def test_comments_in_what_is_not_printed_are_reported():
    hidden = span(f"<text:span>x</text:span>{note('1', 'y')}", "Hidden")
    data = odt_file(
        changes(a=paragraph("OLD", comment("One")), b=""),
        paragraph("Text", mark("a"), change("b", comment("Two")), hidden),
        f'<text:section text:display="none">{paragraph("x", comment("Three", "c"))}</text:section>',
        paragraph(comment("Four", "d")),
        f'<text:section text:display="none">{paragraph(END_OF_COMMENT)}</text:section>',
    )
    assert len(messages(data, "W18")) == 4


END_OF_COMMENT = '<office:annotation-end office:name="d"/>'


def test_hidden_text_is_reported_and_not_printed():
    hidden = field("hidden-text", "SECRET", 'text:is-hidden="true"')
    shown = field("hidden-text", "shown", 'text:is-hidden="false"')
    marker = '<text:hidden-paragraph text:is-hidden="true"/>'
    data = odt_file(
        paragraph("Shown", span(" HID", "Hidden"), span("DEN", "Hidden"), " end ", hidden, shown),
        paragraph("A whole paragraph", marker),
        f'<text:section text:display="none">{paragraph("A section")}</text:section>',
        f'<text:section text:display="condition" text:is-hidden="true">{table(("A table",))}'
        "</text:section>",
        f'<text:section text:display="condition">{paragraph("Seen")}</text:section>',
    )
    assert lines(data) == ["Shown end shown", "Seen"]
    words = ("HIDDEN", "SECRET", "A whole paragraph", "A section", "A table")
    assert messages(data, "W17") == [f"hidden, and not printed: “{each}”" for each in words]


def test_struck_words_are_printed_and_reported():
    data = odt_file(paragraph("Shown ", span("struck אור", "Struck"), span(" not", "Bold")))
    assert lines(data) == ["Shown struck אור not"]
    assert messages(data, "W35") == ["struck through, and printed without the line: “struck אור”"]


# --- notes, boxes, fields and links


def test_notes_stand_at_their_calls_with_their_paragraphs():
    data = odt_file(
        paragraph(
            "A word",
            note("1", "First note", "its second paragraph"),
            spell(" and more"),
            note("i", "At the end", kind="endnote"),
            spell("."),
        )
    )
    first, second = chunks(data)[0].calls
    assert [body.text.text for body in first.body] == ["First note", "its second paragraph"]
    assert [body.text.text for body in second.body] == ["At the end"]
    assert (first.numeral, first.series) == ("1", "footnotes")
    assert (second.numeral, second.series) == ("i", "endnotes")
    assert decode(data).text.startswith("A word¹ and more[i].\n")


def test_a_note_has_the_mark_that_the_file_shows_or_its_number():
    data = odt_file(paragraph("A", note("*", "Star", label="*"), spell(" b"), note("", "Two")))
    assert [call.numeral for call in chunks(data)[0].calls] == ["*", "2"]


def test_a_call_without_its_note_is_reported():
    call = "<text:note><text:note-citation>1</text:note-citation></text:note>"
    assert messages(odt_file(paragraph("A word", call)), "W30") == [
        "note 1 is called, and its text is missing from the file"
    ]


def test_a_text_box_is_printed_once_after_its_paragraph():
    data = odt_file(
        paragraph("Before ", text_box("In the box", "and more"), spell("after")),
        paragraph(
            "<draw:g><draw:custom-shape><text:p>In a shape</text:p></draw:custom-shape></draw:g>"
        ),
        text_box("On the page"),
        paragraph("End"),
    )
    assert lines(data) == [
        *("Before after", "In the box", "and more", "In a shape", "On the page", "End")
    ]
    assert len(messages(data, "W19")) == 3


def test_shapes_without_words_are_left_out_and_words_on_pictures_are_not():
    image = "<draw:frame><draw:image><text:p>On the picture</text:p></draw:image></draw:frame>"
    empty = "<draw:rect><text:p/></draw:rect>"
    data = odt_file(paragraph("One", empty), paragraph("Two", image))
    assert [(c.text.text, c.blanks) for c in chunks(data)] == [
        ("One", 0),
        ("Two", 0),
        ("On the picture", 0),
    ]


def test_a_document_within_the_document_is_reported():
    source = '<text:section-source xlink:href="../chapter.odt"/>'
    data = odt_file(f"<text:section>{source}</text:section>", paragraph("Text"))
    assert messages(data, "W24") == ["a document within the document is left out"]


def test_fields_are_printed_by_their_result():
    page = 'text:reference-format="page"'
    data = odt_file(
        paragraph(
            "See ",
            field("bookmark-ref", "chapter 3", 'text:reference-format="text"'),
            field("bookmark-ref", " 17", page),
            field("date", " today"),
            field("conditional-text", " so"),
            field("variable-set", "unseen", 'text:display="none"'),
        )
    )
    assert lines(data) == ["See chapter 3 17 today so"]
    assert messages(data, "W20") == ["“17” is the number of a page of the document"]
    assert messages(data, "W17") == ["hidden, and not printed: “unseen”"]


def test_prompts_and_controls_are_reported():
    control = "<loext:content-control>filled</loext:content-control>"
    prompt = (
        '<loext:content-control loext:showing-place-holder="true">Choose</loext:content-control>'
    )
    button = "<draw:control/>"
    data = odt_file(paragraph("A ", field("placeholder", "<Name>"), control, prompt, button))
    assert lines(data) == ["A filled"]
    assert len(messages(data, "W25")) == 3
    assert messages(data, "W24") == ["a form control is left out"]


def test_links_lead_to_their_addresses():
    link = '<text:a xlink:href="https://example.org/a">the page</text:a>'
    within = '<text:a xlink:href="#x">a chapter</text:a>'
    (chunk,) = chunks(odt_file(paragraph("See ", link, spell(" and "), within)))
    (markup,) = chunk.markup
    assert (markup.kind, markup.target) == (MarkupKind.LINK, "https://example.org/a")
    assert chunk.text.text[markup.start : markup.end] == "the page"


def test_a_phonetic_guide_stands_after_its_base():
    guide = "<text:ruby-text>shalom</text:ruby-text>"
    ruby = f"<text:ruby><text:ruby-base>שלום</text:ruby-base>{guide}</text:ruby>"
    assert lines(odt_file(paragraph(ruby, spell(" x")))) == ["שלום (shalom) x"]


def test_the_contents_of_the_document_are_not_printed():
    index = (
        "<text:table-of-content><text:table-of-content-source/><text:index-body><text:index-title>"
        f"{paragraph('Contents')}</text:index-title>{paragraph('One', '<text:tab/>', '3')}"
        "</text:index-body></text:table-of-content>"
    )
    body = f"<text:index-body>{paragraph('Maimonides')}</text:index-body>"
    books = f"<text:bibliography>{body}</text:bibliography>"
    data = odt_file(index, paragraph("Two\t5", style="Contents_20_1"), paragraph("Text."), books)
    assert lines(data) == ["Text.", "Maimonides"]
    titles = ("Contents", "One 3", "Two 5")
    assert messages(data, "W21") == [
        f"a line of the contents is not printed: “{each}”" for each in titles
    ]


def test_equations_are_printed_as_characters():
    signs = "<math:math><math:mi>x</math:mi><math:mo>+</math:mo></math:math>"
    inline = f"<draw:frame><draw:object>{signs}</draw:object></draw:frame>"
    linked = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    other = '<draw:frame><draw:object xlink:href="./Object 2"/></draw:frame>'
    content = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mn>5</mn></math>'
    data = odt_file(
        paragraph("Let ", inline, linked, other), more={"Object 1/content.xml": content}
    )
    assert lines(data) == ["Let x+5"]
    assert len(messages(data, "W24")) == 3


def test_headers_and_footers_are_reported():
    header = f"<style:header>{paragraph('Lesson 5')}</style:header>"
    footer = f"<style:footer>{paragraph('7')}</style:footer>"
    page = f"<style:master-page>{header}{footer}</style:master-page>"
    assert messages(odt_file(paragraph("Text"), master=page), "W29") == [
        "a header or footer is not printed: “Lesson 5”"
    ]


def test_what_is_no_text_is_not_read():
    data = odt_file(
        "<office:forms><form:form><form:text>never</form:text></form:form></office:forms>",
        "<text:dde-connection-decls/><text:sequence-decls/>",
        paragraph("Text<x>", "<text:script>run()</text:script>", "<text:number>1.</text:number>"),
    )
    assert lines(data) == ["Text<x>"]
    assert len(messages(data, "W26")) == 1


def test_messages_name_the_paragraph_the_note_and_the_cell():
    hidden = span("x", "Hidden")
    data = odt_file(
        paragraph("One"),
        paragraph("Two ", hidden, note("1", hidden)),
        table((paragraph(hidden), "b")),
    )
    source = decode(data)
    places = [
        source.place(each.span.start) for each in read_draft(data).diagnostics if each.code == "W17"
    ]
    assert places == [
        "paragraph 2",
        "table 1, row 1, column 1, paragraph 1",
        "footnote 1, paragraph 1",
    ]


def test_a_flat_file_is_read_as_the_same_file_in_an_archive():
    blocks = paragraph("One ", note("1", "A note")), table(("Day", "Hour"))
    flat, packed = decode(fodt_file(*blocks), "a.fodt"), decode(odt_file(*blocks), "a.odt")
    assert flat.text == packed.text
    assert flat.places == packed.places
