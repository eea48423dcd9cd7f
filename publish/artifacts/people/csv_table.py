"""Lists of people in CSV and TSV: values between commas, semicolons or tabs (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.artifacts.people.list_table import (
    CellFault,
    ListRow,
    ListTable,
    check_size,
    unreadable,
)
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import people as rules
from publish.readers.decode import decode
from publish.text.source import Source, Span

_DELIMITERS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_FORMULA = re.compile(r"=|[-+@][A-Za-z(]")


def read_text(data: bytes, file: str) -> Outcome[ListTable]:
    """Return the rows of a text, whose encoding is found as that of every text.

    Raises PublishError where it is no text, or a quotation mark is not closed.
    """
    decoded = decode(data, file)
    source = decoded.value
    rows = tuple(_list_rows(source, _find_delimiter(source)))
    return Outcome(
        ListTable(file, rows, source, tuple(_find_formulas(rows, file))), decoded.diagnostics
    )


def _find_formulas(rows: Iterable[ListRow], file: str) -> Iterator[CellFault]:
    for row in rows:
        for column, value in enumerate(row.values):
            if _FORMULA.match(value.lstrip()):
                place = f"row {row.number} of {Path(file).name}"
                message = f"{place} has a formula, which is printed as it stands"
                yield CellFault(column, row.span, message)


def _find_delimiter(source: Source) -> str:
    """Return the sign between the columns: the one that the row of their names has most often."""
    if match := _SEPARATOR_LINE.match(source.text):
        return match[1]
    first = next((line.text for line in source.lines() if line.text.strip()), "")
    plain = _QUOTED.sub("", first)
    return max(_DELIMITERS, key=plain.count)


def _list_rows(source: Source, delimiter: str) -> Iterator[ListRow]:
    reader = csv.reader(
        io.StringIO(source.text, newline=""),
        delimiter=delimiter,
        strict=True,
        skipinitialspace=True,
    )
    number, line = 0, 1
    try:
        for number, values in enumerate(reader, start=1):
            check_size(source.file, number, values)
            is_separator = number == 1 and _SEPARATOR_LINE.match(source.text)
            if any(map(str.strip, values)) and not is_separator:
                start = source.offset(line, 1)
                end = start + len(source.line(line))
                yield ListRow(number, tuple(values), Span(source.file, start, end))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"row {number + 1} of {Path(source.file).name} cannot be read: {error}"
        hint = "a cell that begins with a quotation mark ends with one, and has others doubled"
        start = source.offset(line, 1)
        raise PublishError(
            rules.LIST_UNREADABLE.at(
                Span(source.file, start, start + len(source.line(line))), message, hint
            )
        ) from None
    if number == 0:
        raise PublishError(unreadable(source.file, f"{Path(source.file).name} has no rows"))
