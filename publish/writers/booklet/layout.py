"""The layout of a booklet: its sheets, scale and creep, with diagnostics and instructions."""

from __future__ import annotations

from collections.abc import Iterator

from publish.config.booklet_options import (
    Binding,
    Blanks,
    BookletSettings,
    Duplex,
    Paper,
    Scale,
    sheet_for,
)
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import booklet as rules
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, TOLERANCE, Size
from publish.writers.booklet import geometry, marks
from publish.writers.booklet.geometry import PagePosition, Sheet

MAX_STAPLED = 20
"""Sheets that a stapler for booklets can fasten."""

SEWN_SIGNATURE = 4
"""Sheets in a signature of a book that is too thick for staples."""


@dataclass(frozen=True, slots=True)
class BookletLayout:
    """A book on its sheets; ``trim`` is the size of its pages, in points."""

    settings: BookletSettings
    paper: Paper
    binding: Binding
    trim: Size
    scale: float
    page_count: int
    sheets: tuple[Sheet, ...]

    @property
    def sheet_size(self) -> Size:
        """The size of a sheet with its long edge at the bottom."""
        return self.paper.size

    @property
    def signatures(self) -> int:
        """The number of signatures; a cover of its own does not count."""
        return len({sheet.signature for sheet in self.sheets if not sheet.is_cover})

    @property
    def empty_pages(self) -> int:
        """The number of empty pages at the end."""
        return 4 * len(self.sheets) - self.page_count

    def shift(self, sheet: Sheet) -> float:
        """Return how far the pages of ``sheet`` are moved to the spine."""
        creep = geometry.creep(sheet.depth, self.settings.paper_thickness)
        return min(creep, geometry.max_creep(self.scale))

    def positions(self, sheet: Sheet) -> tuple[PagePosition, PagePosition]:
        """Return the positions of the left and the right page on both sides of ``sheet``."""
        return geometry.page_positions(self.trim, self.sheet_size, self.scale, self.shift(sheet))

    def marks(self, sheet: Sheet) -> bytes:
        """Return the crop and fold marks of ``sheet``, if asked for; they move with creep."""
        if not self.settings.marks:
            return b""
        return marks.draw_crop_and_fold(self.sheet_size, self.trim, *self.positions(sheet))

    def is_rotated(self, *, inside: bool) -> bool:
        """Return whether a side is printed upside down, for printers that flip the long edge."""
        return inside and self.settings.duplex is Duplex.LONG


def lay_out(
    page_count: int, trim: Size, settings: BookletSettings, binding: Binding
) -> BookletLayout:
    """Return the layout of a book; raises PublishError where the sheet is too small."""
    paper = settings.sheet or sheet_for(trim)
    room = geometry.half_sheet(paper.size)
    if settings.scale is Scale.NONE and not geometry.fits(trim, room):
        raise PublishError(
            rules.SHEET_TOO_SMALL.anywhere(
                f"pages of {trim.millimetres} do not fit on half of {paper.display_name}, which "
                f"is {room.millimetres}",
                "take a larger sheet, or leave `--scale none` out to have the pages shrunk",
            )
        )
    sheet_count = -(-page_count // 4)
    per_signature = settings.signature or (None if sheet_count <= MAX_STAPLED else SEWN_SIGNATURE)
    sheets = geometry.arrange_sheets(
        page_count, binding, per_signature, cover=settings.cover, back=settings.back
    )
    scale = geometry.scale_factor(trim, room, settings.scale)
    return BookletLayout(settings, paper, binding, trim, scale, page_count, sheets)


def layout_diagnostics(layout: BookletLayout) -> Iterator[Diagnostic]:
    """Yield the diagnostics of a layout; the first one says how to print it."""
    yield rules.HOW_TO_PRINT.anywhere(how_to_print(layout))
    yield from _scale_diagnostics(layout)
    yield from _thickness_diagnostics(layout)
    yield from _creep_diagnostics(layout)
    if layout.settings.marks and not layout.marks(layout.sheets[0]):
        yield rules.NO_ROOM_FOR_MARKS.anywhere(
            f"no crop or fold marks: the pages fill the {layout.paper.display_name} sheet"
        )
    yield from _empty_page_diagnostics(layout)


def how_to_print(layout: BookletLayout) -> str:
    """Return one line that says how to print, fold and fasten the booklet."""
    settings = layout.settings
    count = len(layout.sheets)
    flip = f"flip on {settings.duplex} edge"
    steps = [f"print on {layout.paper.display_name}, on both sides, {flip}, actual size (100%)"]
    if settings.cover and count > 1:
        steps.append("sheet 1 is the cover")
    if layout.signatures > 1:
        fold = f"fold {_sheets(settings.signature or SEWN_SIGNATURE)} at a time"
        steps.append(f"{fold}, lay the {layout.signatures} signatures in order, sew or glue them")
    elif count > 1:
        steps.append(f"fold the {count} sheets together, staple in the fold")
    else:
        steps.append("fold the sheet")
    return "; ".join([*steps, f"the fold is on the {layout.binding} of the front cover"])


def _scale_diagnostics(layout: BookletLayout) -> Iterator[Diagnostic]:
    room = geometry.half_sheet(layout.sheet_size)
    sheet = layout.paper.display_name
    sizes = f"pages of {layout.trim.millimetres} on half of {sheet} ({room.millimetres})"
    percent = f"{100 * layout.scale:.0f}%"
    if layout.scale < 1 - 1e-9:
        yield rules.SHRUNK.anywhere(f"{sizes} are shrunk to {percent}")
    elif layout.scale > 1 + 1e-9:
        yield rules.NOT_HALF.anywhere(f"{sizes} are enlarged to {percent}")
    elif (
        room.width - layout.trim.width > 2 * MM + TOLERANCE
        or room.height - layout.trim.height > 2 * MM + TOLERANCE
    ):
        yield rules.NOT_HALF.anywhere(f"{sizes} stand at actual size in the middle of the sheet")


def _thickness_diagnostics(layout: BookletLayout) -> Iterator[Diagnostic]:
    count = len(layout.sheets)
    per_signature = min(layout.settings.signature or count, count)
    if per_signature <= MAX_STAPLED:
        return
    if layout.settings.signature or layout.signatures == 1:
        message = f"{per_signature} sheets folded together are more than a stapler takes"
    else:
        message = (
            f"{_sheets(count)} are too many to staple: they are {layout.signatures} signatures "
            f"of {SEWN_SIGNATURE} sheets, to be sewn or glued"
        )
    yield rules.TOO_THICK.anywhere(message, "`--signature N` folds N sheets together")


def _creep_diagnostics(layout: BookletLayout) -> Iterator[Diagnostic]:
    deepest = max(layout.sheets, key=lambda sheet: sheet.depth)
    creep = geometry.creep(deepest.depth, layout.settings.paper_thickness)
    shift = layout.shift(deepest)
    if creep > shift:
        yield rules.CREEP_LIMITED.anywhere(
            f"creep would move the innermost pages {creep / MM:.1f} mm to the spine; they are "
            f"moved only {shift / MM:.1f} mm, so that the text stays out of the fold",
            "fold fewer sheets together: `--signature 8`",
        )


def _empty_page_diagnostics(layout: BookletLayout) -> Iterator[Diagnostic]:
    empty = layout.empty_pages
    if not empty:
        return
    if layout.settings.back:
        pages = f"{_pages(empty)} before the back cover {'are' if empty > 1 else 'is'}"
    else:
        pages = f"the last {empty} pages are" if empty > 1 else "the last page is"
    use = "for notes" if layout.settings.blanks is Blanks.RULED else "empty"
    count = f"{_pages(layout.page_count)} on {_sheets(len(layout.sheets))}"
    yield rules.EMPTY_PAGES.anywhere(f"{count}: {pages} {use}")


def _pages(count: int) -> str:
    return f"{count} page{'s' * (count != 1)}"


def _sheets(count: int) -> str:
    return f"{count} sheet{'s' * (count != 1)}"
