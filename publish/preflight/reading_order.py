"""Check of the order in which a program reads the words of a PDF: searching, copying, speaking."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from publish.diagnostics import Diagnostics
from publish.diagnostics.rules.print_faults import OUT_OF_ORDER
from publish.document.model import STACKED, Section, TextLayout
from publish.preflight.expected_text import collect_text

_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST = 0.15
"""The share of words out of order that is no fault: running heads repeat words of headings."""

_LEAST = 20
"""Words below which an order is not judged."""


def check_order(characters: str, section: Section, layout: TextLayout = STACKED) -> Diagnostics:
    """Return a warning where the words of ``characters`` stand in another order than the text.

    Words that either of the two has more than once are left out.  In two columns originals and
    translations have an order each, because a long row has a part of both.
    """
    text = collect_text([section], layout)
    places = _single_words(characters)
    count, displaced, word = 0, 0, ""
    streams = (text.running, text.originals, text.translations)
    for runs in (*streams, text.transliterations, text.further):
        expected = _single_words("".join(run.text for run in runs))
        order = [places[word] for word in expected if word in places]
        count += len(order)
        displaced += len(order) - _longest_rise(order)
        word = word or next(_falls(expected, places), "")
    if count < _LEAST or displaced <= _MOST * count:
        return ()
    share = f"{100 * displaced / count:.0f} %"
    message = f"{share} of the words are not read in the order of the text, from “{word}” on"
    return (OUT_OF_ORDER.at(section.span, message),)


def _single_words(text: str) -> dict[str, int]:
    """Return the words that a text has once, with their places, in order."""
    words = _WORD.findall(text)
    count = Counter(words)
    return {word: place for place, word in enumerate(words) if count[word] == 1}


def _falls(expected: Iterable[str], places: dict[str, int]) -> Iterator[str]:
    """Yield the words that are read before the word that comes before them in the text."""
    last = -1
    for word in expected:
        if word in places:
            if places[word] < last:
                yield word
            last = places[word]


def _longest_rise(numbers: Iterable[int]) -> int:
    """Return the length of the longest rising subsequence."""
    ends: list[int] = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
    return len(ends)
