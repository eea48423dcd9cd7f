"""A list of people from the bytes of a file of any of its formats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish.artifacts.people.csv_table import read_text
from publish.artifacts.people.list_table import ListTable, unreadable
from publish.artifacts.people.xlsx_table import read_workbook
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import files, office

_ARCHIVE = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of workbooks before Excel 2007, and of encrypted ones (MS-CFB, 2.2)."""

_SAVE_AS = "save the list as CSV, or as XLSX without a password, in the program that made it"


def read_table(data: bytes, file: str) -> Outcome[ListTable]:
    """Return the rows of the list that ``data`` are, without empty ones.

    Raises PublishError where the list cannot be read, or is too large.
    """
    if data.startswith(_COMPOUND_FILE):
        message = f"{Path(file).name} is a workbook of an older Excel, or has a password"
        raise PublishError(unreadable(file, message, _SAVE_AS))
    read = read_workbook if data.startswith(_ARCHIVE) else read_text
    try:
        outcome = read(data, file)
    except PublishError as error:
        # The hints of these rules are for texts of books.
        listed = {files.EMPTY.code, files.BINARY.code, office.NO_DOCUMENT.code}
        diagnostics = (
            replace(each, hints=(_SAVE_AS,)) if each.code in listed else each
            for each in error.diagnostics
        )
        raise PublishError(*diagnostics) from error
    table = outcome.value
    if len(table.rows) < 2:
        has = "only the row that names the columns" if table.rows else "no rows"
        raise PublishError(unreadable(file, f"{Path(file).name} has {has}"))
    return outcome
