"""Correction: the height of the footnote area is the sum of the heights of its notes.

For every note added to a page WeasyPrint lays out all notes of the page again.  That is quadratic
in the notes of a page, and the comparison at its end, of two sums of floats that should be equal,
moves notes to later pages (Kozea/WeasyPrint#2502).  A note's height does not depend on its
neighbours, so that each is measured once.  Report: docs/upstream/footnote-area.md.
"""

from __future__ import annotations

from functools import wraps
from math import inf
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the update of the area."""
    from weasyprint.layout import LayoutContext

    stock = LayoutContext._update_footnote_area  # noqa: SLF001  # no public name
    return (Replacement(LayoutContext, "_update_footnote_area", sum_heights(stock)),)


def sum_heights(stock: Any) -> Any:
    """Return the update of the area as a sum of heights, where these are independent."""

    @wraps(stock)
    def update(context: Any) -> Any:
        area = context.current_footnote_area
        notes = context.current_page_footnotes
        if context.in_column or area.style["max_height"].value != inf or any(map(_margins, notes)):
            return stock(context)
        if area.height != "auto":
            context.page_bottom += area.margin_height()
        area.children = notes
        area.height = sum(_height(context, area, note) for note in notes)
        context.page_bottom -= area.margin_height()
        return False

    return update


def _margins(note: Any) -> bool:
    """Return whether a note has margins, which may collapse with those of its neighbours."""
    return any(note.style[f"margin_{side}"].value for side in ("top", "bottom"))


def _height(context: Any, area: Any, note: Any) -> float:
    from weasyprint.formatting_structure import build
    from weasyprint.layout.block import block_level_layout

    # The note is part of the entry, so that no other can have its id.
    heights: dict[tuple[int, float, Any], tuple[Any, float]] = context.__dict__.setdefault(
        "publish_note_heights", {}
    )
    key = (id(note), area.width, note.style["max_lines"])
    if key not in heights:
        alone = build.create_anonymous_boxes(area.copy_with_children([note]).deepcopy())
        box = block_level_layout(context, alone, -inf, None, area.page)[0]
        heights[key] = (note, box.height)
    return heights[key][1]
