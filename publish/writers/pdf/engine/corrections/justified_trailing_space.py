"""Correction: a justified line of several boxes ends at the margin, without its last space.

``remove_last_whitespace`` takes the space from the text and keeps the layout that was made with it,
at the left of which the space stands in right-to-left text; for that the whole line is moved (since
Kozea/WeasyPrint#1111).  ``justify_line`` then makes a layout without it: one end of the line is in
the margin, the other short of it.  Where the last box runs against the line, the boxes beside it
stay where they were.  CSS removes the space
(https://www.w3.org/TR/css-text-3/#white-space-phase-2).
Report: docs/upstream/justified-trailing-space.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of ``remove_last_whitespace``."""
    from weasyprint.layout import inline

    stock = inline.remove_last_whitespace
    return (Replacement(inline, "remove_last_whitespace", close_gap(stock)),)


def close_gap(stock: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return the removal of a line's last space with the boxes moved to close the gap."""

    @wraps(stock)
    def remove_last_whitespace(context: Any, line: Any) -> None:
        *parents, last = _last_boxes(line)
        positions = [child.position_x for child in line.children]
        width = line.width
        stock(context, line)
        space = width - line.width
        if not space:
            return
        for child, position in zip(line.children, positions, strict=True):
            child.translate(dx=position - child.position_x, ignore_floats=True)
        for parent in parents:
            if parent.style["direction"] == "rtl":
                for child in parent.children[:-1]:
                    child.translate(dx=-space, ignore_floats=True)
        if last.text:
            last.pango_layout = _layout(context, last)

    return remove_last_whitespace


def _last_boxes(line: Any) -> Iterator[Any]:
    """Yield the line, its last box, the last box of that, down to the innermost."""
    yield line
    while children := getattr(line, "children", ()):
        line = children[-1]
        yield line


def _layout(context: Any, box: Any) -> Any:
    from weasyprint.layout.inline import split_text_box

    return split_text_box(context, box, None, 0)[0].pango_layout
