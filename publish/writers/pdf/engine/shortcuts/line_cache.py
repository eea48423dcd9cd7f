"""Shortcut: a text of one style and width is broken into lines once.

WeasyPrint lays out the foot of a page, finds that it does not fit and lays it out again on the next
page; it measures a note and then places it; it measures a running head on every page
(Kozea/WeasyPrint#578).  Each time Pango shapes some two lines of text.  A text that fits on a line
as a whole is the same line in any width that has room for it.
Report: docs/upstream/layout-lookups.md.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement
from publish.writers.pdf.engine.shortcuts.style_memo import memo

MOST_LINES = 4096
"""How many lines are remembered of a document, which are some dozens of pages, and of a style."""


def replacements() -> tuple[Replacement, ...]:
    """Return the replacements of ``split_first_line``."""
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break

    split = remember_lines(line_break.split_first_line)
    return tuple(
        Replacement(module, "split_first_line", split) for module in (line_break, inline, preferred)
    )


def remember_lines(stock: Any) -> Any:
    """Return ``split_first_line`` with its results remembered in the layout context."""
    from weasyprint.layout import LayoutContext

    @wraps(stock)
    def split_first_line(
        text: str, style: Any, context: Any, width: float | None, spacing: float, **more: Any
    ) -> Any:
        if not isinstance(context, LayoutContext):
            return stock(text, style, context, width, spacing, **more)
        whole: dict[Any, Any] = memo(style).setdefault("lines", {})
        line = whole.get((text, spacing))
        if line is None or (width is not None and line[3] > width):
            lines = context.__dict__.setdefault("publish_lines", {})
            key = (id(style), text, width, spacing, *more.items())
            if key not in lines:
                # The style is part of the entry, so that no other can have its id.
                _put(lines, key, (style, stock(text, style, context, width, spacing, **more)))
            _, line = lines[key]
            if line[2] is None and line[0].text == text and (width is None or line[3] <= width):
                _put(whole, (text, spacing), line)
        layout = copy_layout(line[0])
        layout.max_width = width
        return (layout, *line[1:])

    return split_first_line


def _put(lines: dict[Any, Any], key: Any, line: Any) -> None:
    if len(lines) >= MOST_LINES:
        lines.clear()
    lines[key] = line


def copy_layout(layout: Any) -> Any:
    """Return a copy of a layout, so that each box may change its own."""
    copy = layout.__class__.__new__(layout.__class__)
    copy.__dict__.update(layout.__dict__)
    return copy
