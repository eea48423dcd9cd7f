"""What is in the flow is asked, over and over, whether it floats or stands beside a float.

Each block asks all that is in it for the name of the page it wants; each line looks for floats
beside it twice, and for the margins that meet above it in two generators (Kozea/WeasyPrint#578).
The answers for plain boxes are given here first, in the same words and sums.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from typing import Any

from publish.writers.pdf.engine.patching import everywhere


def mend() -> None:
    """Give the answers for boxes in normal flow at once."""
    from weasyprint.formatting_structure.boxes import Box, ParentBox
    from weasyprint.layout.block import collapse_margin
    from weasyprint.layout.float import avoid_collisions

    if not hasattr(Box.is_in_normal_flow, "__wrapped__"):
        Box.is_in_normal_flow = in_flow(Box.is_in_normal_flow)
        ParentBox.page_values = from_the_ends(ParentBox.page_values)
        everywhere("collapse_margin", in_one_round(collapse_margin))
        everywhere("avoid_collisions", unless_alone(avoid_collisions))


def in_flow(stock: Any) -> Any:
    """Return the question whether a box is in the flow, answered from its style where it is."""

    @wraps(stock)
    def is_in_normal_flow(box: Any) -> Any:
        style = box.style
        return (style["float"] == "none" and style["position"] == "static") or stock(box)

    return is_in_normal_flow


def from_the_ends(stock: Any) -> Any:
    """Return the names of pages that a box begins and ends with, from its first and last child."""

    @wraps(stock)
    def page_values(box: Any) -> tuple[str, str]:
        children = box.children
        page = box.style["page"]
        first = next(filter(_counts, children), None)
        if first is None:
            return page, page
        last = next(filter(_counts, reversed(children)))
        start, end = first.page_values()
        if last is not first:
            _, end = last.page_values()
        return start or page, end or page

    return page_values


def _counts(box: Any) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


def in_one_round(stock: Any) -> Any:
    """Return the collapsing of margins without a list and two generators."""

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


def unless_alone(stock: Any) -> Any:
    """Return the place of a box beside floats, of a line where there are none."""
    from weasyprint.formatting_structure.boxes import LineBox

    @wraps(stock)
    def avoid_collisions(context: Any, box: Any, around: Any, outer: bool = True) -> Any:
        if context.excluded_shapes or outer or not isinstance(box, LineBox):
            return stock(context, box, around, outer)
        left = around.content_box_x()
        right = left + around.width
        left += box.margin_left
        right -= box.margin_right
        x = right if around.style["direction"] == "rtl" else left
        return x - box.margin_left, box.border_box_y() - box.margin_top, right - left

    return avoid_collisions
