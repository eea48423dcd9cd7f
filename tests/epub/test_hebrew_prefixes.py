"""Hebrew prefixes before words in Latin letters: the EPUB of an English book marks them all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish import PublishError, read, to_epub
from publish.document.model import Foreign, Node, Text
from publish.document.walk import descend, plain, rewrite
from tests.support.examples import examples

MOMENT = datetime(2025, 5, 20, tzinfo=UTC)
LANGUAGES = {"languages": ["en", "he"], "title": "Title"}

PREFIXES = st.sampled_from("ב ה ל מ כ ש ו וב שה מה לכש".split())
JOINTS = st.sampled_from(["־", "-", '־"', "־(", "־“", "׳־", "״", " "])
LATIN_WORDS = st.sampled_from(["Guide", "Tanya", "3rd", "25", "1948–1950", "é", "Zohar, 5a"])
WORDS = st.sampled_from(["in", "he said", "הרמב״ם", "the book", "ספר", "(see below)", "and", "׃"])
ITEMS = st.one_of(st.builds("{}{}{}".format, PREFIXES, JOINTS, LATIN_WORDS), WORDS)


def english_book(text: str) -> str:
    return f"The first line of the book stands here, in English words.\n\n{text}\n"


@given(st.lists(ITEMS, min_size=1, max_size=10).map(" ".join))
@settings(deadline=None, max_examples=examples(60))
def test_no_book_with_a_prefix_is_refused(line: str) -> None:
    to_epub(english_book(f"He read {line} it says so."), settings=LANGUAGES, modified=MOMENT)


@pytest.mark.parametrize(
    ("line", "phrases"),
    [
        ("He read it in Hebrew: ב־Guide it says so.", ["ב־"]),
        ('The word ה־Tanya "the book" is written.', ["ה־"]),
        ("It is in ב־“Guide” and ל־(Tanya) too.", ["ב־", "ל־"]),
        ("It was printed ב־1948 and sold.", ["ב־1948"]),
    ],
)
def test_a_maqaf_is_part_of_the_hebrew_before_a_latin_word(line: str, phrases: list[str]) -> None:
    work = read(english_book(line), settings=LANGUAGES).value
    assert [plain(n.inlines) for n in descend(work) if isinstance(n, Foreign)] == phrases


def test_hebrew_in_no_language_is_refused() -> None:
    # Control: the check of the finished file still finds a letter that no pass has marked.
    work = read(english_book("The words are plain here."), settings=LANGUAGES).value

    def add_hebrew(node: Node) -> Node:
        return replace(node, text=f"{node.text} ב־Guide") if isinstance(node, Text) else node

    with pytest.raises(PublishError) as error:
        to_epub(rewrite(work, add_hebrew), modified=MOMENT)
    assert {d.code for d in error.value.diagnostics} == {"E09"}
