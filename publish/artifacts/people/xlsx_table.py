"""Lists of people in workbooks of Excel (ISO/IEC 29500, SpreadsheetML), the first sheet alone.

Values are taken as the program stored them; formulas are not computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from publish.artifacts.people.list_table import (
    MOST_COLUMNS,
    MOST_ROWS,
    CellFault,
    ListRow,
    ListTable,
    check_size,
    unreadable,
)
from publish.diagnostics import Outcome, PublishError
from publish.readers.word.package import Package, open_package
from publish.readers.xml_parts import Element
from publish.text.source import Span

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The numbers of the formats of dates that every workbook has (18.8.30)."""
_DATE_SIGNS = re.compile(r'\[[^\[\]]*\]|"[^"]*"|\\.')
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # serial dates have no time zone
_SECONDS_OF_DAY = 86_400
_LAST_DAY = 2_950_000
"""A serial date of the year 9976; later ones are counted as numbers."""


def read_workbook(data: bytes, file: str) -> Outcome[ListTable]:
    """Return the rows of the first visible sheet of a workbook.

    Raises PublishError where the file is damaged, no workbook, or beyond the bounds of archives.
    """
    package = open_package(data, file)
    sheet = _find_sheet(package)
    if sheet is None:
        message = f"{Path(file).name} is no workbook of Excel, or has no sheet"
        hint = "save the list as CSV or XLSX; a document of Word is not read as a list"
        raise PublishError(unreadable(file, message, hint))
    reader = _SheetReader(package)
    rows = tuple(reader.rows(sheet))
    return Outcome(ListTable(file, rows, faults=tuple(reader.faults)))


def _find_sheet(package: Package) -> Element | None:
    """Return the first sheet of a workbook that is not hidden, else the first."""
    workbook = package.parse(package.main)
    sheets = [] if workbook is None else _all(workbook, "sheet")
    shown = [each for each in sheets if each.get("state", "visible") == "visible"]
    for sheet in (*shown, *sheets):
        identifier = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        relation = package.relations.get(identifier)
        if relation and relation.kind == "worksheet" and not relation.is_external:
            return package.parse(relation.target)
    return None


class _SheetReader:
    """Reads the rows of a sheet; ``faults`` are those of its cells."""

    def __init__(self, package: Package) -> None:
        self._file = package.file
        strings = package.find_part("sharedStrings")
        self._strings = (
            [] if strings is None else [_text(item) for item in _children(strings, "si")]
        )
        self._dates = _find_date_styles(package)
        self._epoch = _find_epoch(package)
        self.faults: list[CellFault] = []

    def rows(self, sheet: Element) -> Iterator[ListRow]:
        """Yield the rows that have a value of their own.

        A value of merged cells, as of the table of many people, counts in each row.
        """
        number = 0
        merged = _find_merged(sheet)
        shared: dict[int, tuple[int, str]] = {}
        for row in _all(sheet, "row"):
            stated = row.get("r", "")
            number = int(stated) if stated.isdecimal() and len(stated) < 8 else number + 1
            values: list[str] = []
            for cell in _children(row, "c"):
                match = _REFERENCE.fullmatch(cell.get("r", ""))
                column = _column(match[1]) if match else len(values)
                if column >= MOST_COLUMNS:
                    break
                values += [""] * (column + 1 - len(values))
                values[column] = self._value(cell, column, number)
                if last := merged.get((column, number)):
                    shared[column] = last, values[column]
            if any(map(str.strip, values)):
                repeated = []
                for column, (last, value) in shared.items():
                    if number <= last and not "".join(values[column : column + 1]).strip():
                        values += [""] * (column + 1 - len(values))
                        values[column] = value
                        repeated.append(column)
                check_size(self._file, number, values)
                span = Span(self._file, 0, 0)
                yield ListRow(number, tuple(values), span, frozenset(repeated))

    def _value(self, cell: Element, column: int, row: int) -> str:
        """Return the text of a cell as its program shows it, formats of numbers aside."""
        kind = cell.get("t", "n")
        stored = "".join(each.text or "" for each in _children(cell, "v"))
        if kind == "inlineStr":
            return "".join(map(_text, _children(cell, "is")))
        if kind == "s":
            return self._strings[int(stored)] if self._is_index(stored) else ""
        if kind == "e":
            self._report(column, row, f"has the error {stored}, and counts as empty")
            return ""
        if not stored and next(_children(cell, "f"), None) is not None:
            fault = "has a formula whose value is not stored, and counts as empty"
            self._report(column, row, fault)
            return ""
        if kind == "b":
            return "TRUE" if stored == "1" else "FALSE"
        if kind == "n":
            return self._number(stored, cell.get("s", ""), column, row)
        return stored

    def _number(self, stored: str, style: str, column: int, row: int) -> str:
        try:
            number = float(stored)
        except ValueError:
            return stored
        if style in self._dates and 0 <= number < _LAST_DAY:
            moment = self._epoch + timedelta(seconds=round(number * _SECONDS_OF_DAY))
            if number < 1:
                return moment.time().isoformat("minutes")
            shown = moment.date().isoformat()
            self._report(column, row, f"is a date, {shown}: a program may have made one of “1-2”")
            return shown
        return f"{number:.15g}" if abs(number) < 1e15 else stored

    def _is_index(self, stored: str) -> bool:
        return stored.isdecimal() and len(stored) < 9 and int(stored) < len(self._strings)

    def _report(self, column: int, row: int, fault: str) -> None:
        message = f"cell {_letters(column)}{row} of {Path(self._file).name} {fault}"
        self.faults.append(CellFault(column, Span(self._file, 0, 0), message))


def _find_merged(sheet: Element) -> dict[tuple[int, int], int]:
    """Return the last row of merged cells by the column and the row of the first (18.3.1.55)."""
    merged = {}
    for each in _all(sheet, "mergeCell"):
        first, _, last = each.get("ref", "").partition(":")
        corners = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if corners[0] and corners[1] and (row := int(corners[1][2])) <= MOST_ROWS:
            merged[_column(corners[0][1]), int(corners[0][2])] = row
    return merged


def _find_epoch(package: Package) -> datetime:
    """Return the day before the first of serial dates, which is later in old files of macOS."""
    workbook = package.parse(package.main)
    properties = [] if workbook is None else _all(workbook, "workbookPr")
    is_later = any(each.get("date1904") in {"1", "true"} for each in properties)
    return _EPOCH + timedelta(days=1462 if is_later else 0)


def _find_date_styles(package: Package) -> frozenset[str]:
    """Return the numbers of the styles of cells that show a number as a date."""
    styles = package.find_part("styles")
    if styles is None:
        return frozenset()
    own = {
        each.get("numFmtId", "")
        for each in _all(styles, "numFmt")
        if re.search("[dyDY]", _DATE_SIGNS.sub("", each.get("formatCode", "")))
    }
    formats = [each for group in _all(styles, "cellXfs") for each in _children(group, "xf")]
    dates = own | set(map(str, _DATES))
    return frozenset(
        str(index) for index, each in enumerate(formats) if each.get("numFmtId", "") in dates
    )


def _text(item: Element) -> str:
    """Return the text of a string item, without phonetic readings (18.4.6)."""
    return "".join(
        each.text or ""
        for each in _all(item, "t")
        if not any(_local(parent) == "rPh" for parent in each.iterancestors())
    )


def _all(root: Element, name: str) -> list[Element]:
    return list(root.iter(f"{{*}}{name}"))


def _children(parent: Element, name: str) -> Iterator[Element]:
    yield from parent.iterchildren(f"{{*}}{name}")


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _column(letters: str) -> int:
    """Return the index of a column: 0 of ``A``, 26 of ``AA``."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _letters(column: int) -> str:
    """Return the name of a column: ``A`` of 0, ``AA`` of 26."""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name = chr(ord("A") + rest) + name
        column -= 1
    return name
