"""How a book of so many pages of such a size lies on its sheets, and what that is worth saying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publish.config.booklet_options import Blanks, BookletSettings, Paper, sheet_for
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import booklet as rules
from publish.writers.booklet import geometry, marks
from publish.writers.booklet.geometry import (
    MM,
    TOLERANCE,
    Binding,
    Duplex,
    Place,
    Scale,
    Sheet,
    Size,
)

STAPLED = 20
"""How many sheets a stapler that reaches into the fold can take."""

SEWN = 4
"""How many sheets make a signature of a book that is too thick to be stapled."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A book on its sheets; lengths are in points."""

    settings: BookletSettings
    paper: Paper
    binding: Binding
    trim: Size
    scale: float
    pages: int
    sheets: tuple[Sheet, ...]

    @property
    def sheet(self) -> Size:
        """The size of a sheet, lying with its long edge at the bottom."""
        return self.paper.size

    @property
    def signatures(self) -> int:
        """How many times sheets are folded together; a cover of its own does not count."""
        return len({sheet.signature for sheet in self.sheets if not sheet.is_cover})

    @property
    def empty(self) -> int:
        """How many pages are left over at the end."""
        return 4 * len(self.sheets) - self.pages

    def shift(self, sheet: Sheet) -> float:
        """Return how far the pages of ``sheet`` move to the spine."""
        wanted = geometry.creep(sheet.depth, self.settings.creep)
        return min(wanted, geometry.creep_room(self.scale))

    def places(self, sheet: Sheet) -> tuple[Place, Place]:
        """Return where the left and the right page of ``sheet`` go, on either side of it."""
        return geometry.places(self.trim, self.sheet, self.scale, self.shift(sheet))

    def marks(self, sheet: Sheet) -> bytes:
        """Return the marks of a side of ``sheet``, where they are wanted; they move with creep."""
        if not self.settings.marks:
            return b""
        return marks.crop_and_fold(self.sheet, self.trim, *self.places(sheet))

    def turned(self, *, inside: bool) -> bool:
        """Return whether a side is printed on its head, for the printer to turn it upright."""
        return inside and self.settings.duplex is Duplex.LONG


def lay_out(pages: int, trim: Size, settings: BookletSettings, binding: Binding) -> Layout:
    """Return the book on its sheets; raise PublishError where the sheet is too small."""
    paper = settings.sheet or sheet_for(trim)
    room = geometry.half(paper.size)
    if settings.scale is Scale.NONE and not geometry.fits(trim, room):
        raise PublishError(
            rules.SHEET_TOO_SMALL.anywhere(
                f"pages of {trim.millimetres} do not fit on half of {paper.said}, which "
                f"is {room.millimetres}",
                "take a larger sheet, or leave `--scale none` out to have the pages shrunk",
            )
        )
    count = -(-pages // 4)
    per_signature = settings.signature or (None if count <= STAPLED else SEWN)
    sheets = geometry.sheets(
        pages, binding, per_signature, cover=settings.cover, back=settings.back
    )
    scale = geometry.factor(trim, room, settings.scale)
    return Layout(settings, paper, binding, trim, scale, pages, sheets)


def remarks(layout: Layout) -> Iterator[Diagnostic]:
    """Yield what is worth saying about a layout: first of all how to print it."""
    yield rules.HOW_TO_PRINT.anywhere(how_to_print(layout))
    yield from _scaled(layout)
    yield from _thick(layout)
    deepest = max(layout.sheets, key=lambda sheet: sheet.depth)
    wanted = geometry.creep(deepest.depth, layout.settings.creep)
    if wanted > layout.shift(deepest):
        yield rules.CREEP_LIMITED.anywhere(
            f"creep would move the innermost pages {wanted / MM:.1f} mm to the spine; they are "
            f"moved {layout.shift(deepest) / MM:.1f} mm, so as to spare the text",
            "fold fewer sheets together: `--signature 8`",
        )
    if layout.settings.marks and not layout.marks(layout.sheets[0]):
        yield rules.NO_ROOM_FOR_MARKS.anywhere(
            f"no crop or fold marks: the pages fill the {layout.paper.said} sheet"
        )
    if layout.empty:
        last = f"the last {layout.empty} pages are" if layout.empty > 1 else "the last page is"
        left = "for notes" if layout.settings.blanks is Blanks.RULED else "empty"
        count = f"{_pages(layout.pages)} on {_sheets(len(layout.sheets))}"
        if layout.settings.back:
            verb = "are" if layout.empty > 1 else "is"
            last = f"{_pages(layout.empty)} before the back cover {verb}"
        yield rules.EMPTY_PAGES.anywhere(f"{count}: {last} {left}")


def how_to_print(layout: Layout) -> str:
    """Return one line that says how to print, fold and fasten the booklet."""
    settings = layout.settings
    count = len(layout.sheets)
    flip = f"flip on {settings.duplex} edge"
    steps = [f"print on {layout.paper.said}, on both sides, {flip}, actual size (100%)"]
    if settings.cover and count > 1:
        steps.append("sheet 1 is the cover")
    if layout.signatures > 1:
        fold = f"fold {_sheets(settings.signature or SEWN)} at a time"
        steps.append(f"{fold}, lay the {layout.signatures} signatures in order, sew or glue them")
    elif count > 1:
        steps.append(f"fold the {count} sheets together, staple in the fold")
    else:
        steps.append("fold the sheet")
    return "; ".join([*steps, f"the fold is on the {layout.binding} of the front cover"])


def _scaled(layout: Layout) -> Iterator[Diagnostic]:
    sheet = layout.paper.said
    room = geometry.half(layout.sheet)
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


def _thick(layout: Layout) -> Iterator[Diagnostic]:
    count = len(layout.sheets)
    together = min(layout.settings.signature or count, count)
    if together <= STAPLED:
        return
    if layout.settings.signature or layout.signatures == 1:
        said = f"{together} sheets folded together are more than a stapler takes"
    else:
        said = (
            f"{_sheets(count)} are too many to staple: they are {layout.signatures} signatures "
            f"of {SEWN} sheets, to be sewn or glued"
        )
    yield rules.TOO_THICK.anywhere(said, "`--signature N` folds N sheets together")


def _pages(count: int) -> str:
    return f"{count} page{'s' * (count != 1)}"


def _sheets(count: int) -> str:
    return f"{count} sheet{'s' * (count != 1)}"
