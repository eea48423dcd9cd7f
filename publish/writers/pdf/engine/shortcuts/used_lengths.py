"""Shortcut: lengths that are no percentages are computed once a style.

A box has nineteen lengths, and WeasyPrint computes them each time that it lays the box out
(Kozea/WeasyPrint#578).  Where none depends on the containing block, all boxes of a style have the
same.  Report: docs/upstream/layout-lookups.md.
"""

from __future__ import annotations

from functools import wraps
from operator import itemgetter
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement, replace_imports
from publish.writers.pdf.engine.shortcuts.style_memo import memo

_SIDES = ("top", "right", "bottom", "left")
_lengths = itemgetter(
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *(f"{limit}{axis}" for axis in ("width", "height") for limit in ("", "min_", "max_")),
)


def replacements() -> tuple[Replacement, ...]:
    """Return the replacements of ``resolve_percentages``."""
    from weasyprint.layout import percent

    stock = percent.resolve_percentages
    return replace_imports("resolve_percentages", remember_lengths(stock))


def remember_lengths(stock: Any) -> Any:
    """Return ``resolve_percentages`` with absolute lengths in the memo of the style."""
    from weasyprint.formatting_structure.boxes import Box

    @wraps(stock)
    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        values = memo(style)
        if "used" not in values:
            values["used"] = _lengths_of_style(stock, style) if _is_absolute(style) else None
        used = values["used"]
        # A placeholder of a box is no box.
        if used is None or not isinstance(box, Box):
            stock(box, containing_block)
        else:
            box.__dict__.update(used)

    return resolve_percentages


def _is_absolute(style: Any) -> bool:
    # A table gives its cells borders of its own.
    return style["border_collapse"] != "collapse" and all(
        value is None or value == "auto" or getattr(value, "unit", None) == "px"
        for value in _lengths(style)
    )


def _lengths_of_style(stock: Any, style: Any) -> dict[str, Any]:
    """Return the lengths that the stock function gives a box of a style."""
    from weasyprint.formatting_structure.boxes import Box

    box = Box.__new__(Box)
    box.style = style
    stock(box, (0, 0))
    return {name: value for name, value in vars(box).items() if name != "style"}
