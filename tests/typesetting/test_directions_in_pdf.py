"""Random bilingual paragraphs after the passes `languages` and `directions`, set by WeasyPrint.

Markup cuts the paragraphs at random places, and a narrow column wraps them. The order of the glyphs
in each line is compared with UAX #9 and with Chromium.
"""

from __future__ import annotations

import random
from functools import cache

import pytest

from publish.document.inline_ranges import Make, Run, enclose, flat
from publish.document.model import (
    Dir,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Note,
    Paragraph,
    Passage,
    Quote,
    Strong,
    Text,
)
from publish.passes.directions import directions
from publish.passes.languages import languages
from tests.support import chromium
from tests.support.glyphs import unify_brackets
from tests.support.notation import book
from tests.typesetting import columns
from tests.typesetting.columns import LANGUAGES, ColumnParagraph
from tests.typesetting.standard_lines import count_correct_lines, match_lines

pytestmark = pytest.mark.slow

# Without nikud: marks do not move their letters, and PDF libraries disagree on their positions.
HEBREW = "שלום תורה אור ספר דבר מלאכת הסופר כתב אות רב\"ש ה' על־ידי".split()
ENGLISH = "light of the letter and its work page binder G-d rag".split()
NEUTRAL = '7 1986 152-160 1:2 (אור) [page] " . , : ! (Isaiah 40:31) כלי,אור –'.split(" ")


def random_inlines(rng: random.Random) -> Inlines:
    """Return 15 to 30 words with four pieces of markup and two note calls at random places."""
    words = [
        rng.choice(rng.choices([HEBREW, ENGLISH, NEUTRAL], [5, 5, 2])[0])
        for _ in range(rng.randint(15, 30))
    ]
    nodes: Inlines = (Text(" ".join(words)),)
    for make in (Emphasis, Strong, lambda inner: Link("#", inner), lambda i: Quote("“", "”", i)):
        length = len(flat(nodes))
        start = rng.randrange(length)
        run = (start, min(length, start + rng.randint(1, 14)))
        nodes = enclose(nodes, [run], lambda inner, _, make=make: make(inner))
    for number in "12":
        index = rng.randrange(1, len(flat(nodes)))
        nodes = enclose(nodes, [(index, index + 1)], _append_note(number))
    return nodes


def _append_note(number: str) -> Make:
    def make(inner: Inlines, _: Run) -> Inline:
        # A run is enclosed in one node, so the character and its note call are put in an emphasis.
        return Emphasis((*inner, Note(number)))

    return make


def random_paragraphs(count: int) -> list[tuple[Inlines, Dir]]:
    rng = random.Random(18)
    return [(random_inlines(rng), rng.choice(list(Dir))) for _ in range(count)]


def apply_passes(nodes: Inlines, dir: Dir) -> ColumnParagraph:
    """Return a paragraph after the two passes, with the direction of its passage, if any."""
    work = languages(book(Paragraph(nodes), lang=LANGUAGES[dir])).value
    (block,) = directions(work).value.body[0].children
    if isinstance(block, Passage):
        (block,), dir = block.blocks, block.dir
    assert isinstance(block, Paragraph)
    return ColumnParagraph(block.inlines, dir)


@cache
def column_paragraphs(count: int) -> list[ColumnParagraph]:
    return [apply_passes(nodes, dir) for nodes, dir in random_paragraphs(count)]


@cache
def lines_on_paper(count: int) -> list[columns.Lines]:
    return columns.lines_on_paper(column_paragraphs(count))


@pytest.mark.long
def test_every_line_of_500_paragraphs_is_in_the_order_of_uax9() -> None:
    correct, total = count_correct_lines(column_paragraphs(500), lines_on_paper(500))
    print(f"{correct} of {total} lines are correct")
    assert total > 1800
    assert correct == total


@pytest.mark.thorough
def test_without_the_passes_many_lines_are_wrong() -> None:
    paragraphs = [ColumnParagraph(nodes, dir) for nodes, dir in random_paragraphs(60)]
    correct, total = count_correct_lines(paragraphs, columns.lines_on_paper(paragraphs))
    print(f"{correct} of {total} lines are correct")
    assert correct < 0.8 * total


@pytest.mark.long
def test_lines_that_break_alike_have_the_same_order_in_a_browser() -> None:
    chromium.find_program()
    paragraphs = column_paragraphs(500)
    screen = columns.lines_on_screen(paragraphs)
    same = total = 0
    for paragraph, ours, theirs in zip(paragraphs, lines_on_paper(500), screen, strict=True):
        browser_rows = dict(match_lines(paragraph, theirs))
        for line, row in match_lines(paragraph, ours):
            if line in browser_rows:
                total += 1
                same += unify_brackets(browser_rows[line]) == unify_brackets(row)
    print(f"{same} of {total} lines that break alike have the same order")
    assert total > 1000
    assert same == total
