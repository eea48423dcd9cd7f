"""The beginning of a book that is its sample: whole chapters, or the beginning of the first."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from publish.config.sample_size import SampleSize
from publish.document import walk
from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Dir,
    Meta,
    Paragraph,
    Role,
    Section,
    Separator,
    Text,
    Words,
    Work,
)
from publish.pipeline.editions import sample as samples

TENTH = SampleSize()


def cut_sample(work: Work, size: SampleSize) -> Work:
    return samples.cut_sample(split_chapters(work), size).work


def paragraph(letters: int, letter: str = "a") -> Paragraph:
    return Paragraph((Text(letter * letters),))


def chapter(*letters: int, role: Role = Role.CHAPTER) -> Section:
    return Section(role, (), tuple(map(paragraph, letters)))


def work(*body: Section, front: tuple[Section, ...] = ()) -> Work:
    index = Section(Role.APPENDIX, (), (paragraph(5),))
    return Work(Meta(Words((("en", "A"),))), "en", Dir.LTR, body, front, back=(index,))


def shape(work: Work) -> list[list[int]]:
    """Return the letters of each paragraph of each chapter, those in parts too."""
    return [
        [len(walk.plain(each.inlines)) for each in node.children if isinstance(each, Paragraph)]
        for node in walk.descend(work.sections)
        if isinstance(node, Section) and node.role is not Role.PART
    ]


@pytest.mark.parametrize(
    ("body", "size", "expected"),
    [
        pytest.param([chapter(5, 5), chapter(90)], TENTH, [[5, 5]], id="a chapter that fits"),
        pytest.param([chapter(4), chapter(6), chapter(90)], TENTH, [[4], [6]], id="two that fit"),
        pytest.param([chapter(4), chapter(3, 50), chapter(43)], TENTH, [[4]], id="no half chapter"),
        pytest.param([chapter(6, 4, 50), chapter(40)], TENTH, [[6, 4]], id="a long first one"),
        pytest.param([chapter(5, 5, 90)], TENTH, [[5, 5]], id="one chapter"),
        pytest.param([chapter(40, 60)], TENTH, [[40]], id="a long first paragraph"),
        pytest.param([chapter(60, 40)], TENTH, [], id="the most of the book"),
        pytest.param([chapter(100)], TENTH, [], id="one paragraph"),
        pytest.param([chapter(10)] * 4, SampleSize(50), [[10], [10]], id="a half"),
        pytest.param([chapter(90), chapter(5), chapter(5)], SampleSize(chapters=1), [[90]], id="1"),
        pytest.param([chapter(10)] * 3, SampleSize(chapters=9), [[10], [10]], id="never all"),
        pytest.param([chapter(5, 95)], SampleSize(chapters=1), [[5]], id="the only chapter"),
    ],
)
def test_a_sample_has_whole_chapters_as_far_as_they_fit(
    body: list[Section], size: SampleSize, expected: list[list[int]]
) -> None:
    sample = cut_sample(work(*body), size)
    assert shape(sample) == expected
    assert sample.back == ()


@pytest.mark.parametrize("size", [TENTH, SampleSize(chapters=2)])
def test_a_part_of_the_book_is_entered(size: SampleSize) -> None:
    part = Section(Role.PART, (Text("I"),), (chapter(4), chapter(5), chapter(40)))
    sample = cut_sample(work(part, chapter(50)), size)
    assert shape(sample) == [[4], [5]]
    assert sample.body[0].title == part.title


def test_words_before_the_chapters_of_a_part_are_kept() -> None:
    part = Section(Role.PART, (), (paragraph(7), chapter(4), paragraph(2), chapter(5)))
    outer = Section(Role.PART, (), (paragraph(3), part, chapter(6)))
    (beginning,) = cut_sample(work(outer, chapter(9)), SampleSize(chapters=1)).body
    inner = replace(part, children=part.children[:2])
    assert beginning == replace(outer, children=(paragraph(3), inner))


def test_front_matter_counts_and_is_never_divided() -> None:
    epigraph, preface = chapter(4, role=Role.EPIGRAPH), chapter(30, role=Role.PREFACE)
    sample = cut_sample(work(chapter(3, 63), front=(epigraph, preface)), TENTH)
    assert (sample.front, shape(sample)) == ((epigraph,), [[4], [3]])
    by_chapters = cut_sample(
        work(chapter(9), chapter(9), front=(epigraph,)), SampleSize(chapters=1)
    )
    assert shape(by_chapters) == [[4], [9]]


def test_no_separator_ends_a_sample() -> None:
    text = Section(Role.CHAPTER, (), (paragraph(5), Separator(), paragraph(95)))
    assert cut_sample(work(text), TENTH).body[0].children == (paragraph(5),)


@pytest.mark.parametrize("seed", range(40))
def test_a_sample_is_the_beginning_and_not_more_than_asked_for(seed: int) -> None:
    chance = random.Random(seed)
    chapters = [
        chapter(*(chance.randint(1, 60) for _ in range(chance.randint(1, 9))))
        for _ in range(chance.randint(1, 12))
    ]
    whole = work(*chapters)
    percent = chance.choice((1, 10, 30, 50))
    sample = cut_sample(whole, SampleSize(percent))
    paragraphs = [n for row in shape(sample) for n in row]
    everything = [n for each in chapters for n in shape(work(each))[0]]
    assert paragraphs == everything[: len(paragraphs)]
    allowed = sum(everything) * percent / 100
    assert sum(paragraphs) <= allowed or len(paragraphs) == 1
    assert sum(paragraphs) <= sum(everything) / 2
