"""Facts about a text that the metadata of its EPUB state, gathered section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from publish.document import walk
from publish.document.letter_counts import count_letters
from publish.document.model import Foreign, Image, Milestone, Passage, Section, Segment
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.writers.epub.segments import has_printed_number


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
    langs: dict[str, None] = {}
    pictures: dict[str, None] = {}
    has_numbers = False
    for node in walk.descend(section):
        match node:
            case Passage() | Foreign():
                langs[node.lang] = None
            case Image() if node.resource:
                pictures[node.resource] = None
            case Segment() | Milestone():
                has_numbers = has_numbers or has_printed_number(node)
            case _:
                pass
    letters = tuple(count_letters(section, lang).items())
    return TextFacts(tuple(langs), letters, tuple(pictures), has_numbers)


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
