"""Everything that Word writes and other readers lose: one test for each case."""

from __future__ import annotations

from publish.document.draft import MarkupKind
from tests.readers.word.reading import chunks, decode, lines, messages, read_draft
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
    text_box,
    word_file,
)


def strong(data: bytes) -> list[str]:
    """The stretches of the first paragraph that are strong."""
    (chunk, *_) = chunks(data)
    kinds = {MarkupKind.STRONG}
    return [chunk.text.text[m.start : m.end] for m in chunk.markup if m.kind in kinds]


def test_insertions_are_printed_and_reported():
    data = word_file(paragraph("Kept ", insertion(run("NEW ")), "end."))
    assert lines(data) == ["Kept NEW end."]
    assert messages(data, "W15") == ["inserted by Ed, and printed: “NEW”"]


def test_moved_text_is_printed_where_it_was_moved_to():
    data = word_file(
        paragraph("Before ", insertion(run("away"), "moveFrom"), "."),
        paragraph("After ", insertion(run("here"), "moveTo"), "."),
    )
    assert lines(data) == ["Before .", "After here."]
    assert messages(data, "W15") == ["moved here by Ed, and printed: “here”"]
    assert messages(data, "W16") == ["moved away by Ed, and not printed: “away”"]


def test_smart_tags_and_content_controls_are_printed():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('field')}</w:sdtContent></w:sdt>"
    tag = f'<w:smartTag w:element="place">{run("Jerusalem ")}</w:smartTag>'
    data = word_file(
        paragraph(tag, control), f"<w:sdt><w:sdtContent>{paragraph('Block')}</w:sdtContent></w:sdt>"
    )
    assert lines(data) == ["Jerusalem field", "Block"]
    assert len(messages(data, "W25")) == 2


def test_a_prompt_that_nobody_replaced_is_not_printed():
    prompt = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    control = f"<w:sdt>{prompt}<w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    data = word_file(paragraph("Text ", control, "end"))
    assert lines(data) == ["Text end"]
    assert "prompt" in messages(data, "W25")[0]


def test_deletions_are_reported_and_not_printed():
    data = word_file(paragraph("Kept ", deletion("OLD "), "end."))
    assert lines(data) == ["Kept end."]
    assert messages(data, "W16") == ["deleted by Ed, and not printed: “OLD”"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    mark = '<w:rPr><w:del w:id="9" w:author="Ed"/></w:rPr>'
    data = word_file(
        paragraph("First ", properties=mark), paragraph("and second."), paragraph("Third.")
    )
    assert lines(data) == ["First and second.", "Third."]


def test_notes_stand_at_their_calls_with_their_paragraphs():
    parts = {
        "footnotes": notes({2: ("First note", "its second paragraph")}),
        "endnotes": notes({2: ("At the end",)}, "endnote"),
    }
    data = word_file(
        paragraph("A word", reference(2), " and more", reference(2, "endnote"), "."), parts=parts
    )
    first, second = chunks(data)[0].calls
    assert [body.text.text.strip() for body in first.body] == ["First note", "its second paragraph"]
    assert [body.text.text.strip() for body in second.body] == ["At the end"]
    assert (first.numeral, first.series, second.numeral, second.series) == (
        "1",
        "footnotes",
        "i",
        "endnotes",
    )
    assert decode(data).text.startswith("A word¹ and more[i].\n")


def test_a_note_with_a_mark_of_its_own_is_called_by_it():
    call = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
    data = word_file(
        paragraph("A word", call, " more."), parts={"footnotes": notes({3: ("Body",)})}
    )
    (call_of_chunk,) = chunks(data)[0].calls
    assert (call_of_chunk.numeral, call_of_chunk.body[0].text.text) == ("*", " Body")


def test_a_call_without_its_note_is_reported():
    data = word_file(paragraph("A word", reference(7), " more."), parts={"footnotes": notes({})})
    assert messages(data, "W30") == ["note 1 is called, and its text is missing from the file"]


def test_bold_hebrew_is_that_of_complex_scripts():
    assert strong(word_file(paragraph(run("מודגש", "<w:bCs/>"), run(" ולא")))) == ["מודגש"]


def test_bold_of_latin_letters_has_no_effect_on_hebrew():
    assert strong(word_file(paragraph(run("לא מודגש", "<w:b/>"), run(" כלל")))) == []
    assert strong(word_file(paragraph(run("bold", "<w:b/>"), run(" not")))) == ["bold"]


def test_runs_of_one_look_are_one_stretch():
    runs = [run(text, "<w:bCs/>") for text in ("מו", "דג", "ש")]
    assert strong(word_file(paragraph(*runs, run(" "), run("מאוד", "<w:bCs/>"), " ולא"))) == [
        "מודגש מאוד"
    ]


def test_a_text_box_is_printed_once_after_its_paragraph():
    data = word_file(
        paragraph("Before ", text_box("In the box", "and more"), "after"), paragraph("End")
    )
    assert lines(data) == ["Before after", "In the box", "and more", "End"]
    assert len(messages(data, "W19")) == 1


def test_hidden_text_is_reported_and_not_printed():
    data = word_file(paragraph("Shown", run(" HIDDEN", "<w:vanish/>"), " end"))
    assert lines(data) == ["Shown end"]
    assert messages(data, "W17") == ["hidden, and not printed: “HIDDEN”"]


def test_a_page_break_between_words_is_a_break():
    page = '<w:r><w:br w:type="page"/></w:r>'
    data = word_file(paragraph("line one\vline two", page, "after page"))
    assert lines(data) == ["line one\nline two", "after page"]
    assert [chunk.blanks for chunk in chunks(data)] == [0, 1]


def test_comments_are_reported_with_the_words_that_they_are_about():
    words = (
        '<w:commentRangeStart w:id="0"/>'
        + run("these words")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    data = word_file(paragraph("See ", words, "."), parts={"comments": comments({0: "Is it so?"})})
    (diagnostic,) = [d for d in read_draft(data).diagnostics if d.code == "W18"]
    assert diagnostic.message == "a comment by Ed is not printed: “Is it so?”"
    assert decode(data).text[diagnostic.span.start : diagnostic.span.end] == "these words"
    assert lines(data) == ["See these words."]


def test_hebrew_numbering_counts_in_hebrew():
    data = word_file(item("ראשון"), item("שני"), parts={"numbering": numbering("hebrew1")})
    assert [(c.label.text if c.label else "", c.number) for c in chunks(data)] == [
        ("א", 1),
        ("ב", 2),
    ]
    assert decode(data).text == "א. ראשון\nב. שני\n"


def test_fields_are_printed_by_their_result():
    data = word_file(
        paragraph("See ", field(" REF x ", "chapter 3"), field(" PAGEREF x ", " 17"), ".")
    )
    assert lines(data) == ["See chapter 3 17."]
    assert messages(data, "W20") == ["“17” is the number of a page of the document"]


def test_a_damaged_field_hides_nothing():
    opened = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    data = word_file(paragraph("One ", opened, "lost"), paragraph("Two"))
    assert lines(data) == ["One lost", "Two"]


def test_links_lead_to_their_addresses():
    relation = field(' HYPERLINK "https://example.org/a" ', "the page")
    (chunk,) = chunks(word_file(paragraph("See ", relation, ".")))
    (link,) = chunk.markup
    assert (link.kind, link.target) == (MarkupKind.LINK, "https://example.org/a")
    assert chunk.text.text[link.start : link.end] == "the page"


def test_the_contents_of_the_document_are_not_printed():
    data = word_file(paragraph("Chapter 1\t3", style="TOC1"), paragraph("Text."))
    assert lines(data) == ["Text."]
    assert messages(data, "W21") == ["a line of the contents is not printed: “Chapter 1 3”"]


def test_symbols_are_characters():
    smile = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    unknown = '<w:r><w:sym w:font="Webdings" w:char="F0AA"/></w:r>'
    data = word_file(paragraph("A ", smile, unknown))
    assert lines(data) == ["A ☺"]
    assert messages(data, "W22") == ["the symbol F0AA of the font Webdings is not printed"]


def test_hyphens_and_tabs_are_characters():
    marks = "<w:r><w:softHyphen/></w:r>", "<w:r><w:noBreakHyphen/></w:r>"
    assert lines(word_file(paragraph("co", marks[0], "op", marks[1], "x\ty"))) == [
        "co\u00adop\u2011x\ty"
    ]


def test_headers_and_footers_are_reported():
    header = f"<w:hdr {NAMESPACES}>{paragraph('Lesson 5')}</w:hdr>"
    assert messages(word_file(paragraph("Text"), parts={"header1": header}), "W29") == [
        "a header or footer is not printed: “Lesson 5”"
    ]


def test_messages_name_the_paragraph_and_the_run():
    data = word_file(paragraph("One"), paragraph("Two ", insertion(run("three"))))
    source = decode(data)
    (diagnostic,) = [d for d in read_draft(data).diagnostics if d.code == "W15"]
    assert source.place(diagnostic.span.start) == "paragraph 2, run 2"
