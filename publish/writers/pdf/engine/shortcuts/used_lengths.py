"""The lengths of every box are worked out one by one, though few of them are percentages.

A box has nineteen of them, and is measured each time it is laid out (Kozea/WeasyPrint#578).  Where
a style has none that depends on what is around the box, they are the same for every box of it.
"""

from __future__ import annotations

from functools import wraps
from operator import itemgetter
from typing import Any

from publish.writers.pdf.engine.patching import everywhere
from publish.writers.pdf.engine.shortcuts.style_memo import known

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *(f"{least}{axis}" for axis in ("width", "height") for least in ("", "min_", "max_")),
)

_lengths = itemgetter(*_LENGTHS)


def mend() -> None:
    """Work out the lengths of a style once, where they are its own."""
    from weasyprint.layout import percent

    stock = percent.resolve_percentages
    if not hasattr(stock, "__wrapped__"):
        everywhere("resolve_percentages", remembering(stock))


def remembering(stock: Any) -> Any:
    """Return the working out of lengths with those of a style kept beside it."""
    from weasyprint.formatting_structure.boxes import Box

    @wraps(stock)
    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        about = known(style)
        if "used" not in about:
            about["used"] = _used(stock, style) if _is_its_own(style) else None
        used = about["used"]
        # What stands for a box is none.
        if used is None or not isinstance(box, Box):
            stock(box, containing_block)
        else:
            box.__dict__.update(used)

    return resolve_percentages


def _is_its_own(style: Any) -> bool:
    # A table gives its cells borders of its own.
    return style["border_collapse"] != "collapse" and all(map(_absolute, _lengths(style)))


def _absolute(value: Any) -> bool:
    return value is None or value == "auto" or getattr(value, "unit", None) == "px"


def _used(stock: Any, style: Any) -> dict[str, Any]:
    """Return the lengths that the stock function gives a box of a style."""
    from weasyprint.formatting_structure.boxes import Box

    box = Box.__new__(Box)
    box.style = style
    stock(box, (0, 0))
    return {name: value for name, value in vars(box).items() if name != "style"}
