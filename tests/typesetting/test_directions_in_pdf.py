"""What the languages and directions passes make, set by WeasyPrint as it is, glyph by glyph.

Random bilingual paragraphs, cut by markup at random places and wrapped in a narrow column; each
line's glyphs, by where they stand on the page, against UAX #9 and against a browser.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from publish.document.inline_ranges import Run, enclose, flat
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
from tests.support import chromium, paper
from tests.support.glyphs import unify_brackets
from tests.support.notation import book
from tests.typesetting import sheet
from tests.typesetting.sheet import LANG, Set

pytestmark = pytest.mark.slow

# Points do not move the letters they stand on, and PDF libraries disagree on where they stand.
HEBREW = "שלום תורה אור ספר דבר מלאכת הסופר כתב אות רב\"ש ה' על־ידי".split()
ENGLISH = "light of the letter and its work page binder G-d rag".split()
OTHER = '7 1986 152-160 1:2 (אור) [page] " . , : ! (Isaiah 40:31) כלי,אור –'.split(" ")


def paragraph(rng: random.Random) -> Inlines:
    """Return 15 to 30 words, four times marked and twice noted at whatever place."""
    words = [
        rng.choice(rng.choices([HEBREW, ENGLISH, OTHER], [5, 5, 2])[0])
        for _ in range(rng.randint(15, 30))
    ]
    nodes: Inlines = (Text(" ".join(words)),)
    for make in (Emphasis, Strong, lambda inner: Link("#", inner), lambda i: Quote("“", "”", i)):
        length = len(flat(nodes))
        start = rng.randrange(length)
        run = (start, min(length, start + rng.randint(1, 14)))
        nodes = enclose(nodes, [run], lambda inner, _, make=make: make(inner))
    for number in "12":
        at = rng.randrange(1, len(flat(nodes)))
        nodes = enclose(nodes, [(at, at + 1)], _noted(number))
    return nodes


def _noted(number: str):  # type: ignore[no-untyped-def] # what enclose takes: see publish.document.inline_ranges.Make
    def make(inner: Inlines, _: Run) -> Inline:
        # enclose gives one node for a run; emphasis holds the character and its note call.
        return Emphasis((*inner, Note(number)))

    return make


def passed(nodes: Inlines, dir: Dir) -> tuple[Inlines, Dir]:
    work = languages(book(Paragraph(nodes), lang=LANG[dir])).value
    (block,) = directions(work).value.body[0].children
    if isinstance(block, Passage):
        (block,), dir = block.blocks, block.dir
    assert isinstance(block, Paragraph)
    return block.inlines, dir


# --- on paper


def random_paragraphs(count: int) -> list[tuple[Inlines, Dir]]:
    rng = random.Random(18)
    return [(paragraph(rng), rng.choice(list(Dir))) for _ in range(count)]


@cache
def cared_for(count: int) -> list[Set]:
    return [Set(*passed(nodes, dir)) for nodes, dir in random_paragraphs(count)]


@cache
def on_paper(count: int) -> list[sheet.Lines]:
    return sheet.on_paper(cared_for(count))


def places(each: Set, rows: sheet.Lines) -> Iterator[tuple[paper.Line, str]]:
    """Yield, for each line, the characters it is made of, and how it stands there."""
    text = paper.flatten(each.inlines)
    ink = [index for index, character in enumerate(text) if not character.isspace()]
    at = 0
    for row in map(sheet.inked, rows):
        own = ink[at : at + len(row)]
        at += len(row)
        # The same characters, or lines and paragraphs are out of step and nothing is proved.
        assert sorted(unify_brackets("".join(text[i] for i in own))) == sorted(unify_brackets(row))
        yield (own[0], own[-1] + 1), row
    assert at == len(ink)


def wanted(each: Set, line: paper.Line) -> str:
    """Return a line as UAX #9 has it, its brackets as they are drawn."""
    text = paper.flatten(each.inlines)
    level = dict(paper.levels(each.inlines, each.dir))
    order = paper.drop_spaces(each.inlines, paper.standard_order(each.inlines, each.dir, line))
    return "".join(text[i].translate(paper.MIRRORED) if level[i] % 2 else text[i] for i in order)


def right_lines(paragraphs: Sequence[Set], made: Sequence[sheet.Lines]) -> tuple[int, int]:
    """Return how many lines on paper are in the order of UAX #9, and how many there are."""
    right = [
        wanted(each, line) == row
        for each, rows in zip(paragraphs, made, strict=True)
        for line, row in places(each, rows)
    ]
    return sum(right), len(right)


@pytest.mark.long
def test_every_line_of_500_paragraphs_is_in_the_order_of_uax9() -> None:
    right, total = right_lines(cared_for(500), on_paper(500))
    print(f"{right} of {total} lines")
    assert total > 1800
    assert right == total


def test_without_the_passes_many_lines_are_wrong() -> None:
    # The control: were the engine right by itself, the test above would prove nothing.
    given = [Set(*each) for each in random_paragraphs(60)]
    right, total = right_lines(given, sheet.on_paper(given))
    print(f"{right} of {total} lines")
    assert right < 0.8 * total


def test_where_lines_break_alike_a_browser_sets_them_in_the_same_order() -> None:
    chromium.find_program()
    paragraphs = cared_for(500)
    same = total = 0
    for each, ours, theirs in zip(
        paragraphs, on_paper(500), sheet.on_screen(paragraphs), strict=True
    ):
        shown = dict(places(each, theirs))
        for line, row in places(each, ours):
            if line in shown:
                total += 1
                same += unify_brackets(shown[line]) == unify_brackets(row)
    print(f"{same} of {total} lines that break alike")
    assert total > 1000
    assert same == total
