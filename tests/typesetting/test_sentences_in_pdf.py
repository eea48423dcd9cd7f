"""Lists, numbers and addresses of the other direction, as lines of the PDF and of Chromium.

Paragraphs wrap in columns of three widths. Each line has the order of the phrases that readers see.
"""

from __future__ import annotations

import random
from functools import cache

import pytest

from publish.document.model import Paragraph, direction
from tests.support import chromium, notation
from tests.support.glyphs import unify_brackets
from tests.support.sentences import Sentence, random_sentence
from tests.typesetting import columns
from tests.typesetting.books import apply_passes
from tests.typesetting.columns import ColumnParagraph
from tests.typesetting.standard_lines import count_correct_lines, match_lines, standard_characters

pytestmark = pytest.mark.slow

WIDTHS = (32, 47, 90)
COUNT = 120


@cache
def sentences() -> list[Sentence]:
    """Return sentences that are paragraphs, of every kind and nesting."""
    candidates = (random_sentence(random.Random(seed)) for seed in range(3 * COUNT))
    return [each for each in candidates if each.nesting not in ("note", "heading")][:COUNT]


def set_in_columns(sentence: Sentence, marked: str, width: int, *, passes: bool) -> ColumnParagraph:
    paragraph = Paragraph(notation.inlines(marked))
    if passes:
        (block,) = apply_passes(notation.book(paragraph, lang=sentence.lang)).body[0].children
        assert isinstance(block, Paragraph)
        paragraph = block
    return ColumnParagraph(paragraph.inlines, direction(sentence.lang), width)


def paragraphs(*, passes: bool) -> list[ColumnParagraph]:
    return [
        set_in_columns(each, each.source, width, passes=passes)
        for each in sentences()
        for width in WIDTHS
    ]


@cache
def reference_paragraphs() -> list[ColumnParagraph]:
    """Return the paragraphs with the phrases that a reader sees."""
    return [
        set_in_columns(each, each.marked, width, passes=False)
        for each in sentences()
        for width in WIDTHS
    ]


@pytest.mark.thorough
def test_each_line_on_paper_has_the_order_of_its_phrases() -> None:
    lines = columns.lines_on_paper(paragraphs(passes=True))
    correct, total = count_correct_lines(reference_paragraphs(), lines)
    print(f"{correct} of {total} lines are correct")
    assert total > 3 * COUNT
    assert correct == total


@pytest.mark.thorough
def test_each_line_on_screen_has_the_order_of_its_phrases() -> None:
    chromium.find_program()
    lines = columns.lines_on_screen(paragraphs(passes=True))
    wrong = [
        row
        for paragraph, own in zip(reference_paragraphs(), lines, strict=True)
        for line, row in match_lines(paragraph, own)
        if unify_brackets(standard_characters(paragraph, line)) != unify_brackets(row)
    ]
    assert wrong == []


@pytest.mark.thorough
def test_without_the_passes_many_lines_on_paper_have_another_order() -> None:
    bare = paragraphs(passes=False)
    correct, total = count_correct_lines(reference_paragraphs(), columns.lines_on_paper(bare))
    print(f"{correct} of {total} lines are correct without the passes")
    assert correct < 0.85 * total
