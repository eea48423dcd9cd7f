"""Random texts of all shapes at once: nothing is lost in silence, and nothing moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from publish.config import Settings
from publish.diagnostics import Effect, Outcome, Severity
from publish.diagnostics.rules import RULES
from publish.document.marks import Mark, MarkRole, normalize
from publish.document.metadata import Creator, Date
from publish.document.model import Excerpt, List, Milestone, Node, Note, Segment, Text, Words, Work
from publish.document.roles import MilestoneKind, Numbering
from publish.document.shape import Shape
from publish.document.walk import descend
from publish.pipeline.pass_table import draft_passes
from publish.pipeline.stages import parse, read_work
from publish.text.numerals import format_numeral
from publish.text.source import Source
from tests.pipeline.test_nothing_lost import book, characters_of, metadata_text, words_of
from tests.support.examples import examples

ENGLISH = (
    "the ink of a letter is its life",
    "Paper carries every word",
    "he rose before dawn and wrote",
    "“Bind it well,” said the printer",
    "so it is told of Isaiah 40:31 there",
    "no. 7 of the sheets was blank",
    "a line that ends with a call[1]",
    "another with a star*",
)
HEBREW = (
    "הַדְּיוֹ הוּא רוּחַ הָאוֹת",
    "והנייר הוא לבושה",
    "שִׁירוּ לוֹ בְּכָל לֵב",
    'אמר רב"ש בספרו',
    "כתב ב־Guide על הסופר",
    'ברכות דף ה ע"א',
)
ENDS = ("", ".", ",", "?", "!", ":", "׃", "…")
CARRIERS = (
    "Home",
    "Home / Library /",
    "Keter > Hochma > Bina",
    "Continue Reading ->",
    "Download PDF",
    "From: someone@example.org",
    "> a line of a mail",
    "[12/05/2024, 10:15] Anna: good morning",
    "* * *",
    "---",
    "{p. 110}",
    "- 12 -",
    "17",
    "Chapter One ........ 5",
    "a word in *stars* and one in _lines_",
    "| a | b |",
)
HEADS = (
    "Chapter 1",
    "Part Two",
    "פרק ב",
    "Introduction to the Book",
    "By A. Printer",
    "12 May 2024",
    "Dedicated to my teacher",
    "On Ink and Paper",
    "על הדיו",
    "The Convention, Vienna, 3 May 2024",
    "Notes",
    "הערות",
)

english = st.builds("{}{}".format, st.sampled_from(ENGLISH), st.sampled_from(ENDS))
hebrew = st.builds("{}{}".format, st.sampled_from(HEBREW), st.sampled_from(ENDS))
line = st.one_of(english, hebrew)
heads = st.sampled_from(HEADS)
paragraph = st.lists(line, min_size=1, max_size=5).map(" ".join)
gaps = st.sampled_from(["\n", "\n\n", "\n\n\n"])


def join_pairs(pairs: list[tuple[str, str]], gap: str, *, swap: bool) -> str:
    return gap.join(part for pair in pairs for part in (pair[::-1] if swap else pair))


pairs = st.builds(
    join_pairs,
    st.lists(st.tuples(hebrew, english), min_size=1, max_size=5),
    gaps,
    swap=st.booleans(),
)
columns = st.lists(st.tuples(hebrew, english).map("\t".join), min_size=1, max_size=4).map("\n".join)
table = st.lists(st.lists(line, min_size=2, max_size=4).map("\t".join), min_size=2, max_size=4).map(
    "\n".join
)
stanza = st.lists(line, min_size=2, max_size=5).map("\n".join)


def number_lines(lines: list[str], labels: tuple[str, ...], gap: str) -> str:
    return gap.join(f"{label} {text}" for label, text in zip(labels, lines, strict=False))


LABELS = (
    ("1.", "2.", "3.", "4."),
    ("4)", "5)", "6)", "7)"),
    ("(1)", "(2)", "(3)", "(4)"),
    ("א.", "ב.", "ג.", "ד."),
    ("a)", "b)", "c)", "d)"),
    ("i.", "ii.", "iii.", "iv."),
    ("•", "•", "-", "-"),
    ("[1]", "[2]", "[3]", "[4]"),
    ("*", "**", "†", "‡"),
    ("Source 1:", "Source 2:", "Source 3:", "Source 4:"),
    ("1:1", "1:2", "1:3", "1:4"),
    ("Anna:", "Ben:", "Anna:", "Ben:"),
)
numbered = st.builds(
    number_lines,
    st.lists(paragraph, min_size=1, max_size=4),
    st.sampled_from(LABELS),
    st.sampled_from(["\n", "\n\n"]),
)
excerpt = st.builds(
    "{}. {}\n\n{}".format,
    st.integers(1, 5),
    st.sampled_from(
        ["The Printer, Article No. 5 (2024), “On Ink”", "Bereshit 1:1-3", 'רמב"ם, הלכות תשובה א']
    ),
    st.one_of(paragraph, pairs, numbered, stanza),
)
saying = st.builds("{}.\n\nA. Author,\nThe Book of {}".format, paragraph, st.sampled_from(ENGLISH))
block = st.one_of(
    paragraph,
    paragraph,
    pairs,
    columns,
    table,
    stanza,
    numbered,
    excerpt,
    saying,
    heads,
    st.sampled_from(CARRIERS),
    st.text("אבגדABCdef .,:׃()[]{}\"'*†1239\u05b0\u05b8\t\n", max_size=30),
)


def join_blocks(blocks: list[tuple[str, str]]) -> str:
    return "".join(f"{text}{gap}" for text, gap in blocks)


texts = st.builds(
    join_blocks,
    st.lists(
        st.tuples(block, st.sampled_from(["\n\n", "\n\n", "\n\n", "\n"])), min_size=1, max_size=10
    ),
)
ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii")

titles = st.one_of(st.just(""), heads, line, st.just("A Title")).map(
    lambda text: Words((("en", text),)) if text else Words()
)
settings_of_books = st.fixed_dictionaries(
    {},
    optional={
        "shape": st.sampled_from(list(Shape)),
        "translation": st.sampled_from(["before", "after"]),
        "languages": st.sampled_from([("en", "he"), ("he", "en"), ("he",), ("en",)]),
        "title": titles,
        "subtitle": titles,
        "event": titles,
        "date": st.just(Date("2025-06-01", "2025-06-01")),
        "creators": st.just((Creator(Words((("en", "B. Binder"),))),)),
    },
)


def read_random(text: str, options: dict[str, object]) -> Outcome[Work]:
    return read_work([source_of(text)], book(**options))


def source_of(text: str) -> Source:
    return Source("a.txt", f"A first line of the text stands here, and it has an end.\n\n{text}")


def find_unreported(source: Source, outcome: Outcome[Work]) -> list[str]:
    """Return the characters that are neither in the Work nor in a line that a message reports.

    A warning reports its whole line; an info reports only what it says is left out.
    """
    reported = {
        place
        for each in outcome.diagnostics
        if each.severity is not Severity.INFO or RULES[each.code].effect is Effect.DROPPED
        for span in (each.span, *each.also)
        for place in range(span.start, span.end)
    }
    rest = "".join(c for place, c in enumerate(source.text) if place not in reported)
    names = [form for each in outcome.value.meta.creators for _, form in each.name.forms]
    nodes = [words_of(node) for node in descend(outcome.value)]
    marks = [node for node in descend(outcome.value) if isinstance(node, Excerpt | Milestone)]
    nodes += [f"p. {mark.label}" if is_page(mark) else mark.label for mark in marks]
    labels = [labels_of(node) for node in descend(outcome.value) if isinstance(node, List)]
    printed = "".join((metadata_text(outcome.value.meta), *names, *nodes, *labels))
    return sorted((Counter(characters_of(rest)) - Counter(characters_of(printed))).elements())


def is_page(node: Node) -> bool:
    return isinstance(node, Milestone) and node.kind is MilestoneKind.PAGE


def labels_of(items: List) -> str:
    """Return the letters before the items of a list; its digits are in ``words_of``."""
    start = items.start or 1
    numbers = range(start, start + len(items.items))
    match items.numbering:
        case Numbering.ALPHA:
            return "".join(chr(ord("a") + number - 1) for number in numbers)
        case Numbering.HEBREW:
            return "".join(format_numeral(number, marks=False) for number in numbers)
        case Numbering.ROMAN:
            return "".join(ROMAN[number] for number in numbers)
        case _:
            return ""


def find_moves(work: Work) -> list[str]:
    """Return the texts of the body that stand before a text that they follow in the source.

    Notes stand at their calls.  In a segment the original comes first on either side.
    """
    places = [each for node in (*work.front, *work.body, *work.back) for each in find_texts(node)]
    return [text for (start, text), (after, _) in pairwise(places) if after < start]


def find_texts(value: object) -> Iterator[tuple[int, str]]:
    match value:
        case Text(text):
            if any(map(str.isalnum, text)):
                yield value.span.start, text
        case Note():
            return
        case tuple():
            yield from (each for item in value for each in find_texts(item))
        case Segment():
            yield from sorted(find_texts(children_of(value)))
        case _ if is_dataclass(value):
            yield from find_texts(children_of(value))


def children_of(value: object) -> tuple[object, ...]:
    """Return the fields of a node that may have nodes in them."""
    return tuple(getattr(value, each.name) for each in fields(value))  # type: ignore[arg-type] # nodes


@settings(max_examples=examples(250), deadline=None)
@given(texts, settings_of_books)
def test_nothing_of_a_text_of_all_shapes_is_lost_or_moves(
    text: str, options: dict[str, object]
) -> None:
    outcome = read_random(text, options)
    source = source_of(text)
    assert find_unreported(source, outcome) == []
    assert find_moves(outcome.value) == []


ON_TITLE_PAGE = {"title", "subtitle", "author", "date", "dedication", "epigraph", "milestone"}
ROLES = [role for role in MarkRole if role.value not in ON_TITLE_PAGE]
"""The roles of lines that stay where they are and keep all their letters."""


@st.composite
def marks_of(draw: st.DrawFn, text: str) -> tuple[Mark, ...]:
    """Return marks of some lines of a text, each with any role."""
    lines = source_of(text).lines()
    numbers = [number for number, line in enumerate(lines, 1) if normalize(line.text)]
    roles = draw(st.dictionaries(st.sampled_from(numbers), st.sampled_from(ROLES)))
    return tuple(Mark(role, lines=(number,)) for number, role in roles.items())


@settings(max_examples=examples(150), deadline=None)
@given(st.data(), texts, settings_of_books)
def test_nothing_of_a_text_with_marks_is_lost_or_moves(
    data: st.DataObject, text: str, options: dict[str, object]
) -> None:
    marks = data.draw(marks_of(text))
    outcome = read_random(text, {**options, "marks": marks})
    assert find_unreported(source_of(text), outcome) == []
    assert find_moves(outcome.value) == []


@settings(max_examples=examples(150), deadline=None)
@given(texts, titles, titles)
def test_a_text_whose_settings_gain_titles_loses_nothing(
    text: str, title: Words, subtitle: Words
) -> None:
    outcome = read_random(text, {"title": title, "subtitle": subtitle})
    assert find_unreported(source_of(text), outcome) == []


@settings(max_examples=examples(60), deadline=None)
@given(texts, settings_of_books)
def test_a_text_of_all_shapes_is_read_twice_as_the_same_work(
    text: str, options: dict[str, object]
) -> None:
    first, second = read_random(text, options), read_random(text, options)
    assert first.value == second.value
    assert first.diagnostics == second.diagnostics


@settings(max_examples=examples(60), deadline=None)
@given(texts)
def test_passes_of_a_draft_change_nothing_the_second_time(text: str) -> None:
    draft = parse(source_of(text), Settings(), after="clean").value
    for each in draft_passes():
        if each.name in ("marks", "clean"):
            assert each.apply(draft, Settings()).value == draft, each.name


def test_the_comparison_sees_a_text_that_moves() -> None:
    work = read_random("Another line stands here.\n", {}).value
    first = work.body[0]
    turned = Work(work.meta, work.lang, work.dir, (first, first))
    assert find_moves(turned)
