"""The footnotes of a page: which they are, the room for them, and pages with notes alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any

from publish.writers.pdf.engine.feathering import text_lines
from publish.writers.pdf.engine.footnote_parts import is_divided, line_ends, note_id
from publish.writers.pdf.engine.interface.replacements import Replacement, install

MOST_OF_A_PAGE = 0.8
"""A note higher than this has no place in an area of notes that is higher than its page."""


def page_notes(page: Any) -> Sequence[Any]:
    """Return the boxes of the notes on a finished page."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    areas = (box for box in page.children if isinstance(box, FootnoteAreaBox))
    return [note for area in areas for note in area.children]


def note_fits(page: Any) -> Iterator[tuple[str, bool]]:
    """Yield the id of each note on a page, and whether it is no higher than the page."""
    notes = page_notes(page)
    fits = sum(note.margin_height() for note in notes) <= page.height
    for note in notes:
        high = note.height > MOST_OF_A_PAGE * page.height
        yield note_id(note), fits or is_divided(note) or not high


def late_notes(page: Any) -> Iterator[tuple[str, bool]]:
    """Yield the id of each note that begins after the page of its call.

    The second value is whether a note before it runs on to this page.
    """
    notes = page_notes(page)
    if notes:
        calls = {box.footnote.element for box in page.descendants() if box.footnote is not None}
        for place, note in enumerate(notes):
            if note.element not in calls and not line_ends(note):
                yield note_id(note), any(map(line_ends, notes[:place]))


def line_count(page: Any) -> int:
    """Return the number of lines of text on a page, without its notes."""
    root, *_ = page.children
    return sum(1 for _ in text_lines(root))


def page_room(page: Any) -> float:
    """Return the height between the text and the notes of a page that is not aligned yet."""
    root, area, *_ = page.children
    foot = max((line.position_y + line.height for line in text_lines(root)), default=None)
    return float(area.position_y - (page.content_box_y() if foot is None else foot))


def room_below_call(page: Any, note: Any) -> float:
    """Return the height from the line that calls a note to the foot of the page."""
    root, *_ = page.children
    for line in text_lines(root):
        if any(box.footnote is note for box in line.descendants()):
            return float(page.content_box_y() + page.height - line.position_y - line.height)
    return 0.0


@contextmanager
def page_of_notes(context: Any, number: int, *, alone: bool) -> Iterator[None]:
    """Make page ``number`` of the waiting notes ``alone`` while the block runs.

    They stand at the head of the page, which belongs to the pages before it: WeasyPrint would
    make a blank page of another name, without running heads, and with the notes at its foot.
    """
    if not alone:
        yield
        return
    from weasyprint.layout import page as layout

    stock = layout.make_page
    waiting, context.reported_footnotes = context.reported_footnotes, []
    resume_at, following, *rest = context.page_maker[number]
    (_, before, *_) = context.page_maker[number - 1]
    if resume_at is None:
        context.page_maker[number] = (None, {"break": "any", "page": before["page"]}, *rest)

    @wraps(stock)
    def make_page(context: Any, root: Any, page_type: Any, resume_at: Any, *place: Any) -> Any:
        context.reported_footnotes = waiting
        empty = root.copy_with_children([])
        page, _, _ = stock(context, empty, page_type, None, *place)
        _, area, *_ = page.children
        area.translate(dy=page.content_box_y() - area.content_box_y())
        return page, resume_at, following

    with install((Replacement(layout, "make_page", make_page),)):
        yield
