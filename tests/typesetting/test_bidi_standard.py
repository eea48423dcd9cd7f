"""Unicode's own test of the bidirectional algorithm, on paper, its lines cut by markup.

The sample is of the lines that the theme's faces can draw; embeddings, overrides and isolates as
characters are not among them, because no text here has any (they are taken out and reported).
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
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
from tests.typesetting import sheet
from tests.typesetting.sheet import LANG, Set

pytestmark = pytest.mark.slow

FILE = Path("/usr/share/unicode/BidiCharacterTest.txt")
SAMPLE = 1000

# No face of the theme has dice; what stands for them is neutral too (ON) and mirrors as little.
DICE = str.maketrans("⚀⚁⚂⚃", "•†‡§")
DRAWN = frozenset("•†‡§()[]{}abcdefghkos0123456789אבגדהו -.*!&%+/?")


@dataclass(frozen=True)
class Line:
    """A line of the file: its characters, its direction, and how it is seen from left to right."""

    text: str
    dir: Dir
    order: tuple[int, ...]

    def shown(self, levels: list[str]) -> str:
        """Return the line as it is seen, each bracket as it is drawn."""
        return "".join(
            self.text[i].translate(paper.MIRRORED) if int(levels[i]) % 2 else self.text[i]
            for i in self.order
        )


def drawable(lines: Iterator[str]) -> Iterator[tuple[Line, str]]:
    """Yield the lines of the file that the theme can draw, with what is to be seen of each."""
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        codes, _, level, levels, order = line.strip().split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split()).translate(DICE)
        if DRAWN.issuperset(text):
            dir = Dir.RTL if int(level) % 2 else Dir.LTR
            given = Line(text, dir, tuple(map(int, order.split())))
            yield given, given.shown(levels.split()).replace(" ", "")


@cache
def sample() -> list[tuple[Line, str]]:
    if not FILE.is_file():
        pytest.skip(f"{FILE} is not here; it comes with the Debian package unicode-data")
    with FILE.open(encoding="utf-8") as lines:
        return random.Random(9).sample(list(drawable(lines)), SAMPLE)


def cut(text: str, rng: random.Random) -> Inlines:
    """Return the text with one to three stretches of it marked, at whatever places."""
    nodes: Inlines = (Text(text),)
    makers = [Emphasis, Strong, lambda n: Link("#", n), lambda n: Citation(Reference("w"), n)]
    for make in rng.sample(makers, rng.randint(1, 3)):
        start = rng.randrange(len(text))
        run: Run = (start, rng.randint(start + 1, len(text)))
        nodes = enclose(nodes, [run], lambda inner, _, make=make: make(inner))
    return nodes


@cache
def cut_sample() -> list[Set]:
    rng = random.Random(9)
    return [Set(cut(line.text, rng), line.dir, width=150) for line, _ in sample()]


def right(paragraphs: list[Set]) -> int:
    """Return how many of the lines are seen on paper as the file has them."""
    found = ("".join(map(sheet.inked, lines)) for lines in sheet.on_paper(paragraphs))
    return sum(seen == wanted for seen, (_, wanted) in zip(found, sample(), strict=True))


def directed(given: Set) -> Set:
    work = directions(book(Paragraph(given.inlines), lang=LANG[given.dir])).value
    (block,) = work.body[0].children
    assert isinstance(block, Paragraph)
    return Set(block.inlines, given.dir, given.width)


def test_what_stands_for_dice_is_as_neutral_as_they_are() -> None:
    assert {unicodedata.bidirectional(chr(code)) for code in DICE.values()} == {"ON"}


def test_every_line_is_seen_as_the_file_has_it() -> None:
    found = right([directed(given) for given in cut_sample()])
    print(f"{found} of {SAMPLE} lines with the pass")
    assert found == SAMPLE


def test_stock_is_wrong_in_many() -> None:
    # The control: as the engine sets the same markup when no pass has seen it.
    found = right(cut_sample())
    print(f"{found} of {SAMPLE} lines without it")
    assert found < 0.9 * SAMPLE
