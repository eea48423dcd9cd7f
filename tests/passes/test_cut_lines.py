"""Paragraphs cut into lines come back whole, and poems stay as they are."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from publish.config import Settings
from publish.diagnostics import Diagnostic
from publish.document.marks import Mark, MarkRole
from publish.pipeline.stages import parse
from publish.text.source import Source
from tests.support.examples import examples

ENGLISH = (
    "a the of and he she said that lamp house evening keeper listened remembered nobody water "
    "window it was in to by road morning considered before another wonderful oil bread table "
    "quietly whoever understanding light dark door stood children tomorrow river Abraham London"
).split()
HEBREW = (
    "של את הוא היא על כי אם לא גם כל אור הבית הדלת הסופר כותב אומר המאור נשמה בלילה ובבוקר "
    "שולחן ולחם מים הדרך התלמידים כאשר שמעו ממנו דברים אלה וחזרו לביתם בשמחה גדולה"
).split()


def make_sentence(words: list[str], draw: random.Random) -> str:
    sentence = [draw.choice(words) for _ in range(draw.randint(5, 25))]
    for index in range(4, len(sentence) - 2, 6):
        if draw.random() < 0.6:
            sentence[index] += ","
    sentence[0] = sentence[0][:1].upper() + sentence[0][1:]
    return " ".join(sentence) + draw.choice("...?!")


def make_paragraph(words: list[str], draw: random.Random) -> str:
    return " ".join(make_sentence(words, draw) for _ in range(draw.randint(2, 6)))


def wrap(paragraph: str, width: int, jitter: int, draw: random.Random) -> list[str]:
    """The lines of a paragraph, each of another width, as in a proportional font."""
    lines: list[str] = []
    line, limit = "", width + draw.randint(-jitter, jitter)
    for word in paragraph.split():
        if line and len(line) + 1 + len(word) > limit:
            lines.append(line)
            line, limit = word, width + draw.randint(-jitter, jitter)
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def jitter_of(width: int, share: float) -> int:
    """A share of the most that the lines of a proportional font differ in characters."""
    return round(share * min(8, width / 8))


def read(text: str, **options: str) -> tuple[list[str], tuple[Diagnostic, ...]]:
    outcome = parse(Source("a.txt", text), Settings(**options), after="clean")  # type: ignore[arg-type] # by name
    return [chunk.text.text for chunk in outcome.value.chunks], outcome.diagnostics


RANDOMS = st.integers(0, 2**32).map(random.Random)


@settings(max_examples=examples(150), deadline=None)
@given(RANDOMS, st.integers(50, 90), st.floats(0, 1), st.sampled_from([ENGLISH, HEBREW]))
def test_prose_cut_at_any_width_comes_back_as_its_paragraphs(
    draw: random.Random, width: int, share: float, words: list[str]
) -> None:
    paragraphs = [make_paragraph(words, draw) for _ in range(draw.randint(4, 9))]
    text = "\n\n".join(
        "\n".join(wrap(each, width, jitter_of(width, share), draw)) for each in paragraphs
    )
    assert read(text)[0] == paragraphs


@settings(max_examples=examples(150), deadline=None)
@given(RANDOMS, st.integers(50, 90), st.floats(0, 1), st.sampled_from([ENGLISH, HEBREW]))
def test_running_heads_and_page_numbers_are_left_out_with_a_warning(
    draw: random.Random, width: int, share: float, words: list[str]
) -> None:
    paragraphs = [make_paragraph(words, draw) for _ in range(draw.randint(4, 8))]
    lines = "\n\n".join(
        "\n".join(wrap(each, width, jitter_of(width, share), draw)) for each in paragraphs
    )
    pages = lines.split("\n")
    places = sorted(draw.sample(range(1, len(pages)), draw.randint(2, 5)), reverse=True)
    first = draw.randint(2, 300)
    furniture: list[str] = []
    for offset, place in enumerate(places):
        number = str(first + len(places) - offset)
        head = [number, "The Keeper"] if draw.random() < 0.7 else ["The Keeper", number]
        pages[place:place] = head
        furniture += head
    result, diagnostics = read("\n".join(pages))
    assert result == paragraphs
    warnings = [d for d in diagnostics if d.code == "T17"]
    assert sum(len(d.places) for d in warnings) == len(furniture)


@settings(max_examples=examples(300), deadline=None)
@given(RANDOMS, st.booleans(), st.sampled_from([ENGLISH, HEBREW]))
def test_a_poem_is_never_joined(draw: random.Random, begins_upper: bool, words: list[str]) -> None:
    longest = draw.randint(3, 9)
    stanzas: list[str] = []
    for _ in range(draw.randint(1, 8)):
        lines = [
            " ".join(draw.choice(words) for _ in range(draw.randint(2, longest)))
            for _ in range(draw.randint(2, 6))
        ]
        marks = [draw.choice(["", "", ",", ".", ";"]) for _ in lines]
        stanza = [line + mark for line, mark in zip(lines, marks, strict=True)]
        stanza = [line[:1].upper() + line[1:] for line in stanza] if begins_upper else stanza
        stanzas.append("\n".join(stanza))
    poem = "\n\n".join(stanzas)
    assert read(poem)[0] == [line for line in poem.split("\n") if line]


@settings(max_examples=examples(100), deadline=None)
@given(RANDOMS, st.integers(55, 90), st.sampled_from([ENGLISH, HEBREW]))
def test_a_poem_among_cut_lines_stays(draw: random.Random, width: int, words: list[str]) -> None:
    poem = [" ".join(draw.choice(words) for _ in range(draw.randint(2, 4))) for _ in range(4)]
    paragraphs = [make_paragraph(words, draw) for _ in range(4)]
    blocks = ["\n".join(wrap(each, width, 4, draw)) for each in paragraphs]
    blocks.insert(draw.randint(0, 4), "\n".join(poem))
    result = read("\n\n".join(blocks))[0]
    assert [line for line in result if line in poem] == poem
    assert [line for line in result if line not in poem] == paragraphs


@settings(max_examples=examples(200), deadline=None)
@given(
    RANDOMS, st.integers(28, 48), st.sampled_from([2, 3, 4, 6]), st.sampled_from([ENGLISH, HEBREW])
)
def test_a_poem_in_metre_is_never_joined(
    draw: random.Random, width: int, size: int, words: list[str]
) -> None:
    stanzas = [
        [make_verse(words, width, draw) + draw.choice(",;. ").strip() for _ in range(size)]
        for _ in range(draw.randint(1, 6))
    ]
    result = read("\n\n".join("\n".join(stanza) for stanza in stanzas))[0]
    assert result == [line for stanza in stanzas for line in stanza]


def make_verse(words: list[str], width: int, draw: random.Random) -> str:
    """A line of about the width ``width``, as a metre makes it."""
    verse = draw.choice(words)
    while len(verse) < width - 4:
        word = draw.choice(words)
        verse += f", {word}" if draw.random() < 0.1 else f" {word}"
    return verse


def test_the_settings_decide_about_doubtful_lines() -> None:
    column = (
        "The keeper of the lamp was\nold, and the lamp was older\nthan he. Nobody in the town\n"
        "could remember an evening\non which it had not been lit,\nand nobody could remember\n"
        "who had lit it before him."
    )
    lines, diagnostics = read(column)
    assert lines == column.split("\n")
    assert [d.code for d in diagnostics] == ["T19"]
    assert read(column, lines="wrapped")[0] == [column.replace("\n", " ")]
    assert read(column, lines="paragraphs") == (column.split("\n"), ())


def test_a_mark_keeps_a_line_that_would_be_left_out() -> None:
    text = "Home » Library\n\nThe Gate\n\nThe gate was open."
    mark = Mark(MarkRole.TEXT, "Home")
    outcome = parse(Source("a.txt", text), Settings(marks=(mark,)), after="clean")
    assert [chunk.text.text for chunk in outcome.value.chunks] == [
        "Home » Library",
        "The Gate",
        "The gate was open.",
    ]
