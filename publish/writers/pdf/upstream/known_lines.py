"""A line that is laid out again is broken again, from the same text to the same end.

What stands at the foot of a page is laid out, found not to fit and laid out once more on the next
page; a note is measured and then put in its place; a running head is measured on every page
(Kozea/WeasyPrint#578).  To break a line Pango shapes about two lines of text.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

MOST = 4096
"""How many lines are kept: those of some dozens of pages."""


def mend() -> None:
    """Break a text of one style and width once."""
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break

    stock = line_break.split_first_line
    # It stands on another shortcut, which has wrapped the function before it.
    if stock.__globals__["__name__"] != __name__:
        split = remembering(stock)
        for module in (line_break, inline, preferred):
            module.split_first_line = split


def remembering(stock: Any) -> Any:
    """Return the breaking of a line with the lines of a document kept beside its layout."""
    from weasyprint.layout import LayoutContext

    @wraps(stock)
    def split_first_line(text: str, style: Any, context: Any, *width: Any, **more: Any) -> Any:
        if not isinstance(context, LayoutContext):
            return stock(text, style, context, *width, **more)
        known = context.__dict__.setdefault("publish_lines", {})
        key = (id(style), text, *width, *more.items())
        if key not in known:
            if len(known) >= MOST:
                known.clear()
            # The style is kept beside its line, so that no other can take its id.
            known[key] = (style, stock(text, style, context, *width, **more))
        _, (layout, *line) = known[key]
        return (copied(layout), *line)

    return split_first_line


def copied(layout: Any) -> Any:
    """Return a layout of its own for a box, of the same line."""
    copy = layout.__class__.__new__(layout.__class__)
    copy.__dict__.update(layout.__dict__)
    return copy
