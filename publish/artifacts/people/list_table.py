"""A list of people as rows of texts, and the bounds of such a list."""

from __future__ import annotations

from pathlib import Path

from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import people as rules
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span

MOST_ROWS = 20_000
"""Rows of the longest list that is read."""

MOST_COLUMNS = 200
"""Columns of the widest list that is read."""

LONGEST_VALUE = 1_000
"""Characters of the longest value of a cell that is read."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list: its number as spreadsheets show it, its values, and its place.

    ``repeated`` are the indexes of the values of cells that are merged with one above.
    """

    number: int
    values: tuple[str, ...]
    span: Span
    repeated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CellFault:
    """A formula, a date or an error in a cell: the index of its column, its place, the message."""

    column: int
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class ListTable:
    """The rows of a list, the first of which names the columns.

    ``source`` is the text that they were read from, None where the file is no text.  ``faults``
    are those of all cells, printed or not.
    """

    file: str
    rows: tuple[ListRow, ...]
    source: Source | None = None
    faults: tuple[CellFault, ...] = ()


def check_size(file: str, number: int, values: tuple[str, ...] | list[str]) -> None:
    """Raise PublishError where a row is beyond the bounds of a list."""
    if number > MOST_ROWS:
        message = f"{Path(file).name} has more than {MOST_ROWS:,} rows"
        raise PublishError(unreadable(file, message, "divide it into several lists"))
    if len(values) > MOST_COLUMNS:
        message = f"row {number} of {Path(file).name} has {len(values):,} columns"
        raise PublishError(unreadable(file, message))
    longest = max(map(len, values), default=0)
    if longest > LONGEST_VALUE:
        message = f"row {number} of {Path(file).name} has a cell of {longest:,} characters"
        hint = "a quotation mark may be missing before it, or it is not a list of people"
        raise PublishError(unreadable(file, message, hint))


def unreadable(file: str, message: str, *hints: str) -> Diagnostic:
    """Return the error of a list that cannot be read."""
    return rules.LIST_UNREADABLE.at(Span(file, 0, 0), message, *hints)
