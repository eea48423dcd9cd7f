"""Vertical alignment of a page: its first and its last line where those of its neighbours are.

A page that begins with a line of larger leading has its first base line lower than a page of plain
text, and a page whose next unit did not fit ends higher.  Boxes of a finished page are moved: the
first base line to that of plain text, and the units apart, each gap by the same length, so that the
last line is at the foot of the text block.  No gap grows by more than ``MOST_GROWTH``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST_GROWTH = 1.0
"""The most that a gap between two units grows, in lines of the text."""

_LEAST_GAP = 0.9
"""The least height of a gap that may grow, in lines; smaller ones hold a unit together."""

_LEAST_FITTED_GAP = 0.25
"""The least gap before a segment or an excerpt that may grow where ``--gap`` makes gaps smaller."""

_UNITS = ("segment", "excerpt")
"""The classes of the blocks whose gaps ``--gap`` makes smaller."""

ROWS = "rows"
"""The class of the part whose segments are rows of two columns."""

_LEAST_ROW_GAP = 0.45
_MOST_ROW_GROWTH = 0.6
"""The least gap between rows that may grow, and the most that it grows, in lines."""

_ROUNDING = 0.5
"""Pixels of room that are no room."""


def align_page(page: Any, *, may_grow: bool) -> None:
    """Move the boxes of a page of WeasyPrint that continues a text, before it is drawn.

    Gaps grow where they ``may_grow``: not on a page that ends because the text does.
    """
    from weasyprint.text.line_break import strut

    root, *areas = page.children
    lines = list(text_lines(root))
    if not lines:
        return
    leading, base = strut(root.style)
    rise = lines[0].position_y + lines[0].baseline - page.content_box_y() - base
    rise = rise if _ROUNDING < rise < leading else 0.0
    if rise:
        root.translate(0, -rise)
    notes = next((area for area in areas if area.children), None)
    foot = notes.position_y if notes else page.content_box_y() + page.height
    room = foot - max(line.position_y + line.height for line in lines)
    if may_grow and room > _ROUNDING:
        least, most = _LEAST_GAP, MOST_GROWTH
        if has_rows(root):
            least, most = _LEAST_ROW_GAP, _MOST_ROW_GROWTH
        least_of_unit = min(least, _LEAST_FITTED_GAP) if _has_small_gaps(root) else least
        units, holders = _units_after_gaps(root, least * leading, least_of_unit * leading)
        if units:
            growth = min(room / len(units), most * leading)
            _move_units(root, units, holders, growth, 0.0)


def _has_small_gaps(root: Any) -> bool:
    """Return whether the style sheet of the page makes gaps smaller (``--gap``)."""
    return any(token.type == "number" and token.value < 1 for token in root.style["__gap"])


def has_rows(root: Any, depth: int = 3) -> bool:
    """Return whether the page with that root shows a part of two columns."""
    if has_class(root, ROWS):
        return True
    return bool(depth) and any(has_rows(child, depth - 1) for child in root.children)


def has_class(box: Any, name: str) -> bool:
    """Return whether the element of a box has a class."""
    return box.element is not None and name in (box.element.get("class") or "").split()


def text_lines(box: Any) -> Iterator[Any]:
    """Yield the lines of text under a box, in the normal flow."""
    from weasyprint.formatting_structure import boxes

    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child
        elif child.is_in_normal_flow():
            yield from text_lines(child)


def _units_after_gaps(box: Any, least: float, least_of_unit: float) -> tuple[set[int], set[int]]:
    """Return the ids of the blocks after a gap at which a page could end, and of their holders.

    Gaps are of the ``least`` height or more, those before segments and excerpts of
    ``least_of_unit``.  Holders are these blocks and all blocks around them.
    """
    from weasyprint.formatting_structure import boxes

    units: set[int] = set()
    holders: set[int] = set()
    before = None
    for child in box.children:
        if not isinstance(child, boxes.BlockBox) or not child.is_in_normal_flow():
            continue
        inner_units, inner_holders = _units_after_gaps(child, least, least_of_unit)
        if before is not None and before.height and not _is_kept(before, child):
            gap = child.border_box_y() - before.border_box_y() - before.border_height()
            is_unit = any(has_class(child, name) for name in _UNITS)
            if gap >= (least_of_unit if is_unit else least):
                inner_units.add(id(child))
        before = child
        if inner_units:
            units |= inner_units
            holders |= inner_holders | {id(child)}
    return units, holders


def _is_kept(before: Any, after: Any) -> bool:
    """Return whether no page may end between two blocks, as after a heading."""
    avoid = {"avoid", "avoid-page"}
    return before.style["break_after"] in avoid or after.style["break_before"] in avoid


def _move_units(box: Any, units: set[int], holders: set[int], growth: float, moved: float) -> float:
    """Move the boxes under a box down, by ``growth`` more from each unit on; return how far."""
    for child in box.children:
        if id(child) in units:
            moved += growth
        if id(child) in holders:
            child.position_y += moved  # where links to it lead
            moved = _move_units(child, units, holders, growth, moved)
        elif moved:
            child.translate(0, moved)
    return moved
