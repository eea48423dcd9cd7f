"""Pages one line longer than the others, which save a last page of a few lines.

A compositor runs the pages before a short one a line long.  Facing pages then differ by a line at
most, and only at the end of a part.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from publish.writers.pdf.engine.feathering import text_lines
from publish.writers.pdf.engine.interface.replacements import Replacement, install

MOST_SAVED = 4
"""The most lines of a last page that are worth being saved."""

_LEAST_FOOT = 3
"""The lines that the foot must have room for, so that a longer page does not reach its folio."""


def lines_to_save(page: Any) -> int:
    """Return how many lines a last page has, 0 where these are many or no page may be longer."""
    from weasyprint.text.line_break import strut

    root, *areas = page.children
    leading, _ = strut(root.style)
    lines = list(text_lines(root))
    if not lines or page.margin_bottom < _LEAST_FOOT * leading:
        return 0
    height = max(line.position_y + line.height for line in lines) - page.content_box_y()
    height += sum(area.margin_height() for area in areas if area.children)
    count = math.ceil(height / leading - 0.1)
    return count if count <= MOST_SAVED else 0


@contextmanager
def longer_pages(leading: float) -> Iterator[None]:
    """Make pages longer by ``leading`` while the block runs."""
    from weasyprint.layout import page as layout

    stock = layout.page_height

    @wraps(stock)
    def page_height(page: Any, context: Any, height: Any) -> None:
        stock(page, context, height)
        page.height += leading
        page.margin_bottom -= leading

    with install((Replacement(layout, "page_height", page_height),)):
        yield
