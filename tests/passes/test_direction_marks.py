"""Direction marks of an author as isolates: the order of a line, and what is removed."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.document.model import Foreign, Paragraph
from publish.document.walk import descend, plain
from publish.passes.clean.direction_marks import DIRECTION_MARK, isolate_marked
from publish.passes.directions import fribidi
from publish.passes.languages import languages
from publish.text.languages import Dir, Script, script
from publish.text.source import Source, Traced
from tests.support.examples import examples
from tests.support.notation import book, inlines, show

WORDS = 'word שלום -5 +7 C++ ! . ( ) " “ ” , 1–3'.split(" ")
MARKS = "\u200e \u200f \u202a \u202b \u202c \u2066 \u2067 \u2069".split(" ")
PIECES = st.sampled_from(WORDS + MARKS)
LINES = st.lists(PIECES, max_size=14).map(
    lambda pieces: "".join(f"{p} " if p.isalpha() else p for p in pieces)
)


def as_line(text: str) -> Traced:
    return next(Source("a.txt", text).lines(), Traced("", "a.txt", ((0, 0),)))


def visible_order(line: str, base: Dir) -> str:
    """Return the visible characters of a line from left to right."""
    order = fribidi.visual_order(fribidi.levels(line, base))
    return "".join(line[n] for n in order if not DIRECTION_MARK.match(line[n])).replace(" ", "")


def strip_marks(text: str) -> str:
    return DIRECTION_MARK.sub("", text)


@given(LINES)
@settings(deadline=None, max_examples=examples(400))
def test_no_character_but_a_mark_is_lost_and_none_moves(line: str) -> None:
    result = isolate_marked(as_line(line))
    assert strip_marks(result.text) == strip_marks(line)
    assert not set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e") & set(result.text)
    for index, character in enumerate(result.text):
        if not DIRECTION_MARK.match(character):
            assert line[result.offset(index)] == character


@given(LINES.filter(lambda line: not set("\u202a\u202b\u202c\u2066\u2067\u2069") & set(line)))
@settings(deadline=None, max_examples=examples(400))
def test_a_line_with_single_marks_keeps_its_order(line: str) -> None:
    line = line.lstrip("\u200e\u200f ")  # a mark before a line gives its direction alone
    base = Dir.RTL if script(line) is Script.HEBREW else Dir.LTR
    result = isolate_marked(as_line(line)).text
    assert visible_order(result, base) == visible_order(line, base)


@given(LINES)
@example("\u2066word שלום \u202cשלום ")
@settings(deadline=None, max_examples=examples(200))
def test_a_second_time_nothing_changes(line: str) -> None:
    once = isolate_marked(as_line(line))
    assert isolate_marked(as_line(once.text)).text == once.text


@pytest.mark.parametrize(
    ("lang", "marked", "expected"),
    [
        ("he", "היתה \u2066-5\u2069 מעלות", "p: |היתה | he-ltr(|-5|) | מעלות|"),
        ("he", "בשפת \u2066C++\u2069 כאן", "p: |בשפת | en(|C++|) | כאן|"),
        ("en", "said \u2067שלום!\u2069 and", "p: |said | he(|שלום!|) | and|"),
        ("en", "a <b>bold \u2067של</b>ום!\u2069 b", "p: |a | b(|bold |) he(b(|של|) |ום!|) | b|"),
        (
            "en",
            "\u2067שלום \u2066C++!\u2069 טוב!\u2069 so",
            "p: he(|שלום | en(|C++!|) | טוב!|) | so|",
        ),
        ("en", "an unpaired \u2067mark\u2067", "p: |an unpaired mark|"),
    ],
)
def test_an_isolate_is_a_node_of_the_model(lang: str, marked: str, expected: str) -> None:
    work = languages(book(Paragraph(inlines(marked)), lang=lang)).value
    assert show(*work.body[0].children).strip() == expected


@given(LINES, st.sampled_from(["en", "he"]))
@settings(deadline=None, max_examples=examples(200))
def test_no_isolate_and_no_character_is_lost_in_the_model(line: str, lang: str) -> None:
    text = isolate_marked(as_line(line)).text
    work = languages(book(Paragraph(inlines(text)), lang=lang)).value
    (run,) = [node.inlines for node in descend(work) if isinstance(node, Paragraph)]
    assert plain(run) == strip_marks(text)
    assert all(node.inlines for node in descend(run) if isinstance(node, Foreign))


@pytest.mark.parametrize(("count", "left"), [(400, True), (600, False)])
def test_a_line_of_more_than_a_thousand_marks_has_none(count: int, left: bool) -> None:
    result = isolate_marked(as_line("a \u2067א, b\u2069 " * count)).text
    assert bool(DIRECTION_MARK.search(result)) is left
