"""The two sides of a chapter of spreads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Cell,
    Dir,
    Excerpt,
    Foreign,
    Gloss,
    Image,
    Index,
    Inlines,
    LineBreak,
    List,
    Milestone,
    Note,
    Paragraph,
    Passage,
    Quote,
    Role,
    Row,
    Rubric,
    Section,
    Segment,
    Separator,
    SourceCitation,
    Speech,
    Table,
    Text,
    Work,
)
from publish.document.sides import Sides, has_sides, split_sides
from publish.document.walk import descend, plain, rewrite
from publish.preflight.spread_text import check_sides
from publish.writers import html
from publish.writers.html import RenderContext
from tests.support.works import PLAIN_WORDS, Generator

HEBREW = "הסופר כותב"
ENGLISH = "The scribe writes"


def para(*words: str | Note) -> Paragraph:
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in words))


def hebrew(*blocks: Block) -> Passage:
    return Passage("he", Dir.RTL, blocks or (para(HEBREW),))


def english(*blocks: Block) -> Passage:
    return Passage("en", Dir.LTR, blocks or (para(ENGLISH),))


def segment(locus: str = "1", commentary: Blocks = (), **fields: Any) -> Segment:
    values = {"original": hebrew(), "translations": (english(),)} | fields
    return Segment(**values, commentary=commentary, locus=locus)


def section(*children: Any, title: Inlines = ()) -> Section:
    return Section(Role.CHAPTER, title, children)


def split(*children: Any, title: Inlines = ()) -> Sides:
    return split_sides(section(*children, title=title), "en")


def alphanumerics(value: Any) -> Counter[str]:
    """Return the letters and digits of all texts, labels and calls in ``value``."""
    return Counter(filter(str.isalnum, "".join(_strings(value))))


def _strings(value: Any) -> Iterator[str]:
    for node in descend(value):
        match node:
            case Text(text):
                yield text
            case Quote(opening, closing, _) | Gloss(_, opening, _, closing, _):
                yield opening + closing
            case Milestone(label=label) | Excerpt(label=label):
                yield label
            case Note(call=call):
                yield call
            case Image(alt=alt):
                yield alt


def shape(node: Any) -> Any:
    """Return the nested sections and the loci of segments, by their places among children."""
    return [
        shape(child) if isinstance(child, Section | Excerpt) and _segments(child) else _loci(child)
        for child in getattr(node, "children", None) or node.blocks
    ]


def _segments(value: Any) -> list[Segment]:
    return [node for node in descend(value) if isinstance(node, Segment)]


def _loci(value: Any) -> list[str]:
    return [node.locus for node in _segments(value)]


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 4))
def test_every_letter_is_on_one_side(seed: int, size: int) -> None:
    work = Generator(Random(seed), PLAIN_WORDS, size).work()
    for chapter in rewrite(work.body, _simplify):
        letters = sum(map(alphanumerics, split_sides(chapter, work.lang)), Counter())
        assert letters == alphanumerics(chapter)


@pytest.mark.slow
@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 5))
def test_the_preflight_finds_random_chapters_on_both_sides(seed: int, size: int) -> None:
    """The preflight divides no text: each paragraph has to be on its side, in order."""
    work = Generator(Random(seed), PLAIN_WORDS, size).work()
    for chapter in rewrite(work.body, _simplify):
        sides = split_sides(chapter, work.lang)
        markups = [html.render_section(side, context(work)) for side in sides]
        assert check_sides(markups[0], markups[1], chapter) == ()


def _simplify(node: Any) -> Any:
    """Return a node as chapters of spreads have it: no index, no segment within a segment."""
    match node:
        case Index():
            return ()
        case Section(title=title):
            words = title if plain(title).strip() else ()
            return replace(node, role=Role.CHAPTER, title=words)
        case Segment(original=original, translations=translations):
            inner = rewrite((original, node.transliteration, translations, node.commentary), _drop)
            return Segment(*inner, number="12" if node.number else "")
        case _:
            return node


def _drop(node: Any) -> Any:
    return () if isinstance(node, Segment) else node


def context(work: Work) -> RenderContext:
    def note(node: Note, inner: RenderContext) -> Markup:
        if not node.blocks:
            return Markup('<span class="call">{}</span>').format(node.call)
        body = html.render_blocks(node.blocks, inner)
        return Markup('<span class="note" data-call="{}">{}</span>').format(node.call, body)

    return RenderContext(work.lang, note, anchor="part-1")


def test_segments_and_sections_have_the_same_places_on_both_sides() -> None:
    inner = section(para(ENGLISH), segment("2"), title=(Text("One"),))
    excerpt = Excerpt(1, SourceCitation(), (Text("Source"),), (hebrew(), segment("3")), label="א")
    for side in split(hebrew(), segment("1"), inner, excerpt):
        (before, first, nested, quoted) = side.children
        assert isinstance(before, Passage)
        assert _loci((first, nested, quoted)) == ["1", "2", "3"]
        assert isinstance(nested, Section)
        assert len(nested.children) == 2


def test_originals_and_translations_stand_on_their_sides() -> None:
    transliteration = english(para("Ha-sofer kotev"))
    both = segment(transliteration=transliteration, number="7", anchor="Ink 1:7", label="1")
    (original,), (translation,) = (side.children for side in split(both))
    assert original == segment(
        transliteration=transliteration,
        translations=(),
        number="7",
        anchor="Ink 1:7",
        label="1",
    )
    empty = Passage("he", Dir.RTL, ())
    assert translation == segment(original=empty, number="7", label="1")


def test_commentary_stands_on_the_side_of_its_language() -> None:
    comment = para("As it is said,", Note("1", (hebrew(),)))
    (original,), (translation,) = (
        side.children for side in split(segment(commentary=(comment, hebrew(), comment)))
    )
    assert original.commentary == (hebrew(),)
    assert translation.commentary == (comment, comment)


def test_a_segment_in_one_language_has_an_empty_partner() -> None:
    alone = segment("2", translations=())
    explained = segment("3", original=english(), translations=())
    chapter = section(segment("1"), alone, explained)
    original, translation = split_sides(chapter, "en")
    assert [bool(plain_text(child)) for child in original.children] == [True, True, False]
    assert [bool(plain_text(child)) for child in translation.children] == [True, False, True]


def plain_text(value: Any) -> str:
    return "".join(node.text for node in descend(value) if isinstance(node, Text))


def test_a_chapter_without_pairs_has_no_sides() -> None:
    assert not has_sides(section(para(ENGLISH), segment(translations=())))
    assert has_sides(section(section(Blockquote((segment(),)))))


HE = Foreign("he", Dir.RTL, (Text("פרק ראשון"),))


@pytest.mark.parametrize(
    ("title", "original", "translation"),
    [
        ((Text("Chapter One — "), HE), "פרק ראשון", "Chapter One"),
        ((Text("Chapter One: "), HE), "פרק ראשון", "Chapter One"),
        ((Text("Chapter One"), LineBreak(), HE), "פרק ראשון", "Chapter One"),
        (
            (HE, Text(" / The First Chapter of the Book")),
            "פרק ראשון",
            "The First Chapter of the Book",
        ),
        ((Text("Chapter One "), HE), "פרק ראשון", "Chapter One"),
        ((Text("On the Meaning of the Words "), HE), "", "On the Meaning of the Words פרק ראשון"),
        ((Text("The Word of "), HE), "", "The Word of פרק ראשון"),
        ((HE,), "פרק ראשון", ""),
        ((Text("Chapter One"),), "", "Chapter One"),
        ((Text("12"),), "", "12"),
        ((Text("From "), HE, Text(" onward")), "", "From פרק ראשון onward"),
    ],
)
def test_a_title_in_two_languages_is_divided(
    title: Inlines, original: str, translation: str
) -> None:
    sides = split(segment(), title=title)
    if not any(title is side.title for side in sides):
        assert all(side.title for side in sides)
    assert tuple(plain(side.title) for side in sides) == (original, translation)


@pytest.mark.parametrize(
    ("block", "original", "translation"),
    [
        (para(ENGLISH), None, para(ENGLISH)),
        (hebrew(), hebrew(), None),
        (Separator(), Separator(), Separator()),
        (Image("a.png", "", (Text(HEBREW),)), Image("a.png", "", (Text(HEBREW),)), None),
        (
            Blockquote((hebrew(), para(ENGLISH)), (Text("Rashi"),)),
            Blockquote((hebrew(),)),
            Blockquote((para(ENGLISH),), (Text("Rashi"),)),
        ),
        (Rubric((hebrew(), para("Stand."))), Rubric((hebrew(),)), Rubric((para("Stand."),))),
        (
            Speech((Text("Reader:"),), (segment(),)),
            Speech((), (segment(translations=()),)),
            Speech((Text("Reader:"),), (segment(original=Passage("he", Dir.RTL, ())),)),
        ),
        (
            List(((hebrew(),), (para("One longer word"),))),
            None,
            List(((hebrew(),), (para("One longer word"),))),
        ),
        (
            List(((segment(),), (hebrew(),)), 1),
            List(((segment(translations=()),), (hebrew(),)), 1),
            List(((segment(original=Passage("he", Dir.RTL, ())),), ()), 1),
        ),
        (
            Table((Row((Cell((hebrew(),)), Cell((segment(),)))),)),
            Table((Row((Cell((hebrew(),)), Cell((segment(translations=()),)))),)),
            Table((Row((Cell(()), Cell((segment(original=Passage("he", Dir.RTL, ())),)))),)),
        ),
    ],
)
def test_a_block_stands_on_the_side_of_its_language(
    block: Block, original: Block | None, translation: Block | None
) -> None:
    nothing = Passage("en", Dir.LTR, ())
    children = tuple(side.children[1] for side in split(segment(), block))
    assert children == (original or nothing, translation or nothing)


def test_sides_in_one_script_follow_the_languages() -> None:
    french = Passage("fr", Dir.LTR, (para("Le scribe écrit"),))
    pair = Segment(french, translations=(english(),), locus="1")
    original, translation = split_sides(section(pair, french, para(ENGLISH)), "en")
    assert plain_text(original) == "Le scribe écrit" * 2
    assert plain_text(translation) == ENGLISH * 2
