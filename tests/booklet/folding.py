"""A bookbinder for tests: prints sheets on both sides, folds and nests them, and reads the book.

This module knows paper only, not how the program arranges pages.  A sheet lies with its front up.
A printer turns the sheet over an edge to print the back, so the image of the back, seen through
the paper from the front, is mirrored: left to right for the short edge, top to bottom for the
long edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pymupdf


@dataclass(frozen=True)
class PrintedNumber:
    """A number on one face of a sheet, at its position seen from the front; up is 1 or -1."""

    number: int
    x: float
    up: int


@dataclass(frozen=True)
class PrintedSheet:
    """A printed sheet: the numbers on its two faces, both as seen from the front."""

    width: float
    front: tuple[PrintedNumber, ...]
    back: tuple[PrintedNumber, ...]

    def face(self, side: str, half: str) -> int | None:
        """Return the number on one face of one half; fails if it is upside down."""
        numbers = self.front if side == "front" else self.back
        numbers = [
            printed for printed in numbers if (printed.x < self.width / 2) == (half == "left")
        ]
        assert len(numbers) <= 1, f"two pages on one: {numbers}"
        assert all(printed.up == 1 for printed in numbers), f"upside down: {numbers}"
        return numbers[0].number if numbers else None


def print_out(booklet: bytes, duplex: str) -> list[PrintedSheet]:
    """Return the sheets that a printer makes: pages 1 and 2 on the first, 3 and 4 on the next."""
    with pymupdf.open(stream=booklet) as pdf:
        images = [(page.rect.width, _marks(page)) for page in pdf]
    assert len(images) % 2 == 0
    return [
        PrintedSheet(width, front, tuple(_mirror(printed, width, duplex) for printed in back))
        for (width, front), (_, back) in zip(images[::2], images[1::2], strict=True)
    ]


def _marks(page: pymupdf.Page) -> tuple[PrintedNumber, ...]:
    numbers = []
    for block in page.get_text("dict")["blocks"]:
        for line in block["lines"]:
            x0, _, x1, _ = line["bbox"]
            assert line["dir"] in {(1.0, 0.0), (-1.0, 0.0)}
            up = 1 if line["dir"][0] > 0 else -1
            numbers.append(PrintedNumber(int(line["spans"][0]["text"]), (x0 + x1) / 2, up))
    return tuple(numbers)


def _mirror(printed: PrintedNumber, width: float, duplex: str) -> PrintedNumber:
    if duplex == "short":
        return PrintedNumber(printed.number, width - printed.x, printed.up)
    return PrintedNumber(printed.number, printed.x, -printed.up)


def read(
    sheets: Sequence[PrintedSheet], spine: str, per_signature: int | None = None
) -> list[int | None]:
    """Return the pages in reading order, None for an empty page.

    ``per_signature`` sheets at a time are folded with their fronts outward and nested, the first
    outermost; the signatures are laid behind one another with their folds at the ``spine``.
    """
    step = per_signature or max(len(sheets), 1)
    book: list[int | None] = []
    for start in range(0, len(sheets), step):
        book += _signature(sheets[start : start + step], spine)
    return book


def read_in_cover(
    cover: PrintedSheet,
    sheets: Sequence[PrintedSheet],
    spine: str,
    per_signature: int | None = None,
) -> list[int | None]:
    """Return the pages in reading order, with another sheet around all signatures."""
    cover_pages = _signature([cover], spine)
    return [*cover_pages[:2], *read(sheets, spine, per_signature), *cover_pages[2:]]


def _signature(sheets: Sequence[PrintedSheet], spine: str) -> list[int | None]:
    # With the spine at the left, page 1 is on the front face of the right half of the first
    # sheet, page 2 on its back face; the next leaf belongs to the sheet inside it.
    top, bottom = ("right", "left") if spine == "left" else ("left", "right")
    first = [sheet.face(side, top) for sheet in sheets for side in ("front", "back")]
    last = [sheet.face(side, bottom) for sheet in reversed(sheets) for side in ("back", "front")]
    return first + last
