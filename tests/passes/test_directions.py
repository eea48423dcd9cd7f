"""Tests of the directions pass against the order of UAX #9 on paper."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hypothesis import Phase, assume, given, seed, settings
from hypothesis import strategies as st

from publish.document.model import (
    Dir,
    Emphasis,
    Gloss,
    Inlines,
    Note,
    Paragraph,
    Passage,
    Text,
    Work,
    direction,
)
from publish.document.walk import descend, plain
from publish.passes.directions import directions
from publish.passes.languages import languages
from tests.support import notation, paper, trees
from tests.support.casefile import Case, cases
from tests.support.examples import examples
from tests.support.growth import is_linear

LANG = {Dir.LTR: "en", Dir.RTL: "he"}


def run(work: Work) -> Inlines:
    (block,) = work.body[0].children
    assert isinstance(block, Paragraph)
    return block.inlines


def apply_directions(inlines: Inlines, dir: Dir) -> Inlines:
    return run(directions(notation.book(Paragraph(inlines), lang=LANG[dir])).value)


def whole(inlines: Inlines) -> paper.Line:
    return 0, len(paper.flatten(inlines))


def same_on_paper(inlines: Inlines, result: Inlines, dir: Dir) -> bool:
    """Return whether ``result``, set box by box, has the order of ``inlines`` by UAX #9."""
    wanted = paper.drop_spaces(inlines, paper.standard_order(inlines, dir, whole(inlines)))
    return paper.drop_spaces(result, paper.engine_order(result, dir, whole(result))) == wanted


@pytest.mark.parametrize("case", cases("directions"))
def test_case(case: Case) -> None:
    """A line ``in he`` or ``in en``, the text; then the tree, and the line as paper shows it."""

    def produce(source: str) -> str:
        lang, marked = source.removeprefix("in ").strip("\n").split("\n", 1)
        dir = direction(lang)
        result = run(
            directions(notation.book(Paragraph(notation.inlines(marked)), lang=lang)).value
        )
        line = whole(result)
        seen = paper.show_line(result, dir, paper.engine_order(result, dir, line))
        assert seen == paper.show_line(result, dir, paper.standard_order(result, dir, line))
        return f"{notation.line(result)}\npaper: {seen}"

    case.holds(produce)


dirs = st.sampled_from(Dir)


@given(trees.runs, dirs)
@settings(deadline=None, max_examples=examples(200))
def test_box_by_box_every_line_is_in_the_order_of_uax9(inlines: Inlines, dir: Dir) -> None:
    assert same_on_paper(inlines, apply_directions(inlines, dir), dir)


@given(trees.runs, dirs)
@settings(deadline=None, max_examples=examples(200))
def test_the_order_in_a_browser_is_unchanged(inlines: Inlines, dir: Dir) -> None:
    result = apply_directions(inlines, dir)
    line = whole(inlines)
    assert paper.drop_spaces(result, paper.standard_order(result, dir, line)) == paper.drop_spaces(
        inlines, paper.standard_order(inlines, dir, line)
    )


@pytest.mark.thorough
def test_without_the_pass_paper_is_wrong() -> None:
    # Control: a property that holds without the pass would prove nothing.
    wrong: list[bool] = []

    @seed(1)
    @settings(deadline=None, max_examples=200, phases=[Phase.generate], database=None)
    @given(trees.runs, dirs)
    def collect(inlines: Inlines, dir: Dir) -> None:
        wrong.append(not same_on_paper(inlines, inlines, dir))

    collect()
    assert sum(wrong) > len(wrong) / 5


@given(trees.runs, dirs)
@settings(deadline=None, max_examples=examples(200))
def test_nothing_is_lost_and_nothing_moves(inlines: Inlines, dir: Dir) -> None:
    result = apply_directions(inlines, dir)
    assert plain(result) == plain(inlines)
    assert notes(result) == notes(inlines)


def notes(inlines: Inlines) -> list[Note]:
    return [node for node in descend(inlines) if isinstance(node, Note)]


@given(trees.runs, dirs)
@settings(deadline=None, max_examples=examples(200))
def test_the_pass_is_idempotent(inlines: Inlines, dir: Dir) -> None:
    once = directions(notation.book(Paragraph(inlines), lang=LANG[dir])).value
    assert directions(once).value is once


@given(trees.runs, dirs, st.data())
@settings(deadline=None, max_examples=examples(200))
def test_after_languages_every_line_of_a_wrapped_paragraph_is_right(
    inlines: Inlines, dir: Dir, data: st.DataObject
) -> None:
    work = languages(notation.book(Paragraph(inlines), lang=LANG[dir])).value
    (block,) = directions(work).value.body[0].children
    if isinstance(block, Passage):
        (block,), dir = block.blocks, block.dir
    assert isinstance(block, Paragraph)
    result = block.inlines
    text = paper.flatten(result)
    # Bare Arabic is left to the engine, which ignores the text before a wrap.
    assume("ب" not in text)
    spaces = [match.end() for match in re.finditer(r" (?=\S)", text)]
    breaks = data.draw(st.sets(st.sampled_from(spaces))) if spaces else set()
    edges = [0, *sorted(breaks), len(text)]
    for line in pairwise(edges):
        assert paper.drop_spaces(
            result, paper.engine_order(result, dir, line)
        ) == paper.drop_spaces(result, paper.standard_order(result, dir, line))


def test_bare_text_stays_as_it_is() -> None:
    work = notation.book(Paragraph((Text("one שתים 3 ארבע (five)"),)))
    assert directions(work).value is work


def test_markup_does_not_part_a_letter_from_its_marks() -> None:
    inlines = (Text("ש"), Emphasis((Text("\u05c1ל"),)), Text("\u05b8ום"))
    assert notation.line(apply_directions(inlines, Dir.RTL)) == "|ש\u05c1| em(|ל\u05b8|) |ום|"


def test_a_text_of_marks_alone_goes_into_the_letter() -> None:
    inlines = (Text("ש"), Emphasis((Text("\u05c1"),)), Text("\u05b8ל"))
    assert notation.line(apply_directions(inlines, Dir.RTL)) == "|ש\u05c1\u05b8| |ל|"


def test_every_part_keeps_its_span() -> None:
    marked = "see אחת <b>שתים and three</b> four"
    result = apply_directions(notation.inlines(marked), Dir.LTR)
    texts = [node for node in descend(result) if isinstance(node, Text)]
    assert [marked[text.span.start : text.span.end] for text in texts] == [t.text for t in texts]


def test_each_line_of_a_verse_is_ordered_by_itself() -> None:
    result = apply_directions(notation.inlines("אחת <b>שתים</b><br>שלש <b>ארבע</b> five"), Dir.LTR)
    assert notation.line(result) == "he(|אחת | b(|שתים|)) br he(|שלש | b(|ארבע|)) | five|"


def test_brackets_in_different_boxes_keep_their_order() -> None:
    # Counter-example of a long search: the box with the closing marks is ordered alone.
    term, meaning = (Text("light ("),), (Text("שלום [ שלום )"),)
    inlines = (Text("שלום"), Gloss(term, " [", meaning, "]"))
    assert same_on_paper(inlines, apply_directions(inlines, Dir.LTR), Dir.LTR)


def test_the_first_part_of_a_cut_gloss_keeps_the_anchor() -> None:
    term, meaning = (Text("light שלום"),), (Text("שלום light"),)
    inlines = (Text("light "), Gloss(term, " [", meaning, "]", anchor="light"))
    result = apply_directions(inlines, Dir.RTL)
    assert [node.anchor for node in descend(result) if isinstance(node, Gloss)] == ["light", ""]


def _book_of_phrases(paragraphs: int) -> Work:
    """Return a book whose paragraphs have a phrase or a number of another direction each."""
    rng = random.Random(7)
    hebrew, english = "שלום עולם תורה אור".split(), "light of the Torah and its work".split()
    blocks = []
    for number in range(paragraphs):
        words = [rng.choice(english if number % 2 else hebrew) for _ in range(35)]
        words[rng.randrange(35)] = rng.choice(["שלום עולם", "1986", "(see 5)", "Torah"])
        blocks.append(Paragraph((Text(" ".join(words)), Note("1"), Text("."))))
    return notation.book(*blocks)


def test_the_time_is_linear_in_the_number_of_paragraphs() -> None:
    works = {size: languages(_book_of_phrases(size)).value for size in (150, 8 * 150)}
    assert is_linear(lambda size: directions(works[size]), 150)
