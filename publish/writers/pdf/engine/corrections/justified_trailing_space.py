"""A justified line of several boxes sticks out by the space that was at its end.

``remove_last_whitespace`` takes the space from the text and keeps the layout that was made with it,
at the left of which it stands in right-to-left text; for that the whole line is moved aside (since
Kozea/WeasyPrint#1111).  ``justify_line`` then makes a layout without it: one end of the line is in
the margin, the other short of it.  Where the last box runs against the line, what stands beside it
stays where it was.  CSS has the space gone (https://www.w3.org/TR/css-text-3/#white-space-phase-2).
No upstream issue is known to us.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any


def mend() -> None:
    """Take the space at the end of a line out of what the line is drawn with, too."""
    from weasyprint.layout import inline

    if not hasattr(inline.remove_last_whitespace, "__wrapped__"):
        inline.remove_last_whitespace = closed_up(inline.remove_last_whitespace)


def closed_up(stock: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return the removal of a line's last space, with the boxes before it closed up to its box."""

    @wraps(stock)
    def remove_last_whitespace(context: Any, line: Any) -> None:
        *parents, last = _last_boxes(line)
        before = [child.position_x for child in line.children]
        width = line.width
        stock(context, line)
        space = width - line.width
        if not space:
            return
        for child, at in zip(line.children, before, strict=True):
            child.translate(dx=at - child.position_x, ignore_floats=True)
        for parent in parents:
            if parent.style["direction"] == "rtl":
                for child in parent.children[:-1]:
                    child.translate(dx=-space, ignore_floats=True)
        if last.text:
            last.pango_layout = _layout(context, last)

    return remove_last_whitespace


def _last_boxes(line: Any) -> Iterator[Any]:
    """Yield the line, the last box in it, the last one in that, down to what holds no other."""
    yield line
    while children := getattr(line, "children", ()):
        line = children[-1]
        yield line


def _layout(context: Any, box: Any) -> Any:
    from weasyprint.layout.inline import split_text_box

    return split_text_box(context, box, None, 0)[0].pango_layout
