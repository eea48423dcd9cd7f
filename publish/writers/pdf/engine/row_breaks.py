"""Pages that begin within the row of a table: in several cells at once.

WeasyPrint leaves out the cells that have ended.  With all cells of the row, the beginning of a page
states which blocks are on the pages before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def complete_rows(box: Any, resume_at: Any) -> Any:
    """Return a place in a box with all cells of the row that it is in.

    A cell that has ended continues at its end.
    """
    from weasyprint.formatting_structure.boxes import TableRowBox

    if not resume_at or not box.children:
        return resume_at
    places = {
        place: complete_rows(box.children[place], inner) if inner else inner
        for place, inner in resume_at.items()
    }
    if isinstance(box, TableRowBox):
        return {
            place: places.get(place, {len(cell.children): None})
            for place, cell in enumerate(box.children)
        }
    return places


def is_one_place(box: Any, resume_at: Any) -> bool:
    """Return whether a page begins in one place of a box, or in the cells of one row."""
    from weasyprint.formatting_structure.boxes import TableRowBox

    if not resume_at or not box.children:
        return True
    if len(resume_at) > 1 and not isinstance(box, TableRowBox):
        return False
    return all(
        is_one_place(box.children[place], inner) for place, inner in resume_at.items() if inner
    )


def boxes_at(box: Any, resume_at: Any) -> Iterator[Any]:
    """Yield a box and the boxes in it within which a page begins."""
    if resume_at and box.children:
        yield box
        for place, inner in resume_at.items():
            if inner:
                yield from boxes_at(box.children[place], inner)
