"""Base lines of rows: the first lines of all cells of a row stand on one base line.

``vertical-align: baseline`` would move cells down, and a row that a page divides has no room there.
Cells of a finished page are moved up instead: the lines of larger leading, which have room above.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.writers.pdf.engine.feathering import has_class, has_rows, text_lines

_TABLE = "facing"
"""The class of the table of a row."""


def level_rows(page: Any) -> None:
    """Move the cells of the rows of a finished page of WeasyPrint to one base line."""
    from weasyprint.text.line_break import strut

    root, *_ = page.children
    if not has_rows(root):
        return
    leading, _ = strut(root.style)
    for row in _rows(root):
        firsts = [(cell, next(text_lines(cell), None)) for cell in row.children]
        bases = [(cell, line.position_y + line.baseline) for cell, line in firsts if line]
        least = min((base for _, base in bases), default=0.0)
        for cell, base in bases:
            if 0 < base - least < leading:
                for child in cell.children:
                    child.translate(0, least - base)


def _rows(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure.boxes import TableBox, TableRowBox

    for child in getattr(box, "children", ()):
        if isinstance(child, TableRowBox):
            yield child
        elif not isinstance(child, TableBox) or has_class(child, _TABLE):
            yield from _rows(child)
