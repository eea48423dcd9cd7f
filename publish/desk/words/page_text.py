"""The text of a page for screen readers: blocks in reading order, with the places of words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from publish.desk.words.placed_text import PlacedText
from publish.desk.words.text_blocks import BlockKind, BlockRun, TextBlock
from publish.desk.words.text_letters import LetterStream
from publish.document.model import Dir
from publish.preflight.page_boxes import Box
from publish.text.dataclass import dataclass

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word or the white space between two; a word has its middle on the page, in points."""

    text: str
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class PageRun:
    """Words in one language; those of a call are the number of a note."""

    lang: str
    dir: Dir
    words: tuple[PageWord, ...]
    is_call: bool = False


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block of a page with its runs; ``goes_on`` is true of one that began before the page."""

    block: TextBlock
    runs: tuple[PageRun, ...]
    goes_on: bool = False


def list_blocks(text: PlacedText, page: int) -> list[PageBlock]:
    """Return the blocks of a text that stand on a page, in reading order, notes last."""
    boxes: dict[int, dict[int, Box]] = {}
    for letter in text.letters(page):
        boxes.setdefault(letter.stream, {})[letter.number] = letter.box
    blocks = [
        block for number, own in boxes.items() for block in _blocks(text.streams[number], own)
    ]
    return sorted(blocks, key=_reading_order)


def _reading_order(each: PageBlock) -> tuple[bool, int]:
    return each.block.kind is BlockKind.NOTE, each.block.number


def _blocks(stream: LetterStream, boxes: Mapping[int, Box]) -> Iterator[PageBlock]:
    """Yield the blocks of the stretch of a stream that a page draws.

    A letter within it whose place is not known stands on the page too.
    """
    first, last = _start(stream, min(boxes)), _end(stream, max(boxes))
    begin = max(bisect_right(stream.run_places, first) - 1, 0)
    numbers = range(begin, bisect_right(stream.run_places, last))
    for block, group in groupby(numbers, lambda number: _block_of(stream, number)):
        own = list(group)
        runs = [run for number in own if (run := _read_run(stream, number, first, last, boxes))]
        if runs and block is not None:
            has_begun = _has_begun(stream, own[0], first)
            yield PageBlock(block, tuple(_join_languages(runs)), has_begun)


def _join_languages(runs: Iterable[PageRun]) -> Iterator[PageRun]:
    """Yield runs of which no two in a row are in one language."""
    for (lang, direction, is_call), group in groupby(runs, _language):
        words = tuple(word for run in group for word in run.words)
        yield PageRun(lang, direction, words, is_call)


def _language(run: PageRun) -> tuple[str, Dir, bool]:
    return run.lang, run.dir, run.is_call


def _has_begun(stream: LetterStream, number: int, place: int) -> bool:
    """Return whether the block of a run has text before a place."""
    while number and _block_of(stream, number - 1) == _block_of(stream, number):
        number -= 1
    return bool(stream.text[stream.run_places[number] : place].strip())


def _block_of(stream: LetterStream, number: int) -> TextBlock | None:
    run = stream.runs[number]
    return run.block if isinstance(run, BlockRun) else None


def _start(stream: LetterStream, index: int) -> int:
    """Return the place of the first character before a letter that belongs to its word."""
    place = stream.places[index]
    least = stream.places[index - 1] + 1 if index else 0
    between = stream.text[least:place]
    if not between or between.isspace():
        return place
    spaces = [number for number, each in enumerate(between, least) if each.isspace()]
    return spaces[-1] + 1 if spaces else place if index else 0


def _end(stream: LetterStream, index: int) -> int:
    """Return the place after the last character that belongs to the word of a letter."""
    start = stream.places[index] + 1
    most = stream.places[index + 1] if index + 1 < len(stream.places) else len(stream.text)
    spaces = (number for number in range(start, most) if stream.text[number].isspace())
    return next(spaces, most)


def _read_run(
    stream: LetterStream, number: int, first: int, last: int, boxes: Mapping[int, Box]
) -> PageRun | None:
    """Return the part of a run between two places of a stream, None for nothing."""
    run = stream.runs[number]
    start = stream.run_places[number]
    begin, end = max(start, first), min(start + len(run.text), last)
    is_picture = isinstance(run, BlockRun) and run.block.kind is BlockKind.PICTURE
    if not isinstance(run, BlockRun) or (end <= begin and not is_picture):
        return None
    words = tuple(_words(stream, begin, end, boxes))
    return PageRun(run.lang, run.dir, words, run.is_call)


def _words(
    stream: LetterStream, begin: int, end: int, boxes: Mapping[int, Box]
) -> Iterator[PageWord]:
    for match in _WORD.finditer(stream.text, begin, end):
        if match.start() > begin:
            yield PageWord(stream.text[begin : match.start()])
        begin = match.end()
        yield PageWord(match.group(), _middle(stream, match.start(), match.end(), boxes))
    if begin < end:
        yield PageWord(stream.text[begin:end])


def _middle(
    stream: LetterStream, start: int, end: int, boxes: Mapping[int, Box]
) -> tuple[float, float] | None:
    """Return the middle of the first letter of a word that has a place on the page."""
    own = range(bisect_left(stream.places, start), bisect_left(stream.places, end))
    box = next((boxes[index] for index in own if index in boxes), None)
    return box and ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
