"""A text of spreads, whose pages face those of another text and stop where these do.

The blocks with an attribute ``data-segment`` begin on the same spread as those with the same value
in the other text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.feathering import text_lines
from publish.writers.pdf.engine.footnote_pages import page_notes
from publish.writers.pdf.engine.page_breaks import BoxPath, PageStart, box_paths, break_before
from publish.writers.pdf.engine.page_maker import PageMaker, PartBoxes
from publish.writers.pdf.engine.row_breaks import is_one_place

SEGMENT = "data-segment"
"""The attribute of a block that begins on the same spread in both texts."""

_AVOIDED = frozenset({"avoid", "avoid-page"})
_SIDES = frozenset({"left", "right", "recto", "verso"})


@dataclass(frozen=True, slots=True)
class SegmentPlace:
    """The place of a segment, and the box with which a page begins for it to begin there.

    That is the heading over the segment, if it has one.  ``is_forced`` is set where the style sheet
    has a page break there.
    """

    path: BoxPath
    box: Any
    box_path: BoxPath
    is_forced: bool


@dataclass(frozen=True, slots=True)
class StreamPage:
    """A page of a stream: None where the text waits for the other one, or has ended.

    ``begun`` is the number of segments that begin by its end; ``reach`` is that of the block with
    which the next page begins.
    """

    page: Any
    begun: int
    reach: int


def find_segments(boxes: PartBoxes) -> dict[str, SegmentPlace]:
    """Return the places of the segments of a text by the values of their attribute."""
    return dict(_find_segments(boxes.root, (), ()))


def _find_segments(
    box: Any, path: BoxPath, parents: tuple[Any, ...]
) -> Iterator[tuple[str, SegmentPlace]]:
    from weasyprint.formatting_structure.boxes import BlockLevelBox, ParentBox

    name = box.element.get(SEGMENT) if box.element is not None else None
    if name and isinstance(box, BlockLevelBox):
        yield name, _place(box, path, parents)
        return
    for number, child in enumerate(box.children if isinstance(box, ParentBox) else ()):
        yield from _find_segments(child, (*path, number), (*parents, box))


def _place(box: Any, path: BoxPath, parents: tuple[Any, ...]) -> SegmentPlace:
    """Return the place of a segment under ``parents``: before all that is kept with it.

    That is never the segment before it.
    """
    from weasyprint.layout.block import block_level_page_break

    around, place = list(parents), list(path)
    is_forced = False
    while around:
        if not place[-1]:
            if len(around) == 1:
                break
            box = around.pop()
            place.pop()
            continue
        before = around[-1].children[place[-1] - 1]
        kind = block_level_page_break(before, box)
        if kind not in _AVOIDED:
            is_forced = kind != "auto"
            break
        if next(_find_segments(before, (), ()), None):
            break  # pages stay in step, even where the style sheet keeps two segments together
        box = before
        place[-1] -= 1
    return SegmentPlace(path, box, tuple(place), is_forced)


class Stream:
    """A text of spreads, made page by page; a page can be made again until the next one is."""

    def __init__(self, boxes: PartBoxes, segments: Sequence[SegmentPlace]) -> None:
        self.maker = PageMaker(boxes)
        self.count = 0
        self._boxes = boxes
        self._context = boxes.context
        self._segments = segments
        self._paths = [segment.path for segment in segments]

    def begin(self, starts: Sequence[PageStart], placed: frozenset[str]) -> None:
        """Begin with the page of the last start; ``placed`` are the notes on those before it."""
        self.maker.begin(starts, placed)
        self._is_right = self._context.page_maker[0][2]
        self.open_page()

    def open_page(self) -> None:
        """Remember the state in which the next page is made."""
        self._number = len(self._context.page_maker) - 1
        self._footnotes = list(self._context.footnotes)
        self._waiting = list(self._context.reported_footnotes)

    @property
    def has_ended(self) -> bool:
        """Whether nothing is left for the page to come."""
        context = self._context
        resume_at = context.page_maker[-1][0]
        return bool(
            len(context.page_maker) > 1 and resume_at is None and not context.reported_footnotes
        )

    def make_page(self, stop: int | None = None) -> StreamPage:
        """Return the page, which ends before the segment of number ``stop``, if it has room."""
        self._put_back()
        segment = None if stop is None else self._segments[stop]
        if self.has_ended:
            return self._hold()
        if segment and self._begins_at(segment):
            return self._page_of_notes() if self._waiting else self._hold()
        with _break_before(segment):
            self.count += 1
            page, _ = self.maker.notes.make_page(self._number)
        self._settle_break(segment)
        # The pieces of a divided segment that have no words here begin on a page that stays empty.
        return self._page(page if segment is None or _is_visible(page) else None)

    def accept(self, page: Any) -> bool:
        """Record a page before the next one is made; return whether that can be done."""
        context, number = self._context, self._number
        resume_at = context.page_maker[-1][0]
        if not is_one_place(self._boxes.root, resume_at) or context.broken_out_of_flow:
            return False
        if page is not None:
            if not self.maker.is_supported(page, number):
                return False
            self.maker.record(page, number + 1)
        return True

    def new_segments(self, number: int) -> range:
        """Return the numbers of the segments that begin on page ``number``, from 0."""
        starts = self._context.page_maker[number : number + 2]
        first, end = (self._count_begun(start[0], number + n) for n, start in enumerate(starts))
        return range(first, end)

    def may_grow(self, number: int) -> bool:
        """Return whether the gaps of page ``number``, from 0, may grow: the text goes on."""
        resume_at, *_ = self._context.page_maker[number + 1]
        return resume_at is not None and not self.maker.ends_by_force(number + 1)

    def _put_back(self) -> None:
        context, number = self._context, self._number
        context.footnotes[:] = self._footnotes
        context.reported_footnotes = list(self._waiting)
        context.broken_out_of_flow.clear()
        del context.page_maker[number + 1 :]
        context.page_maker[number][-1].update(
            content_changed=False, pages_wanted=False, anchors=[], content_lookups=[]
        )

    def _hold(self) -> StreamPage:
        """Leave the page empty: the next one begins where it would have begun."""
        resume_at, *state = deepcopy(self._context.page_maker[-1][:4])
        if resume_at is None and not self._number:
            resume_at = {0: None}  # a later page that begins nowhere is that after the text
        item = (resume_at, *state, {"anchors": [], "content_lookups": []})
        self._context.page_maker.append(item)
        return self._page(None)

    def _page_of_notes(self) -> StreamPage:
        self.count += 1
        page, _ = self.maker.notes.make_page(self._number, notes_only=True)
        self._settle_break(None)
        return self._page(page)

    def _page(self, page: Any) -> StreamPage:
        resume_at = self._context.page_maker[-1][0]
        blocks = self._boxes.blocks.places
        begun = self._count_begun(resume_at, self._number + 1)
        if resume_at is None and self._number + 1:
            return StreamPage(page, begun, len(blocks))
        return StreamPage(page, begun, bisect_left(blocks, _leading_path(resume_at)))

    def _count_begun(self, resume_at: Any, number: int) -> int:
        """Return how many segments begin before a page that begins at ``resume_at``."""
        if resume_at is None:
            return len(self._paths) if number else 0
        return bisect_left(self._paths, _without_zeros(_leading_path(resume_at)))

    def _begins_at(self, segment: SegmentPlace) -> bool:
        """Return whether the page has nothing to show before a segment."""
        if not self._number:
            return False
        path = _without_zeros(_leading_path(self._context.page_maker[-1][0]))
        return path >= _without_zeros(segment.box_path)

    def _settle_break(self, stopped_by: SegmentPlace | None) -> None:
        """Let the next page be on the side of this one, and begin as after no forced break."""
        resume_at, following, _, *state = self._context.page_maker[-1]
        kind = "page" if following["break"] in _SIDES else following["break"]
        if stopped_by and not stopped_by.is_forced and resume_at is not None:
            path = _without_zeros(_leading_path(resume_at))
            if path == _without_zeros(stopped_by.box_path):
                kind = "any"
        item = (resume_at, {**following, "break": kind}, self._is_right, *state)
        self._context.page_maker[-1] = item


@contextmanager
def _break_before(segment: SegmentPlace | None) -> Iterator[None]:
    """Break the page before a segment while the block runs."""
    if segment is None:
        yield
        return
    with break_before(segment.box):
        yield


def _is_visible(page: Any) -> bool:
    """Return whether a page has text, pictures or notes."""
    from weasyprint.formatting_structure.boxes import ReplacedBox

    root, *_ = page.children
    if page_notes(page) or next(text_lines(root), None) is not None:
        return True
    return any(isinstance(box, ReplacedBox) for box in root.descendants())


def _leading_path(resume_at: Any) -> BoxPath:
    """Return the path of the first place at which a page begins."""
    return next(box_paths(resume_at))


def _without_zeros(path: BoxPath) -> BoxPath:
    """Return the path of the outermost box that begins at a place."""
    while path and not path[-1]:
        path = path[:-1]
    return path
