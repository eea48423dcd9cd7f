"""Quotations that a reader marked in texts which the finder was not made with, and its results.

    python -m tests.passes.verses.marked_set [--misses] [NAME ...]

The folder ``marked`` has passages of old Hebrew and Aramaic books (its README says how they were
taken).  Quotations of two words and more are marked as ``{words = Psalms 73:28}``; ``or`` stands
between verses that have the same words.  Each passage is read in three ways (``Reading``).
"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from publish.facts import codex
from publish.facts.codex import VerseNumber
from publish.passes.verses.quotation import Quotation
from tests.support.verse_texts import HEAD, name_quotation, quotations

FOLDER = Path(__file__).parent / "marked"
LENGTHS = (range(2, 3), range(3, 5), range(5, 8), range(8, 10_000))
"""The groups of quotations, by their words."""

_MARK = re.compile(r"\{([^{}=]+) = ([^{}]+)\}")
_BRACKETS = re.compile(r"[(\[][^()\[\]]{2,60}[)\]]")
_QUOTATION_MARK = re.compile(r"(?<![א-ת])\"|\"(?![א-ת])|[“”]")
_WORD = re.compile("[א-ת][א-ת\"'״׳]*")
_LOCUS = re.compile(r"(.+) (\d+):(\d+)(?:-(\d+))?")


class Reading(Enum):
    """The ways in which a passage is read."""

    AS_PRINTED = "as printed"
    MARKED = "no references, quotation marks"
    BARE = "no references, no marks"


@dataclass(frozen=True, slots=True)
class MarkedQuotation:
    """A quotation from ``start`` to ``end`` of its passage, and the verses that it may be."""

    start: int
    end: int
    words: str
    verses: frozenset[int]
    name: str

    @property
    def length(self) -> int:
        """The number of words."""
        return count_words(self.words)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its quotations in order; ``book`` is the name of its file."""

    book: str
    text: str
    quotations: tuple[MarkedQuotation, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The finds in a passage: marked quotations that were found or missed, and other finds."""

    passage: Passage
    recalled: tuple[MarkedQuotation, ...]
    missed: tuple[MarkedQuotation, ...]
    right: tuple[Quotation, ...]
    false: tuple[Quotation, ...]


def count_words(text: str) -> int:
    """Return the number of Hebrew words."""
    return len(_WORD.findall(text))


def read_passages(names: Iterable[str] = ()) -> Iterator[Passage]:
    """Yield the passages of the files with the names, or of all."""
    wanted = set(names)
    for path in sorted(FOLDER.glob("*.txt")):
        if not wanted or path.stem in wanted:
            _, *passages = path.read_text(encoding="utf-8").strip().split("\n\n")
            for passage in passages:
                yield parse_passage(path.stem, passage)


def parse_passage(book: str, marked: str) -> Passage:
    """Return a passage from its text with marks."""
    text = ""
    last = 0
    marks: list[MarkedQuotation] = []
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        verses = frozenset(each for name in match[2].split(" or ") for each in _verses(name))
        start = len(text)
        text += match[1]
        marks.append(MarkedQuotation(start, len(text), match[1], verses, match[2]))
        last = match.end()
    return Passage(book, text + marked[last:], tuple(marks))


def _verses(name: str) -> Iterator[int]:
    match = _LOCUS.fullmatch(name)
    assert match, name
    first = int(match[3])
    for verse in range(first, int(match[4] or first) + 1):
        place = codex.verse_place(VerseNumber(match[1], int(match[2]), verse))
        assert place is not None, name
        yield place


def change(passage: Passage, reading: Reading) -> Passage:
    """Return the passage without the helps that the reading leaves out."""
    if reading is Reading.AS_PRINTED:
        return passage
    marks = ("“", "”") if reading is Reading.MARKED else ("", "")
    text = ""
    last = 0
    changed: list[MarkedQuotation] = []
    for each in passage.quotations:
        words = _bare(each.words)
        text += _bare(passage.text[last : each.start]) + marks[0]
        start = len(text)
        text += words
        changed.append(MarkedQuotation(start, len(text), words, each.verses, each.name))
        text += marks[1]
        last = each.end
    return Passage(passage.book, text + _bare(passage.text[last:]), tuple(changed))


def _bare(text: str) -> str:
    return re.sub(" +", " ", _QUOTATION_MARK.sub("", _BRACKETS.sub(" ", text)))


def judge(passage: Passage) -> Result:
    """Return the finds in a passage, beside its marked quotations."""
    right: list[Quotation] = []
    false: list[Quotation] = []
    matched: set[MarkedQuotation] = set()
    for quotation in quotations(passage.text):
        start, end = (offset - len(HEAD) for offset in (quotation.span.start, quotation.span.end))
        verses = {v for first, last in quotation.verses for v in range(first, last + 1)}
        agreeing = {
            each
            for each in passage.quotations
            if start < each.end and each.start < end and verses & each.verses
        }
        matched |= agreeing
        (right if agreeing else false).append(quotation)
    return Result(
        passage,
        tuple(each for each in passage.quotations if each in matched),
        tuple(each for each in passage.quotations if each not in matched),
        tuple(right),
        tuple(false),
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of a set of results: quotations by length that were found, and finds."""

    recalled: tuple[int, ...]
    marked: tuple[int, ...]
    right: tuple[int, ...]
    finds: tuple[int, ...]
    words: int

    @property
    def recall(self) -> float:
        """The share of the marked quotations that were found."""
        return sum(self.recalled) / sum(self.marked)

    @property
    def precision(self) -> float:
        """The share of the finds that are marked quotations."""
        return sum(self.right) / sum(self.finds)

    @property
    def words_per_false_find(self) -> float:
        """The number of words of the passages for each find that is none."""
        return self.words / max(sum(self.finds) - sum(self.right), 1)


def count(results: Iterable[Result]) -> Figures:
    """Return the numbers of the results."""
    results = tuple(results)

    def by_length(lengths: Iterable[int]) -> tuple[int, ...]:
        lengths = list(lengths)
        return tuple(sum(length in group for length in lengths) for group in LENGTHS)

    recalled = [each.length for result in results for each in result.recalled]
    missed = [each.length for result in results for each in result.missed]
    right = [count_words(each.words) for result in results for each in result.right]
    false = [count_words(each.words) for result in results for each in result.false]
    return Figures(
        by_length(recalled),
        by_length(recalled + missed),
        by_length(right),
        by_length(right + false),
        sum(count_words(result.passage.text) for result in results),
    )


def show_table(figures: dict[Reading, Figures]) -> Iterator[str]:
    """Yield the lines of a table of recall and precision by length."""
    names = ["2", "3-4", "5-7", "8+", "all"]
    yield "| | " + " | ".join(f"{name} words" for name in names) + " | false finds |"
    yield "|---" * (len(names) + 2) + "|"
    for reading, each in figures.items():
        pairs = (("found", each.recalled, each.marked), ("right", each.right, each.finds))
        for title, parts, wholes in pairs:
            cells = [
                f"{part} of {whole}"
                for part, whole in zip((*parts, sum(parts)), (*wholes, sum(wholes)), strict=True)
            ]
            false = sum(each.finds) - sum(each.right)
            last = f"{false} in {each.words:,} words" if title == "right" else ""
            yield f"| {reading.value}: {title} | " + " | ".join(cells) + f" | {last} |"


def main() -> None:
    """Print the table, and the misses and false finds if asked."""
    parser = ArgumentParser(description="Results of the finder on the marked set.")
    parser.add_argument("names", nargs="*", help="names of files; all by default")
    parser.add_argument("--misses", action="store_true", help="print misses and false finds")
    options = parser.parse_args()
    passages = list(read_passages(options.names))
    figures: dict[Reading, Figures] = {}
    for reading in Reading:
        results = [judge(change(passage, reading)) for passage in passages]
        figures[reading] = count(results)
        if options.misses:
            print(*_show_misses(reading, results), sep="\n")
    print(*show_table(figures), sep="\n")


def _show_misses(reading: Reading, results: Iterable[Result]) -> Iterator[str]:
    for result in results:
        book = result.passage.book
        for each in result.missed:
            yield f"{reading.value}: {book}: missed {each.words} = {each.name}"
        for quotation in result.false:
            yield f"{reading.value}: {book}: false {quotation.words} = {name_quotation(quotation)}"


if __name__ == "__main__":
    main()
