"""Every letter, vowel sign and digit of a paste is in the Work or is reported."""

import re
import unicodedata
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.config import Book, Settings, find_workspace, open_book
from publish.diagnostics import Diagnostics, Effect, Outcome, PublishError
from publish.diagnostics.rules import RULES
from publish.document.model import (
    Date,
    Gloss,
    List,
    Meta,
    Milestone,
    Node,
    Note,
    Paragraph,
    Quote,
    Text,
    Words,
    Work,
)
from publish.document.shape import Shape
from publish.document.walk import descend
from publish.passes.clean import clean
from publish.pipeline.pass_table import work_passes
from publish.pipeline.stages import parse, read_sources, read_work
from publish.readers.decode import decode
from publish.text.source import Source
from tests.support.examples import examples

HERE = Path(__file__).parents[2]
TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def characters_of(text: str) -> list[str]:
    """The characters that must never be lost: letters, marks and digits, raised ones as such.

    A presentation form counts as the characters that it stands for, as H01 reports.
    """
    plain = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    spelled = "".join(
        unicodedata.normalize("NFKD", c) if "\ufb1d" <= c <= "\ufb4f" else c for c in plain
    )
    return [c for c in spelled if unicodedata.category(c)[0] in "LMN"]


def metadata_text(value: Meta) -> str:
    words = (value.title, value.subtitle, value.event, value.event_theme)
    words += tuple(creator.name for creator in value.creators)
    forms = [form for each in words if isinstance(each, Words) for _, form in each.forms]
    return "".join(forms) + (value.date.given if isinstance(value.date, Date) else "")


def find_losses(source: Source, outcome: Outcome[Work], dropped: Diagnostics) -> list[str]:
    """The characters of a source that are neither in the Work nor in a reported place."""
    reported = set[int]()
    for diagnostic in dropped:
        if RULES[diagnostic.code].effect is Effect.DROPPED:
            for span in (diagnostic.span, *diagnostic.also):
                reported.update(range(span.start, span.end))
        if diagnostic.code == "T22":  # the text has markup, whose tags are no words
            for tag in TAG.finditer(source.text):
                reported.update(range(*tag.span()))
    expected = Counter(
        characters_of("".join(c for i, c in enumerate(source.text) if i not in reported))
    )
    present = Counter(characters_of(metadata_text(outcome.value.meta)))
    for node in descend(outcome.value):
        if node.span.file == source.file:  # a node of another chapter is no proof of this one
            present.update(characters_of(words_of(node)))
    return sorted((expected - present).elements())


def words_of(node: Node) -> str:
    match node:
        case Text(text):
            return text
        case Quote(opening, closing):
            return opening + closing
        case Note(call, blocks):
            return call * (2 if blocks else 1)  # its body had the number, too
        case Milestone(_, label):
            return label
        case List(items, int(start)):
            return "".join(str(start + place) for place in range(len(items)))
        case _:
            return str(getattr(node, "number", "") or "")


def in_order(outcome: Outcome[Work], source: Source) -> bool:
    """Every Text node says what stands at its span, and within a paragraph spans never go back."""
    for node in descend(outcome.value):
        if isinstance(node, Text) and node.span.end - node.span.start == len(node.text):
            there = source.text[node.span.start : node.span.end]
            if characters_of(there) != characters_of(node.text):
                return False
        if isinstance(node, Paragraph):
            starts = [text.span.start for text in outside_notes(node.inlines)]
            if starts != sorted(starts):
                return False
    return True


def outside_notes(value: object) -> list[Text]:
    """The texts of a run in reading order, without those in the bodies of its notes."""
    if isinstance(value, tuple):
        return [text for item in value for text in outside_notes(item)]
    if isinstance(value, Text):
        return [value]
    if isinstance(value, Gloss):
        return outside_notes(value.term) + outside_notes(value.meaning)
    return [] if isinstance(value, Note) else outside_notes(getattr(value, "inlines", ()))


def book(**given: object) -> Book:
    workspace = find_workspace(HERE)
    return Book("a", Settings(**given), (), workspace)  # type: ignore[arg-type] # by name, below


WORDS = st.sampled_from(
    "בְּרֵאשִׁית בָּרָא עַל־פְּנֵי ה' מ\"ו וְכוּ' אור the light word.”1 and2 (Isaiah 4:31) “There is” "
    "No. 172 G-d [1] ³ 1. 2) - * * * Notes FOOTNOTES הערות Home / -> <- \u200b \u202e \xad "
    "\u00a0 ,".split(" ")
)
LINES = st.lists(WORDS, max_size=12).map(" ".join)
TEXTS = st.lists(st.one_of(LINES, st.just(""), st.text(max_size=40)), min_size=1, max_size=25).map(
    "\n".join
)


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS, st.sampled_from([None, *Shape]))
@example("\ufb1d", None)
@example("<P 0=0>0", None)
@example("בְּרֵאשִׁית\n<BR>", None)
@example("He said <i am here> and <a man who sings> came.", None)
def test_nothing_pasted_is_lost(text: str, shape: str | None) -> None:
    source = Source("a.txt", text.encode("utf-8", "ignore").decode())
    try:
        outcome = read_work([source], book(shape=shape))
    except PublishError as refused:
        if refused.diagnostics[-1].code != "F02":
            raise  # only a text of which nothing is left may be refused
        return
    assert find_losses(source, outcome, outcome.diagnostics) == []
    assert in_order(outcome, source)


VERSES = {
    "en": (
        "Let the heavens be glad",
        "Let the sea roar and all that fills it",
        "He comes to judge",
    ),
    "he": ("ישמחו השמים ותגל הארץ", "ירעם הים ומלאו", "כי בא לשפוט הארץ"),
}
REFRAINS = {
    "en": ("Halleluyah", "Praise his name", "For ever and ever"),
    "he": ("הללויה", "הודו לה׳ כי טוב", "לעולם חסדו"),
}


@st.composite
def songs(draw: st.DrawFn) -> str:
    """Draw a song of stanzas, each with the refrain over, under or within it."""
    lang = draw(st.sampled_from(["en", "he"]))
    refrain = list(REFRAINS[lang][: draw(st.integers(1, 3))])
    stanzas = draw(
        st.lists(
            st.lists(st.sampled_from(VERSES[lang]), min_size=1, max_size=3, unique=True),
            min_size=2,
            max_size=5,
        )
    )
    gap = draw(st.sampled_from(["\n\n", "\n"]))
    blocks: list[list[str]] = []
    for verses in stanzas:
        place = draw(st.sampled_from(["over", "under", "within", "apart"]))
        match place:
            case "over":
                blocks.append(refrain + verses)
            case "under":
                blocks.append(verses + refrain)
            case "within":
                blocks.append(verses[:1] + refrain + verses[1:])
            case _:
                blocks += [verses, refrain]
    title = draw(st.sampled_from(["Songs for the Evening", "שיר לערב"]))
    return f"{title}\n\n" + gap.join("\n".join(block) for block in blocks) + "\n"


@settings(max_examples=examples(100), deadline=None)
@given(songs())
def test_no_line_of_a_song_is_lost(text: str) -> None:
    source = Source("song.txt", text)
    outcome = read_work([source], book())
    # Not even as a reported loss: each line is printed as often as the song has it.
    assert find_losses(source, outcome, ()) == []


def test_the_test_would_see_a_lost_letter() -> None:
    source = Source("a.txt", "A title\n\nA sentence stands here.\n")
    outcome = read_work([source], book())
    more = Source("a.txt", source.text + "x")
    assert find_losses(more, outcome, outcome.diagnostics) == ["x"]


@pytest.mark.parametrize("name", find_workspace(HERE).book_names())
def test_nothing_of_our_own_books_is_lost(name: str) -> None:
    opened = open_book(name, find_workspace(HERE))
    texts = read_sources(opened).value
    outcome = read_work(texts, opened)
    for source in texts:
        reported = tuple(
            diagnostic for diagnostic in outcome.diagnostics if diagnostic.span.file == source.file
        )
        assert find_losses(source, outcome, reported) == []


def test_nothing_of_the_corpus_is_lost(corpus: Path) -> None:
    for path in sorted(corpus.glob("*.txt")):
        opened = open_book(str(path), find_workspace(HERE))
        texts = read_sources(opened).value
        outcome = read_work(texts, opened)
        assert find_losses(texts[0], outcome, outcome.diagnostics) == []


@settings(max_examples=examples(150), deadline=None)
@given(TEXTS)
def test_normalising_twice_changes_nothing_the_second_time(text: str) -> None:
    source = Source("a.txt", text.encode("utf-8", "ignore").decode())
    try:
        once = parse(source, Settings(), after="clean").value
        value = read_work([source], book(), after="assemble").value
    except PublishError:
        return  # nothing of the text is left: shown above
    assert clean(once).value == once
    for each in work_passes():
        value = each.apply(value, Settings()).value
        assert each.apply(value, Settings()).value == value, each.name


@settings(max_examples=examples(300), deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(PublishError):
        read_work([decode(data, "a.txt").value], book())
