"""Lines on paper or on screen beside the order of UAX #9."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.support import paper
from tests.support.glyphs import unify_brackets
from tests.typesetting import columns
from tests.typesetting.columns import ColumnParagraph


def match_lines(
    paragraph: ColumnParagraph, lines: columns.Lines
) -> Iterator[tuple[paper.Line, str]]:
    """Yield the range of characters of each line, and its visible characters."""
    text = paper.flatten(paragraph.inlines)
    visible = [index for index, character in enumerate(text) if not character.isspace()]
    start = 0
    for row in map(columns.visible_characters, lines):
        own = visible[start : start + len(row)]
        start += len(row)
        # Other characters would mean that the lines are matched with the wrong text.
        assert sorted(unify_brackets("".join(text[i] for i in own))) == sorted(unify_brackets(row))
        yield (own[0], own[-1] + 1), row
    assert start == len(visible)


def standard_characters(paragraph: ColumnParagraph, line: paper.Line) -> str:
    """Return the visible characters of a line in the order of UAX #9, brackets mirrored."""
    inlines, dir = paragraph.inlines, paragraph.dir
    text = paper.flatten(inlines)
    level = dict(paper.levels(inlines, dir))
    order = paper.drop_spaces(inlines, paper.standard_order(inlines, dir, line))
    return "".join(text[i].translate(paper.MIRRORED) if level[i] % 2 else text[i] for i in order)


def count_correct_lines(
    paragraphs: Sequence[ColumnParagraph], lines: Sequence[columns.Lines]
) -> tuple[int, int]:
    """Return the number of lines on paper in the order of UAX #9, and the number of all lines."""
    correct = [
        standard_characters(paragraph, line) == row
        for paragraph, own in zip(paragraphs, lines, strict=True)
        for line, row in match_lines(paragraph, own)
    ]
    return sum(correct), len(correct)
