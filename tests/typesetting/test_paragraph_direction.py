"""Direction of 60 random mixed paragraphs, by the side of the column at which their glyphs begin.

The first and the last word are of either script, whatever the majority is.
"""

from __future__ import annotations

import random
from functools import cache

import pytest

from publish import read
from publish.document.model import Dir, Paragraph, Passage, Text
from publish.document.walk import descend
from publish.passes.directions import directions
from publish.passes.languages import languages
from publish.text.languages import Script, count_letters
from tests.support.notation import book
from tests.typesetting import columns
from tests.typesetting.columns import ColumnParagraph

WORDS = {
    Dir.LTR: "the light of a letter and its work on every page for binders Guide Keter".split(),
    Dir.RTL: "האור של האות והמלאכה על כל דף לסופר ספר הזוהר שהיא נכתבת בדיו".split(),
}
NEUTRAL = ["1986", "(1:2)", "7", "“", "–", "40:31"]
COUNT = 60
WIDTH = 190.0


def random_paragraph(rng: random.Random, majority: Dir) -> str:
    """Return 8 to 11 words, most of their letters of one direction."""
    while True:
        own, other = WORDS[majority], WORDS[majority.other]
        words = rng.choices(own, k=rng.randint(5, 7)) + rng.choices(other, k=rng.randint(3, 4))
        words.append(rng.choice(NEUTRAL))
        rng.shuffle(words)
        ends = [rng.choice(WORDS[rng.choice(list(Dir))]) for _ in range(2)]
        text = " ".join([ends[0], *words, ends[1]]) + "."
        counts = count_letters(text)
        hebrew, latin = counts[Script.HEBREW], counts[Script.LATIN]
        is_clear = abs(hebrew - latin) > 0.1 * (hebrew + latin)
        if is_clear and (hebrew > latin) is (majority is Dir.RTL):
            return text


@cache
def random_paragraphs() -> list[tuple[str, Dir]]:
    """Return paragraphs with the direction of most of their letters."""
    rng = random.Random(11)
    majorities = [*Dir] * (COUNT // 2)
    return [(random_paragraph(rng, majority), majority) for majority in majorities]


def process(text: str, lang: str) -> ColumnParagraph:
    """Return a paragraph of a book in ``lang`` after the passes of languages and directions."""
    work = directions(languages(book(Paragraph((Text(text),)), lang=lang)).value).value
    (block,) = work.body[0].children
    dir = Dir.RTL if lang == "he" else Dir.LTR
    if isinstance(block, Passage):
        (block,), dir = block.blocks, block.dir
    assert isinstance(block, Paragraph)
    return ColumnParagraph(block.inlines, dir, WIDTH)


def sides(paragraphs: list[ColumnParagraph]) -> list[Dir]:
    """Return the direction of each paragraph, which ends at the side of its ragged edge."""
    middle = columns.column_middle(WIDTH)
    result: list[Dir] = []
    for lines in columns.lines_on_paper(paragraphs):
        assert len(lines) == 1
        left, right = lines[0][0].x, lines[0][-1].end
        result.append(Dir.LTR if middle - left > right - middle else Dir.RTL)
    return result


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_paragraph_is_set_in_the_direction_of_most_of_its_letters(lang: str) -> None:
    paragraphs = [process(text, lang) for text, _ in random_paragraphs()]
    assert sides(paragraphs) == [majority for _, majority in random_paragraphs()]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "he"])
def test_without_the_passes_half_of_the_paragraphs_are_set_in_the_other_direction(
    lang: str,
) -> None:
    dir = Dir.RTL if lang == "he" else Dir.LTR
    paragraphs = [ColumnParagraph((Text(t),), dir, WIDTH) for t, _ in random_paragraphs()]
    assert sides(paragraphs) == [dir] * COUNT


@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_pasted_paragraph_has_the_direction_of_most_of_its_letters(lang: str) -> None:
    text = "\n\n".join(["Title", *(text for text, _ in random_paragraphs())])
    work = read(text, settings={"languages": [lang], "shape": "prose", "title": "Title"}).value
    home = Dir.RTL if lang == "he" else Dir.LTR
    inside = {
        id(block): node.dir
        for node in descend(work)
        if isinstance(node, Passage)
        for block in node.blocks
    }
    directions_set = [inside.get(id(p), home) for p in descend(work) if isinstance(p, Paragraph)]
    assert directions_set[-COUNT:] == [majority for _, majority in random_paragraphs()]
