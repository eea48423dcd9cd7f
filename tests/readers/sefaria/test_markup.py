"""The HTML of segments is parsed: looks, line breaks, notes, and all that no book can have."""

from __future__ import annotations

import pytest

from publish.document.model import (
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Strong,
    Superscript,
    Text,
)
from publish.document.walk import descend, plain
from publish.readers.sefaria.segment_markup import read_segment
from publish.text.source import Traced
from tests.readers.sefaria_files import export, read


def inlines(text: str) -> Inlines:
    return read_segment(Traced(text, "a.json", ((0, 0),))).inlines


def codes(text: str) -> list[str]:
    return [each.code for each in read_segment(Traced(text, "a.json", ((0, 0),))).diagnostics]


@pytest.mark.parametrize("call", ['<sup class="footnote-marker">1</sup>', "<sup>1</sup>"])
def test_a_note_stands_at_its_call(call: str) -> None:
    text = f'Oath{call}<i class="footnote">See <i>Niddah</i> <b>30b</b>.</i> of old'
    body = (
        Text("See "),
        Emphasis((Text("Niddah"),)),
        Text(" "),
        Strong((Text("30b"),)),
        Text("."),
    )
    assert inlines(text) == (Text("Oath"), Note("1", (Paragraph(body),)), Text(" of old"))


def test_a_note_within_a_note_stands_in_its_body() -> None:
    text = 'a<sup>1</sup><i class="footnote">b<sup>2</sup><i class="footnote">c</i></i>'
    inner = Note("2", (Paragraph((Text("c"),)),))
    assert inlines(text) == (Text("a"), Note("1", (Paragraph((Text("b"), inner)),)))


def test_a_body_without_a_call_is_a_note_with_a_star() -> None:
    assert inlines('a<i class="footnote">b</i>') == (
        Text("a"),
        Note("*", (Paragraph((Text("b"),)),)),
    )


def test_raised_letters_are_no_call() -> None:
    assert inlines("the 1<sup>st</sup> day")[1] == Superscript((Text("st"),))


def test_white_space_is_that_of_html() -> None:
    assert inlines(" a\n  b <b> c</b><br> d <br/>") == (
        Text("a b "),
        Strong((Text("c"),)),
        LineBreak(),
        Text("d"),
    )


def test_character_references_are_characters() -> None:
    assert plain(inlines("Bread &amp; wine &lt;&#x5d0;&gt; &nope; AT&T")) == (
        "Bread & wine <א> &nope; AT&T"
    )


def test_a_sign_that_opens_no_tag_is_text() -> None:
    assert plain(inlines("1 < 2 <3 a<b")) == "1 < 2 <3 a<b"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("<small>Stand.</small>", "W64", "Stand."),
        ("<blink>Now</blink>", "W64", "Now"),
        ("<p>One</p><p>Two</p>", "W64", "One\nTwo"),
        ("<b>open", "W64", "open"),
        ("closed</b>", "W64", "closed"),
        ("a<!-- b -->c", "W65", "ac"),
        ("a<!-- b <i>c", "W65", "a"),
        ("a<?b c?>d", "W65", "ad"),
        ('a<img src="https://x.example/a.png" alt="A gate">', "W65", "a[A gate]"),
        ("a<script>let b = '<i>';</script>c", "W65", "ac"),
        ("a<i data-commentator='Taz' data-label='א'></i>b", "W65", "ab"),
        ("Inter¬mediate", "T02", "Intermediate"),
        ("a\u200bb\u00ad\ud800", "T02", "ab"),
    ],
)
def test_each_loss_is_reported(text: str, code: str, words: str) -> None:
    assert code in codes(text)
    assert plain(inlines(text)) == words


def test_links_into_sefaria_are_their_words() -> None:
    assert inlines('<a href="/Genesis.1.1" data-ref="Genesis 1:1">Genesis 1:1</a>') == (
        Text("Genesis 1:1"),
    )
    assert inlines('<a href="https://example.org">there</a>') == (
        Link("https://example.org", (Text("there"),)),
    )
    assert inlines('<a href="javascript:alert(1)">there</a>') == (Text("there"),)


def test_a_word_keeps_its_place_through_escapes() -> None:
    text = '{"title": "A", "sectionNames": ["Line"], "text": ["\\u05d0 &amp; <b>\\"q\\"</b> x"]}'
    work = read(text).value
    places = {
        node.text: text[node.span.start : node.span.end]
        for node in descend(work)
        if isinstance(node, Text)
    }
    assert places['"q"'].startswith('\\"q')
    assert places[" x"] == " x"


def test_a_message_names_the_path_of_its_segment() -> None:
    from publish.readers.sefaria import decode_json

    text = '{"title": "A", "text": {"Morning": [["a", "b"]]}}'
    source = decode_json(text.encode(), "a.json").value
    assert source.place(text.index('"b"') + 1) == "text.Morning[0][1]"


def test_deep_markup_is_read() -> None:
    text = "<b>" * 5_000 + "a" + "</b>" * 5_000
    assert plain(inlines(text)) == "a"


def test_markup_of_a_text_is_read() -> None:
    work = read(export([["a <b>b</b>"]])).value
    assert any(isinstance(node, Strong) for node in descend(work))


def test_notes_that_begin_anew_in_each_segment_are_numbered_through_the_chapter() -> None:
    note = '<sup>1</sup><i class="footnote">See <sup>2</sup><i class="footnote">there</i>.</i>'
    outcome = read(export([[f"One{note}", f"Two{note}"], [f"Three{note}"]]))
    calls = [node.call for node in descend(outcome.value) if isinstance(node, Note)]
    assert calls == ["1", "2", "3", "4", "1", "2"]
    assert [each.code for each in outcome.diagnostics if each.code == "W85"] == ["W85"]


def test_notes_with_calls_of_their_own_keep_them() -> None:
    text = 'One<sup>a</sup><i class="footnote">A.</i> two<sup>b</sup><i class="footnote">B.</i>'
    work = read(export([[text]])).value
    assert [node.call for node in descend(work) if isinstance(node, Note)] == ["a", "b"]
