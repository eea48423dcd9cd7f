"""Hebrew sentences with English words in them, in English books and in Hebrew ones."""

from __future__ import annotations

import pytest

from publish import to_epub
from publish.document.model import Dir, Foreign, Paragraph, Passage
from publish.document.walk import descend, plain
from tests.faults.reading import understand

HEBREW = [
    "הוא קרא ב־Guide את הספר.",
    "הוא קרא את הספר ואת Guide for the Perplexed של הרמב״ם.",
    "ראו ב־Talmud (Shabbat 31a) ובמקומות אחרים.",
]


@pytest.mark.parametrize("sentence", HEBREW)
def test_a_hebrew_sentence_in_an_english_book_runs_from_right_to_left(sentence: str) -> None:
    text = f"A Title\n\nThe words before it are in English.\n\n{sentence}\n\nSo are those after.\n"
    work = understand(text, languages=["en", "he"], shape="prose").work
    passages = [node for node in descend(work) if isinstance(node, Passage)]
    (hebrew,) = [node for node in passages if node.dir is Dir.RTL]
    (paragraph,) = hebrew.blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inlines) == sentence
    assert all(node.dir is Dir.LTR for node in paragraph.inlines if isinstance(node, Foreign))


PREFIXED = [
    "He read it in Hebrew: ב־Guide it says so.",
    'The word ה־Tanya "the book" is printed.',
    "הוא קרא ב־Guide את הספר.",
    'הספר ה־Tanya "the book" נכתב.',
    "It stands ל־(Tanya) and ב־“Guide” too.",
]


@pytest.mark.parametrize("line", PREFIXED)
@pytest.mark.parametrize("languages", [["en", "he"], ["he", "en"]])
def test_a_prefix_with_maqaf_before_an_english_word_stops_no_epub(
    line: str, languages: list[str]
) -> None:
    text = f"Title\n\nA first line of the book.\n\n{line}\n"
    outcome = to_epub(text, settings={"languages": languages})
    assert outcome.value[:2] == b"PK"
