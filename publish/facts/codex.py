"""The text of the Tanakh: the Westminster Leningrad Codex, in a file that is not read whole.

``tools/codex_data.py`` makes the file from the npm package morphhb.  Its ``SECTIONS`` are arrays,
and texts with a byte for each character.  Words are numbered in their order; the words of verses
with a ketiv follow again after the last verse, as they are written.
The suffix array (https://en.wikipedia.org/wiki/Suffix_array) orders all places by the words from
there on, so that the places of a phrase are one range of it.
"""

from __future__ import annotations

import mmap
import re
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple
from unicodedata import normalize

from publish import facts
from publish.facts import Corpus
from publish.text.dataclass import dataclass
from publish.text.hebrew import ALPHABET

SECTIONS: Mapping[str, Literal["I", "H", "B", ""]] = {
    "verse_starts": "I",  # the first word of each verse, then of each ketiv: a verse as written
    "ketiv_verses": "I",  # the verse of each ketiv
    "words": "H",  # the number of the skeleton of each word
    "word_forms": "B",  # which of the forms of its skeleton the word has
    "suffixes": "I",  # the places in the order of the skeletons from there on
    "range_starts": "I",  # for each skeleton, the first of its places in `suffixes`
    "skeletons": "",  # the skeletons in their order, a line each
    "form_starts": "I",  # for each skeleton, the offset of its line in `forms`
    "forms": "",  # for each skeleton, a line with the pointed forms that have it
}
"""The sections of the file in their order, each with the type of its items (``struct``)."""

MAGIC = b"codex\0\0\1"
HEADER = struct.Struct(f"<8s{len(SECTIONS)}I")
"""The head of the file: ``MAGIC``, and the sizes of the sections, which begin at multiples of 4."""

SHIFT = 0x580
"""The difference between a Hebrew character and its byte."""

DEPTH = 128
"""The number of words by which places are ordered."""

POINTS = "\u05b0-\u05bc\u05c1\u05c2\u05c7"
"""The points that forms have: vowels, dagesh, and the points of shin."""

_FILE = Path(__file__).parent / "codex.bin"
_NOT_LETTERS = re.compile(f"[^{ALPHABET}]+")
_NOT_FORM = re.compile(f"[^{ALPHABET}{POINTS}]+")
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_MATRES = str.maketrans("", "", "וי")


class VerseNumber(NamedTuple):
    """A verse in the numbering of Jewish editions."""

    book: str
    chapter: int
    verse: int

    def __str__(self) -> str:
        return f"{self.book} {self.chapter}:{self.verse}"


def letters_of(word: str) -> str:
    """Return the letters of a word, none of them a final form."""
    return _NOT_LETTERS.sub("", normalize("NFD", word)).translate(_FINALS)


def skeleton(letters: str) -> str:
    """Return letters without the vav and yod after the first, by which spellings differ."""
    return letters[:1] + letters[1:].translate(_MATRES)


def letters_and_points(word: str) -> str:
    """Return the letters of a word with their points in canonical order, without accents."""
    return _NOT_FORM.sub("", normalize("NFD", word))


@dataclass(frozen=True)
class Codex:
    """The verses of the Tanakh and the places of their words; ``data`` is the file."""

    data: memoryview

    @cached_property
    def _sections(self) -> dict[str, memoryview]:
        magic, *sizes = HEADER.unpack_from(self.data)
        if magic != MAGIC:
            raise ValueError("not the file of the codex")
        sections: dict[str, memoryview] = {}
        offset = HEADER.size
        for (name, kind), size in zip(SECTIONS.items(), sizes, strict=True):
            section = self.data[offset : offset + size]
            sections[name] = section.cast(kind) if kind else section
            offset += size + -size % 4
        return sections

    @cached_property
    def words(self) -> Sequence[int]:
        """The skeletons of all words, by their numbers."""
        return self._sections["words"]

    @cached_property
    def _suffixes(self) -> Sequence[int]:
        return self._sections["suffixes"]

    @cached_property
    def _range_starts(self) -> Sequence[int]:
        return self._sections["range_starts"]

    @cached_property
    def _ketiv_verses(self) -> Sequence[int]:
        return self._sections["ketiv_verses"]

    @cached_property
    def verse_starts(self) -> Sequence[int]:
        """The first word of each verse, and then the number of all words."""
        return self._sections["verse_starts"]

    @cached_property
    def skeletons(self) -> dict[str, int]:
        """The number of each skeleton."""
        text = bytes(self._sections["skeletons"]).decode("latin-1").translate(_FROM_BYTES)
        return {skeleton: number for number, skeleton in enumerate(text.split("\n"))}

    # --- the places of phrases

    def count(self, skeleton: int) -> int:
        """Return how many words have a skeleton."""
        return self._range_starts[skeleton + 1] - self._range_starts[skeleton]

    def find_longest(self, phrase: Sequence[int]) -> tuple[int, Sequence[int]]:
        """Return how many of the first words of a phrase stand together, and all places of them."""
        if not phrase:
            return 0, ()
        low, high = self._range_starts[phrase[0]], self._range_starts[phrase[0] + 1]
        words, suffixes = self.words, self._suffixes
        last = len(words)
        depth = 1
        for skeleton in phrase[1:DEPTH]:

            def word_at(place: int, depth: int = depth) -> int:
                return words[place + depth] if place + depth < last else -1

            first = bisect_left(suffixes, skeleton, low, high, key=word_at)
            if first == high or word_at(suffixes[first]) != skeleton:
                break
            low, high = first, bisect_right(suffixes, skeleton, first, high, key=word_at)
            depth += 1
        return depth, suffixes[low:high]

    # --- verses

    def verse_at(self, place: int) -> int:
        """Return the number of the verse of a word, the same for its two readings."""
        verse = bisect_right(self.verse_starts, place) - 1
        return (
            verse
            if verse < verse_count()
            else self._sections["ketiv_verses"][verse - verse_count()]
        )

    def readings(self, verse: int) -> Iterator[range]:
        """Yield the words of a verse as it is read, and as it is written where that differs."""
        written = self._ketiv_verses
        yield range(self.verse_starts[verse], self.verse_starts[verse + 1])
        index = bisect_left(written, verse)
        if index < len(written) and written[index] == verse:
            place = verse_count() + index
            yield range(self.verse_starts[place], self.verse_starts[place + 1])

    def reading_at(self, place: int) -> range:
        """Return the words of the reading of a verse in which a word stands."""
        verse = bisect_right(self.verse_starts, place) - 1
        return range(self.verse_starts[verse], self.verse_starts[verse + 1])

    def form(self, place: int) -> str:
        """Return a word with its points."""
        start, end = self._sections["form_starts"][self.words[place] : self.words[place] + 2]
        line = bytes(self._sections["forms"][start:end]).split(b" ")
        return line[self._sections["word_forms"][place]].decode("latin-1").translate(_FROM_BYTES)


_FROM_BYTES = {code: code + SHIFT for code in range(0x30, 0x6B)}


@cache
def codex() -> Codex:
    """Return the codex of this package."""
    with _FILE.open("rb") as stream:
        return Codex(memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)))


# --- the numbers of verses


@cache
def _chapter_starts() -> tuple[tuple[str, int, int], ...]:
    """Return each chapter with the number of its first verse."""
    starts: list[tuple[str, int, int]] = []
    start = 0
    for book, counts in facts.chapters(Corpus.TANAKH).items():
        for chapter, count in enumerate(counts, 1):
            starts.append((book, chapter, start))
            start += count
    return tuple(starts)


@cache
def verse_count() -> int:
    """Return how many verses there are."""
    return sum(map(sum, facts.chapters(Corpus.TANAKH).values()))


def verse_number(verse: int) -> VerseNumber:
    """Return the book, the chapter and the verse of the verse of that place, from 0."""
    index = bisect_right(_chapter_starts(), verse, key=lambda start: start[2]) - 1
    book, chapter, first = _chapter_starts()[index]
    return VerseNumber(book, chapter, verse - first + 1)


@cache
def _chapter_places() -> dict[tuple[str, int], tuple[int, int]]:
    """Return the number of the first verse of each chapter, and how many it has."""
    counts = facts.chapters(Corpus.TANAKH)
    return {(b, c): (start, counts[b][c - 1]) for b, c, start in _chapter_starts()}


def verse_place(number: VerseNumber) -> int | None:
    """Return the place of a verse, from 0; None where there is no such verse."""
    start, count = _chapter_places().get(number[:2], (0, 0))
    return start + number.verse - 1 if 1 <= number.verse <= count else None


@cache
def _english_places() -> dict[VerseNumber, VerseNumber]:
    return {
        VerseNumber(book, int(to), verse - int(first) + int(start)): VerseNumber(
            book, int(chapter), verse
        )
        for book, chapter, first, last, to, start in facts.rows("english-numbers")
        for verse in range(int(first), int(last) + 1)
    }


def from_english(number: VerseNumber) -> VerseNumber:
    """Return the verse that an English Bible numbers so, in the numbering of Jewish editions."""
    return _english_places().get(number, number)
