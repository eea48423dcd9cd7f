"""The diagnostics of a layout: how to print it, its scale, its thickness and its empty pages."""

from __future__ import annotations

from collections.abc import Iterator

from publish.config.booklet_options import Blanks, SheetLayout
from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import booklet as rules
from publish.text.lengths import MM, TOLERANCE
from publish.writers.booklet import geometry
from publish.writers.booklet.layout import (
    MAX_STAPLED,
    SEWN_SIGNATURE,
    BookletLayout,
    how_to_print,
    name_room,
)
from publish.writers.booklet.print_steps import count_sheets


def layout_diagnostics(layout: BookletLayout) -> Iterator[Diagnostic]:
    """Yield the diagnostics of a layout; the first one says how to print it."""
    yield rules.HOW_TO_PRINT.anywhere(how_to_print(layout))
    yield from _scale_diagnostics(layout)
    yield from _thickness_diagnostics(layout)
    yield from _creep_diagnostics(layout)
    if layout.settings.marks and not layout.crop_marks(layout.sheets[0], inside=False):
        shown = [
            word
            for word, is_shown in (("cut", layout.plan.is_cut), ("fold", layout.plan.is_folded))
            if is_shown
        ]
        ticks = f"; ticks at its edges show where to {' and '.join(shown)}" if shown else ""
        yield rules.NO_ROOM_FOR_MARKS.anywhere(
            f"no crop marks: the pages fill the {layout.paper.display_name} sheet{ticks}"
        )
    yield from _empty_page_diagnostics(layout)


def _scale_diagnostics(layout: BookletLayout) -> Iterator[Diagnostic]:
    room = layout.plan.room
    place = name_room(layout.plan, layout.paper)
    sizes = f"pages of {layout.trim.millimetres} on {place} ({room.millimetres})"
    percent = f"{100 * layout.scale:.0f}%"
    if layout.scale < 1 - 1e-9 and _is_shrunk_for_holes(layout):
        yield rules.NOT_HALF.anywhere(f"{sizes} are printed at {percent}, to leave room for holes")
    elif layout.scale < 1 - 1e-9:
        yield rules.SHRUNK.anywhere(f"{sizes} are shrunk to {percent}")
    elif layout.scale > 1 + 1e-9:
        yield rules.NOT_HALF.anywhere(f"{sizes} are enlarged to {percent}")
    elif (
        room.width - layout.trim.width > 2 * MM + TOLERANCE
        or room.height - layout.trim.height > 2 * MM + TOLERANCE
    ):
        yield rules.NOT_HALF.anywhere(f"{sizes} stand at actual size in the middle of the sheet")


def _is_shrunk_for_holes(layout: BookletLayout) -> bool:
    """Return whether pages would stand at their size on leaves without a margin."""
    return layout.plan.margin > 0 and geometry.fits(layout.trim, layout.plan.piece)


def _thickness_diagnostics(layout: BookletLayout) -> Iterator[Diagnostic]:
    count = len(layout.sheets)
    per_signature = min(layout.settings.signature or count, count)
    is_glued = layout.settings.layout is SheetLayout.PERFECT and not layout.settings.signature
    if per_signature <= MAX_STAPLED or not layout.plan.is_folded or is_glued:
        return
    if layout.settings.signature or layout.signatures == 1:
        message = f"{per_signature} sheets folded together are more than a stapler takes"
    else:
        message = (
            f"{count_sheets(count)} are too many to staple: they are {layout.signatures} "
            f"signatures of {SEWN_SIGNATURE} sheets, to be sewn or glued"
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
    count = f"{_pages(layout.page_count)} on {_name_sheets(layout)}"
    yield rules.EMPTY_PAGES.anywhere(f"{count}: {pages} {use}")


def _pages(count: int) -> str:
    return f"{count} page{'s' * (count != 1)}"


def _name_sheets(layout: BookletLayout) -> str:
    """Return the sheets of the book in words, which may be halves of those of paper, or leaves."""
    count = len(layout.sheets)
    if not layout.plan.is_folded:
        return "1 leaf" if count == 1 else f"{count} leaves"
    if layout.plan.is_cut:
        return f"{count} half {'sheet' if count == 1 else 'sheets'}"
    return count_sheets(count)
