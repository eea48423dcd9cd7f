"""Two texts broken into spreads: on each, the pages of both begin the same segments.

Both pages of a spread are made; the one on which more segments begin is made once more, with a
break before the first segment that does not begin on the other.  The page that had room for fewer
segments on the spread before is made first, so that the other one mostly is made once.

Nothing is measured before it is laid out: a note or a figure more could make another line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.page_breaks import BoxPath, PartBlocks
from publish.writers.pdf.engine.page_maker import PartBoxes, build_boxes, reset_context
from publish.writers.pdf.engine.spread_breaks import (
    SIDES,
    Pair,
    SpreadBreaks,
    SpreadRange,
    SpreadStart,
    find_changed_spreads,
)
from publish.writers.pdf.engine.stream import SegmentPlace, Stream, StreamPage, find_segments

_MOST_ATTEMPTS = 6
"""The most pages that are made for one spread."""


@dataclass(frozen=True, slots=True)
class SpreadPagination:
    """Spreads that replace those from ``first`` to ``end`` of an earlier layout.

    ``pages`` are those of versos and of rectos, None where a page is empty; ``segments`` have the
    names of those that begin on each.  ``starts`` and ``reaches`` are those of the spreads before
    ``first`` and of the new ones.  ``layouts`` is the number of pages that were made.
    """

    pages: Pair[tuple[Any, ...]]
    segments: Pair[tuple[tuple[str, ...], ...]]
    blocks: Pair[PartBlocks]
    starts: tuple[SpreadStart, ...] = ()
    reaches: tuple[Pair[int], ...] = ()
    first: int = 0
    end: int | None = None
    layouts: int = 0


def paginate_spreads(
    trees: Pair[Any], fonts: Any, sheets: Sequence[Any], earlier: SpreadBreaks | None
) -> SpreadPagination:
    """Return the spreads of two documents, except those of the earlier layout that are unchanged.

    Where a feature of WeasyPrint keeps the pages from being made one by one, the two texts are laid
    out each for itself.
    """
    boxes = tuple(build_boxes(html, fonts, sheets) for html in trees)
    verso, recto = boxes
    blocks = (verso.blocks, recto.blocks)
    notes = [list(each.context.footnotes) for each in boxes]
    for spreads in (find_changed_spreads(earlier, blocks) if earlier else None, SpreadRange()):
        if spreads is not None:
            pagination = _SpreadPaginator((verso, recto), spreads).make()
            if pagination:
                return pagination
            for each, unplaced in zip(boxes, notes, strict=True):
                reset_context(each.context, unplaced)
    return _lay_out_separately((verso, recto))


def _lay_out_separately(boxes: Pair[PartBoxes]) -> SpreadPagination:
    """Return the pages of both texts, none of which waits for the other."""
    from weasyprint.layout import layout_document

    pages = [list(layout_document(each.html, each.root, each.context)) for each in boxes]
    count = max(map(len, pages))
    verso, recto = ((*each, *[None] * (count - len(each))) for each in pages)
    nothing = ((),) * count
    blocks = (boxes[0].blocks, boxes[1].blocks)
    return SpreadPagination((verso, recto), (nothing, nothing), blocks)


class _SpreadPaginator:
    """Makes the wanted spreads; None where a feature of them is not supported."""

    def __init__(self, boxes: Pair[PartBoxes], wanted: SpreadRange) -> None:
        self._wanted = wanted
        self._blocks = (boxes[0].blocks, boxes[1].blocks)
        places = [find_segments(each) for each in boxes]
        self._names = _common_segments(*places)
        verso, recto = (
            Stream(each, [own[name] for name in self._names])
            for each, own in zip(boxes, places, strict=True)
        )
        self._streams = (verso, recto)
        self._pages: Pair[list[Any]] = ([], [])
        self._reaches = list(wanted.reaches)

    def make(self) -> SpreadPagination | None:
        """Return the wanted spreads, or None."""
        wanted = self._wanted
        for side, stream in enumerate(self._streams):
            stream.begin([start.pages[side] for start in wanted.starts], wanted.placed[side])
        starts = list(wanted.starts) or [self._start(0)]
        end = None
        while end is None:
            lead = self._make_spread(starts[-1].lead)
            if lead is None:
                return None
            if all(stream.has_ended for stream in self._streams):
                break
            start = self._start(lead)
            number = wanted.first + len(self._pages[0])
            if wanted.ends.get(number) == start:
                end = number
            else:
                starts.append(start)
                for stream in self._streams:
                    stream.open_page()
        return self._finish(tuple(starts), end)

    def _start(self, lead: int) -> SpreadStart:
        verso, recto = self._streams
        return SpreadStart((verso.maker.start(), recto.maker.start()), lead)

    def _make_spread(self, lead: int) -> int | None:
        """Make both pages, that of side ``lead`` first; return the side with fewer segments.

        None where a feature of the pages is not supported.
        """
        spread = _Spread(self._streams, len(self._names))
        first = spread.make_page(lead)
        second = spread.make_page(1 - lead)
        if second.begun < first.begun:
            lead = 1 - lead
        while spread.more is not None and spread.count < _MOST_ATTEMPTS:
            spread.make_page(spread.more)
        pages = [page.page for page in spread.pages]
        supported = map(Stream.accept, self._streams, pages)
        if pages == [None, None] or not all(supported):
            return None
        for side in SIDES:
            self._pages[side].append(pages[side])
        self._reaches.append((spread.reach[0], spread.reach[1]))
        return lead

    def _finish(self, starts: tuple[SpreadStart, ...], end: int | None) -> SpreadPagination:
        first = self._wanted.first
        segments = []
        for stream, pages in zip(self._streams, self._pages, strict=True):
            count = first + len(pages)
            stream.maker.finish(
                (
                    (number + 1, page, stream.may_grow(number))
                    for number, page in enumerate(pages, start=first)
                    if page is not None
                ),
                count,
            )
            segments.append(
                tuple(
                    tuple(self._names[n] for n in stream.new_segments(number))
                    for number in range(first, count)
                )
            )
        return SpreadPagination(
            (tuple(self._pages[0]), tuple(self._pages[1])),
            (segments[0], segments[1]),
            self._blocks,
            starts,
            tuple(self._reaches),
            first,
            end,
            sum(stream.count for stream in self._streams),
        )


def _common_segments(
    verso: dict[str, SegmentPlace], recto: dict[str, SegmentPlace]
) -> tuple[str, ...]:
    """Return the names of the segments that both texts have in one order."""
    common = [name for name in verso if name in recto]
    names: list[str] = []
    last: BoxPath = ()
    for name in common:
        if recto[name].path > last:
            names.append(name)
            last = recto[name].path
    return tuple(names)


class _Spread:
    """The pages of one spread, each as it was made last."""

    def __init__(self, streams: Pair[Stream], segments: int) -> None:
        self._streams = streams
        self._segments = segments
        self._latest: dict[int, StreamPage] = {}
        self.reach = [0, 0]
        self.count = 0

    @property
    def pages(self) -> Pair[StreamPage]:
        """The pages of both sides."""
        return self._latest[0], self._latest[1]

    @property
    def more(self) -> int | None:
        """The side on which more segments begin, if the sides differ."""
        verso, recto = self.pages
        return None if verso.begun == recto.begun else int(recto.begun > verso.begun)

    def make_page(self, side: int) -> StreamPage:
        """Make the page of a side, which stops where the other page does, if that is made."""
        self.count += 1
        other = self._latest.get(1 - side)
        stop = other.begun if other and other.begun < self._segments else None
        page = self._latest[side] = self._streams[side].make_page(stop)
        self.reach[side] = max(self.reach[side], page.reach)
        return page
