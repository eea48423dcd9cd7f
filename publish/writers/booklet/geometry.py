"""The arithmetic of a folded book: which page stands where, and how far creep moves it.

Nothing here knows PDF.  Lengths are in points (1/72 inch); pages are counted from 1.  A sheet lies
before you with its long edge at the bottom and is folded at the middle of that edge, so the fold
runs up and down, with one page on each side of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

INCH = 72.0
MM = INCH / 25.4

TOLERANCE = 0.5
"""Sizes closer than this are the same: programs round A5 to 420 × 595 points in several ways."""

SPINE_WHITE = 5 * MM
"""How much of a page at the spine is white in any book that can be read: creep may use it up."""


class Binding(StrEnum):
    """The side of the closed book, its front cover up, on which it is bound."""

    LEFT = "left"
    RIGHT = "right"


class Duplex(StrEnum):
    """The edge over which the printer turns a sheet to print its second side."""

    SHORT = "short"
    LONG = "long"


class Scale(StrEnum):
    """What becomes of pages that are not half a sheet: shrunk if they must be, fitted, or kept."""

    AUTO = "auto"
    FIT = "fit"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height in points."""

    width: float
    height: float

    @property
    def millimetres(self) -> str:
        """The size as people say it: ``148 × 210 mm``."""
        return f"{round(self.width / MM, 1):g} × {round(self.height / MM, 1):g} mm"

    def same(self, other: Size) -> bool:
        """Return whether the two are one size but for rounding."""
        return (
            abs(self.width - other.width) <= TOLERANCE
            and abs(self.height - other.height) <= TOLERANCE
        )


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet as it lies before you, upright; None is an empty page."""

    left: int | None
    right: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper; ``depth`` sheets lie around it once the book is folded and nested."""

    outside: Side
    inside: Side
    depth: int
    signature: int
    is_cover: bool = False


def sheets(
    pages: int,
    binding: Binding,
    per_signature: int | None = None,
    *,
    cover: bool = False,
    back: bool = False,
) -> tuple[Sheet, ...]:
    """Return the sheets of a book of ``pages`` pages, each signature from its outermost sheet in.

    ``per_signature`` sheets make a signature; the last one has what is left, and None puts all
    into one.  At most three pages are empty, and they are the last that a reader comes to; with
    ``back``, the last page is the back cover, and they are the last before it.  With ``cover``,
    the first two and the last two pages are a sheet of their own around all others.
    """
    leaves: list[int | None] = [*range(1, pages + 1)]
    end = pages - 1 if back and pages > 1 else pages
    leaves[end:end] = [None] * (-pages % 4)
    made: list[Sheet] = []
    if cover and leaves:
        (wrapper,) = _nested([*leaves[:2], *leaves[-2:]], binding, depth=0, signature=0)
        made.append(Sheet(wrapper.outside, wrapper.inside, depth=0, signature=0, is_cover=True))
        leaves = leaves[2:-2]
    step = 4 * per_signature if per_signature else max(len(leaves), 1)
    for number, start in enumerate(range(0, len(leaves), step), start=1):
        made += _nested(leaves[start : start + step], binding, int(cover), number)
    return tuple(made)


def _nested(
    pages: Sequence[int | None], binding: Binding, depth: int, signature: int
) -> list[Sheet]:
    """Return one signature; each sheet takes two pages from either end of what is left."""
    made = []
    for outer in range(0, len(pages) // 2, 2):
        first, second = pages[outer], pages[outer + 1]
        last, before_last = pages[-1 - outer], pages[-2 - outer]
        outside, inside = Side(last, first), Side(second, before_last)
        if binding is Binding.RIGHT:
            outside, inside = Side(first, last), Side(before_last, second)
        made.append(Sheet(outside, inside, depth + outer // 2, signature))
    return made


def half(sheet: Size) -> Size:
    """Return the size of one page of ``sheet`` folded once."""
    return Size(sheet.width / 2, sheet.height)


def factor(page: Size, room: Size, scale: Scale) -> float:
    """Return how much ``page`` is scaled to stand in ``room``."""
    fitting = min(room.width / page.width, room.height / page.height)
    match scale:
        case Scale.NONE:
            return 1.0
        case Scale.FIT:
            return fitting
        case Scale.AUTO:
            return 1.0 if fits(page, room) else fitting


def fits(page: Size, room: Size) -> bool:
    """Return whether ``page`` has room as it is, but for rounding."""
    return page.width <= room.width + TOLERANCE and page.height <= room.height + TOLERANCE


def creep(depth: int, thickness: float) -> float:
    """Return how far the pages of a sheet move to the spine so that margins stay even.

    Each sheet around this one lies between it and the spine and pushes it out of the fore-edge
    by its thickness; cut level there, the sheet has lost ``depth × thickness`` of its outer
    margin.  Moved inward by as much, its type stands where it stands on the outermost sheet.
    """
    return depth * thickness


def creep_room(scale: float) -> float:
    """Return the farthest that pages scaled by ``scale`` may move without harm to their text."""
    return SPINE_WHITE * scale


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page goes: the lower left corner of its trimmed size on the sheet, and its scale."""

    x: float
    y: float
    scale: float

    def within(self, page: Size, trim: Size) -> Place:
        """Return where ``page`` goes in a place made for ``trim``: centred, shrunk if too large."""
        own = factor(page, trim, Scale.AUTO)
        return Place(
            self.x + (trim.width - page.width * own) / 2 * self.scale,
            self.y + (trim.height - page.height * own) / 2 * self.scale,
            self.scale * own,
        )


def places(trim: Size, sheet: Size, scale: float, shift: float) -> tuple[Place, Place]:
    """Return where the left and the right page of a side go: together in the middle of the sheet.

    Their inner edges meet at the fold, each ``shift`` beyond it.
    """
    fold = sheet.width / 2
    low = (sheet.height - trim.height * scale) / 2
    left = Place(fold - trim.width * scale + shift, low, scale)
    return left, Place(fold - shift, low, scale)
