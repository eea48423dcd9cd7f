"""The faces of a folded booklet in reading order, as the folds of its paper give them.

Nothing here asks which pages stand on the sheets: a fault of their imposition shows in the booklet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from publish.config.booklet_options import Binding
from publish.text.dataclass import dataclass


class Half(StrEnum):
    """A half of a side of a sheet that lies upright, its fold vertical."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Half:
        """The half on the other side of the fold, and also that behind this one."""
        return Half.RIGHT if self is Half.LEFT else Half.LEFT


@dataclass(frozen=True, slots=True)
class Face:
    """A face of a leaf: a half of the outside or the inside of a sheet, counted from 0.

    Where sheets of paper are cut, a sheet is a piece of one.
    """

    sheet: int
    is_inside: bool
    half: Half


def fold(
    signatures: Sequence[Sequence[int]], binding: Binding, cover: int | None = None
) -> tuple[Face, ...]:
    """Return the faces of a booklet from its front to its back.

    ``signatures`` are the sheets that are folded together, the outermost first; ``cover`` is a
    sheet around all of them.
    """
    front = Half.RIGHT if binding is Binding.LEFT else Half.LEFT
    inner = [face for sheets in signatures for face in _fold_together(sheets, front)]
    if cover is None:
        return tuple(inner)
    return (*_front_leaf(cover, front), *inner, *_back_leaf(cover, front))


def stack_leaves(count: int, binding: Binding) -> tuple[Face, ...]:
    """Return the faces of single leaves: each is the half of a sheet before its fold."""
    front = Half.RIGHT if binding is Binding.LEFT else Half.LEFT
    return tuple(face for leaf in range(count) for face in _front_leaf(leaf, front))


def _fold_together(sheets: Sequence[int], front: Half) -> Iterator[Face]:
    """Yield the faces of sheets that lie in one another: inwards, then outwards again."""
    for sheet in sheets:
        yield from _front_leaf(sheet, front)
    for sheet in reversed(sheets):
        yield from _back_leaf(sheet, front)


def _front_leaf(sheet: int, front: Half) -> tuple[Face, Face]:
    """Return both faces of the leaf before the fold.

    The inside of a sheet lies behind its outside as in a mirror, whatever edge the printer turns.
    """
    return Face(sheet, is_inside=False, half=front), Face(sheet, is_inside=True, half=front.other)


def _back_leaf(sheet: int, front: Half) -> tuple[Face, Face]:
    return Face(sheet, is_inside=True, half=front), Face(sheet, is_inside=False, half=front.other)
