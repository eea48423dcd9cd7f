"""BidiCharacterTest.txt of Unicode on paper, its lines cut by markup at random places.

The sample is drawn from the lines whose characters are in the theme's faces. Lines with embedding,
override and isolate controls are left out: a pass removes these characters and reports them.
Format: https://www.unicode.org/Public/UCD/latest/ucd/BidiCharacterTest.txt
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from publish.document.inline_ranges import Run, enclose
from publish.document.model import (
    Citation,
    Dir,
    Emphasis,
    Inlines,
    Link,
    Paragraph,
    Reference,
    Strong,
    Text,
)
from publish.passes.directions import directions
from tests.support import paper
from tests.support.notation import book
from tests.typesetting import columns
from tests.typesetting.columns import LANGUAGES, ColumnParagraph

pytestmark = pytest.mark.slow

FILE = Path("/usr/share/unicode/BidiCharacterTest.txt")
SAMPLE_SIZE = 1000

# No face of the theme has dice. Their substitutes are neutral (ON) and not mirrored, as dice are.
DICE_SUBSTITUTES = str.maketrans("⚀⚁⚂⚃", "•†‡§")
DRAWABLE = frozenset("•†‡§()[]{}abcdefghkos0123456789אבגדהו -.*!&%+/?")


@dataclass(frozen=True)
class StandardLine:
    """Line of the file: characters, base direction, embedding levels and visual order."""

    text: str
    dir: Dir
    levels: tuple[int, ...]
    order: tuple[int, ...]

    @property
    def visible_characters(self) -> str:
        """The characters from left to right, brackets mirrored where needed, without spaces."""
        visible = (
            self.text[index].translate(paper.MIRRORED)
            if self.levels[index] % 2
            else self.text[index]
            for index in self.order
        )
        return "".join(visible).replace(" ", "")


def read_drawable(lines: Iterable[str]) -> Iterator[StandardLine]:
    """Yield the lines of the file that the theme can draw."""
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        codes, _, level, levels, order = line.strip().split(";")
        characters = "".join(chr(int(code, 16)) for code in codes.split())
        text = characters.translate(DICE_SUBSTITUTES)
        if DRAWABLE.issuperset(text):
            yield StandardLine(
                text,
                Dir.RTL if int(level) % 2 else Dir.LTR,
                tuple(map(int, levels.split())),
                tuple(map(int, order.split())),
            )


@cache
def sample() -> list[StandardLine]:
    if not FILE.is_file():
        pytest.skip(f"{FILE} is missing; the Debian package unicode-data installs it")
    with FILE.open(encoding="utf-8") as lines:
        return random.Random(9).sample(list(read_drawable(lines)), SAMPLE_SIZE)


def add_random_markup(text: str, rng: random.Random) -> Inlines:
    """Return a text with markup around one to three random ranges of it."""
    nodes: Inlines = (Text(text),)
    makers = [Emphasis, Strong, lambda n: Link("#", n), lambda n: Citation(Reference("w"), n)]
    for make in rng.sample(makers, rng.randint(1, 3)):
        start = rng.randrange(len(text))
        run: Run = (start, rng.randint(start + 1, len(text)))
        nodes = enclose(nodes, [run], lambda inner, _, make=make: make(inner))
    return nodes


@cache
def sample_paragraphs() -> list[ColumnParagraph]:
    rng = random.Random(9)
    return [
        ColumnParagraph(add_random_markup(line.text, rng), line.dir, width=150) for line in sample()
    ]


def apply_directions(paragraph: ColumnParagraph) -> ColumnParagraph:
    work = book(Paragraph(paragraph.inlines), lang=LANGUAGES[paragraph.dir])
    (block,) = directions(work).value.body[0].children
    assert isinstance(block, Paragraph)
    return ColumnParagraph(block.inlines, paragraph.dir, paragraph.width)


def count_correct(paragraphs: list[ColumnParagraph]) -> int:
    """Return the number of paragraphs whose line on paper is in the order of the file."""
    rows = (
        "".join(map(columns.visible_characters, lines))
        for lines in columns.lines_on_paper(paragraphs)
    )
    return sum(row == line.visible_characters for row, line in zip(rows, sample(), strict=True))


def test_substitutes_of_dice_are_neutral() -> None:
    assert {unicodedata.bidirectional(chr(code)) for code in DICE_SUBSTITUTES.values()} == {"ON"}


@pytest.mark.thorough
def test_every_line_is_in_the_order_of_the_file() -> None:
    correct = count_correct([apply_directions(each) for each in sample_paragraphs()])
    print(f"{correct} of {SAMPLE_SIZE} lines are correct with the pass")
    assert correct == SAMPLE_SIZE


@pytest.mark.thorough
def test_without_the_pass_many_lines_are_in_another_order() -> None:
    correct = count_correct(sample_paragraphs())
    print(f"{correct} of {SAMPLE_SIZE} lines are correct without the pass")
    assert correct < 0.9 * SAMPLE_SIZE
