"""Every letter of a text is matched with the one glyph that draws it, in books of all kinds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.desk.words.drawn_letters import DrawnPages, DrawnPiece
from publish.desk.words.matcher import LetterMatcher, Match
from publish.desk.words.text_letters import UNKNOWN, LetterStream, collect_streams
from publish.document.lazy_book import split_chapters
from publish.document.model import STACKED, Paragraph, Role, Section, Text, Work
from publish.text.source import NOWHERE, Source, Span
from publish.themes.theme import Theme, load
from publish.writers.pdf.document import write_document
from publish.writers.pdf.options import PdfOptions
from tests.support.every_node import book_with_every_node
from tests.support.facing_books import FacingBook
from tests.support.note_books import NoteBook


def stream(text: str) -> LetterStream:
    places = [index for index, character in enumerate(text) if character.isalnum()]
    bare = "".join(text[index] for index in places)
    return LetterStream(text, bare, places, places, [NOWHERE] * len(bare))


def draw(letters: str) -> DrawnPiece:
    return DrawnPiece(1, letters, (0.0, 1.0), tuple)


def match(texts: list[str], *pieces: str) -> list[tuple[int, int] | None]:
    """Return for each piece its stream and the place there of its first letter."""
    matches = LetterMatcher(list(map(stream, texts))).match(list(map(draw, pieces)))
    return [(each.stream, each.start) if each else None for each in matches]


def test_pieces_are_what_comes_next_in_either_direction():
    assert match(["in the light", "אור גדול"], "inthe", "לודגרוא", "light") == [
        *((0, 0), (1, 0), (0, 5)),
    ]


def test_numerals_and_heads_are_no_text():
    text = "The sheet is folded once and read"
    assert match([text.lower()], "atitle", "thesheetisfolded", "7", "onceandread", "12") == [
        *(None, (0, 0), None, (0, 16), None),
    ]


def test_an_initial_that_is_drawn_later_has_its_place():
    text = "bereshit is the first word of all"
    assert match([text], "ereshitisthe", "firstwordofall", "b") == [(0, 1), (0, 13), (0, 0)]


def test_words_of_a_title_over_the_text_are_not_the_text():
    text = "the theme of the chapter was the light"
    assert match([text], "thetheme", "ofthe", "thethemeofthechapter", "wasthelight") == [
        *(None, None, (0, 0), (0, 20)),
    ]


def test_a_line_in_two_directions_is_in_the_order_of_the_bidirectional_algorithm():
    text = "יש כאן 12 ו 34 words לבסוף"
    visual = "ףוסבל" + "words" + "34" + "ו" + "12" + "ןאכשי"
    places = LetterMatcher([stream(text)]).match([draw(visual)])
    assert places[0] is not None
    assert "".join(visual[index] for index in places[0].order) == text.replace(" ", "")


def test_letters_that_are_drawn_otherwise_are_not_guessed():
    assert match(["the light was good"], "thelihgtwasgood") == [None]


def trace(text: str, words: str) -> list[str]:
    """Return the character of a source to which each letter of a run of all of it is traced."""
    run = Paragraph((Text(words, span=Span("a.txt", 0, len(text))),))
    section = Section(Role.CHAPTER, (), (run,))
    (own,) = collect_streams(section, STACKED, {"a.txt": Source("a.txt", text)}, "en")
    return [text[start] if start != UNKNOWN else "?" for start in own.starts]


@pytest.mark.parametrize(
    ("text", "words", "traced"),
    [
        ("The light,\nwas", "The light, was", "Thelightwas"),
        ("exam-\nple", "example", "example"),
        ("בְּרֵאשִׁית", "בְּרֵאשִׁית", "בראשית"),
        ("רוא", "אור", "אור"),
        ("one line\n17 PAGE\nand two", "one line and two", "onelineandtwo"),
        ("ﬁre", "ﬁre", "ﬁﬁre"),
        ("R&amp;D", "R&D", "RD"),
        ("a &lt; b &gt; c", "a < b > c", "???"),
        ("a", "aa", "??"),
        ("other words", "some words", "?????????"),
    ],
)
def test_letters_are_traced_where_the_source_has_them(text: str, words: str, traced: str):
    assert "".join(trace(text, words)) == traced


BOOKS: dict[str, Callable[[], tuple[Work, str]]] = {
    "every node in English": lambda: (book_with_every_node("en"), "a5"),
    "every node in Hebrew": lambda: (book_with_every_node("he"), "a5"),
    **{
        f"{kind.__name__} {seed}": lambda kind=kind, seed=seed: (  # type: ignore[misc]
            kind(seed).work(),
            kind(seed).page,
        )
        for kind in (NoteBook, FacingBook)
        for seed in range(1, 4)
    },
}


@pytest.mark.long
@pytest.mark.parametrize("name", BOOKS)
def test_every_letter_of_a_book_has_one_place(name: str, figures: Callable[[str], None]):
    work, page = BOOKS[name]()
    theme: Theme = load("classic")
    document = write_document(split_chapters(work), theme, PdfOptions(page=page)).value
    pages = DrawnPages(document)
    right = total = 0
    for section in document.sections:
        streams = collect_streams(section.chapter.section, document.layout, {}, "en")
        matches: list[Match] = list(
            filter(None, LetterMatcher(streams).match(list(pages.read(section.pages))))
        )
        places = [(each.stream, each.start + n) for each in matches for n in range(len(each.order))]
        assert len(places) == len(set(places)), "a letter has two places"
        right += len(places)
        total += sum(len(each.letters) for each in streams)
    figures(f"desk: {name}: {right:,} of {total:,} letters have their glyph")
    assert right == total
