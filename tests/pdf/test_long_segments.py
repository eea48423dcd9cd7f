"""Segments longer than a page, divided alike in both languages."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.document.model import (
    Dir,
    Foreign,
    Inlines,
    Milestone,
    MilestoneKind,
    Note,
    Paragraph,
    Passage,
    Quote,
    Role,
    Section,
    Segment,
    Strong,
    Text,
    Verse,
)
from publish.document.walk import descend, inline_runs, rewrite, running_text
from publish.writers.pdf.content.inline_division import divide_inlines
from publish.writers.pdf.content.long_segments import SegmentRoom, divide_long_segments
from tests.support.trees import runs
from tests.support.works import PLAIN_WORDS, Generator


def count_lines(segment: Segment) -> tuple[float, float]:
    """Return a line for each ten characters of the original and of the translations."""
    sides = (segment.original, segment.translations)
    first, second = (sum(map(len, map(running_text, inline_runs(side)))) / 10 for side in sides)
    return first, second


ROOM = SegmentRoom(page_lines=20, estimate=count_lines, name="")


def divide(segment: Segment) -> tuple[Segment, ...]:
    section = divide_long_segments(Section(Role.CHAPTER, (), (segment,)), ROOM)
    return tuple(child for child in section.children if isinstance(child, Segment))


def passage(lang: str, *blocks: Any) -> Passage:
    return Passage(lang, Dir.RTL if lang == "he" else Dir.LTR, blocks)


def sentences(word: str, count: int, length: int = 6) -> Paragraph:
    """Return a paragraph of sentences, each with its number."""
    text = " ".join(f"{n} {' '.join([word] * length)}." for n in range(1, count + 1))
    return Paragraph((Text(text),))


def numbers(value: Any) -> list[str]:
    """Return the numbers of the sentences in ``value``."""
    words = "".join(running_text(run) for run in inline_runs(value)).split()
    return [word for word in words if word.isdecimal()]


def strip_pieces(value: Any) -> str:
    """Return all texts, calls and labels in ``value``."""
    texts = []
    for node in descend(value):
        match node:
            case Text(text):
                texts.append(text)
            case Note(call=call):
                texts.append(f"[{call}]")
            case Milestone(label=label):
                texts.append(f"<{label}>")
            case Quote(opening, closing, _):
                texts.append(opening + closing)
            case _:
                pass
    return "".join(sorted("".join(texts)))


def test_sentences_stay_beside_each_other() -> None:
    long = Segment(
        passage("he", sentences("אור", 24)),
        translations=(passage("en", sentences("light", 24, 9)),),
        commentary=(sentences("note", 1),),
        number="3",
        anchor="Ink 3",
        locus="12",
        label="12",
    )
    pieces = divide(long)
    assert len(pieces) > 3
    assert [piece.locus for piece in pieces] == [
        "12",
        *(f"12.{n}" for n in range(2, len(pieces) + 1)),
    ]
    for piece in pieces:
        assert numbers(piece.original) == numbers(piece.translations)
        assert max(count_lines(piece)) <= ROOM.page_lines
    assert [piece.label for piece in pieces] == ["12", *[""] * (len(pieces) - 1)]
    assert [piece.number for piece in pieces] == ["3", *[""] * (len(pieces) - 1)]
    assert [bool(piece.anchor) for piece in pieces] == [True, *[False] * (len(pieces) - 1)]
    assert [bool(piece.commentary) for piece in pieces] == [*[False] * (len(pieces) - 1), True]


@pytest.mark.parametrize(("hebrew", "english"), [(10, 40), (1, 30), (30, 29)])
def test_texts_with_unequal_sentences_are_divided_in_proportion(hebrew: int, english: int) -> None:
    original = sentences("אור", hebrew, 300 // hebrew)
    translation = sentences("light", english, 300 // english)
    pieces = divide(Segment(passage("he", original), translations=(passage("en", translation),)))
    totals = [len(text_of(original)), len(text_of(translation))]
    done = [0.0, 0.0]
    assert len(pieces) > 5
    for piece in pieces:
        for side, part in enumerate((piece.original, piece.translations)):
            done[side] += len(text_of(part)) / totals[side]
        assert abs(done[0] - done[1]) < 1 / len(pieces)
    assert (
        all(text_of(piece.translations).strip().endswith(".") for piece in pieces) or english < 30
    )


def text_of(value: Any) -> str:
    return "".join(running_text(run) for run in inline_runs(value))


def test_a_segment_that_a_page_can_hold_is_not_divided() -> None:
    short = Segment(passage("he", sentences("אור", 3)), translations=())
    assert divide(short) == (short,)
    word = Segment(passage("he", Paragraph((Text("א" * 900),))), translations=())
    assert divide(word) == (word,)


def test_a_short_translation_stands_beside_the_first_piece() -> None:
    short = passage("en", sentences("a", 1, 1))
    first, *rest = divide(Segment(passage("he", sentences("אור", 40)), translations=(short,)))
    assert text_of(first.translations) == "1 a."
    assert rest
    assert all(piece.translations == () for piece in rest)


@given(runs, st.integers(0, 400))
def test_inlines_are_divided_without_a_loss(inlines: Inlines, offset: int) -> None:
    first, second = divide_inlines(inlines, offset)
    assert running_text(first) + running_text(second) == running_text(inlines)
    assert len(running_text(first)) == min(offset, len(running_text(inlines)))
    assert strip_pieces((first, second)) == strip_pieces(inlines)
    languages = {(n.lang, n.dir) for n in descend(inlines) if isinstance(n, Foreign)}
    assert {
        (n.lang, n.dir) for n in descend((first, second)) if isinstance(n, Foreign)
    } == languages


def test_a_note_stays_with_its_words_and_a_milestone_with_those_after_it() -> None:
    note = Note("1", (sentences("note", 1),))
    noted = Strong((Text("One. "), Foreign("he", Dir.RTL, (Text("אור"), note))))
    inlines = (noted, Milestone(MilestoneKind.VERSE, "2"), Text("Two."))
    assert divide_inlines(inlines, len("One. אור")) == ((noted,), inlines[1:])


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 4))
def test_nothing_is_lost_of_random_chapters(seed: int, size: int) -> None:
    work = Generator(Random(seed), PLAIN_WORDS, size).work()
    room = replace(ROOM, page_lines=2)
    for chapter in rewrite(work.body, join_nested):
        divided = divide_long_segments(chapter, room)
        assert strip_pieces(divided) == strip_pieces(chapter)
        assert text_of_notes(divided) == text_of_notes(chapter)


def join_nested(node: Any) -> Any:
    match node:
        case Segment():
            return replace(node, number="", commentary=())
        case Verse(lines=lines):
            return replace(node, lines=tuple(line or (Text("-"),) for line in lines))
        case _:
            return node


def text_of_notes(value: Any) -> list[str]:
    return sorted(text_of(node.blocks) for node in descend(value) if isinstance(node, Note))
