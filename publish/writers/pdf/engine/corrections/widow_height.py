"""Correction: a block whose last lines go to the next page, for widows, ends where its lines end.

``_linebox_layout`` removes the lines and returns the position below them.  A block that fits is
then found too high for its page, and moves there whole, with the heading before it.  Report:
docs/upstream/widow-height.md.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the layout of the lines of a block."""
    from weasyprint.layout import block

    name = "_linebox_layout"
    return (Replacement(block, name, end_at_last_line(getattr(block, name))),)


def end_at_last_line(stock: Any) -> Any:
    """Return the layout of lines that ends below the last line that stays on the page."""

    @wraps(stock)
    def layout(
        context: Any, box: Any, index: int, child: Any, new_children: list[Any], *rest: Any
    ) -> tuple[Any, ...]:
        abort, stop, resume_at, position_y, *others = stock(
            context, box, index, child, new_children, *rest
        )
        if stop and not abort and new_children:
            last = new_children[-1]
            position_y = min(position_y, last.position_y + last.height)
        return abort, stop, resume_at, position_y, *others

    return layout
