"""Notes of pages, as the programs that make them link calls and bodies."""

from __future__ import annotations

import pytest

from publish.document.draft import Part
from publish.document.model import Section
from publish.document.walk import descend, plain
from tests.readers.html.pages import codes, draft, page, work

GOOGLE = (
    '<html><head><meta charset="utf-8"></head><body class="c0 doc-content"><p class="c1">A word'
    '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> and more<sup>'
    '<a href="https://www.google.com'
    '/url?q=%23ftnt2&amp;sa=D" id="ftnt_ref2">[2]</a></sup>.</p><hr class="c2"><div>'
    '<p class="c3"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;The first.</span></p>'
    '<p class="c3">Its second part.</p></div><div><p class="c3">'
    '<a href="#ftnt_ref2" id="ftnt2">[2]</a>'
    "<span>&nbsp;The second.</span></p></div></body></html>"
)
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
    '<meta name=Generator content="Microsoft Word 15"></head><body lang=EN-US>'
    "<div class=WordSection1>"
    '<p class=MsoNormal>A word<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" '
    "title=\"\"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>"
    '<![if !supportFootnotes]>[1]<![endif]></span></span></a> and more<a href="#_ftn2" '
    "name=\"_ftnref2\"><span>[2]</span></a>.</p></div><div style='mso-element:footnote-list'>"
    "<br clear=all><hr align=left size=1 width=\"33%\"><div style='mso-element:footnote' id=ftn1>"
    '<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> The first.</p>'
    "<p class=MsoFootnoteText>Its second part.</p></div><div style='mso-element:footnote' id=ftn2>"
    '<p class=MsoFootnoteText><a href="#_ftnref2" name="_ftn2"><span>[2]</span></a> The second.</p>'
    "</div></div></body></html>"
)
LIBREOFFICE = (
    '<html><head><meta name="generator" content="LibreOffice 24.8 (Linux)"/></head><body><p>A word'
    '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1'
    "</sup></a> and more"
    '<a class="sdfootnoteanc" name="sdfootnote2anc" href="#sdfootnote2sym"><sup>2</sup></a>.</p>'
    '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" '
    'href="#sdfootnote1anc">1</a>The first.</p><p>Its second part.</p></div><div id="sdfootnote2">'
    '<p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote2sym" href="#sdfootnote2anc">2'
    "</a>The second.</p></div></body></html>"
)
PANDOC = (
    '<html><head><meta name="generator" content="pandoc" /></head><body><p>A word<a href="#fn1" '
    'class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> and more<a href="#fn2" '
    'id="fnref2" role="doc-noteref"><sup>2</sup></a>.</p><section class="footnotes"><hr /><ol>'
    '<li id="fn1"><p>The first.</p><p>Its second part.'
    '<a href="#fnref1" class="footnote-back">↩︎</a>'
    '</p></li><li id="fn2"><p>The second.<a href="#fnref2" class="footnote-back">↩︎'
    "</a></p></li></ol>"
    "</section></body></html>"
)
MEDIAWIKI = page(
    '<p>A word<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> and more'
    '<sup id="cite_ref-2" class="reference"><a href="#cite_note-2">[2]</a></sup>.</p>'
    '<div class="reflist"><ol class="references"><li id="cite_note-1">'
    '<span class="mw-cite-backlink">'
    '<b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text">The first.</span>'
    '<p>Its second part.</p></li><li id="cite_note-2"><span class="mw-cite-backlink"><b>'
    '<a href="#cite_ref-2">^</a></b></span> <span class="reference-text">The second.</span></li>'
    "</ol></div>"
)
EPUB = page(
    '<p>A word<a epub:type="noteref" href="#n1">1</a> and more'
    '<a epub:type="noteref" href="#n2">2</a>.'
    '</p><aside epub:type="footnote" id="n1"><p>The first.</p><p>Its second part.</p></aside>'
    '<aside epub:type="footnote" id="n2"><p>The second.</p></aside>'
)


@pytest.mark.parametrize("html", [GOOGLE, WORD, LIBREOFFICE, PANDOC, MEDIAWIKI, EPUB])
def test_the_notes_of_each_program_stand_at_their_calls(html: str) -> None:
    (chunk,) = draft(html).value.chunks
    assert [each.numeral for each in chunk.calls] == ["1", "2"]
    first, second = chunk.calls
    assert [each.text.text for each in first.body] == ["The first.", "Its second part."]
    assert [each.text.text for each in second.body] == ["The second."]
    assert {each.part for each in (*first.body, *second.body)} == {Part.NOTE}
    bare = chunk.text.text[: first.start] + chunk.text.text[first.end : second.start]
    assert bare == "A word and more"
    assert chunk.text.text[second.end :] == "."


def test_a_note_that_is_called_twice_is_printed_twice() -> None:
    html = page(
        '<p>One<sup id="cite_ref-1_0"><a href="#cite_note-1">[1]</a></sup> two'
        '<sup id="cite_ref-1_1">'
        '<a href="#cite_note-1">[1]</a></sup></p><ol><li id="cite_note-1">^ '
        '<a href="#cite_ref-1_0">'
        '<sup>a</sup></a> <a href="#cite_ref-1_1"><sup>b</sup></a> Said twice.</li></ol>'
    )
    outcome = draft(html)
    (chunk,) = outcome.value.chunks
    assert len(chunk.calls) == 2
    assert all(call.body[0].text.text.endswith("Said twice.") for call in chunk.calls)
    assert "W46" in codes(outcome.diagnostics)


def test_contents_and_verse_numbers_are_no_notes() -> None:
    html = page(
        '<ul><li><a href="#c1">1</a></li></ul><p><a id="v1" href="#v1">1</a> In the beginning</p>'
        '<h2 id="c1">1</h2><p>Text</p>'
    )
    assert not any(each.calls for each in draft(html).value.chunks)


def test_a_call_without_a_body_stays_in_the_text() -> None:
    (chunk,) = draft(page('<p>A word<a href="#fn1">[1]</a>.</p>')).value.chunks
    assert chunk.text.text == "A word[1]."


def test_comments_of_reviewers_are_reported() -> None:
    html = GOOGLE.replace(
        "</p><hr", '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p><hr', 1
    ).replace(
        "</body>",
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Is this so?</span></p></div></body>',
    )
    outcome = draft(html)
    (chunk,) = outcome.value.chunks
    assert len(chunk.calls) == 2
    assert chunk.text.text.endswith(".")
    assert "W45" in codes(outcome.diagnostics)


def test_the_heading_of_notes_that_stand_at_their_calls_is_not_printed() -> None:
    notes = '<ol><li id="n1">The first. <a href="#r1">↩</a></li></ol>'
    text = '<h1>A title</h1><p>A word<a id="r1" href="#n1"><sup>1</sup></a>.</p>'

    def read(between: str) -> tuple[list[str], list[str]]:
        html = page(f"{text}<h2>Notes</h2>{between}{notes}<h2>Another chapter</h2><p>It ends.</p>")
        outcome = work(html.encode())
        titles = [plain(n.title) for n in descend(outcome.value) if isinstance(n, Section)]
        return titles, codes(outcome.diagnostics)

    titles, reported = read("")
    assert ("Notes" in titles, "N06" in reported) == (False, True)
    titles, reported = read("<p>Words of its own.</p>")
    assert ("Notes" in titles, "N06" in reported) == (True, False)
