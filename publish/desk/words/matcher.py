"""The places of the letters of streams on pages: which piece draws which letters.

Pieces are drawn in the order of their streams, so that a piece is compared with the letters that
come next in one of them.  Calls, numerals and running heads are in no stream and are passed over.
A letter that is drawn apart from its word, such as an initial, is left out at first, and then put
where its stream has a gap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, product, takewhile
from typing import NamedTuple

from publish.desk.words.drawn_letters import DrawnPiece
from publish.desk.words.text_letters import LetterStream
from publish.document.model import Dir
from publish.passes.directions.fribidi import levels, visual_order

_SURE = 5
"""Letters of a piece that is what comes next, whatever the pieces around it are."""

_REACH = 600
"""Letters of a stream within which a piece is looked for that is not what comes next.

With each such piece in a row that is not there they are twice as many.
"""

_LARGEST_REACH = 10_000_000

_CONTEXT = 200
"""Characters after a line that may decide about the direction of signs at its end."""

_OPEN_NOTES = 12
"""Notes whose bodies may be the next to be drawn."""


class Match(NamedTuple):
    """A piece with the place of its first letter in a stream.

    ``order`` has for each letter of the stream the index of the letter of the piece.
    """

    stream: int
    start: int
    order: Sequence[int]


class LetterMatcher:
    """The matching of the pieces of pages, which are given in the order of pages and drawing."""

    def __init__(self, streams: Sequence[LetterStream], waiting: int = _OPEN_NOTES) -> None:
        """``waiting`` is the number of streams that may be the next to begin."""
        self._waiting = waiting
        self._streams = streams
        self._letters = [stream.letters for stream in streams]
        self._reach = _REACH
        self._next = [0] * len(streams)
        self._open = list(range(len(streams)))

    def match(self, pieces: Sequence[DrawnPiece]) -> list[Match | None]:
        """Return the match of each piece, or None for one that draws no letters of the streams."""
        matches: list[Match | None] = []
        for index, piece in enumerate(pieces):
            match = self._match_next(piece, pieces[index + 1 : index + 3])
            if match is None:
                match = self._match_further(piece, pieces[index + 1 : index + 4])
            if match is not None:
                if match.start < self._next[match.stream]:
                    _withdraw(matches, match)
                self._go_on(match)
                self._reach = _REACH
            elif len(piece.letters) >= _SURE:
                self._reach = min(2 * self._reach, _LARGEST_REACH)
            matches.append(match)
        if pieces:
            self._fill_gaps(pieces, matches)
        return matches

    def _go_on(self, match: Match) -> None:
        """Note that a stream goes on after a match; one at its end is looked at no more."""
        number, end = match.stream, match.start + len(match.order)
        self._next[number] = end
        place = bisect_left(self._open, number)
        is_open = self._open[place : place + 1] == [number]
        if end < len(self._letters[number]) and not is_open:
            self._open.insert(place, number)
        elif end == len(self._letters[number]) and is_open:
            del self._open[place]

    def _candidates(self) -> Iterator[int]:
        """Yield the streams that may go on: those that have begun, and the next ones."""
        waiting = 0
        for number in self._open:
            waiting += not self._next[number]
            if waiting > self._waiting:
                return
            yield number

    def _match_next(self, piece: DrawnPiece, following: Sequence[DrawnPiece]) -> Match | None:
        """Return the match of a piece that is what comes next in a stream."""
        for number in self._candidates():
            place = self._next[number]
            order = self._compare(piece, number, place)
            if order is None:
                continue
            match = Match(number, place, order)
            if len(order) >= _SURE or self._goes_on(match, following):
                return match
        return None

    def _goes_on(self, match: Match, following: Sequence[DrawnPiece]) -> bool:
        """Return whether the pieces after a short one are what comes next if it is a match.

        They must not be what comes next if it is none.
        """
        after = match.start + len(match.order)
        is_end = after == len(self._letters[match.stream])
        if not following:
            return is_end
        if self._compare(following[0], match.stream, match.start) is not None:
            return False
        return is_end or any(
            self._compare(piece, match.stream, after) is not None
            or self._begins_other(piece, match)
            for piece in following
        )

    def _begins_other(self, piece: DrawnPiece, match: Match) -> bool:
        """Return whether a piece is what comes next in another stream than that of a match."""
        others = (number for number in self._candidates() if number != match.stream)
        return len(piece.letters) >= _SURE and any(
            self._compare(piece, number, self._next[number]) is not None for number in others
        )

    def _match_further(self, piece: DrawnPiece, following: Sequence[DrawnPiece]) -> Match | None:
        """Return the match of a piece a little further on, if the next piece goes on from there.

        Or a little before, if the piece goes beyond what is matched: then the pieces before drew
        words that the text has too, such as a title.
        """
        size = len(piece.letters)
        if size < _SURE:
            return None
        for number in self._candidates():
            letters, place = self._letters[number], self._next[number]
            for text, order in _directions(piece):
                start = letters.find(text, max(place - size + 1, 0), place + self._reach + size)
                if start < 0:
                    continue
                after = start + size
                if after == len(letters) or any(
                    self._compare(each, number, after) is not None for each in following
                ):
                    return Match(number, start, order)
        return None

    def _compare(self, piece: DrawnPiece, number: int, place: int) -> Sequence[int] | None:
        """Return the order in which a piece draws the letters at a place; None if it does not."""
        size = len(piece.letters)
        text = self._letters[number][place : place + size]
        for letters, order in _directions(piece):
            if letters == text:
                return order
        if len(text) == size and sorted(text) == sorted(piece.letters):
            return _bidi_order(self._streams[number], place, piece.letters)
        return None

    def _fill_gaps(self, pieces: Sequence[DrawnPiece], matches: list[Match | None]) -> None:
        """Match pieces that were passed over with the gaps of streams.

        Elements that are painted after others are painted in the order of the text, so each piece
        belongs to the first gap on its page that it begins, but for a number before it.  Then the
        longest piece fills a gap where it can stand in one place alone, or where as many equal
        pieces as places are left.
        """
        gaps = _find_gaps(pieces, matches, self._letters)
        for index, piece in enumerate(pieces):
            if matches[index] is None and len(piece.letters) >= _SURE:
                openings = (self._match_opening(piece, gap) for gap in gaps)
                if match := next(filter(None, openings), None):
                    matches[index] = match
                    gaps = _find_gaps(pieces, matches, self._letters)
        waiting = [index for index, match in enumerate(matches) if match is None]
        waiting.sort(key=lambda index: -len(pieces[index].letters))
        for _, group in groupby(waiting, key=lambda index: len(pieces[index].letters)):
            gaps = _find_gaps(pieces, matches, self._letters)
            by_letters: dict[tuple[int, str], list[int]] = {}
            for index in sorted(group):
                piece = pieces[index]
                by_letters.setdefault((piece.page, piece.letters), []).append(index)
            for equal in by_letters.values():
                piece = pieces[equal[0]]
                matching = [place for gap in gaps for place in gap.places(piece)]
                if len(matching) == len(equal):
                    for index, match in zip(equal, matching, strict=True):
                        matches[index] = match

    def _match_opening(self, piece: DrawnPiece, gap: _Gap) -> Match | None:
        """Return the match of a piece at the beginning of a gap, perhaps after a number."""
        if not gap.first_page <= piece.page <= gap.last_page:
            return None
        number = sum(1 for _ in takewhile(str.isdigit, gap.letters))
        for start in (0, number):
            order = self._compare(piece, gap.stream, gap.start + start)
            if order is not None and start + len(order) <= len(gap.letters):
                return Match(gap.stream, gap.start + start, order)
        return None


def _withdraw(matches: list[Match | None], match: Match) -> None:
    """Take back the matches of letters that a later piece draws."""
    for index, earlier in enumerate(matches):
        is_same = earlier is not None and earlier.stream == match.stream
        if earlier and is_same and earlier.start + len(earlier.order) > match.start:
            matches[index] = None


class _Gap(NamedTuple):
    """Letters of a stream that no piece draws, and the pages of the letters around them."""

    stream: int
    start: int
    letters: str
    first_page: int
    last_page: int

    def places(self, piece: DrawnPiece) -> Iterator[Match]:
        """Yield the matches of a piece within the gap; a short piece has to be at an end of it."""
        if not self.first_page <= piece.page <= self.last_page:
            return
        length = len(piece.letters)
        for text, order in _directions(piece):
            start = self.letters.find(text)
            while start >= 0:
                is_at_edge = start == 0 or start + length == len(self.letters)
                if length >= _SURE or is_at_edge:
                    yield Match(self.stream, self.start + start, order)
                start = self.letters.find(text, start + length)
            if text == text[::-1]:
                return


def _find_gaps(
    pieces: Sequence[DrawnPiece], matches: Sequence[Match | None], letters: Sequence[str]
) -> list[_Gap]:
    """Return the stretches of streams that no match covers, in their order."""
    covered: list[list[tuple[int, int, int]]] = [[] for _ in letters]
    for piece, match in zip(pieces, matches, strict=True):
        if match is not None:
            covered[match.stream].append((match.start, len(match.order), piece.page))
    first, last = pieces[0].page, pieces[-1].page
    gaps: list[_Gap] = []
    for stream, text in enumerate(letters):
        end, page = 0, first
        for start, size, next_page in (*sorted(covered[stream]), (len(text), 0, last)):
            if start > end:
                gaps.append(_Gap(stream, end, text[end:start], page, next_page))
            end, page = start + size, next_page
    return gaps


def _directions(piece: DrawnPiece) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the letters of a piece from left to right and from right to left."""
    size = len(piece.letters)
    yield piece.letters, range(size)
    yield piece.letters[::-1], range(size - 1, -1, -1)


def _bidi_order(stream: LetterStream, start: int, visual_text: str) -> Sequence[int] | None:
    """Return the order in which a piece in two directions draws its letters; None if it does not.

    Places follow from the bidirectional algorithm, in a paragraph of either direction that ends
    with the line or goes on after it.
    """
    end = start + len(visual_text)
    places = stream.places[start:end]
    first, last = places[0], places[-1] + 1
    for base, context in product((Dir.RTL, Dir.LTR), (last, last + _CONTEXT)):
        line_levels = levels(stream.text[first:context], base)[: last - first]
        rank = {index: number for number, index in enumerate(visual_order(line_levels))}
        visual = sorted(range(len(places)), key=lambda index: rank[places[index] - first])
        if "".join(stream.letters[start + index] for index in visual) == visual_text:
            order = [0] * len(places)
            for place, index in enumerate(visual):
                order[index] = place
            return order
    return None
