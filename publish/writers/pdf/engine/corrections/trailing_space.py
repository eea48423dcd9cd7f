"""A text that fits but for the space at its end is wrapped after its first word.

``split_first_line`` measures the line with its last space, finds it too long, and takes the only
break it then looks for: the one after the first word.  CSS lets that space hang
(https://www.w3.org/TR/css-text-3/#white-space-phase-2).  No upstream issue is known to us.
"""

from __future__ import annotations

from functools import wraps
from math import inf
from typing import Any


def mend() -> None:
    """Let the space at the end of a text that fits hang."""
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    if inline.split_first_line is line_break.split_first_line:
        inline.split_first_line = hanging(line_break.split_first_line)


def hanging(split: Any) -> Any:
    """Return ``split`` with the space at the end of a text out of account."""

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
        layout, _, resume, *_ = line
        if (
            resume is None
            or max_width in {None, inf}
            or not text.endswith(" ")
            or style["white_space"] not in {"normal", "pre-line"}
            or "\n" in text
            or " " in layout.text.strip()
        ):
            return line
        bare = split(text.rstrip(" "), style, context, max_width, justification_spacing, **more)
        if bare[2] is None and bare[3] <= max_width:
            return split(text, style, context, None, justification_spacing, **more)
        return line

    return split_first_line
