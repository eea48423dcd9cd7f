"""Pages that are drawn over their edges, into the bleed that is cut off."""

from __future__ import annotations

from typing import Any

_ROUNDING = 0.01
"""Pixels of CSS by which a box may be larger than its page without being drawn over its edge."""


def draws_over_edge(page: Any, width: float, height: float) -> bool:
    """Return whether a page box of that size has a ground, or a box with ink over its edges."""
    if _has_ground(page):
        return True
    return any(
        _is_drawn(box) and _goes_beyond(box, width, height)
        for box in page.descendants()
        if hasattr(box, "border_box_x")
    )


def _has_ground(box: Any) -> bool:
    background = getattr(box, "background", None)
    if background is None:
        return False
    return bool(background.color.alpha) or any(layer.image for layer in background.layers)


def _is_drawn(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.ReplacedBox) or _has_ground(box):
        return True
    return any(box.style[f"border_{side}_width"] for side in ("top", "right", "bottom", "left"))


def _goes_beyond(box: Any, width: float, height: float) -> bool:
    left, top = box.border_box_x(), box.border_box_y()
    right, foot = left + box.border_width(), top + box.border_height()
    least, beyond = min(left, top), max(right - width, foot - height)
    return bool(least < -_ROUNDING or beyond > _ROUNDING)
