"""The division of a sheet of paper into pieces: whole or cut once, folded or single leaves.

This module knows no PDF.  Lengths are in points; a sheet lies so that the pages on it are upright,
and its pieces are counted from the left, or from the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from publish.config.booklet_options import Binding, Duplex, SheetLayout
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, Size
from publish.writers.booklet import geometry
from publish.writers.booklet.geometry import PagePosition, Sheet, Side

PUNCHED = 10 * MM
"""The margin for holes: with the white at the spine of a page, holes have 15 mm."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a side of a sheet: its lower left corner and its size."""

    x: float
    y: float
    size: Size

    def mirror(self, sheet: Size) -> Box:
        """Return the box behind this one, on the back of ``sheet`` turned like a page."""
        return Box(sheet.width - self.x - self.size.width, self.y, self.size)


@dataclass(frozen=True, slots=True)
class Panel:
    """A page on a side of a sheet, None if empty: its position and its box."""

    page: int | None
    position: PagePosition
    box: Box


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The pieces of every sheet of a book; ``size`` is that of the sheet.

    A piece is folded in the middle, or a leaf with a ``margin`` at its bound edge.  The pieces of
    a sheet are copies of one another, or with ``is_stacked`` they follow one another in the book
    when their stacks are laid on one another.
    """

    size: Size
    pieces: tuple[Box, ...]
    is_folded: bool
    is_stacked: bool = False
    margin: float = 0.0

    @property
    def piece(self) -> Size:
        """The size of a piece."""
        return self.pieces[0].size

    @property
    def room(self) -> Size:
        """The size of the room for a page."""
        if self.is_folded:
            return geometry.half_sheet(self.piece)
        return Size(self.piece.width - self.margin, self.piece.height)

    @property
    def is_cut(self) -> bool:
        """Whether sheets are cut into two."""
        return len(self.pieces) > 1

    @property
    def has_copies(self) -> bool:
        """Whether the pieces of a sheet are copies of one another."""
        return self.is_cut and not self.is_stacked

    @property
    def pages_of_sheet(self) -> int:
        """The number of pages of the book on both sides of a sheet of paper."""
        pieces = len(self.pieces) if self.is_stacked else 1
        return pieces * (4 if self.is_folded else 2)

    @property
    def page_edge(self) -> Duplex:
        """The edge over which a sheet turns like a page, so that both its sides are upright."""
        return Duplex.SHORT if self.size.width >= self.size.height else Duplex.LONG

    def locate(self, index: int, count: int) -> tuple[int, Box]:
        """Return the sheet of paper of the piece ``index`` of ``count``, from 0, and its box."""
        half = -(-count // 2)
        if not self.is_stacked or index < half:
            return index, self.pieces[0]
        return index - half, self.pieces[1]

    def group(self, sheets: Sequence[Sheet]) -> tuple[tuple[Sheet | None, ...], ...]:
        """Return the pieces that are printed on each sheet of paper, None for one left over."""
        if not self.is_cut:
            return tuple((sheet,) for sheet in sheets)
        if not self.is_stacked:
            return tuple((sheet, sheet) for sheet in sheets)
        count = -(-len(sheets) // 2)
        second: list[Sheet | None] = [*sheets[count:], *[None] * (2 * count - len(sheets))]
        return tuple(zip(sheets[:count], second, strict=True))


def plan_sheet(layout: SheetLayout, paper: Size, trim: Size) -> SheetPlan:
    """Return the pieces of a sheet, whose size is that with its long edge at the bottom."""
    upright = Size(paper.height, paper.width)
    match layout:
        case SheetLayout.FOLDED | SheetLayout.PERFECT:
            return SheetPlan(paper, (Box(0, 0, paper),), is_folded=True)
        case SheetLayout.CUT_STACK | SheetLayout.CUT_TWO:
            piece = Size(upright.width, upright.height / 2)
            pieces = (Box(0, piece.height, piece), Box(0, 0, piece))
            is_stacked = layout is SheetLayout.CUT_STACK
            return SheetPlan(upright, pieces, is_folded=True, is_stacked=is_stacked)
        case SheetLayout.HANDOUTS:
            return SheetPlan(paper, _leaves(paper), is_folded=False)
        case SheetLayout.SPIRAL:
            if geometry.fits(trim, geometry.half_sheet(paper)):
                leaves = _leaves(paper)
                return SheetPlan(paper, leaves, is_folded=False, is_stacked=True, margin=PUNCHED)
            return SheetPlan(upright, (Box(0, 0, upright),), is_folded=False, margin=PUNCHED)
        case _:
            assert_never(layout)


def _leaves(paper: Size) -> tuple[Box, Box]:
    leaf = geometry.half_sheet(paper)
    return Box(0, 0, leaf), Box(leaf.width, 0, leaf)


def arrange_leaves(pages: int, binding: Binding, *, back: bool = False) -> tuple[Sheet, ...]:
    """Return the leaves of a book, each as the half of a sheet beside the fold that it has not.

    With ``back`` the last page is on the back of the last leaf.
    """
    order: list[int | None] = [*range(1, pages + 1)]
    end = pages - 1 if back and pages > 1 else pages
    order[end:end] = [None] * (pages % 2)
    leaves: list[Sheet] = []
    for front, behind in zip(order[::2], order[1::2], strict=True):
        outside, inside = Side(None, front), Side(behind, None)
        if binding is Binding.RIGHT:
            outside, inside = Side(front, None), Side(None, behind)
        leaves.append(Sheet(outside, inside, depth=0, signature=1))
    return tuple(leaves)


def move(panel: Panel, to: Box) -> Panel:
    """Return a panel of a piece at the place of the piece on its sheet."""
    position, box = panel.position, panel.box
    return Panel(
        panel.page,
        PagePosition(position.x + to.x, position.y + to.y, position.scale),
        Box(box.x + to.x, box.y + to.y, box.size),
    )
