"""Shortcut: the height of a line is looked up once a style.

WeasyPrint looks it up for each box of each line, twice, under the eighteen values that it depends
on (Kozea/WeasyPrint#578).  Report: docs/upstream/layout-lookups.md.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement, replace_imports
from publish.writers.pdf.engine.shortcuts.style_memo import memo


def replacements() -> tuple[Replacement, ...]:
    """Return the replacements of ``strut``."""
    from weasyprint.text import line_break

    return replace_imports("strut", remember_strut(line_break.strut))


def remember_strut(stock: Any) -> Any:
    """Return ``strut`` with its results in the memo of the style."""

    @wraps(stock)
    def strut(style: Any) -> Any:
        values = memo(style)
        if "strut" not in values:
            values["strut"] = stock(style)
        return values["strut"]

    return strut
