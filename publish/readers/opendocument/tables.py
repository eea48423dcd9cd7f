"""Tables of an OpenDocument text: rows and cells, which attributes may repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.readers.office.content import (
    DocumentBlock,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    paragraphs_of,
)
from publish.readers.office.reports import report_hidden, report_merged_cells, report_nested_table
from publish.readers.opendocument.context import OpenDocumentContext
from publish.readers.opendocument.names import TABLE, read_number
from publish.readers.opendocument.words import text_of
from publish.readers.xml_parts import Element

_ROW = f"{TABLE}table-row"
_HEADER_ROWS = f"{TABLE}table-header-rows"
_GROUPS = frozenset({_HEADER_ROWS, f"{TABLE}table-rows", f"{TABLE}table-row-group"})
_CELL = f"{TABLE}table-cell"
_COVERED = f"{TABLE}covered-table-cell"
_MOST_CELLS = 63
"""Columns that a table may have in Word; more that are empty are not read."""

_Cell = tuple[DocumentParagraph, ...]


class TableReader:
    """The reader of one table; ``place`` is its name in messages, ``read_story`` reads a cell."""

    def __init__(
        self,
        context: OpenDocumentContext,
        place: str,
        read_story: Callable[[Element, str], tuple[DocumentBlock, ...]],
    ) -> None:
        self._context = context
        self._builder = context.builder
        self._place = place
        self._read_story = read_story
        self._has_merged_cells = False

    def read(self, table: Element) -> DocumentTable:
        """Return the table that an element is."""
        rows: list[DocumentRow] = []
        beginning = self._builder.length
        for row, is_header in _rows_of(table):
            if row.get(f"{TABLE}visibility", "visible") != "visible":
                report_hidden(self._builder, text_of([row]))
                self._context.changes.pass_over(row)
                continue
            start = self._builder.length
            rows.append(DocumentRow(self._read_cells(row, len(rows) + 1), is_header))
            copies = self._count_copies(row, "rows", start)
            rows += [
                DocumentRow(self._read_cells(row, len(rows) + index), is_header)
                for index in range(1, copies)
            ]
        if self._has_merged_cells:
            report_merged_cells(self._builder, beginning)
        return DocumentTable(tuple(rows))

    def _count_copies(self, element: Element, name: str, start: int) -> int:
        """Return how often rows or cells with words are printed, whose text begins at ``start``."""
        count = read_number(element.get(f"{TABLE}number-{name}-repeated"), 1)
        if count <= 1 or not self._builder.recent(start).strip():
            return 1
        size = self._builder.length - start
        return self._context.repetitions.copies(count, size, f"one of the {name} of a table")

    def _read_cells(self, row: Element, number: int) -> tuple[_Cell, ...]:
        place = f"{self._place}, row {number}, column "
        cells: list[_Cell] = []
        for cell in row.iterchildren(_CELL, _COVERED):
            start = self._builder.length
            cells.append(self._read_cell(cell, f"{place}{len(cells) + 1}, "))
            copies = self._count_copies(cell, "columns", start)
            for _ in range(copies - 1):
                cells.append(self._read_cell(cell, f"{place}{len(cells) + 1}, "))
            count = read_number(cell.get(f"{TABLE}number-columns-repeated"), 1)
            cells += [()] * min(count - copies, max(_MOST_CELLS - len(cells), 0))
        return tuple(cells)

    def _read_cell(self, cell: Element, place: str) -> _Cell:
        if cell.tag == _COVERED:
            report_hidden(self._builder, text_of([cell]))
            self._context.changes.pass_over(cell)
            return ()
        spans = (cell.get(f"{TABLE}number-{name}-spanned") for name in ("columns", "rows"))
        self._has_merged_cells |= any(read_number(span, 1) > 1 for span in spans)
        start = self._builder.length
        blocks = self._read_story(cell, place)
        if any(isinstance(block, DocumentTable) for block in blocks):
            report_nested_table(self._builder, start)
        return tuple(paragraph for block in blocks for paragraph in paragraphs_of(block))


def _rows_of(parent: Element, is_header: bool = False) -> Iterator[tuple[Element, bool]]:
    """Yield the rows of a table, also those in groups, each with whether it is a header."""
    for child in parent:
        if child.tag == _ROW:
            yield child, is_header
        elif child.tag in _GROUPS:
            yield from _rows_of(child, is_header or child.tag == _HEADER_ROWS)
