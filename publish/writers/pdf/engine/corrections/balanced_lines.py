"""Correction: the lines of a heading are about equally long, as ``text-wrap: balance`` asks.

WeasyPrint does not know the property, and fills each line, so that a heading that does not fit one
line may end with a single word.  Here blocks with the custom property ``--text-wrap: balance`` are
broken at the least width with which they have as many lines as with the whole width; so is what
stands between two forced breaks.
Definition: https://www.w3.org/TR/css-text-4/#valdef-text-wrap-style-balance.
Report: docs/upstream/balanced-lines.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps
from typing import Any

from publish.writers.pdf.engine.corrections.loose_lines import (
    LaidOutLine,
    ParagraphLines,
    resolve_indent,
)
from publish.writers.pdf.engine.interface.replacements import Replacement, replace_imports
from publish.writers.pdf.engine.shortcuts.style_memo import memo

MOST_LINES = 8
"""The most lines that are balanced; a block with more is a text."""

_PRECISION = 1.0  # px
_WITHOUT_END = 1e6  # px; such a line ends at a forced break


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
        lines = None
        if is_balanced(box.style) and skip_stack is None:
            resolve_indent(box, column, skip_stack)
            lines = BalancedLines(context, box, bottom_space, column)
        if lines is None or not lines.may_change(position_y, None) or lines.is_one(position_y):
            yield from stock(
                context, box, position_y, bottom_space, skip_stack, column,
                absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
            )  # fmt: skip
            return
        for current in lines.lay_out_all(position_y):
            absolute_boxes.extend(current.absolute)
            fixed_boxes.extend(current.fixed)
            yield current.line, current.resume_at

    return iter_line_boxes


class BalancedLines(ParagraphLines):
    """The lines of a balanced block; those between two forced breaks have a limit of their own."""

    def is_one(self, position_y: float) -> bool:
        """Return whether the block is a single line."""
        return self.lay_out(position_y, None).resume_at is None

    def lay_out_all(self, position_y: float) -> Iterator[LaidOutLine]:
        """Yield the lines of the block; each begins below the one before, wherever that is then."""
        skip_stack: Any = None
        place: tuple[int, ...] | None = None
        end, limit = place, None
        while True:
            if place == end:
                end = self.place(self.lay_out(position_y, skip_stack, limit=_WITHOUT_END))
                limit = self._find_limit(position_y, skip_stack, end)
            current = self.lay_out(position_y, skip_stack, limit=limit)
            if current.line is None:
                return
            position_y = current.line.position_y + current.line.height
            yield current
            if current.resume_at is None:
                return
            skip_stack, place = current.resume_at, self.place(current)

    def _find_limit(self, position_y: float, skip_stack: Any, end: tuple[int, ...]) -> float | None:
        """Return the least width of as few lines as possible to a forced break or the end.

        None where that is one line, or more than are balanced.
        """
        width: float = self._column.width
        count = self._count(position_y, skip_stack, end, None, MOST_LINES)
        if not 1 < count <= MOST_LINES:
            return None
        least, most = width / count / 2, width
        while most - least > _PRECISION:
            middle = (least + most) / 2
            if self._count(position_y, skip_stack, end, middle, count) > count:
                least = middle
            else:
                most = middle
        return most

    def _count(
        self,
        position_y: float,
        skip_stack: Any,
        end: tuple[int, ...],
        limit: float | None,
        most: int,
    ) -> int:
        """Return the number of lines to a place; ``most`` + 1 for more, or if one is too long."""
        for count in range(1, most + 1):
            current = self.lay_out(position_y, skip_stack, limit=limit)
            if current.line is None:
                return count - 1
            if limit is not None and current.line.width > limit + _PRECISION:
                return most + 1
            if current.resume_at is None or self.place(current) == end:
                return count
            position_y = current.line.position_y + current.line.height
            skip_stack = current.resume_at
        return most + 1


def is_balanced(style: Any) -> bool:
    """Return whether a style asks for lines of equal length."""
    values = memo(style)
    if "balance" not in values:
        tokens = style["__text_wrap"]
        values["balance"] = any(getattr(token, "value", "") == "balance" for token in tokens)
    return bool(values["balance"])
