"""Order of lists, numbers and addresses in sentences of the other direction, by UAX #9."""

from __future__ import annotations

import random
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from publish.document.model import (
    Dir,
    Inlines,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    Text,
    Work,
    direction,
)
from publish.document.walk import descend
from tests.support import notation, paper
from tests.support.examples import examples
from tests.support.sentences import Sentence, random_sentence
from tests.typesetting.books import apply_passes

sentences = st.integers(0, 2**32).map(lambda seed: random_sentence(random.Random(seed)))


def make_work(marked: str, sentence: Sentence) -> Work:
    inlines = notation.inlines(marked)
    if sentence.nesting == "note":
        inlines = (Text("7"), Note("1", (Paragraph(inlines),)))
    if sentence.nesting == "heading":
        chapter = Section(Role.CHAPTER, inlines, (Paragraph(notation.inlines("—")),))
        return notation.book(chapter, lang=sentence.lang)
    return notation.book(Paragraph(inlines), lang=sentence.lang)


def find_runs(work: Work) -> Iterator[tuple[Inlines, Dir]]:
    """Yield the runs of the work, bodies of notes included, with their directions."""
    base = direction(work.lang)
    inside = {
        id(block): node.dir
        for node in descend(work)
        if isinstance(node, Passage)
        for block in node.blocks
    }
    for node in descend(work):
        if isinstance(node, Paragraph):
            yield node.inlines, inside.get(id(node), base)
        elif isinstance(node, Section) and node.title:
            yield node.title, base


def visual_lines(work: Work) -> list[str]:
    """Return the characters of each run from left to right, without spaces."""
    return [
        "".join(
            paper.flatten(inlines)[index]
            for index in paper.drop_spaces(
                inlines, paper.standard_order(inlines, dir, (0, len(paper.flatten(inlines))))
            )
        )
        for inlines, dir in find_runs(work)
    ]


@given(sentences)
@settings(deadline=None, max_examples=examples(300))
def test_each_list_number_and_address_is_in_order(sentence: Sentence) -> None:
    expected = visual_lines(make_work(sentence.marked, sentence))
    assert visual_lines(apply_passes(make_work(sentence.source, sentence))) == expected


def test_without_the_passes_most_are_not() -> None:
    examples = [random_sentence(random.Random(seed)) for seed in range(300)]
    wrong: dict[str, list[bool]] = {}
    for each in examples:
        bare, marked = (visual_lines(make_work(text, each)) for text in (each.source, each.marked))
        wrong.setdefault(each.kind, []).append(bare != marked)
    # UAX #9 puts a number right after its noun by itself, and signs of mail among Latin letters.
    alike = {kind for kind, results in wrong.items() if not any(results)}
    assert alike <= {"noun", "mail"}
