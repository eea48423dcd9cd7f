"""A text with the place on pages of each of its letters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from publish.desk.words.drawn_letters import DrawnPiece
from publish.desk.words.matcher import Match
from publish.desk.words.text_letters import UNKNOWN, LetterStream
from publish.preflight.page_boxes import Box, unite
from publish.text.source import NOWHERE, Span

_ON = 5.0
"""Points from a letter within which a point is on its word: a space or a sign is as wide."""


class PagePlace(NamedTuple):
    """A word on a page, with a box for each line that has a part of it.

    Boxes have their left, upper, right and lower edge in points from the upper left of the page.
    """

    page: int
    boxes: tuple[Box, ...]


class PlacedLetter(NamedTuple):
    """A letter on a page, with its offset in a file, or with the span of its block alone.

    ``number`` is that of the letter in its stream.
    """

    page: int
    box: Box
    block: Span
    offset: int
    stream: int
    number: int

    @property
    def is_known(self) -> bool:
        """Whether its offset in the file is known."""
        return self.offset != UNKNOWN

    def distance(self, x: float, y: float) -> float:
        """Return the distance of a point of the page; another line is farther than the same one."""
        left, upper, right, lower = self.box
        return max(left - x, 0, x - right) + 3 * max(upper - y, 0, y - lower)


class PlacedText:
    """The letters of streams that pages draw; ``unmatched`` are the pieces that draw none.

    Letters of a page, and offsets of a file, are listed when they are first asked for.
    """

    def __init__(
        self,
        streams: Sequence[LetterStream],
        pieces: Sequence[DrawnPiece],
        matches: Sequence[Match | None],
    ) -> None:
        self.streams = streams
        self.unmatched = [piece for piece, match in zip(pieces, matches, strict=True) if not match]
        self._matches: dict[int, list[tuple[DrawnPiece, Match]]] = {}
        for piece, match in zip(pieces, matches, strict=True):
            if match:
                self._matches.setdefault(piece.page, []).append((piece, match))
        self._by_page: dict[int, list[PlacedLetter]] = {}

    def letters(self, page: int) -> Sequence[PlacedLetter]:
        """Return the letters on a page, in the order in which they are drawn."""
        if page not in self._by_page:
            matches = self._matches.get(page, ())
            self._by_page[page] = [
                letter for piece, match in matches for letter in _place(self.streams, piece, match)
            ]
        return self._by_page[page]

    def nearest_offset(self, file: str, offset: int) -> int | None:
        """Return the offset of the drawn letter of a file that is nearest to an offset."""
        letters = self._by_file.get(file, [])
        index = bisect_left(letters, (offset,))
        near = [start for start, _, _ in letters[max(index - 1, 0) : index + 1]]
        return min(near, key=lambda each: abs(each - offset), default=None)

    def places(self, word: Span) -> tuple[PagePlace, ...]:
        """Return the places on pages of the letters of a span, in page order."""
        letters = self._by_file.get(word.file, [])
        first, end = bisect_left(letters, (word.start,)), bisect_left(letters, (word.end,))
        return _unite([self._letter(*each) for each in letters[first:end]])

    def places_of_block(self, block: Span) -> tuple[PagePlace, ...]:
        """Return the places of letters of which the block alone is known."""
        letters = (letter for page in self._matches for letter in self.letters(page))
        return _unite([each for each in letters if each.block == block and not each.is_known])

    @cached_property
    def _by_file(self) -> Mapping[str, Sequence[tuple[int, int, int]]]:
        """The drawn letters of each file: their offsets, pages, and numbers on the page."""
        by_file: dict[str, list[tuple[int, int, int]]] = {}
        for page, matches in self._matches.items():
            number = 0
            for _, match in matches:
                stream = self.streams[match.stream]
                for index in range(match.start, match.start + len(match.order)):
                    if stream.starts[index] != UNKNOWN:
                        letter = stream.starts[index], page, number
                        by_file.setdefault(stream.spans[index].file, []).append(letter)
                    number += 1
        for letters in by_file.values():
            letters.sort()
        return by_file

    def _letter(self, _offset: int, page: int, number: int) -> PlacedLetter:
        return self.letters(page)[number]


def _unite(letters: list[PlacedLetter]) -> tuple[PagePlace, ...]:
    """Return the places of letters in page order; the list is sorted in place."""
    letters.sort(key=lambda letter: (letter.page, letter.box[1]))
    return tuple(
        PagePlace(page, tuple(_unite_lines(letter.box for letter in group)))
        for page, group in groupby(letters, lambda letter: letter.page)
    )


def nearest_letter(
    letters: Iterable[PlacedLetter], x: float, y: float
) -> tuple[PlacedLetter | None, bool]:
    """Return the letter of a source that is nearest to a point, and whether the point is on it.

    None where no letter has a source.
    """
    of_sources = (letter for letter in letters if letter.block is not NOWHERE)
    nearest = min(of_sources, key=lambda letter: letter.distance(x, y), default=None)
    return nearest, nearest is not None and nearest.distance(x, y) <= _ON


def _place(
    streams: Sequence[LetterStream], piece: DrawnPiece, match: Match
) -> Iterator[PlacedLetter]:
    stream = streams[match.stream]
    for step, own in enumerate(match.order):
        index = match.start + step
        block, start = stream.spans[index], stream.starts[index]
        yield PlacedLetter(piece.page, piece.boxes[own], block, start, match.stream, index)


def _unite_lines(boxes: Iterable[Box]) -> Iterator[Box]:
    """Yield a box around those of each line, which have one upper edge."""
    for _, line in groupby(boxes, lambda box: round(box[1])):
        if united := unite(line):
            yield united
