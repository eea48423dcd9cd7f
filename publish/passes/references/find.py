"""References of a text in both scripts, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.passes.references.candidate import Candidate
from publish.passes.references.locus import Locus
from publish.passes.references.normalise import Lettering, read_letters
from publish.text.dataclass import dataclass

# References in English letters contain digits; in Hebrew, a separator after a letter.  Most texts
# have neither and are skipped early.
_DIGIT = re.compile(r"\d")
_POINT = re.compile("[\u05b0-\u05bc\u05c7]")
_HEBREW = re.compile(r"[א-ת][\"']?[ ,-]")


@dataclass(frozen=True, slots=True)
class Mention:
    """Range of a source text that refers to a locus."""

    start: int
    end: int
    locus: Locus


def find_mentions(text: str) -> list[Mention]:
    """Return the references in ``text``; they do not overlap."""
    has_digits = _DIGIT.search(text) is not None
    if text.isascii() and not has_digits:
        return []
    letters = read_letters(text)
    mentions: list[Mention] = []
    # Imported here: compiling the patterns takes longer than the rest of the import.
    if has_digits:
        from publish.passes.references import english

        mentions += _to_mentions(letters, english.find(letters.text))
    if _HEBREW.search(letters.text):
        from publish.passes.references import hebrew

        mentions += (
            mention
            for mention in _to_mentions(letters, hebrew.find(letters.text))
            if not _ends_in_points(text[mention.start : mention.end])
        )
        mentions.sort(key=lambda mention: mention.start)
    return list(_drop_overlaps(mentions))


def _ends_in_points(mention: str) -> bool:
    """Return whether the last word of a mention has vowel points, and so is no numeral."""
    return bool(_POINT.search(mention.rsplit(maxsplit=1)[-1])) if mention.split() else False


def _drop_overlaps(mentions: Iterable[Mention]) -> Iterator[Mention]:
    # Overlaps occur only between the two scripts, at a shared number.
    end = 0
    for mention in mentions:
        if mention.start >= end:
            yield mention
            end = mention.end


def _to_mentions(letters: Lettering, candidates: Iterable[Candidate]) -> Iterator[Mention]:
    for candidate in candidates:
        yield Mention(letters.start(candidate.start), letters.end(candidate.end), candidate.locus)
