"""The text of the Tanakh: its verses, the places of phrases, ketiv and qere, English numbers."""

from __future__ import annotations

import itertools
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish import facts
from publish.facts import Corpus, codex
from publish.facts.codex import VerseNumber
from tools import codex_data

SHARED = Path(__file__).parents[3] / "shared" / "data" / "tanakh.tsv.xz"


def find(phrase: str) -> tuple[int, set[str]]:
    """Return how many words of a phrase stand together, and the verses that have them."""
    numbers = codex.codex().skeletons
    words = [numbers[codex.skeleton(codex.letters_of(word))] for word in phrase.split()]
    count, places = codex.codex().find_longest(words)
    return count, {str(codex.verse_number(codex.codex().verse_at(place))) for place in places}


def read(name: str) -> list[str]:
    """Return the readings of a verse, with points."""
    book, chapter, verse = re.split(r" (?=\d+:)|:", name)
    place = codex.verse_place(VerseNumber(book, int(chapter), int(verse)))
    assert place is not None
    return [" ".join(map(codex.codex().form, words)) for words in codex.codex().readings(place)]


def test_the_verses_are_those_of_the_table() -> None:
    names = [str(codex.verse_number(place)) for place in range(codex.verse_count())]
    assert names == [
        f"{book} {chapter}:{verse}"
        for book, counts in facts.chapters(Corpus.TANAKH).items()
        for chapter, count in enumerate(counts, 1)
        for verse in range(1, count + 1)
    ]
    assert all(map(codex.codex().readings, range(0, codex.verse_count(), 100)))
    ends = codex.codex().verse_starts[codex.verse_count()]
    assert codex.codex().verse_at(ends - 1) == codex.verse_count() - 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Genesis 1:1", "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ"),
        ("Psalms 25:1", "לְדָוִד אֵלֶיךָ יְהוָה נַפְשִׁי אֶשָּׂא"),
        ("Song of Songs 2:6", "שְׂמֹאלוֹ תַּחַת לְרֹאשִׁי וִימִינוֹ תְּחַבְּקֵנִי"),
        ("II Chronicles 3:1", "וַיָּחֶל שְׁלֹמֹה לִבְנוֹת אֶת"),
    ],
)
def test_a_verse_has_its_words_with_points_and_no_accents(name: str, text: str) -> None:
    (verse,) = read(name)
    assert verse.startswith(text)


@pytest.mark.parametrize(
    ("phrase", "verses"),
    [
        ("ואשים דברי בפיך", {"Isaiah 51:16"}),
        ("וימינו תחבקני", {"Song of Songs 2:6", "Song of Songs 8:3"}),
        # Plene spelling, and final letters that are none.
        ("לדויד אליכ יהוה נפשי אשא", {"Psalms 25:1"}),
        # A phrase over the end of a verse is that of the verse where it begins.
        ("יום אחד ויאמר אלהים", {"Genesis 1:5"}),
    ],
)
def test_all_places_of_a_phrase_are_found(phrase: str, verses: set[str]) -> None:
    assert find(phrase) == (len(phrase.split()), verses)


def test_the_places_are_those_of_the_words_that_stand_together() -> None:
    assert find("בראשית ברא מלך") == (2, {"Genesis 1:1"})
    assert codex.codex().find_longest(()) == (0, ())


def test_what_is_read_and_what_is_written_are_found_both() -> None:
    assert find("על הארץ היצא אתך") == (4, {"Genesis 8:17"})
    assert find("על הארץ הוצא אתך") == (4, {"Genesis 8:17"})
    as_read, as_written = read("Genesis 8:17")
    assert ("הַיְצֵא" in as_read, "הוצא" in as_read) == (True, False)
    assert ("הַיְצֵא" in as_written, "הוצא" in as_written) == (False, True)


def test_words_that_are_written_and_not_read_are_in_one_reading() -> None:
    as_read, as_written = read("Jeremiah 51:3")
    assert as_written.split().count("ידרך") == 1
    assert "ידרך" not in as_read


def test_places_are_in_the_order_of_the_words_there() -> None:
    text = codex.codex()
    phrases = (tuple(text.words[place : place + 20]) for place in text._suffixes[::97])
    assert all(first <= second for first, second in itertools.pairwise(phrases))


@pytest.mark.parametrize(
    ("english", "here"),
    [
        (("Psalms", 3, 1), ("Psalms", 3, 2)),
        (("Malachi", 4, 5), ("Malachi", 3, 23)),
        (("Genesis", 31, 55), ("Genesis", 32, 1)),
        (("Isaiah", 51, 16), ("Isaiah", 51, 16)),
    ],
)
def test_english_bibles_number_some_verses_otherwise(
    english: tuple[str, int, int], here: tuple[str, int, int]
) -> None:
    assert codex.from_english(VerseNumber(*english)) == VerseNumber(*here)


def test_both_tables_of_numbers_agree() -> None:
    for (book, chapter, verse), there in facts.in_jewish_editions().items():
        assert codex.from_english(VerseNumber(book, chapter, verse)) == (book, *there)


def test_there_is_no_verse_beyond_the_last() -> None:
    assert codex.verse_place(VerseNumber("Obadiah", 1, 22)) is None
    assert codex.verse_place(VerseNumber("Obadiah", 2, 1)) is None


def unpack() -> Iterator[codex_data.Verse]:
    """Yield the verses that the file has."""
    for place in range(codex.verse_count()):
        forms = [tuple(map(codex.codex().form, words)) for words in codex.codex().readings(place)]
        yield codex_data.Verse(forms[0], forms[-1])


@pytest.mark.thorough
def test_the_file_is_what_the_tool_makes_of_its_verses() -> None:
    # Otherwise the places of a phrase might be wrong in a file that has the right verses.
    assert codex_data.pack(list(unpack())) == codex._FILE.read_bytes()


@pytest.mark.thorough
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/data")
def test_the_verses_have_the_words_of_another_copy() -> None:
    lines = lzma.decompress(SHARED.read_bytes()).decode().splitlines()
    others = [split_readings(line.partition("\t")[2]) for line in lines]
    assert [(verse.read, verse.written) for verse in unpack()] == others


def split_readings(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a line as they are read, and as they are written."""
    words: list[tuple[str, bool]] = []
    for bracketed, word in re.findall(r"\[([^\]]*)\]|([^\s\u05be\u05c0\u05c3\[\]]+)", text):
        inside = [
            codex.letters_and_points(each) for each in re.split(r"[\s\u05be]+", bracketed or word)
        ]
        words += [(each, bool(bracketed)) for each in inside if each]
    has_points = re.compile(f"[{codex.POINTS}]")
    read = tuple(word for word, _ in words if has_points.search(word))
    return read, tuple(word for word, is_qere in words if not is_qere)
