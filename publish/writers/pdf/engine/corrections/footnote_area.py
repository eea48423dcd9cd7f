"""For every note added to a page, all notes of the page are laid out again.

That is quadratic in the notes of a page, and the comparison at its end, of two sums of floats that
should be equal, sends notes to later pages (Kozea/WeasyPrint#2502).  A note's height does not
depend on its neighbours, so each is measured once.
"""

from __future__ import annotations

from functools import wraps
from math import inf
from typing import Any


def mend() -> None:
    """Measure each note once, and add."""
    from weasyprint.layout import LayoutContext

    stock = LayoutContext._update_footnote_area  # noqa: SLF001  # there is no public way in
    if not hasattr(stock, "__wrapped__"):
        LayoutContext._update_footnote_area = summed(stock)  # noqa: SLF001


def summed(stock: Any) -> Any:
    """Return the update of the area as a sum of heights, where that is what it comes to."""

    @wraps(stock)
    def update(context: Any) -> Any:
        area = context.current_footnote_area
        notes = context.current_page_footnotes
        if context.in_column or area.style["max_height"].value != inf or any(map(_spaced, notes)):
            return stock(context)
        if area.height != "auto":
            context.page_bottom += area.margin_height()
        area.children = notes
        area.height = sum(_height(context, area, note) for note in notes)
        context.page_bottom -= area.margin_height()
        return False

    return update


def _spaced(note: Any) -> bool:
    """Tell whether the note has margins, which may collapse with those of its neighbours."""
    return any(note.style[f"margin_{side}"].value for side in ("top", "bottom"))


def _height(context: Any, area: Any, note: Any) -> float:
    from weasyprint.formatting_structure import build
    from weasyprint.layout.block import block_level_layout

    # The note is kept beside its height, so that no other can take its id.
    known: dict[tuple[int, float], tuple[Any, float]] = context.__dict__.setdefault(
        "publish_note_heights", {}
    )
    key = (id(note), area.width)
    if key not in known:
        alone = area.copy_with_children([note])
        laid = build.create_anonymous_boxes(alone.deepcopy())
        laid = block_level_layout(context, laid, -inf, None, area.page)[0]
        known[key] = (note, laid.height)
    return known[key][1]
