"""Shortcut: boxes in normal flow are not asked for floats.

Each block asks all boxes in it for the name of the page that they want; each line looks for floats
beside it twice, and for the margins that collapse above it in two generators; a right-to-left line
is laid out twice (Kozea/WeasyPrint#578).  The replacements answer for plain boxes first.
Report: docs/upstream/layout-lookups.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import wraps
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement, replace_imports


def replacements() -> tuple[Replacement, ...]:
    """Return the replacements of four small functions of the layout."""
    from weasyprint.formatting_structure.boxes import Box, ParentBox
    from weasyprint.layout.block import collapse_margin
    from weasyprint.layout.float import avoid_collisions

    return (
        Replacement(Box, "is_in_normal_flow", check_style_first(Box.is_in_normal_flow)),
        Replacement(ParentBox, "page_values", read_ends_only(ParentBox.page_values)),
        *replace_imports("collapse_margin", sum_in_one_loop(collapse_margin)),
        *replace_imports("avoid_collisions", skip_without_floats(avoid_collisions)),
    )


def check_style_first(stock: Any) -> Any:
    """Return ``is_in_normal_flow`` with the answer for static boxes from their style."""

    @wraps(stock)
    def is_in_normal_flow(box: Any) -> Any:
        style = box.style
        return (style["float"] == "none" and style["position"] == "static") or stock(box)

    return is_in_normal_flow


def read_ends_only(stock: Any) -> Any:
    """Return ``page_values`` reading only the first and the last child."""

    @wraps(stock)
    def page_values(box: Any) -> tuple[str, str]:
        children = box.children
        page = box.style["page"]
        first = next(filter(_has_page, children), None)
        if first is None:
            return page, page
        last = next(filter(_has_page, reversed(children)))
        start, end = first.page_values()
        if last is not first:
            _, end = last.page_values()
        return start or page, end or page

    return page_values


def _has_page(box: Any) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


def sum_in_one_loop(stock: Any) -> Any:
    """Return ``collapse_margin`` without a list and two generators."""

    @wraps(stock)
    def collapse_margin(margins: Iterable[float]) -> float:
        most: float = 0
        least: float = 0
        for margin in margins:
            if margin > most:
                most = margin
            elif margin < least:
                least = margin
        return most + least

    return collapse_margin


def skip_without_floats(stock: Any) -> Any:
    """Return ``avoid_collisions`` with the answer for lines where there are no floats."""
    from weasyprint.formatting_structure.boxes import LineBox

    @wraps(stock)
    def avoid_collisions(context: Any, box: Any, around: Any, outer: bool = True) -> Any:
        if context.excluded_shapes or outer or not isinstance(box, LineBox):
            return stock(context, box, around, outer)
        if around.style["direction"] == "rtl" and box.width == box.height == 0:
            # A right-to-left line would be laid out twice, the second time for its height.
            box.height = math.inf
        left = around.content_box_x()
        right = left + around.width
        left += box.margin_left
        right -= box.margin_right
        x = right if around.style["direction"] == "rtl" else left
        return x - box.margin_left, box.border_box_y() - box.margin_top, right - left

    return avoid_collisions
