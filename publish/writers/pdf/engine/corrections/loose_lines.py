"""Correction: a justified line is not loose where the paragraph can be broken otherwise.

``get_next_linebox`` puts as much into a line as it holds, and word spaces only ever become wider.
Where a line, or the one after it, comes out loose, the end of the line is chosen with the lines
after it in view (``engine/line_choice.py``), and word spaces may become narrower
by an eighth, or where they are wide by a fifth.
CSS leaves this to the engine (https://www.w3.org/TR/css-text-3/#text-align-property).
Report: docs/upstream/loose-lines.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps
from typing import Any

from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.forced_ends import FORCED_END, plan_lines
from publish.writers.pdf.engine.interface.replacements import Replacement, replace_imports
from publish.writers.pdf.engine.line_choice import Break, WordSpace, choose_end
from publish.writers.pdf.engine.line_measures import UnmeasuredError, find_place, measure_text
from publish.writers.pdf.engine.shortcuts.style_memo import memo

LOOSE, LOOSE_WITHOUT_HYPHENS = 1.15, 1.4
"""The growth of word spaces, in word spaces, from which on another end of the line is looked for.

Lines of a text whose words are not divided, as in Hebrew, are looser by themselves.
"""

NARROW = 0.21
"""The width, in ems, below which a word space does not shrink by more than ``LEAST_SHRINK``."""

LEAST_SHRINK, MOST_SHRINK = 0.13, 0.22
"""The largest share by which a word space that is narrow, or wide, becomes narrower."""

_MEASURED_LINES = 3.5
_ROUNDING = 0.3  # px; narrower than a letter
_JUST_MORE = 1e-6
_LIMIT = "publish_line_limit"


def replacements() -> tuple[Replacement, ...]:
    """Return the replacements of the lines of a block, and of the layout of an inline box."""
    from weasyprint.layout import inline

    return (
        *replace_imports("iter_line_boxes", choose_lines(inline.iter_line_boxes)),
        *replace_imports("split_inline_box", limit_line(inline.split_inline_box)),
    )


def limit_line(stock: Any) -> Any:
    """Return the layout of an inline box that breaks a line box at the limit of the context."""
    from weasyprint.formatting_structure.boxes import LineBox

    @wraps(stock)
    def split_inline_box(
        context: Any, box: Any, position_x: float, max_x: float, *rest: Any
    ) -> Any:
        limit = context.__dict__.get(_LIMIT) if isinstance(box, LineBox) else None
        if limit is None:
            return stock(context, box, position_x, max_x, *rest)
        line, *others = stock(context, box, position_x, position_x + limit, *rest)
        _shrink(context, line, max_x - box.position_x)
        return line, *others

    return split_inline_box


def _shrink(context: Any, line: Any, width: float) -> None:
    """Make the word spaces of a line narrower where it is wider than its column."""
    from weasyprint.layout import inline

    if line.width <= width:
        return
    inline.remove_last_whitespace(context, line)
    if line.width > width:
        inline.justify_line(context, line, width - line.width)
        # Rounding must not leave a gap, for which the line would be justified again.
        line.width = width + _JUST_MORE


@dataclass(frozen=True, slots=True)
class LaidOutLine:
    """A line as ``get_next_linebox`` returns it, with the boxes to be placed absolutely."""

    line: Any
    resume_at: Any
    absolute: list[Any]
    fixed: list[Any]


class ParagraphLines:
    """The lines of a line box in a column."""

    def __init__(self, context: Any, box: Any, bottom_space: float, column: Any) -> None:
        """Lay out nothing yet."""
        from weasyprint.formatting_structure.boxes import TextBox

        self._context = context
        self._box = box
        self._bottom_space = bottom_space
        self._column = column
        self._indent = box.text_indent
        self._space = word_space(box.style, context)
        loose = LOOSE if box.style["hyphens"] == "auto" else LOOSE_WITHOUT_HYPHENS
        self._most_spacing = loose * self._space.width
        self._text_box = TextBox
        self._last_float = max(
            (number for number, child in enumerate(box.children) if not _is_in_flow(child)),
            default=-1,
        )

    def lay_out(
        self,
        position_y: float,
        skip_stack: Any,
        styles: tuple[Any, Any] = (None, None),
        limit: float | None = None,
    ) -> LaidOutLine:
        """Return the line that begins at a place; ``limit`` is the width at which it is broken."""
        from weasyprint.layout import inline

        absolute: list[Any] = []
        fixed: list[Any] = []
        self._box.text_indent = 0 if skip_stack else self._indent
        self._context.__dict__[_LIMIT] = limit
        line, resume_at = inline.get_next_linebox(
            self._context,
            self._box,
            position_y,
            self._bottom_space,
            skip_stack,
            self._column,
            absolute,
            fixed,
            *styles,
        )
        self._context.__dict__[_LIMIT] = None
        if line:
            inline.handle_leader(self._context, line, self._column)
        return LaidOutLine(line, resume_at, absolute, fixed)

    def may_change(self, position_y: float, skip_stack: Any) -> bool:
        """Return whether a line has the whole column and no floats in it or after it."""
        if self._last_float >= (next(iter(skip_stack)) if skip_stack else 0):
            return False
        shapes = self._context.excluded_shapes
        return not shapes or all(
            shape.position_y + shape.margin_height() <= position_y for shape in shapes
        )

    def is_loose(self, laid_out: LaidOutLine) -> bool:
        """Return whether the word spaces of a line are wider than they should be."""
        if laid_out.resume_at is None:
            return False
        line = laid_out.line
        if line.width < self._column.width - 1:
            return True
        boxes = [line]
        while boxes:
            box = boxes.pop()
            if isinstance(box, self._text_box):
                # Each text of a justified line has the same.
                return bool(box.justification_spacing > self._most_spacing)
            boxes.extend(reversed(getattr(box, "children", ())))
        return False

    def improve(self, position_y: float, skip_stack: Any, greedy: LaidOutLine) -> LaidOutLine:
        """Return the line with the best end instead of one with as much text as possible."""
        from weasyprint.layout.inline import skip_first_whitespace

        begin = skip_first_whitespace(self._box, skip_stack)
        width = self._column.width
        first = width - (0 if skip_stack else self._indent)
        try:
            text = measure_text(self._context, self._box, begin, _MEASURED_LINES * width)
        except UnmeasuredError:
            return greedy
        end = choose_end(text, first, width, self._space) if text else None
        if end is None or end.place == self.place(greedy):
            return greedy
        better = self.lay_out(position_y, skip_stack, limit=end.end + _ROUNDING)
        return better if end.place == self.place(better) else greedy

    def plan(self, skip_stack: Any) -> list[Break]:
        """Return the ends of the lines up to the end of the page, where that is forced."""
        if FORCED_END not in self._context.__dict__:
            return []
        from weasyprint.layout.inline import skip_first_whitespace

        begin = skip_first_whitespace(self._box, skip_stack)
        width = self._column.width
        first = width - (0 if skip_stack else self._indent)
        return plan_lines(self._context, self._box, begin, first, width, self._space)

    def place(self, laid_out: LaidOutLine) -> tuple[int, ...]:
        """Return the place after a line, empty at the end of the block."""
        from weasyprint.layout.inline import skip_first_whitespace

        begin = laid_out.resume_at and skip_first_whitespace(self._box, laid_out.resume_at)
        return () if begin == "continue" else find_place(begin)


def choose_lines(stock: Any) -> Any:
    """Return the iterator of lines with loose lines broken otherwise."""

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
        is_even = (
            box.style["text_align_all"] == "justify" and box.style["text_align_last"] != "justify"
        )
        if not is_even and context.__dict__.get(FORCED_END, (None,))[0] is not box:
            yield from stock(
                context, box, position_y, bottom_space, skip_stack, column,
                absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
            )  # fmt: skip
            return
        resolve_indent(box, column, skip_stack)
        lines = ParagraphLines(context, box, bottom_space, column)
        styles = (first_letter_style, first_line_style)
        following: LaidOutLine | None = None
        ends = lines.plan(skip_stack)
        while True:
            end = ends.pop(0) if ends else None
            limit = end.end + _ROUNDING if end else None
            current = following or lines.lay_out(position_y, skip_stack, styles, limit)
            following = None
            if current.line is None:
                return
            if end:
                ends = ends if lines.place(current) == end.place else []
                may_change = False
            else:
                may_change = is_even and bool(current.resume_at) and not any(styles)
            if may_change and lines.may_change(position_y, skip_stack):
                below = current.line.position_y + current.line.height
                following = lines.lay_out(below, current.resume_at)
                if lines.is_loose(current) or lines.is_loose(following):
                    better = lines.improve(position_y, skip_stack, current)
                    if better is not current:
                        current, following = better, None
            absolute_boxes.extend(current.absolute)
            fixed_boxes.extend(current.fixed)
            # A page may end with the line, and the column be moved before the next one.
            position_y = current.line.position_y + current.line.height
            yield current.line, current.resume_at
            if current.resume_at is None:
                return
            skip_stack = current.resume_at
            styles = (None, None)

    return iter_line_boxes


def resolve_indent(box: Any, column: Any, skip_stack: Any) -> None:
    """Resolve the lengths of a line box, and its indent if it begins a paragraph."""
    from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages

    resolve_percentages(box, column)
    if skip_stack is None:
        resolve_one_percentage(box, "text_indent", column.width)
    else:
        box.text_indent = 0


def word_space(style: Any, context: Any) -> WordSpace:
    """Return the word space of a style."""
    from weasyprint.layout.inline import split_first_line

    values = memo(style)
    if "word space" not in values:
        width = split_first_line("\u00a0", style, context, None, 0)[3]
        shrink = 1 - NARROW * style["font_size"] / width if width else 0.0
        values["word space"] = WordSpace(width, min(max(shrink, LEAST_SHRINK), MOST_SHRINK))
    space: WordSpace = values["word space"]
    return space


def _is_in_flow(box: Any) -> bool:
    return bool(box.is_in_normal_flow()) and all(map(_is_in_flow, getattr(box, "children", ())))
