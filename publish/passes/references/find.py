"""The references of a text, in either script, in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.passes.references.candidate import Found
from publish.passes.references.locus import Place
from publish.passes.references.normalise import Lettering, lettering

# A reference in English letters has digits; one in Hebrew letters has a letter or a digit after
# a word.  Most texts are told from these at a glance.
_DIGIT = re.compile(r"\d")
_HEBREW = re.compile(r"[א-ת][\"']?[ ,-]")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a place is referred to in a text as given."""

    start: int
    end: int
    place: Place


def mentions(text: str) -> list[Mention]:
    """Return the references in ``text``; they do not overlap."""
    has_digits = _DIGIT.search(text) is not None
    if text.isascii() and not has_digits:
        return []
    letters = lettering(text)
    found: list[Mention] = []
    # Their patterns take longer to compile than all the rest takes to import.
    if has_digits:
        from publish.passes.references import english

        found += _as_given(letters, english.find(letters.text))
    if _HEBREW.search(letters.text):
        from publish.passes.references import hebrew

        found += _as_given(letters, hebrew.find(letters.text))
        found.sort(key=lambda mention: mention.start)
    return list(_apart(found))


def _apart(found: Iterable[Mention]) -> Iterator[Mention]:
    # Only across two scripts can one number be the end of a reference and the start of the next.
    end = 0
    for mention in found:
        if mention.start >= end:
            yield mention
            end = mention.end


def _as_given(letters: Lettering, found: Iterable[Found]) -> Iterator[Mention]:
    for each in found:
        yield Mention(letters.start(each.start), letters.end(each.end), each.place)
