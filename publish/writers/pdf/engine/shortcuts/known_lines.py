"""A line that is laid out again is broken again, from the same text to the same end.

What stands at the foot of a page is laid out, found not to fit and laid out once more on the next
page; a note is measured and then put in its place; a running head is measured on every page
(Kozea/WeasyPrint#578).  To break a line Pango shapes about two lines of text.  And a text that fits
whole is the same line wherever there is room for it: a numeral, the name of a part.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.shortcuts.style_memo import known

MOST = 4096
"""How many lines are kept of a document: those of some dozens of pages; and of a style."""


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
    def split_first_line(
        text: str, style: Any, context: Any, width: float | None, spacing: float, **more: Any
    ) -> Any:
        if not isinstance(context, LayoutContext):
            return stock(text, style, context, width, spacing, **more)
        whole: dict[Any, Any] = known(style).setdefault("lines", {})
        line = whole.get((text, spacing))
        if line is None or (width is not None and line[3] > width):
            broken = context.__dict__.setdefault("publish_lines", {})
            key = (id(style), text, width, spacing, *more.items())
            if key not in broken:
                # The style is kept beside its line, so that no other can take its id.
                _put(broken, key, (style, stock(text, style, context, width, spacing, **more)))
            _, line = broken[key]
            if line[2] is None and line[0].text == text and (width is None or line[3] <= width):
                _put(whole, (text, spacing), line)
        layout = copied(line[0])
        layout.max_width = width
        return (layout, *line[1:])

    return split_first_line


def _put(known: dict[Any, Any], key: Any, line: Any) -> None:
    if len(known) >= MOST:
        known.clear()
    known[key] = line


def copied(layout: Any) -> Any:
    """Return a layout of its own for a box, of the same line."""
    copy = layout.__class__.__new__(layout.__class__)
    copy.__dict__.update(layout.__dict__)
    return copy
