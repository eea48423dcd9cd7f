"""Correction: the lines of a heading are about equally long, as ``text-wrap: balance`` asks.

WeasyPrint does not know the property, and fills each line, so that a heading that does not fit one
line may end with a single word.  Here blocks with the custom property ``--text-wrap: balance`` are
broken at the least width with which they have as many lines as with the whole width.
Definition: https://www.w3.org/TR/css-text-4/#valdef-text-wrap-style-balance.
Report: docs/upstream/balanced-lines.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps
from typing import Any

from publish.writers.pdf.engine.corrections.loose_lines import ParagraphLines, resolve_indent
from publish.writers.pdf.engine.interface.replacements import Replacement, replace_imports
from publish.writers.pdf.engine.shortcuts.style_memo import memo

MOST_LINES = 8
"""The most lines that are balanced; a block with more is a text."""

_PRECISION = 1.0  # px


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the lines of a block."""
    from weasyprint.layout import inline

    return replace_imports("iter_line_boxes", balance_lines(inline.iter_line_boxes))


def balance_lines(stock: Any) -> Any:
    """Return the iterator of lines with those of balanced blocks about equally long."""

    @wraps(stock)
    def iter_line_boxes(  # noqa: PLR0913, PLR0917  # the parameters of the stock function
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        column: Any,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Iterator[tuple[Any, Any]]:
        lines, limit = None, None
        if is_balanced(box.style) and skip_stack is None:
            resolve_indent(box, column, skip_stack)
            lines = ParagraphLines(context, box, bottom_space, column)
            if lines.may_change(position_y, None):
                limit = _find_limit(lines, position_y, column.width)
        if lines is None or limit is None:
            yield from stock(
                context, box, position_y, bottom_space, skip_stack, column,
                absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
            )  # fmt: skip
            return
        while True:
            current = lines.lay_out(position_y, skip_stack, limit=limit)
            if current.line is None:
                return
            absolute_boxes.extend(current.absolute)
            fixed_boxes.extend(current.fixed)
            position_y = current.line.position_y + current.line.height
            yield current.line, current.resume_at
            if current.resume_at is None:
                return
            skip_stack = current.resume_at

    return iter_line_boxes


def is_balanced(style: Any) -> bool:
    """Return whether a style asks for lines of equal length."""
    values = memo(style)
    if "balance" not in values:
        tokens = style["__text_wrap"]
        values["balance"] = any(getattr(token, "value", "") == "balance" for token in tokens)
    return bool(values["balance"])


def _find_limit(lines: ParagraphLines, position_y: float, width: float) -> float | None:
    """Return the least width of as few lines as possible, None where a block is not balanced."""
    count = _count_lines(lines, position_y, None)
    if not 1 < count <= MOST_LINES:
        return None
    least, most = width / count / 2, width
    while most - least > _PRECISION:
        middle = (least + most) / 2
        if _count_lines(lines, position_y, middle, count) > count:
            least = middle
        else:
            most = middle
    return most


def _count_lines(
    lines: ParagraphLines, position_y: float, limit: float | None, most: int = MOST_LINES
) -> int:
    """Return the number of lines of a block that are broken at a width, at most ``most`` + 1.

    A line that is longer than the width counts as more than ``most``.
    """
    skip_stack = None
    for count in range(1, most + 2):
        current = lines.lay_out(position_y, skip_stack, limit=limit)
        if current.line is None:
            return count - 1
        if limit is not None and current.line.width > limit + _PRECISION:
            return most + 1
        position_y = current.line.position_y + current.line.height
        if current.resume_at is None:
            return count
        skip_stack = current.resume_at
    return most + 1
