"""Correction: a row begins on one page in all of its cells, and ends above the notes of all.

Where the first lines of a cell do not fit on a page, ``table_layout`` leaves the cell empty and
sets its text on the next page, beside a later part of the other cells.  Where a cell calls a note,
the cells before it already go down to the foot of the page, so that their lines lie over the note.
A table of one row, such as that of an original and its translation, moves to the next page in the
first case, and is laid out once more in a shorter page in the second.  Report:
docs/upstream/broken-rows.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement

_ROUNDING = 0.01


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the layout of a table, as blocks call it."""
    from weasyprint.layout import block

    return (Replacement(block, "table_layout", break_row(block.table_layout)),)


def break_row(stock: Any) -> Any:
    """Return the layout of a table that breaks its only row in the same way in all cells."""

    @wraps(stock)
    def table_layout(  # noqa: PLR0913, PLR0917  # the parameters of the stock function
        context: Any,
        table: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
    ) -> tuple[Any, ...]:
        from weasyprint.layout.block import remove_placeholders

        widths = list(table.column_widths)

        def lay_out(*, is_forced: bool = False) -> tuple[Any, ...]:
            # The stock function reverses the widths of a table from right to left.
            table.column_widths = list(widths)
            result: tuple[Any, ...] = stock(
                context, table, bottom_space, skip_stack, containing_block,
                page_is_empty or is_forced, absolute_boxes, fixed_boxes,
            )  # fmt: skip
            return result

        result = lay_out()
        if not _has_one_row(table):
            return result
        if result[0] is None and not _may_break_above_notes(table):
            return result
        attempt = lay_out(is_forced=True) if result[0] is None else result
        if _excess(context, bottom_space, attempt) > _ROUNDING:
            foot = context.page_bottom
            remove_placeholders(context, [attempt[0]], absolute_boxes, fixed_boxes)
            with _page_that_ends(context, foot):
                result = lay_out()
        elif attempt is not result:
            remove_placeholders(context, [attempt[0]], absolute_boxes, fixed_boxes)
        laid_out, resume_at, next_page, *_ = result
        if skip_stack or page_is_empty or laid_out is None or not _has_late_cell(resume_at):
            return result
        remove_placeholders(context, [laid_out], absolute_boxes, fixed_boxes)
        return None, None, next_page, [], False

    return table_layout


def _has_one_row(table: Any) -> bool:
    return [len(group.children) for group in table.children] == [1]


def _may_break_above_notes(table: Any) -> bool:
    """Return whether a page may divide the only row of a table, and the row calls a note."""
    ((row,),) = (group.children for group in table.children)
    is_whole = row.style["break_inside"] in {"avoid", "avoid-page"}
    return not is_whole and any(box.footnote is not None for box in row.descendants())


@contextmanager
def _page_that_ends(context: Any, foot: float) -> Iterator[None]:
    """End the page of a layout context no lower than ``foot`` while the block runs."""
    overflows, own = context.overflows_page, vars(context).get("overflows_page")

    def overflows_page(bottom_space: float, position_y: float) -> bool:
        # Asked first, because each question is counted (engine/footnote_watch.py).
        is_below = overflows(bottom_space, position_y)
        return bool(is_below or context.overflows(foot - bottom_space, position_y))

    context.overflows_page = overflows_page
    try:
        yield
    finally:
        if own is None:
            del context.overflows_page
        else:
            context.overflows_page = own


def _excess(context: Any, bottom_space: float, result: tuple[Any, ...]) -> float:
    """Return by how much a row goes below the room that the notes leave."""
    laid_out, *_ = result
    if laid_out is None:
        return 0.0
    foot = laid_out.position_y + laid_out.margin_height()
    return float(foot - (context.page_bottom - bottom_space))


def _has_late_cell(resume_at: Any) -> bool:
    """Return whether the only row of a table has a cell that begins on the next page."""
    cells = ((resume_at or {}).get(0) or {}).get(0) or {}
    return any(place == {0: None} for place in cells.values())
