"""Correction: a text that fits without its last space is not wrapped after its first word.

``split_first_line`` measures the line with its last space, finds it too long, and takes the only
break that it then looks for: the one after the first word, with the bracket of the next.  CSS lets
that space hang (https://www.w3.org/TR/css-text-3/#white-space-phase-2).
Report: docs/upstream/trailing-space.md.
"""

from __future__ import annotations

from functools import wraps
from math import inf
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of ``split_first_line`` in the layout of lines."""
    from weasyprint.layout import inline

    return (Replacement(inline, "split_first_line", hang_last_space(inline.split_first_line)),)


def hang_last_space(split: Any) -> Any:
    """Return ``split`` without the width of the space at the end of a text."""

    @wraps(split)
    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        **more: Any,
    ) -> Any:
        line = split(text, style, context, max_width, justification_spacing, **more)
        layout, _, resume, width, *_ = line
        if (
            resume is None
            or max_width in {None, inf}
            or not text.endswith(" ")
            or style["white_space"] not in {"normal", "pre-line"}
            or "\n" in text
            or (" " in layout.text.strip() and width > max_width / 2)
        ):
            return line
        bare = split(text.rstrip(" "), style, context, max_width, justification_spacing, **more)
        if bare[2] is None and bare[3] <= max_width:
            return split(text, style, context, None, justification_spacing, **more)
        return line

    return split_first_line
