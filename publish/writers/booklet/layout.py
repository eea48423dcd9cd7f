"""The layout of a booklet: its sheets, scale, creep and marks, with instructions."""

from __future__ import annotations

from collections.abc import Iterator

from publish.config.booklet_options import (
    Binding,
    BookletSettings,
    Paper,
    Scale,
    SheetLayout,
    sheet_for,
)
from publish.diagnostics import PublishError
from publish.diagnostics.rules import booklet as rules
from publish.text.dataclass import dataclass
from publish.text.lengths import Size
from publish.writers.booklet import geometry, marks, sheet_plan
from publish.writers.booklet.geometry import PagePosition, Sheet
from publish.writers.booklet.print_steps import list_steps
from publish.writers.booklet.sheet_plan import Box, Panel, SheetPlan

MAX_STAPLED = 20
"""Sheets that a stapler for booklets can fasten."""

SEWN_SIGNATURE = 4
"""Sheets in a signature of a book that is too thick for staples."""

Columns = tuple[tuple[int | None, ...], ...]
"""The pages on a side of a sheet: its columns from the left, each from its top."""


@dataclass(frozen=True, slots=True)
class BookletLayout:
    """A book on its sheets; ``trim`` is the size of its pages, in points.

    ``sheets`` are those of the book: pieces of the sheets of paper, if these are cut.
    ``printed_sheets`` are those of paper, each with its pieces; None is one that is left over.
    """

    settings: BookletSettings
    paper: Paper
    binding: Binding
    trim: Size
    scale: float
    page_count: int
    sheets: tuple[Sheet, ...]
    plan: SheetPlan
    printed_sheets: tuple[tuple[Sheet | None, ...], ...]

    @property
    def sheet_size(self) -> Size:
        """The size of a sheet of paper on which the pages are upright."""
        return self.plan.size

    @property
    def signatures(self) -> int:
        """The number of signatures; a cover of its own does not count."""
        return len({sheet.signature for sheet in self.sheets if not sheet.is_cover})

    @property
    def per_signature(self) -> int:
        """The number of sheets that are folded together."""
        sewn = SEWN_SIGNATURE if self.signatures > 1 else len(self.sheets)
        return self.settings.signature or sewn

    @property
    def empty_pages(self) -> int:
        """The number of empty pages at the end."""
        return (4 if self.plan.is_folded else 2) * len(self.sheets) - self.page_count

    def shift(self, sheet: Sheet) -> float:
        """Return how far the pages of ``sheet`` are moved to the spine."""
        creep = geometry.creep(sheet.depth, self.settings.paper_thickness)
        return min(creep, geometry.max_creep(self.scale))

    def panels(self, number: int, *, inside: bool) -> Iterator[Panel]:
        """Yield the pages on a side of a sheet of paper, counted from 0."""
        for box, sheet in zip(self.plan.pieces, self.printed_sheets[number], strict=True):
            if sheet is not None:
                to = box.mirror(self.sheet_size) if inside else box
                for panel in self._piece_panels(sheet, inside=inside):
                    yield sheet_plan.move(panel, to)

    def columns(self, number: int, *, inside: bool, printed: bool = False) -> Columns:
        """Return the pages on a side of a sheet of paper, counted from 0; None is an empty one.

        With ``printed`` they are as the side leaves the printer, which may be upside down.
        """
        panels = sorted(self.panels(number, inside=inside), key=lambda each: -each.box.y)
        lefts = sorted({panel.box.x for panel in panels})
        columns = tuple(
            tuple(panel.page for panel in panels if panel.box.x == left) for left in lefts
        )
        if printed and self.is_rotated(inside=inside):
            return tuple(column[::-1] for column in columns[::-1])
        return columns

    def _piece_panels(self, sheet: Sheet, *, inside: bool) -> tuple[Panel, ...]:
        """Return the pages on a side of a piece, as if it were the whole sheet of paper."""
        side = sheet.inside if inside else sheet.outside
        piece, room = self.plan.piece, self.plan.room
        if self.plan.is_folded:
            left, right = geometry.page_positions(self.trim, piece, self.scale, self.shift(sheet))
            return (
                Panel(side.left, left, Box(0, 0, room)),
                Panel(side.right, right, Box(room.width, 0, room)),
            )
        is_bound_left = (self.binding is Binding.LEFT) != inside
        x = (room.width - self.trim.width * self.scale) / 2
        y = (room.height - self.trim.height * self.scale) / 2
        position = PagePosition(x + (self.plan.margin if is_bound_left else 0), y, self.scale)
        page = side.right if is_bound_left else side.left
        return (Panel(page, position, Box(0, 0, piece)),)

    def marks(self, number: int, *, inside: bool) -> bytes:
        """Return the marks on a side of a sheet of paper, counted from 0.

        Crop and fold marks are drawn if asked for, and move with creep; marks where to cut the
        sheets and in which order to lay signatures are always drawn.
        """
        parts: list[bytes] = []
        for box, sheet in zip(self.plan.pieces, self.printed_sheets[number], strict=True):
            if sheet is not None:
                to = box.mirror(self.sheet_size) if inside else box
                parts.append(marks.translate(self._piece_marks(sheet, inside=inside), to.x, to.y))
        if self.plan.is_cut:
            first = self.plan.pieces[-1 if self.plan.is_folded else 0]
            corner = (first.size.width, first.size.height)
            parts.append(marks.draw_cut_ticks(self.sheet_size, corner))
        return b"\n".join(filter(None, parts))

    def _piece_marks(self, sheet: Sheet, *, inside: bool) -> bytes:
        parts: list[bytes] = []
        if self.settings.marks:
            parts.append(self.crop_marks(sheet, inside=inside))
            if not parts[0] and self.plan.is_folded:
                parts.append(marks.draw_fold_ticks(self.plan.piece))
        row = self.collation_row(sheet)
        if row and not inside:
            parts.append(marks.draw_collation_mark(self.plan.piece, row))
        return b"\n".join(filter(None, parts))

    def crop_marks(self, sheet: Sheet, *, inside: bool) -> bytes:
        """Return the crop and fold marks of a piece, empty if its pages leave no room for them."""
        panels = self._piece_panels(sheet, inside=inside)
        positions = (panels[0].position, panels[-1].position)
        is_folded = self.plan.is_folded
        return marks.draw_crop_and_fold(self.plan.piece, self.trim, *positions, is_folded=is_folded)

    def collation_row(self, sheet: Sheet) -> int:
        """Return the number of the bar on a sheet, from 1; 0 for one without a bar.

        The outermost sheet of each signature has one, in a book of several that is glued.
        """
        is_marked = self.settings.layout is SheetLayout.PERFECT and self.signatures > 1
        return sheet.signature if is_marked and sheet.depth == 0 else 0

    def is_rotated(self, *, inside: bool) -> bool:
        """Return whether a side is printed upside down, for printers that flip the other edge."""
        return inside and self.settings.duplex is not self.plan.page_edge


def lay_out(
    page_count: int, trim: Size, settings: BookletSettings, binding: Binding
) -> BookletLayout:
    """Return the layout of a book.

    Raises PublishError where the sheet is too small, or an option does not suit the layout.
    """
    _check_options(settings)
    paper = settings.sheet or sheet_for(trim)
    plan = sheet_plan.plan_sheet(settings.layout, paper.size, trim)
    if settings.scale is Scale.NONE and not geometry.fits(trim, plan.room):
        raise PublishError(
            rules.SHEET_TOO_SMALL.anywhere(
                f"pages of {trim.millimetres} do not fit on {name_room(plan, paper)}, which "
                f"is {plan.room.millimetres}",
                "take a larger sheet, or leave `--scale none` out to have the pages shrunk",
            )
        )
    if plan.is_folded:
        sheets = geometry.arrange_sheets(
            page_count,
            binding,
            _count_together(page_count, settings),
            cover=settings.cover,
            back=settings.back,
        )
    else:
        sheets = sheet_plan.arrange_leaves(page_count, binding, back=settings.back)
    scale = geometry.scale_factor(trim, plan.room, settings.scale)
    return BookletLayout(
        settings, paper, binding, trim, scale, page_count, sheets, plan, plan.group(sheets)
    )


def _count_together(page_count: int, settings: BookletSettings) -> int | None:
    """Return the number of sheets that are folded together, None for all."""
    if settings.layout is SheetLayout.PERFECT or -(-page_count // 4) > MAX_STAPLED:
        return settings.signature or SEWN_SIGNATURE
    return settings.signature


def name_room(plan: SheetPlan, paper: Paper) -> str:
    """Return the part of a sheet that a page has, for messages: ``half of A4``."""
    parts = len(plan.pieces) * (2 if plan.is_folded else 1)
    name = {1: "", 2: "half of ", 4: "a quarter of "}[parts] + paper.display_name
    return f"{name} beside the holes" if plan.margin else name


_WITHOUT_COVER = {
    SheetLayout.CUT_STACK: "the first sheet of paper has other pages beside the cover",
    SheetLayout.HANDOUTS: "leaves are not folded, so that no sheet goes around them",
    SheetLayout.SPIRAL: "leaves are not folded, so that no sheet goes around them",
    SheetLayout.PERFECT: "a glued book has a spine, which a sheet folded once has not",
}


def _check_options(settings: BookletSettings) -> None:
    """Raise PublishError where an option does not suit the layout."""
    layout = settings.layout
    if settings.cover and layout in _WITHOUT_COVER:
        raise PublishError(
            rules.LAYOUT_OPTION.anywhere(
                f"the layout `{layout}` takes no `cover`: {_WITHOUT_COVER[layout]}",
                "leave `cover` out, and print the cover as a PDF of its own; the layouts `folded` "
                "and `cut-two` have a cover on a sheet of its own",
            )
        )
    if settings.signature and layout in {SheetLayout.HANDOUTS, SheetLayout.SPIRAL}:
        raise PublishError(
            rules.LAYOUT_OPTION.anywhere(
                f"the layout `{layout}` takes no `signature`: its leaves are not folded",
                "leave `signature` out, or take the layout `folded` or `perfect`",
            )
        )


def how_to_print(layout: BookletLayout) -> str:
    """Return one line that says how to print, cut, fold and fasten the booklet."""
    return "; ".join(list_steps(layout))
