"""Division of a footnote at the end of one of its lines, so that it runs on over pages.

WeasyPrint sets a footnote whole (Kozea/WeasyPrint#1833).  Its first part is the same box with a
limit of lines, which ``limit_lines`` sets; ``continue_note`` makes the box of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from math import inf
from typing import Any

from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.feathering import text_lines

LineEnd = dict[int, Any]
"""The place of a line end: a child of the note, a child of that, …, a byte of a text."""

_ORPHANS = 2


@dataclass(frozen=True, slots=True)
class NoteDivision:
    """The number of lines of the first part of a note, its height, and where the rest begins."""

    lines: int
    height: float
    rest: LineEnd


@dataclass(frozen=True, slots=True)
class NoteHeight:
    """The height of a note and the number of its lines."""

    height: float
    lines: int

    @property
    def leading(self) -> float:
        """The mean height of a line."""
        return self.height / max(1, self.lines)


def measure_note(context: Any, note: Any) -> NoteHeight:
    """Return the height of a note that is set whole, on the current page."""
    box, _ = _lay_out(context, note, inf)
    return NoteHeight(box.margin_height(), sum(1 for _ in text_lines(box)))


def divide_note(context: Any, note: Any, height: float) -> NoteDivision | None:
    """Return the first part of a note that is at most ``height`` high.

    None where the note is to be set whole: it fits, has a table, or not even two lines fit.
    """
    if height <= 0 or not _is_divisible(note):
        return None
    box, rest = _lay_out(context, note, height)
    if box is None or rest is None:
        return None
    lines = sum(1 for _ in text_lines(box))
    return NoteDivision(lines, box.height, rest) if lines else None


def limit_lines(note: Any, lines: int | None) -> None:
    """Set the number of lines after which a note ends, None for the whole note."""
    note.style["max_lines"] = "none" if lines is None else lines
    note.style["continue"] = "auto" if lines is None else "discard"


def is_limited(note: Any) -> bool:
    """Return whether only the first lines of a note are set."""
    return bool(note.style["max_lines"] != "none")


def continue_note(note: Any, *ends: LineEnd) -> Any:
    """Return the box of a note after a line end; further ones are those of that box, and so on."""
    return reduce(_continue_after, ends, note)


def line_ends(note: Any) -> tuple[LineEnd, ...]:
    """Return the line ends by which ``continue_note`` makes this box of the whole note."""
    return getattr(note, "publish_line_ends", ())


def is_divided(note: Any) -> bool:
    """Return whether a box has a part of a note, not the whole."""
    return is_limited(note) or bool(line_ends(note))


def note_id(note: Any) -> str:
    """Return the id of a note, in the markup."""
    return str(note.element.get("id"))


def _continue_after(note: Any, end: LineEnd) -> Any:
    box = _cut(_with_lines(note), end)
    box.style["anchor"] = None  # links lead to the beginning
    limit_lines(box, None)
    box.publish_line_ends = (*line_ends(note), end)
    return box


def _with_lines(note: Any) -> Any:
    """Return a copy of a note with the anonymous boxes that a layout adds."""
    from weasyprint.formatting_structure.build import create_anonymous_boxes

    return create_anonymous_boxes(note.deepcopy())


def _lay_out(context: Any, note: Any, height: float) -> tuple[Any, LineEnd | None]:
    """Return a note laid out in ``height``, and the line end before the rest; None if none fits."""
    from weasyprint.layout.block import block_level_layout

    note = _with_lines(note)
    note.style = note.style.copy()
    note.style["orphans"] = note.style["widows"] = _ORPHANS
    limit_lines(note, None)
    area = context.current_footnote_area.copy_with_children([note])
    area.height = "auto"
    area.position_x = area.position_y = 0.0
    bottom = area.content_box_y() + height
    context.create_block_formatting_context()
    laid_out, rest, *_ = block_level_layout(
        context, area, context.page_bottom - bottom, None, area.page, page_is_empty=height == inf
    )
    context.finish_block_formatting_context()
    if laid_out is None or not laid_out.children:
        return None, None
    return laid_out.children[0], rest[0] if rest else None


def _is_divisible(note: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    undivided = (boxes.TableBox, boxes.FlexContainerBox, boxes.GridContainerBox)
    return not any(isinstance(box, undivided) for box in note.descendants())


def _cut(box: Any, end: LineEnd) -> Any:
    """Return a copy of a box of a layout, from a line end on, as before the layout."""
    from weasyprint.css.properties import ZERO_PIXELS
    from weasyprint.formatting_structure import boxes

    ((place, inner),) = end.items()
    if isinstance(box, boxes.TextBox):
        text = box.copy()
        text.text = box.text.encode()[place:].decode()
        return text
    children = list(_after(box.children[place:], inner))
    cut = box.copy_with_children(children)
    if isinstance(box, boxes.BlockBox):
        cut.style = box.style.copy()
        cut.style["text_indent"] = cut.style["margin_top"] = ZERO_PIXELS
    return cut


def _after(children: Sequence[Any], inner: LineEnd | None) -> Iterator[Any]:
    """Yield boxes of which the first begins at ``inner``; line boxes as their children."""
    from weasyprint.formatting_structure import boxes

    for number, child in enumerate(children):
        box = _without_lines(child) if number or inner is None else _cut(child, inner)
        if isinstance(box, boxes.LineBox):
            yield from box.children
        elif not isinstance(box, boxes.TextBox) or box.text:
            yield box


def _without_lines(box: Any) -> Any:
    """Return a box whose line boxes are replaced by their children."""
    from weasyprint.formatting_structure import boxes

    if not isinstance(box, boxes.ParentBox):
        return box
    return box.copy_with_children(list(_after(box.children, None)))
