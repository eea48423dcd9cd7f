"""Whatever the characters, the book is made, it is sound, and what it could not hold is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.document.model import (
    Creator,
    Dir,
    Emphasis,
    Excerpt,
    Foreign,
    Gloss,
    Inline,
    Link,
    Meta,
    Note,
    Paragraph,
    Passage,
    Quote,
    Role,
    Section,
    Segment,
    SourceCitation,
    Text,
    Words,
    Work,
)
from publish.preflight.epub import inspect
from publish.text.source import Span
from publish.themes.theme import Theme
from publish.writers import epub
from publish.writers.epub.epub_tree import prepare_for_epub

MOMENT = datetime(2025, 5, 20, tzinfo=UTC)

# Latin, digits, what XML must escape, and what it cannot hold at all; lone surrogates too.
latin = st.text(
    st.one_of(
        st.characters(min_codepoint=0, max_codepoint=0x24F),
        st.sampled_from("<>&\"'\ufffe\uffff\ud800\udfff\u2028\u200f\u202e\U0001f4d6 "),
    ),
    max_size=30,
)
hebrew = st.text("אבגדהוזחטיכלמנסעפצקרשת \u05b0\u05b7\u05bc־׳״,.1\x00\x0b", max_size=30)


def inlines(words: st.SearchStrategy[str], lang: str, dir: Dir) -> st.SearchStrategy[Inline]:
    def around(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
        some = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(
            st.builds(Emphasis, some),
            st.builds(Quote, words, words, some),
            st.builds(Gloss, some, words, some, words),
            st.builds(Link, words, some),
            st.builds(Note, words, st.one_of(st.just(()), some.map(lambda x: (Paragraph(x),)))),
            some.map(lambda x: Foreign(lang, dir, x)),
        )

    return st.recursive(st.builds(Text, words), around, max_leaves=6)


def paragraphs(words: st.SearchStrategy[str], lang: str, dir: Dir) -> st.SearchStrategy[Paragraph]:
    return st.builds(Paragraph, st.lists(inlines(words, lang, dir), max_size=3).map(tuple))


english_paragraph = paragraphs(latin, "en", Dir.LTR)
hebrew_paragraph = paragraphs(hebrew, "he", Dir.RTL)
segments = st.builds(
    lambda over, under: Segment(Passage("he", Dir.RTL, (over,)), Passage("en", Dir.LTR, (under,))),
    hebrew_paragraph,
    english_paragraph,
)
excerpts = st.builds(
    lambda number, title, block: Excerpt(
        number, SourceCitation(title=title), (Text(title),), (block,)
    ),
    st.integers(0, 3),
    latin,
    english_paragraph,
)
sections = st.builds(
    Section,
    st.sampled_from(Role),
    latin.map(lambda title: (Text(title),) if title else ()),
    st.lists(st.one_of(english_paragraph, segments, excerpts), max_size=3).map(tuple),
)
works = st.builds(
    lambda title, name, front, body: Work(
        Meta(
            title=Words((("en", title),)),
            creators=(Creator(Words((("en", name),))),),
            publisher=name,
        ),
        "en",
        Dir.LTR,
        body,
        front,
    ),
    latin,
    latin,
    st.lists(sections, max_size=1).map(tuple),
    st.lists(sections, max_size=3).map(tuple),
)


def note(body: str) -> Note:
    return Note("1", (Paragraph((Text(body),)),))


NOTED_GLOSS = Gloss((note("on the term"),), "[", (note("on the meaning"),), "]")


@settings(max_examples=150, deadline=None)
@given(works)
@example(
    # Found here: the notes of a gloss were counted before those of its term.
    Work(
        Meta(title=Words((("en", "A title"),))),
        "en",
        Dir.LTR,
        (Section(Role.CHAPTER, (), (Paragraph((NOTED_GLOSS,)),)),),
    )
)
def test_any_text_becomes_a_sound_book(classic: Theme, work: Work) -> None:
    outcome = epub.write(work, classic, modified=MOMENT)
    title = work.meta.title.in_("en")
    untitled = "E02" in {found.code for found in outcome.diagnostics}
    asked = replace(work, meta=replace(work.meta, title=Words())) if untitled else work
    assert inspect(outcome.value, asked) == (), title


@settings(max_examples=60, deadline=None)
@given(works)
def test_two_builds_are_the_same(classic: Theme, work: Work) -> None:
    first, second = (epub.write(work, classic, modified=MOMENT) for _ in range(2))
    assert first == second


@given(st.text(st.characters()))
def test_what_is_prepared_is_what_xml_can_hold(text: str) -> None:
    section = Section(Role.CHAPTER, (), (Paragraph((Text(text),)),))
    ready = prepare_for_epub(Work(Meta(), "en", Dir.LTR, (section,)))
    paragraph = ready.value.body[0].children[0]
    assert isinstance(paragraph, Paragraph)
    (kept,) = paragraph.inlines
    assert isinstance(kept, Text)
    element = ET.Element("p")
    element.text = kept.text
    assert ET.fromstring(ET.tostring(element, "utf-8")) is not None
    assert (kept.text != text) == bool(ready.diagnostics)


@pytest.mark.parametrize(
    ("pasted", "kept", "named"),
    [
        ("a\x0bb", "a b", "U+000B"),
        ("a\x00b", "ab", "U+0000"),
        ("a\ud800b\ufffe", "ab", "U+D800 U+FFFE"),
    ],
)
def test_a_character_that_xml_has_not_is_left_out_and_its_place_named(
    pasted: str, kept: str, named: str
) -> None:
    place = Span("page.txt", 3, 6)
    section = Section(Role.CHAPTER, (), (Paragraph((Text(pasted, span=place),)),))
    ready = prepare_for_epub(Work(Meta(), "en", Dir.LTR, (section,)))
    assert ready.value.body[0].children == (Paragraph((Text(kept),)),)
    (found,) = ready.diagnostics
    assert (found.code, found.span) == ("E01", place)
    assert named in found.message


def test_a_work_with_nothing_to_mend_is_left_as_it_is(lesson: Work) -> None:
    assert prepare_for_epub(lesson).value is lesson
