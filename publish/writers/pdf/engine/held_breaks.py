"""Page breaks at the places where a printed book has them.

A printed page is known by the number of its units (``printed_pages``) and by the first of them.
Its place in a corrected text is looked for near where it should be, from page to page, so that
it depends on the text before it alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any

from publish.document.printed_pages import PageFlow, units
from publish.text.dataclass import dataclass
from publish.writers.html.flow import is_beside_flow
from publish.writers.pdf.engine.forced_ends import FORCED_END
from publish.writers.pdf.engine.line_measures import Place, strip_zeros
from publish.writers.pdf.engine.page_breaks import BoxPath, box_paths, break_before

_NEAR = 600
"""Units by which a page may begin before or after the place where it is looked for."""

_PART = 12
"""Units by which the beginning of a page is recognised where others of them were corrected."""


@dataclass(frozen=True, slots=True, eq=False)
class TextPlace:
    """A text box with its path, and the line box around it with its depth, in its block."""

    path: BoxPath
    box: Any
    line: Any
    depth: int
    block: Any


@dataclass(frozen=True, slots=True, eq=False)
class HeldBreak:
    """A break to be made before the unit ``offset`` of the flow.

    With ``line`` the break is within that line box, at ``place``; else it is before ``block``.
    """

    offset: int
    line: Any = None
    place: Place = ()
    block: Any = None


class HeldBreaks:
    """The breaks of a part by the numbers of the pages, from 0, that begin after them."""

    def __init__(self, root: Any, pages: Sequence[PageFlow]) -> None:
        """Look for the beginnings of printed pages in the boxes of a part."""
        self._texts = list(_find_texts(root, (), None, _Around()))
        pieces = [units(text.box.text) for text in self._texts]
        begins, total = [], 0
        for piece in pieces:
            begins.append(total)
            total += len(piece)
        self._begins, self._total = begins, total
        self._paths = [text.path for text in self._texts]
        flow = "".join(pieces)
        self._breaks: dict[int, HeldBreak] = {}
        expected = 0
        for number, (before, page) in enumerate(pairwise(pages), start=1):
            expected += before.size
            place = find_opening(flow, page.opening, expected)
            if place is not None:
                expected = place
                self._breaks[number] = self._locate(place)

    def find(self, number: int) -> HeldBreak | None:
        """Return the break with which page ``number``, from 0, began in print."""
        return self._breaks.get(number)

    def offset(self, resume_at: Any) -> int:
        """Return the number of units before the place at which a page begins."""
        if not resume_at:
            return self._total
        path = next(box_paths(resume_at))
        number = bisect_right(self._paths, path) - 1
        if number >= 0:
            own = self._paths[number]
            if path[: len(own)] == own:
                byte = path[len(own)] if len(path) > len(own) else 0
                text = self._texts[number].box.text.encode()[:byte].decode(errors="ignore")
                return self._begins[number] + len(units(text))
        return self._begins[number + 1] if number + 1 < len(self._begins) else self._total

    def _locate(self, offset: int) -> HeldBreak:
        number = bisect_right(self._begins, offset) - 1
        text = self._texts[number]
        wanted, index = offset - self._begins[number], 0
        content = text.box.text
        while index < len(content) and len(units(content[: index + 1])) <= wanted:
            index += 1
        index = content.rfind(" ", 0, index) + 1
        first = next(n for n, each in enumerate(self._texts) if each.line is text.line)
        if self._begins[first] == offset:
            return HeldBreak(offset, block=text.block)
        place = (*text.path[text.depth :], len(content[:index].encode()))
        return HeldBreak(offset, text.line, strip_zeros(place))


def find_opening(flow: str, opening: str, expected: int) -> int | None:
    """Return where a page begins in a text, by its first units; None where they are gone."""
    if len(opening) < _PART:
        return None
    low = max(0, expected - _NEAR)
    for part, skip in (
        (opening, 0),
        (opening[:_PART], 0),
        (opening[-_PART:], len(opening) - _PART),
    ):
        places = []
        place = flow.find(part, low)
        while place != -1 and place <= expected + _NEAR + skip:
            places.append(place - skip)
            place = flow.find(part, place + 1)
        if places:
            return max(0, min(places, key=lambda each: abs(each - expected)))
    return None


@dataclass(frozen=True, slots=True, eq=False)
class _Around:
    """The boxes around a box: a line box with its depth, and a block."""

    line: Any = None
    depth: int = 0
    block: Any = None


def _find_texts(box: Any, path: BoxPath, parent: Any, around: _Around) -> Iterator[TextPlace]:
    """Yield the text boxes of the flow in order, as ``flow_text`` counts them on pages.

    ``parent`` is the element around the box.
    """
    from weasyprint.formatting_structure import boxes

    element = box.element
    if element is not parent and element is not None and is_beside_flow(element.get("class")):
        return
    if box.is_leader or box.element_tag.partition("::")[2] not in {"", "first-letter"}:
        return
    if isinstance(box, boxes.TextBox):
        yield TextPlace(path, box, around.line, around.depth, around.block)
        return
    if isinstance(box, boxes.LineBox):
        around = replace(around, line=box, depth=len(path))
    elif isinstance(box, boxes.BlockLevelBox):
        around = replace(around, block=box)
    for number, child in enumerate(getattr(box, "children", ())):
        yield from _find_texts(child, (*path, number), element, around)


@contextmanager
def force_break(context: Any, held: HeldBreak) -> Iterator[None]:
    """Break a page before a block, or end a line at a place, while the block runs."""
    if held.line is not None:
        context.__dict__[FORCED_END] = held.line, held.place
        try:
            yield
        finally:
            del context.__dict__[FORCED_END]
        return
    with break_before(held.block):
        yield
