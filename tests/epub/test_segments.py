"""Segments of an EPUB: anchors, names and labels in every edition, and rows of two columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.config.edition_options import EditionOptions, FirstText, Numerals, SegmentNumbers
from publish.config.options import Edition
from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Dir,
    Milestone,
    MilestoneKind,
    Node,
    Passage,
    Segment,
    Text,
    Work,
)
from publish.document.walk import rewrite
from publish.pipeline.book_language import in_language
from publish.pipeline.editions import arrange
from publish.preflight.epub import check_release
from publish.writers.epub.segments import segment_id

from .conftest import para
from .test_preflight_package import TEXT, alter, codes, swap

Pages = Callable[[Work], dict[str, ET.Element]]
MakeEpub = Callable[[Work], bytes]

NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
LABELS = EditionOptions(numbers=SegmentNumbers.MARGIN)


def edition(work: Work, name: str, options: EditionOptions = LABELS) -> Work:
    return arrange(split_chapters(work), name, options).value.work


def right_bound(work: Work) -> Work:
    return in_language(work, "he")


def class_of(element: ET.Element) -> str:
    return element.get("class") or ""


def find(page: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in page.iter() if name in class_of(element).split()]


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


@given(st.lists(st.text(min_size=1), unique=True))
def test_different_loci_have_different_ids_that_are_names_of_xml(loci: list[str]) -> None:
    ids = [segment_id(locus) for locus in loci]
    assert len(set(ids)) == len(loci)
    assert all(map(NCNAME.fullmatch, ids))


def test_a_number_is_readable_in_its_id() -> None:
    assert [segment_id(locus) for locus in ("12", "1:3", "יב")] == [
        "segment-12",
        "segment-1.3",
        "segment-_5d9__5d1_",
    ]


@pytest.mark.parametrize("name", [*Edition])
def test_segments_have_the_same_anchors_in_every_edition(
    name: str, lesson: Work, pages: Pages
) -> None:
    page = pages(edition(lesson, name))["01-chapter.xhtml"]
    anchors = [element.get("id") or "" for element in page.iter()]
    assert [anchor for anchor in anchors if anchor.startswith("segment")] == [
        "segment-1",
        "segment-2",
        "segment-3",
    ]


@pytest.mark.parametrize(("lang", "name"), [("en", "Segment 2"), ("he", "קטע 2")])
def test_a_segment_has_its_name_in_the_language_of_the_book(
    lang: str, name: str, lesson: Work, pages: Pages
) -> None:
    work = lesson if lang == "en" else right_bound(lesson)
    _, second, _ = find(pages(edition(work, Edition.FACING))["01-chapter.xhtml"], "pair")
    assert (second.get("role"), second.get("aria-label")) == ("group", name)


@pytest.mark.parametrize("name", [Edition.FACING, Edition.SPREADS])
@pytest.mark.parametrize("first", [*FirstText])
@pytest.mark.parametrize("dir", [*Dir])
def test_a_row_has_both_texts_in_the_direction_of_the_pages(
    dir: Dir, first: FirstText, name: str, lesson: Work, pages: Pages
) -> None:
    work = lesson if dir is Dir.LTR else right_bound(lesson)
    page = pages(edition(work, name, EditionOptions(first=first)))["01-chapter.xhtml"]
    rows = find(page, "row")
    assert {row.get("dir") for row in rows} == {dir}
    sides = ["original", "translation"]
    order = sides if first is FirstText.ORIGINAL else sides[::-1]
    assert [[class_of(side[0]) for side in row] for row in rows] == [order] * 3


def test_a_side_without_a_text_keeps_its_place(lesson: Work, pages: Pages) -> None:
    def change(node: Node) -> Node:
        return replace(node, translations=()) if isinstance(node, Segment) else node

    bare = rewrite(lesson, change)
    for first, sizes in ((FirstText.ORIGINAL, [1, 0]), (FirstText.TRANSLATION, [0, 1])):
        work = edition(bare, Edition.FACING, EditionOptions(first=first))
        rows = find(pages(work)["01-chapter.xhtml"], "row")
        assert [[len(side) for side in row] for row in rows] == [sizes] * 3


def test_transliteration_stands_with_its_original_and_translations_together(
    lesson: Work, pages: Pages
) -> None:
    latin = Passage("he-Latn", Dir.LTR, (para("Hasofer kotev"),))
    french = Passage("fr", Dir.LTR, (para("Le scribe trace les lettres"),))

    def change(node: Node) -> Node:
        if not isinstance(node, Segment):
            return node
        return replace(node, transliteration=latin, translations=(*node.translations, french))

    work = edition(rewrite(lesson, change), Edition.FACING)
    for row in find(pages(work)["01-chapter.xhtml"], "row"):
        assert [[class_of(text) for text in side] for side in row] == [
            ["original", "transliteration"],
            ["translation", "translation further"],
        ]


def test_labels_stand_before_the_first_words_and_beside_numbers_of_verses(
    lesson: Work, pages: Pages
) -> None:
    def change(node: Node) -> Node:
        return replace(node, number="7") if isinstance(node, Segment) else node

    verses = rewrite(lesson, change)  # verses of several chapters: 7, 7, 7
    for name in (Edition.INTERLINEAR, Edition.FACING):
        page = pages(edition(verses, name))["01-chapter.xhtml"]
        assert [words(original)[:3] for original in find(page, "original")] == [
            "1 7",
            "2 7",
            "3 7",
        ]


def test_texts_that_run_on_have_anchors_and_names_where_numbers_are_printed(
    lesson: Work, pages: Pages
) -> None:
    def run_on(*labels: str) -> Work:
        marks = (Milestone(MilestoneKind.SEGMENT, x, str(n)) for n, x in enumerate(labels, 1))
        inlines = [part for mark in marks for part in (Text(" A word."), mark, Text("The next."))]
        (chapter,) = lesson.body
        return replace(lesson, body=(replace(chapter, children=(para(*inlines[1:]),)),))

    for labels, names in (
        (("", ""), [(None, None)] * 2),
        (("1", "2"), [("group", "Segment 1"), ("group", "Segment 2")]),
    ):
        work = run_on(*labels)
        marks = find(pages(work)["01-chapter.xhtml"], "segment-mark")
        assert [mark.get("id") for mark in marks] == ["segment-1", "segment-2"]
        assert [(mark.get("role"), mark.get("aria-label")) for mark in marks] == names
        assert [mark.text or "" for mark in marks] == [*labels]


FAULTS: dict[str, tuple[str, str, str]] = {
    "a lost anchor": (' id="segment-2"', "", "E32"),
    "an anchor of another segment": ('id="segment-2"', 'id="segment-7"', "E32"),
    "a lost name": (' aria-label="Segment 2"', "", "E32"),
    "the name of another segment": ("Segment 2", "Segment 7", "E32"),
    "a wrong number": ('segment-label">2<', 'segment-label">7<', "E32"),
    "a lost number": ('segment-label">2<', 'segment-label"><', "E32"),
    "columns in the other direction": (
        'aria-label="Segment 2" lang="en" xml:lang="en" dir="ltr"',
        'aria-label="Segment 2" lang="en" xml:lang="en" dir="rtl"',
        "E33",
    ),
    "a translation on the side of the original": ('"original"', '"translation"', "E33"),
    "a row that is none": ("pair row", "pair", "E33"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_preflight_finds_faults_of_segments(
    name: str, lesson: Work, make_release: MakeEpub
) -> None:
    work = edition(lesson, Edition.FACING)
    release = make_release(work)
    assert check_release(release, work) == ()
    old, new, code = FAULTS[name]
    assert code in codes(alter(release, {TEXT: swap(old, new)}), work)


@pytest.mark.parametrize("name", [Edition.INTERLINEAR, Edition.FACING, Edition.SPREADS])
@pytest.mark.parametrize("dir", [*Dir])
def test_a_release_with_the_translation_first_has_no_faults(
    dir: Dir, name: str, lesson: Work, make_release: MakeEpub
) -> None:
    options = replace(LABELS, first=FirstText.TRANSLATION)
    work = edition(lesson if dir is Dir.LTR else right_bound(lesson), name, options)
    assert check_release(make_release(work), work) == ()


def test_a_list_at_the_end_leads_to_each_printed_number(
    lesson: Work, pages: Pages, make_release: MakeEpub
) -> None:
    numerals = replace(LABELS, numerals=Numerals.HEBREW)
    work = edition(right_bound(lesson), Edition.INTERLINEAR, numerals)
    documents = pages(work)
    links = [link for link in documents["segments.xhtml"].iter() if "href" in link.attrib][1:]
    assert [(link.get("href"), link.get("aria-label"), words(link)) for link in links] == [
        (f"01-chapter.xhtml#segment-{number}", f"קטע {letter}", letter)
        for number, letter in enumerate("אבג", 1)
    ]
    assert "קטעים" in words(documents["nav.xhtml"])
    assert check_release(make_release(work), work) == ()


def test_without_printed_numbers_there_is_no_list(lesson: Work, pages: Pages) -> None:
    assert "segments.xhtml" not in pages(edition(lesson, Edition.FACING, EditionOptions()))


def test_a_long_list_has_every_tenth_number(lesson: Work, pages: Pages) -> None:
    (chapter,) = lesson.body
    many = replace(lesson, body=(replace(chapter, children=chapter.children[1:] * 400),))
    page = pages(edition(many, Edition.FACING))["segments.xhtml"]
    shown = [words(link) for link in page.iter() if "#" in link.get("href", "")]
    assert shown == [str(number) for number in range(1, 1200, 10)]


def test_the_summary_of_accessibility_says_how_the_segments_stand(
    lesson: Work, package: Callable[[Work], ET.Element]
) -> None:
    def summary(options: EditionOptions, name: str) -> str:
        root = package(edition(lesson, name, options))
        name = "schema:accessibilitySummary"
        return next(e.text or "" for e in root.iter() if e.get("property") == name)

    assert "side by side" in summary(LABELS, Edition.FACING)
    assert "Each segment has its number" in summary(LABELS, Edition.FACING)
    assert "egment" not in summary(EditionOptions(), Edition.INTERLINEAR)
