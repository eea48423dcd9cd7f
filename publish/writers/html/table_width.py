"""The least width of a table, by which a style sheet lets words of narrow columns be broken."""

from __future__ import annotations

from itertools import zip_longest

from publish.document import walk
from publish.document.model import Cell, Table, Text

_WIDE = 24
"""Characters of the longest words of all columns that fill a line of large print or a phone."""

_CROWDED = 42
"""Characters of the longest words of all columns that fill a line of a booklet."""


_SHORT = 5
"""Characters of the longest text of a cell that stays on one line: a number, an hour."""


def table_width_class(table: Table) -> str:
    """Return the classes of a table that is wider than narrow pages, each after a space."""
    rows = [
        [_longest_word(cell) for cell in row.cells]
        for row in table.rows
        if all(cell.columns == 1 for cell in row.cells)
    ]
    width = sum(max(column) for column in zip_longest(*rows, fillvalue=0))
    if width > _CROWDED:
        return " wide crowded"
    return " wide" if width > _WIDE else ""


def is_short(cell: Cell) -> bool:
    """Return whether a cell has a few characters, which are never broken."""
    texts = [node.text for node in walk.descend(cell) if isinstance(node, Text)]
    return sum(map(len, texts)) <= _SHORT


def _longest_word(cell: Cell) -> int:
    texts = (node.text for node in walk.descend(cell) if isinstance(node, Text))
    return max((len(word) for text in texts for word in text.split()), default=0)
