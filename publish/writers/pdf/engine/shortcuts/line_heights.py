"""How high a line of a style is, is looked up under the eighteen values that it depends on.

That is done for each box on each line, twice (Kozea/WeasyPrint#578).
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.patching import everywhere
from publish.writers.pdf.engine.shortcuts.style_memo import known


def mend() -> None:
    """Look it up once a style."""
    from weasyprint.text import line_break

    if not hasattr(line_break.strut, "__wrapped__"):
        everywhere("strut", looked_up_once(line_break.strut))


def looked_up_once(stock: Any) -> Any:
    """Return the height and the baseline of a line, from what is known of its style."""

    @wraps(stock)
    def strut(style: Any) -> Any:
        about = known(style)
        if "strut" not in about:
            about["strut"] = stock(style)
        return about["strut"]

    return strut
