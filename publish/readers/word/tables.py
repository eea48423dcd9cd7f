"""Tables of a Word file: rows and cells, also tracked ones, and cells that are merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publish.readers.office.content import DocumentParagraph, DocumentRow, DocumentTable
from publish.readers.office.reports import (
    report_deletion,
    report_inserted_row,
    report_merged_cells,
)
from publish.readers.office.text_builder import TextBuilder
from publish.readers.word.comments import text_of
from publish.readers.word.names import AUTHOR, VAL, W
from publish.readers.word.styles import is_on, read_number
from publish.readers.xml_parts import Element

_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("customXml", "smartTag", "ins", "moveTo", "sdt", "sdtContent")
)
_MOST_CELLS = 63
"""Columns that a table may have in Word."""

ReadCell = Callable[[Element, str], tuple[DocumentParagraph, ...]]
"""A function that reads a cell; the words after the element are its place in messages."""


@dataclass(frozen=True, slots=True)
class TableReader:
    """The reader of the tables of a story; ``drop`` passes over what is not printed."""

    builder: TextBuilder
    read_cell: ReadCell
    drop: Callable[[Element], None]

    def read(self, table: Element, place: str) -> DocumentTable:
        """Return a table; ``place`` is its name in messages."""
        rows: list[DocumentRow] = []
        start = self.builder.length
        is_merged = False
        for row in _descend(table, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            deletion = properties.find(f"{W}del") if properties is not None else None
            if deletion is not None:
                self._drop(row, deletion)
                continue
            first = self.builder.length
            cells: list[tuple[DocumentParagraph, ...]] = []
            for cell in _descend(row, f"{W}tc"):
                is_merged |= self._read_cell(cell, cells, f"{place}, row {len(rows) + 1}")
            insertion = properties.find(f"{W}ins") if properties is not None else None
            if insertion is not None and row.find(f".//{W}ins/{W}r") is None:
                report_inserted_row(self.builder, first, insertion.get(AUTHOR, ""))
            is_header = properties is not None and is_on(properties.find(f"{W}tblHeader"))
            rows.append(DocumentRow(tuple(cells), is_header))
        if is_merged:
            report_merged_cells(self.builder, start)
        return DocumentTable(tuple(rows))

    def _read_cell(
        self, cell: Element, cells: list[tuple[DocumentParagraph, ...]], place: str
    ) -> bool:
        """Add a cell to a row; return whether it reaches over several columns or rows."""
        properties = cell.find(f"{W}tcPr")
        if properties is None:
            cells.append(self.read_cell(cell, f"{place}, column {len(cells) + 1}, "))
            return False
        deletion = properties.find(f"{W}cellDel")
        if deletion is not None:
            self._drop(cell, deletion)
            return False
        cells.append(self.read_cell(cell, f"{place}, column {len(cells) + 1}, "))
        spare = min(read_number(properties.find(f"{W}gridSpan"), VAL, 1), _MOST_CELLS) - 1
        cells += [()] * spare
        merges = (properties.find(f"{W}vMerge"), properties.find(f"{W}hMerge"))
        return spare > 0 or any(each is not None for each in merges)

    def _drop(self, element: Element, change: Element) -> None:
        self.drop(element)
        report_deletion(self.builder, text_of(element), change.get(AUTHOR, ""))


def _descend(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in wrappers."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _descend(child, tag)
