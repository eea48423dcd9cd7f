"""Notes that verses fill, verses in an index and points of the codex change no letter of a text."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from publish import read
from publish.config.edition_options import EditionOptions, Points
from publish.config.options import Edition
from publish.document.lazy_book import split_chapters
from publish.document.model import Note
from publish.document.walk import rewrite, texts_by_language
from publish.facts.codex import codex, verse_count
from publish.pipeline.editions import arrange
from publish.pipeline.editions.points import bare_letters
from tests.support.examples import examples

CHOICES: dict[str, Any] = {
    "notes": {"fill": "verses"},
    "indexes": ["references", "verses"],
    "edition": {"points": "codex"},
}
LINES = st.sampled_from(
    [
        "He wrote “{}”[1] and went on.\n\nונאמר “{}” שם.",
        "The words of {} are here (Psalms 45:1).\n\n{} וגו׳.",
        "{}[2]\n\nAs it is said, “in the beginning”.",
        "*{}* אמר, he had said “{}” 1:1 (a).",
    ]
)


def letters(text: str, chosen: dict[str, Any], edition: Edition) -> list[str]:
    """Return the letters of each language of an edition in their order, without bodies of notes."""

    def change(node: Any) -> Any:
        return Note(node.call) if isinstance(node, Note) else node

    work = read(text, settings=chosen).value
    options = EditionOptions(points=Points(chosen.get("edition", {}).get("points", "given")))
    arranged = arrange(split_chapters(work), edition, options).value.work
    texts = texts_by_language(rewrite(arranged.body, change), arranged.lang)
    return [f"{lang} {bare_letters(text.text)}" for text, lang in texts]


@given(
    st.lists(st.integers(0, verse_count() - 1), min_size=2, max_size=2),
    st.lists(LINES, min_size=1, max_size=3),
    st.sets(st.sampled_from(sorted(CHOICES)), min_size=1),
    st.sampled_from([Edition.INTERLINEAR, Edition.ORIGINAL]),
)
@settings(max_examples=examples(12), deadline=None)
def test_letters_languages_and_order_are_those_of_a_book_without_choices(
    places: list[int], lines: list[str], names: set[str], edition: Edition
) -> None:
    verses = [
        bare_letters(" ".join(map(codex().form, next(codex().readings(place))))) for place in places
    ]
    text = "A Book of Lines\n\n" + "\n\n".join(lines).format(*(verses * len(lines)))
    chosen = {name: CHOICES[name] for name in names}
    before, after = (letters(text, own, edition) for own in ({}, chosen))
    assert _join(after) == _join(before)


def _join(texts: list[str]) -> list[str]:
    """Return texts of one language together, because a citation may divide a text."""
    joined: list[str] = []
    for text in texts:
        lang, _, words = text.partition(" ")
        if joined and joined[-1].startswith(f"{lang} "):
            joined[-1] += words
        else:
            joined.append(text)
    return joined
