"""A section of a book with the place on its pages of each of its letters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from publish.desk.words.drawn_letters import DrawnPiece
from publish.desk.words.matcher import Match
from publish.desk.words.text_letters import UNKNOWN, LetterStream
from publish.preflight.page_boxes import Box, unite
from publish.text.source import Span

_ON = 5.0
"""Points from a letter within which a point is on its word: a space or a sign is as wide."""

_NEAR = 30.0
"""Points from a letter within which a point is in its block: a margin, the end of a line."""


class PagePlace(NamedTuple):
    """A word on a page, with a box for each line that has a part of it.

    Boxes have their left, upper, right and lower edge in points from the upper left of the page.
    """

    page: int
    boxes: tuple[Box, ...]


class PlacedLetter(NamedTuple):
    """A letter on a page, with its offset in a file, or with the span of its block alone."""

    page: int
    box: Box
    block: Span
    offset: int

    @property
    def is_known(self) -> bool:
        """Whether its offset in the file is known."""
        return self.offset != UNKNOWN

    def distance(self, x: float, y: float) -> float:
        """Return the distance of a point of the page; another line is farther than the same one."""
        left, upper, right, lower = self.box
        return max(left - x, 0, x - right) + 3 * max(upper - y, 0, y - lower)


class PlacedText:
    """The letters of a section that its pages draw.

    ``unmatched_on_first_page`` are the pieces there that draw none of them, such as a title.
    """

    def __init__(
        self,
        streams: Sequence[LetterStream],
        pieces: Sequence[DrawnPiece],
        matches: Sequence[Match | None],
    ) -> None:
        first = pieces[0].page if pieces else 0
        self.unmatched_on_first_page = [
            piece
            for piece, match in zip(pieces, matches, strict=True)
            if match is None and piece.page == first
        ]
        self._by_page: dict[int, list[PlacedLetter]] = {}
        self._by_file: dict[str, list[PlacedLetter]] = {}
        for piece, match in zip(pieces, matches, strict=True):
            for letter in _place(streams, piece, match) if match else ():
                self._by_page.setdefault(letter.page, []).append(letter)
                if letter.is_known:
                    self._by_file.setdefault(letter.block.file, []).append(letter)
        self._offsets: dict[str, list[int]] = {}
        for file, letters in self._by_file.items():
            letters.sort(key=lambda letter: letter.offset)
            self._offsets[file] = [letter.offset for letter in letters]

    def letter_near(self, page: int, x: float, y: float) -> tuple[PlacedLetter | None, bool]:
        """Return the letter of a page that is nearest to a point, and whether the point is on it.

        None where no letter is near.
        """
        letters = self._by_page.get(page, ())
        nearest = min(letters, key=lambda letter: letter.distance(x, y), default=None)
        if nearest is None or nearest.distance(x, y) > _NEAR:
            return None, False
        return nearest, nearest.distance(x, y) <= _ON

    def nearest_offset(self, file: str, offset: int) -> int | None:
        """Return the offset of the drawn letter of a file that is nearest to an offset."""
        offsets = self._offsets.get(file, [])
        index = bisect_left(offsets, offset)
        near = offsets[max(index - 1, 0) : index + 1]
        return min(near, key=lambda each: abs(each - offset), default=None)

    def places(self, word: Span) -> tuple[PagePlace, ...]:
        """Return the places on pages of the letters of a span, in page order."""
        offsets = self._offsets.get(word.file, [])
        first, end = bisect_left(offsets, word.start), bisect_left(offsets, word.end)
        letters = self._by_file.get(word.file, [])[first:end]
        letters.sort(key=lambda letter: (letter.page, letter.box[1]))
        return tuple(
            PagePlace(page, tuple(_unite_lines(letter.box for letter in group)))
            for page, group in groupby(letters, lambda letter: letter.page)
        )


def _place(
    streams: Sequence[LetterStream], piece: DrawnPiece, match: Match
) -> Iterator[PlacedLetter]:
    stream = streams[match.stream]
    for step, index in enumerate(match.order):
        place = match.start + step
        block = stream.spans[stream.runs[place]]
        yield PlacedLetter(piece.page, piece.boxes[index], block, stream.starts[place])


def _unite_lines(boxes: Iterable[Box]) -> Iterator[Box]:
    """Yield a box around those of each line, which have one upper edge."""
    for _, line in groupby(boxes, lambda box: round(box[1])):
        if united := unite(line):
            yield united
