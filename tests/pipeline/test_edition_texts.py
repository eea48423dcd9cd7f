"""Editions of random Works lose no letter, mark or number that they show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publish.config.edition_options import (
    Commentary,
    EditionOptions,
    Numerals,
    Points,
    SegmentNumbers,
)
from publish.config.options import Edition
from publish.document.lazy_book import LazyBook, lazy_chapter, split_chapters
from publish.document.model import Milestone, Node, Note, Section, Segment, Text, Work
from publish.document.title_forms import title_forms
from publish.document.walk import descend, rewrite, texts_by_language
from publish.pipeline.editions import arrange
from publish.pipeline.editions.points import bare_letters
from publish.pipeline.segment_numbers import number_segments
from publish.storage.store import Store
from publish.text.languages import primary
from tests.support.examples import examples
from tests.support.works import PLAIN_WORDS, WORDS, Generator

SEEDS = st.integers(0, 2**32)
"""Seeds of random Works: their nodes would be too many to print."""


def random_work(seed: int, words: tuple[str, ...] = PLAIN_WORDS) -> Work:
    return Generator(Random(seed), words, seed % 3).work()


OPTIONS = st.builds(
    EditionOptions,
    commentary=st.sampled_from([Commentary.INLINE, Commentary.FOOT]),
    numbers=st.sampled_from(SegmentNumbers),
    numerals=st.sampled_from(Numerals),
)
ONE_LANGUAGE = st.sampled_from([Edition.ORIGINAL, Edition.TRANSLATION])


def letters(work: Work) -> list[tuple[str, str]]:
    """The characters of the body by runs of one language, in reading order, without spaces."""
    pieces = (
        (lang, "".join(text.text.split())) for text, lang in texts_by_language(work.body, work.lang)
    )
    runs = groupby((piece for piece in pieces if piece[1]), key=lambda piece: piece[0])
    return [(lang, "".join(text for _, text in run)) for lang, run in runs]


def show_one(work: Work, edition: Edition) -> Work:
    """The work with one passage of each segment, by the simplest rule; its segments numbered."""
    firsts = [
        each.translations[0].lang
        for each in descend(work.body)
        if isinstance(each, Segment) and each.translations
    ]
    main = max(sorted(set(firsts)), key=firsts.count, default="")

    def change(node: Node) -> Node:
        if not isinstance(node, Segment):
            return node
        own = [each for each in node.translations if each.lang == main]
        shown = (own or list(node.translations) or [node.original])[0]
        passage = node.original if edition is Edition.ORIGINAL else shown
        return replace(node, original=passage, translations=(), transliteration=None)

    return replace(
        work, body=tuple(rewrite(number_segments(section), change) for section in work.body)
    )


def loci(work: Work) -> list[str]:
    nodes = (node for node in descend(work.body) if isinstance(node, Segment | Milestone))
    return sorted(node.locus for node in nodes if node.locus)


@settings(deadline=None, max_examples=examples(60))
@given(SEEDS, ONE_LANGUAGE, OPTIONS)
def test_one_language_is_complete_in_reading_order_and_has_all_numbers(
    seed: int, edition: Edition, options: EditionOptions
) -> None:
    work = random_work(seed)
    # Titles in several languages are joined anew: tests/document/test_title_forms.py.
    sections = [each for each in descend(work) if isinstance(each, Section)]
    assume(all(len(title_forms(each.title, work.lang)) < 2 for each in sections))
    arranged = arrange(split_chapters(work), edition, options).value.work
    expected = show_one(work, edition)
    assert letters(arranged) == letters(expected)
    assert loci(arranged) == loci(expected)


@settings(deadline=None, max_examples=examples(60))
@given(SEEDS, st.sampled_from(Edition), OPTIONS)
def test_other_editions_show_all_languages_and_the_same_numbers(
    seed: int, edition: Edition, options: EditionOptions
) -> None:
    work = random_work(seed)
    if edition in {Edition.ORIGINAL, Edition.TRANSLATION}:
        return
    arranged = arrange(split_chapters(work), edition, options).value.work
    assert sorted(characters(arranged)) == sorted(characters(work))
    numbered = replace(work, body=tuple(map(number_segments, work.body)))
    assert loci(arranged) == loci(numbered)


def characters(work: Work) -> Iterator[tuple[str, str]]:
    return ((lang, c) for text, lang in texts_by_language(work.body, work.lang) for c in text.text)


@settings(deadline=None, max_examples=examples(60))
@given(SEEDS, OPTIONS)
def test_calls_of_commentary_are_no_calls_of_the_text(seed: int, options: EditionOptions) -> None:
    work = random_work(seed)
    foot = replace(options, commentary=Commentary.FOOT)
    arranged = arrange(split_chapters(work), Edition.INTERLINEAR, foot).value.work
    for section in arranged.body:
        notes = [node for node in descend(section) if isinstance(node, Note)]
        own = {note.call for note in notes if note.series != "commentary"}
        calls = [note.call for note in notes if note.series == "commentary"]
        assert len(set(calls)) == len(calls)
        assert not own & set(calls)


@settings(deadline=None, max_examples=examples(60))
@given(SEEDS, st.sampled_from(Edition), OPTIONS)
def test_chapters_by_themselves_are_those_of_the_whole_book(
    seed: int, edition: Edition, options: EditionOptions
) -> None:
    work = random_work(seed)

    def by_chapters(store: Store) -> LazyBook:
        body = tuple(
            lazy_chapter(f"chapter {number}", lambda section=section: section)  # type: ignore[misc]
            for number, section in enumerate(work.body)
        )
        return arrange(LazyBook(replace(work, body=()), body), edition, options, store).value

    store = Store()
    whole = arrange(split_chapters(work), edition, options).value.work
    assert by_chapters(store).work == whole
    assert by_chapters(store).work == whole


POINTED = st.text(st.sampled_from("אבוש־׳״׀׃aé ןָֹּֽׁ֑\u034f\u200dﬡשׁוֹ◌ּ"), max_size=30)


@given(POINTED)
def test_marks_are_taken_from_hebrew_letters_alone(text: str) -> None:
    bare = bare_letters(text)
    spelled = unicodedata.normalize("NFD", text)
    assert bare_letters(bare) == bare
    expected = ""
    on_letter = False
    for character in spelled:
        if unicodedata.combining(character) or character in "\u034f\u200d":
            if not on_letter or not "\u0591" <= character <= "\u05c7":
                expected += character
        else:
            on_letter = "\u05d0" <= character <= "\u05f2" or "\ufb1d" <= character <= "\ufb4f"
            expected += character
    joiners = str.maketrans("", "", "\u034f\u200d")
    assert unicodedata.normalize("NFD", bare).translate(joiners) == expected.translate(joiners)


@settings(deadline=None, max_examples=examples(60))
@given(SEEDS, st.sampled_from(Edition))
def test_an_edition_without_points_changes_no_other_character(seed: int, edition: Edition) -> None:
    work = random_work(seed, WORDS)
    given_points = arrange(split_chapters(work), edition).value.work
    bare = arrange(split_chapters(work), edition, EditionOptions(points=Points.NONE)).value.work
    pairs = zip(all_texts(given_points), all_texts(bare), strict=True)
    for (before, lang), (after, own) in pairs:
        assert own == lang
        is_kept = primary(lang) in {"yi", "lad"}
        assert after.text == (before.text if is_kept else bare_letters(before.text))


def all_texts(work: Work) -> list[tuple[Text, str]]:
    value: Any = (work.front, work.body, work.back)
    return list(texts_by_language(value, work.lang))
