"""A list of people from the bytes of a file of any of its formats."""

from __future__ import annotations

from pathlib import Path

from publish.artifacts.people.csv_table import read_text
from publish.artifacts.people.list_table import ListTable, unreadable
from publish.artifacts.people.xlsx_table import read_workbook
from publish.diagnostics import Outcome, PublishError

_ARCHIVE = b"PK\x03\x04"


def read_table(data: bytes, file: str) -> Outcome[ListTable]:
    """Return the rows of the list that ``data`` are, without empty ones.

    Raises PublishError where the list cannot be read, or is too large.
    """
    read = read_workbook if data.startswith(_ARCHIVE) else read_text
    outcome = read(data, file)
    table = outcome.value
    if len(table.rows) < 2:
        has = "only the row that names the columns" if table.rows else "no rows"
        raise PublishError(unreadable(file, f"{Path(file).name} has {has}"))
    return outcome
