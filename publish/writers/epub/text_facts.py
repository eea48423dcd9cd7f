"""Facts about a text that the metadata of its EPUB state, gathered section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from publish.document import walk
from publish.document.letter_counts import count_letters
from publish.document.model import Foreign, Passage, Section
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.writers.epub.pictures import list_pictures
from publish.writers.epub.segments import has_segment_numbers


@serializable
@dataclass(frozen=True, slots=True)
class TextFacts:
    """Facts about a text.

    ``langs`` are the languages of its passages and phrases in the order of appearance, ``letters``
    the numbers of letters of each language, ``pictures`` the digests of the pictures it shows.
    """

    langs: tuple[str, ...] = ()
    letters: tuple[tuple[str, int], ...] = ()
    pictures: tuple[str, ...] = ()
    has_numbers: bool = False


def gather_facts(section: Section, lang: str) -> TextFacts:
    """Return the facts about a section of a book in ``lang``."""
    phrases = (node.lang for node in walk.descend(section) if isinstance(node, Passage | Foreign))
    return TextFacts(
        tuple(dict.fromkeys(phrases)),
        tuple(count_letters(section, lang).items()),
        list_pictures(section),
        has_segment_numbers(section),
    )


def merge_facts(facts: Iterable[TextFacts]) -> TextFacts:
    """Return the facts about a text whose sections have these facts."""
    every = tuple(facts)
    letters: Counter[str] = Counter()
    for lang, count in chain.from_iterable(each.letters for each in every):
        letters[lang] += count
    return TextFacts(
        tuple(dict.fromkeys(chain.from_iterable(each.langs for each in every))),
        tuple(letters.items()),
        tuple(dict.fromkeys(chain.from_iterable(each.pictures for each in every))),
        any(each.has_numbers for each in every),
    )
