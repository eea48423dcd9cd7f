"""The words that differ between two versions of a book, with their pages and lines."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from publish.artifacts.reprint.page_prints import PagePrint
from publish.text.dataclass import dataclass

_HYPHENS = ("\u2010", "\u00ad", "\x02", "-")
_SHINGLE = 3
"""The words by which a place is recognised in both versions of a long text."""

_JUDGED = 30
"""Phrases from which on two texts are judged to be of one book or not."""

_FEW = 1500
"""Words of a stretch that is compared word by word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a printed book: its page, from 1, and the number of its line in the text.

    ``places`` are the page and the position in the list of lines of each line that has a part of
    it: a word that a line divides is one word, on the line where it begins.
    """

    text: str
    page: int
    line: int
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that were printed, and the words that stand in their place now; one may be empty.

    ``first`` and ``now_first`` are the places in the lists of all words.
    """

    before: tuple[Word, ...]
    now: tuple[Word, ...]
    first: int
    now_first: int


def list_words(pages: Sequence[PagePrint]) -> list[Word]:
    """Return the words of the text of all pages in order."""
    words: list[Word] = []
    divided: Word | None = None
    for number, page in enumerate(pages, start=1):
        for index, line in enumerate(page.text.lines):
            texts = line.text.split()
            for position, text in enumerate(texts):
                word = Word(text, number, line.number, ((number, index),))
                if divided and not position:
                    joined = divided.text[:-1] + text
                    places = (*divided.places, *word.places)
                    word = Word(joined, divided.page, divided.line, places)
                    words.pop()
                words.append(word)
            last = words[-1] if texts else None
            is_divided = last and len(last.text) > 2 and last.text.endswith(_HYPHENS)
            divided = last if is_divided else None
    return words


def find_changes(before: Sequence[Word], now: Sequence[Word]) -> list[WordChange]:
    """Return the changes between two versions in order."""
    old, new = [_key(word) for word in before], [_key(word) for word in now]
    return [
        WordChange(tuple(before[a:b]), tuple(now[c:d]), a, c)
        for a, b, c, d in _differences(old, new, 0, 0)
    ]


def share_of_common(before: Sequence[Word], now: Sequence[Word]) -> float:
    """Return the share of the phrases of the shorter version that the other one has too.

    Phrases of three words tell one book from another of the same language.  A version that has few
    of them is taken for the same book.
    """
    old, new = (Counter(_shingles([_key(word) for word in words])) for words in (before, now))
    least = min(old.total(), new.total())
    return (old & new).total() / least if least >= _JUDGED else 1.0


def _key(word: Word) -> str:
    """Return the letters of a word that count; hyphens depend on lines."""
    key = word.text
    for hyphen in _HYPHENS:
        key = key.replace(hyphen, "")
    return key


Range = tuple[int, int, int, int]


def _differences(
    old: Sequence[str], new: Sequence[str], base: int, now_base: int
) -> Iterator[Range]:
    """Yield the ranges that differ; long stretches are divided at places that are alike."""
    start = 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    base, now_base = base + start, now_base + start
    if not old and not new:
        return
    if not old or not new:
        yield base, base + len(old), now_base, now_base + len(new)
    elif min(len(old), len(new)) <= _FEW and max(len(old), len(new)) <= 4 * _FEW:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                yield base + a, base + b, now_base + c, now_base + d
    else:
        yield from _divide(old, new, base, now_base)


def _divide(old: Sequence[str], new: Sequence[str], base: int, now_base: int) -> Iterator[Range]:
    places = _common_places(old, new)
    if not places:
        yield base, base + len(old), now_base, now_base + len(new)
        return
    a = c = 0
    for b, d in [*places, (len(old), len(new))]:
        yield from _differences(old[a:b], new[c:d], base + a, now_base + c)
        a, c = b, d


def _common_places(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return places of words that each version has once, in an order that both have."""
    ours, theirs = _single_shingles(old), _single_shingles(new)
    pairs = sorted((ours[each], theirs[each]) for each in ours.keys() & theirs.keys())
    # The longest sequence that rises in both versions.
    ends: list[int] = []
    links: list[int | None] = []
    last: list[int] = []
    for index, (_, place) in enumerate(pairs):
        rank = bisect_left(ends, place)
        ends[rank : rank + 1] = [place]
        last[rank : rank + 1] = [index]
        links.append(last[rank - 1] if rank else None)
    rising: list[tuple[int, int]] = []
    link = last[-1] if last else None
    while link is not None:
        rising.append(pairs[link])
        link = links[link]
    return rising[::-1]


def _single_shingles(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    shingles = _shingles(words)
    counts = Counter(shingles)
    return {each: n for n, each in enumerate(shingles) if counts[each] == 1}


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1)]
