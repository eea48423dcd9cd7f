"""The geometry of a folded book: the position of each page, and its displacement by creep.

This module knows no PDF.  Lengths are in points (1/72 inch); pages are counted from 1.  Sheets lie
with the long edge at the bottom and are folded at the middle of that edge, so the fold is vertical,
with one page on each side.
"""

from __future__ import annotations

from collections.abc import Sequence

from publish.config.booklet_options import Binding, Scale
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, TOLERANCE, Size

SPINE_WHITE = 5 * MM
"""The white space at the spine that any readable page has, and that creep may use up."""


@dataclass(frozen=True, slots=True)
class Side:
    """The two pages on a side of a sheet, as it lies upright; None is an empty page."""

    left: int | None
    right: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper; ``depth`` is the number of sheets around it in the folded booklet."""

    outside: Side
    inside: Side
    depth: int
    signature: int
    is_cover: bool = False


def arrange_sheets(
    pages: int,
    binding: Binding,
    per_signature: int | None = None,
    *,
    cover: bool = False,
    back: bool = False,
) -> tuple[Sheet, ...]:
    """Return the sheets of a book of ``pages`` pages, each signature from its outermost sheet in.

    ``per_signature`` sheets make a signature, and the last one has the rest; None puts all sheets
    into one.  At most three pages are empty: the last ones, or with ``back`` those before the last
    page, which is the back cover.  With ``cover``, the first two and the last two pages make a
    sheet of their own around all others.
    """
    order: list[int | None] = [*range(1, pages + 1)]
    end = pages - 1 if back and pages > 1 else pages
    order[end:end] = [None] * (-pages % 4)
    sheets: list[Sheet] = []
    if cover and order:
        (wrapper,) = _nest([*order[:2], *order[-2:]], binding, depth=0, signature=0)
        sheets.append(Sheet(wrapper.outside, wrapper.inside, depth=0, signature=0, is_cover=True))
        order = order[2:-2]
    step = 4 * per_signature if per_signature else max(len(order), 1)
    for number, start in enumerate(range(0, len(order), step), start=1):
        sheets += _nest(order[start : start + step], binding, int(cover), number)
    return tuple(sheets)


def _nest(pages: Sequence[int | None], binding: Binding, depth: int, signature: int) -> list[Sheet]:
    """Return the sheets of a signature; each takes two pages from both ends of the rest."""
    sheets = []
    for outer in range(0, len(pages) // 2, 2):
        first, second = pages[outer], pages[outer + 1]
        last, before_last = pages[-1 - outer], pages[-2 - outer]
        outside, inside = Side(last, first), Side(second, before_last)
        if binding is Binding.RIGHT:
            outside, inside = Side(first, last), Side(before_last, second)
        sheets.append(Sheet(outside, inside, depth + outer // 2, signature))
    return sheets


def half_sheet(sheet: Size) -> Size:
    """Return the size of a page of ``sheet`` folded once."""
    return Size(sheet.width / 2, sheet.height)


def scale_factor(page: Size, room: Size, scale: Scale) -> float:
    """Return the factor by which ``page`` is scaled to stand in ``room``."""
    fitting = min(room.width / page.width, room.height / page.height)
    match scale:
        case Scale.NONE:
            return 1.0
        case Scale.FIT:
            return fitting
        case Scale.AUTO:
            return 1.0 if fits(page, room) else fitting


def fits(page: Size, room: Size) -> bool:
    """Return whether ``page`` fits into ``room`` unscaled, within ``TOLERANCE``."""
    return page.width <= room.width + TOLERANCE and page.height <= room.height + TOLERANCE


def creep(depth: int, thickness: float) -> float:
    """Return how far the pages of a sheet are moved to the spine to keep outer margins even.

    Each sheet around this one pushes it out of the fore-edge by its thickness; after trimming, the
    outer margin is ``depth × thickness`` narrower.  Moving the page inward by as much keeps its
    type where it stands on the outermost sheet.
    """
    return depth * thickness


def max_creep(scale: float) -> float:
    """Return the longest move of pages scaled by ``scale`` that keeps their text off the fold."""
    return SPINE_WHITE * scale


@dataclass(frozen=True, slots=True)
class PagePosition:
    """The position of a page on a sheet: the lower left corner of its trim, and its scale."""

    x: float
    y: float
    scale: float

    def fit(self, page: Size, trim: Size) -> PagePosition:
        """Return the position of ``page`` in the place of a page of size ``trim``.

        The page is centred, and shrunk if it is larger.
        """
        own = scale_factor(page, trim, Scale.AUTO)
        return PagePosition(
            self.x + (trim.width - page.width * own) / 2 * self.scale,
            self.y + (trim.height - page.height * own) / 2 * self.scale,
            self.scale * own,
        )


def page_positions(
    trim: Size, sheet: Size, scale: float, shift: float
) -> tuple[PagePosition, PagePosition]:
    """Return the positions of the left and the right page, together in the middle of the sheet.

    Their inner edges meet at the fold, each ``shift`` beyond it.
    """
    fold = sheet.width / 2
    low = (sheet.height - trim.height * scale) / 2
    left = PagePosition(fold - trim.width * scale + shift, low, scale)
    return left, PagePosition(fold - shift, low, scale)
