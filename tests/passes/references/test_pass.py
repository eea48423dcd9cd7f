"""The pass over a whole Work: what it makes, what it leaves alone, what it never does."""

import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.diagnostics import Severity
from publish.document.model import (
    Citation,
    Dir,
    Emphasis,
    Gloss,
    Inlines,
    Link,
    Meta,
    Note,
    Paragraph,
    Passage,
    Quote,
    Reference,
    Role,
    Section,
    Segment,
    Text,
    Verse,
    Work,
)
from publish.document.walk import descend, plain
from publish.passes.references import references
from publish.passes.references.find import find_mentions
from publish.text.source import Span


def text(words: str, start: int = 0) -> Text:
    return Text(words, span=Span("book.txt", start, start + len(words)))


def work(*blocks: Paragraph | Verse | Segment, title: Inlines = ()) -> Work:
    return Work(Meta(), "en", Dir.LTR, (Section(Role.CHAPTER, title, tuple(blocks)),))


def citations(work: Work) -> list[Citation]:
    return [node for node in descend(work) if isinstance(node, Citation)]


def test_a_reference_becomes_a_citation_and_knows_its_place() -> None:
    before = work(Paragraph((text("It says (Isaiah, 40:31): rise.", 100),)))
    (citation,) = citations(references(before).value)
    assert citation.target == Reference("Isaiah", ("40", "31"))
    assert citation.inlines == (Text("Isaiah, 40:31"),)
    assert citation.span == citation.inlines[0].span == Span("book.txt", 109, 122)


def test_what_stands_before_and_after_keeps_its_place() -> None:
    after = references(work(Paragraph((text("See Psalm 45 there", 7),)))).value
    spans = [node.span for node in descend(after) if isinstance(node, Text)]
    assert spans == [Span("book.txt", 7, 11), Span("book.txt", 11, 19), Span("book.txt", 19, 25)]


def test_a_reference_is_found_in_notes_quotations_emphasis_glosses_and_verse() -> None:
    reference = text("Isaiah 40:31")
    note = Note("1", (Paragraph((reference,)),))
    inlines: Inlines = (
        note,
        Quote("“", "”", (reference,)),
        Emphasis((reference,)),
        Gloss((text("rising"),), "[", (reference,), "]"),
    )
    after = references(work(Paragraph(inlines), Verse(((reference,),)))).value
    assert len(citations(after)) == 5


def test_titles_and_links_are_left_alone() -> None:
    link = Link("https://example.org", (text("Isaiah 40:31"),))
    before = work(Paragraph((link,)), title=(text("Psalm 45"),))
    assert references(before).value is before


def test_a_work_without_references_is_the_same_object() -> None:
    before = work(Paragraph((text("Nothing is said of any book, in 40 words."),)))
    assert references(before).value is before


def test_the_pass_is_idempotent() -> None:
    once = references(work(Paragraph((text("(Isaiah, 4:31) and (Shabbat, 152)"),))))
    assert [each.code for each in once.diagnostics] == ["R01", "R03"]
    twice = references(once.value)
    assert twice.value is once.value
    assert twice.diagnostics == ()


def test_vowels_are_kept_in_the_citation() -> None:
    pointed = 'וּבִתְהִלִּים מ"ה נֶאֱמַר'
    (citation,) = citations(references(work(Paragraph((text(pointed),)))).value)
    assert plain(citation.inlines) == 'וּבִתְהִלִּים מ"ה'
    assert citation.target == Reference("Psalms", ("45",))


def segment(original: str, translation: str, note: str = "") -> Segment:
    body: Inlines = (text(translation, 500),)
    if note:
        body = (*body, Note("1", (Paragraph((text(note, 900),)),)))
    return Segment(
        Passage("he", Dir.RTL, (Paragraph((text(original),)),)),
        translations=(Passage("en", Dir.LTR, (Paragraph(body),)),),
    )


def messages(part: Segment) -> list[str]:
    return [each.message for each in references(work(part)).diagnostics]


def test_a_chapter_that_the_original_and_the_translation_share_is_not_reported() -> None:
    assert messages(segment('בְּלִקּוּטֵי־אֲמָרִים פֶּרֶק מ"ו', "Tanya, Likkutei Amarim, ch. 46")) == []


def test_two_chapters_that_disagree_are_reported_at_the_translation() -> None:
    (diagnostic,) = references(work(segment('בְּפֶרֶק מ"ו שָׁם', "there, in chapter 47"))).diagnostics
    assert diagnostic.code == "R05"
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.message == "the original says chapter 46, its translation says chapter 47"
    assert diagnostic.span == Span("book.txt", 510, 520)
    assert diagnostic.also[0].start == 0


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ('פרק מ"ו', "the chapter before"),  # no number on one side
        ('פרק מ"ו ופרק מ"ז', "ch. 48"),  # two numbers on one side
        ('סימן מ"ו', "ch. 47"),  # of another kind
        ("פרק זה", "ch. 47"),  # a word, not a number
        ("פרק לא נלמד", "ch. 47"),
    ],
)
def test_numbers_are_compared_only_one_with_one(original: str, translation: str) -> None:
    assert messages(segment(original, translation)) == []


def test_a_number_in_a_note_is_not_compared() -> None:
    assert messages(segment('פרק מ"ו', "as is explained", note="in ch. 47 of the book")) == []


def test_a_siman_and_a_leaf_are_compared_too() -> None:
    assert messages(segment("סימן כה", "siman 26")) == [
        "the original says siman 25, its translation says siman 26"
    ]
    assert messages(segment("דף ב", "folio 3")) == [
        "the original says leaf 2, its translation says leaf 3"
    ]


FRAGMENTS = st.sampled_from(
    "Isaiah|, |4:31|40|:|(|)|;|-|Shabbat|152|a|b|Zohar|III|Tanya|ch. |0|999|I Samuel|.|Mishnah "
    '|Orach Chayim|שבת|קנ״ב|ע״ב|ע"א| ב|ה\'|פרק |תְּהִלִּים|־|מ"ו|ז|לא|או"ח|סי\' |ח"ג|\u2060|\n'.split(
        "|"
    )
)
TEXTS = st.one_of(
    st.text(st.characters(), max_size=60),
    st.lists(FRAGMENTS, max_size=16).map("".join),
    st.lists(FRAGMENTS, max_size=16).map(" ".join),
)


@given(TEXTS)
def test_no_character_of_any_text_is_changed(words: str) -> None:
    before = work(Paragraph((text(words),)))
    after = references(before).value
    (paragraph,) = after.body[0].children
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inlines) == words
    for piece in descend(after):
        if isinstance(piece, Text):
            assert words[piece.span.start : piece.span.end] == piece.text


@given(TEXTS)
def test_any_text_is_done_after_the_first_time(words: str) -> None:
    once = references(work(Paragraph((text(words),)))).value
    assert references(once).value is once


@given(TEXTS)
def test_a_text_that_is_not_one_to_one_with_its_source_keeps_the_span_it_has(words: str) -> None:
    span = Span("book.txt", 10, 10 + 2 * len(words) + 1)
    before = work(Paragraph((replace(text(words), span=span),)))
    for node in descend(references(before).value):
        if isinstance(node, Text | Citation):
            assert node.span == span


@pytest.mark.parametrize(
    "endless",
    ["Isaiah ", "Isaiah 4:31; ", "(" * 8, "שבת קנב, ב; ", "Shabbat; ", "4:", "תְּהִלִּים ", "; ", "I "],
)
def test_the_steps_taken_grow_with_the_text_and_not_with_its_square(endless: str) -> None:
    def steps(size: int) -> int:
        counted = 0

        def count(_frame: object, event: str, _arg: object) -> None:
            nonlocal counted
            counted += event in {"call", "c_call"}

        sys.setprofile(count)
        try:
            find_mentions((endless * size)[:size])
        finally:
            sys.setprofile(None)
        return counted

    small, large = steps(2_000), steps(20_000)
    assert large <= 11 * small + 100
