"""A binder in memory: prints sheets on both sides, folds them, nests them and reads the book.

It knows paper and nothing of how the program lays pages out.  A sheet lies front up.  A printer
turns it over one edge to print the back, so a point of the back image lands, seen through the
paper from the front, mirrored: left to right where it turned over the short edge (the edges at
left and right), top to bottom where it turned over the long edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pymupdf


@dataclass(frozen=True)
class Mark:
    """A number on one face of the paper, where it is seen from the front, and which way is up."""

    says: int
    x: float
    up: int


@dataclass(frozen=True)
class Paper:
    """A printed sheet: what stands on its two faces, both as seen from the front."""

    width: float
    front: tuple[Mark, ...]
    back: tuple[Mark, ...]

    def face(self, side: str, half: str) -> int | None:
        """What a reader finds on one face of one half; fails where it stands on its head."""
        marks = self.front if side == "front" else self.back
        found = [mark for mark in marks if (mark.x < self.width / 2) == (half == "left")]
        assert len(found) <= 1, f"two pages on one: {found}"
        assert all(mark.up == 1 for mark in found), f"upside down: {found}"
        return found[0].says if found else None


def print_out(booklet: bytes, duplex: str) -> list[Paper]:
    """The sheets as a printer puts them out: pages 1 and 2 on one, 3 and 4 on the next."""
    with pymupdf.open(stream=booklet) as pdf:
        images = [(page.rect.width, _marks(page)) for page in pdf]
    assert len(images) % 2 == 0
    return [
        Paper(width, front, tuple(_through(mark, width, duplex) for mark in back))
        for (width, front), (_, back) in zip(images[::2], images[1::2], strict=True)
    ]


def _marks(page: pymupdf.Page) -> tuple[Mark, ...]:
    marks = []
    for block in page.get_text("dict")["blocks"]:
        for line in block["lines"]:
            x0, _, x1, _ = line["bbox"]
            assert line["dir"] in {(1.0, 0.0), (-1.0, 0.0)}
            up = 1 if line["dir"][0] > 0 else -1
            marks.append(Mark(int(line["spans"][0]["text"]), (x0 + x1) / 2, up))
    return tuple(marks)


def _through(mark: Mark, width: float, duplex: str) -> Mark:
    if duplex == "short":
        return Mark(mark.says, width - mark.x, mark.up)
    return Mark(mark.says, mark.x, -mark.up)


def read(sheets: Sequence[Paper], spine: str, together: int | None = None) -> list[int | None]:
    """The pages in the order in which a reader turns them, None where one is empty.

    ``together`` sheets at a time are folded with their fronts outward and nested, the first
    outermost; the signatures are laid one behind the other, with the spine to the ``spine``.
    """
    step = together or max(len(sheets), 1)
    book: list[int | None] = []
    for start in range(0, len(sheets), step):
        book += _signature(sheets[start : start + step], spine)
    return book


def read_in_cover(
    cover: Paper, sheets: Sequence[Paper], spine: str, together: int | None = None
) -> list[int | None]:
    """The same, with one more sheet around all signatures."""
    opened = _signature([cover], spine)
    return [*opened[:2], *read(sheets, spine, together), *opened[2:]]


def _signature(sheets: Sequence[Paper], spine: str) -> list[int | None]:
    # With the spine at the left the right half lies on top, its front face up: that is page 1.
    # Turned, it shows its back face; the leaf below it belongs to the next sheet within.
    top, bottom = ("right", "left") if spine == "left" else ("left", "right")
    first = [sheet.face(side, top) for sheet in sheets for side in ("front", "back")]
    last = [sheet.face(side, bottom) for sheet in reversed(sheets) for side in ("back", "front")]
    return first + last
