"""Tables as Markdown: with bars where each cell is a line, else as divs."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from publish.document.model import (
    Cell,
    Node,
    Paragraph,
    Reference,
    Table,
    Text,
)
from publish.document.walk import descend
from publish.writers.markdown.inlines import LINE_BREAK_TAG
from publish.writers.markdown.lines import join_blocks

if TYPE_CHECKING:
    from publish.writers.markdown.blocks import BlockWriter


def write_table(writer: BlockWriter, table: Table) -> list[str]:
    """Return the lines of a table, in a div where it has a caption."""
    caption = writer.words("caption", table.caption)
    if _is_plain(table):
        lines = _bars(writer, table)
        return writer.div("table", join_blocks([lines, caption])) if caption else lines
    rows = [
        writer.div("row", join_blocks(_cell(writer, cell) for cell in row.cells))
        for row in table.rows
    ]
    values = [("header-rows", str(table.header_rows))] if table.header_rows else []
    return writer.div("table", join_blocks([*rows, caption]), values)


def _is_plain(table: Table) -> bool:
    """Return whether a table can be written with bars."""
    widths = {len(row.cells) for row in table.rows}
    if len(widths) != 1 or widths == {0} or table.header_rows > 1:
        return False
    if table.header_rows and not any(cell.blocks for cell in table.rows[0].cells):
        return False
    return all(_is_line(cell) for row in table.rows for cell in row.cells)


def _is_line(cell: Cell) -> bool:
    if cell.columns != 1 or len(cell.blocks) > 1:
        return False
    if not cell.blocks:
        return True
    (block,) = cell.blocks
    has_words = isinstance(block, Paragraph) and bool(block.inlines)
    return has_words and not any(map(_has_bar, descend(block)))


def _has_bar(node: Node) -> bool:
    """Return whether a node has a bar in an attribute, where Pandoc writes no backslash before."""
    values = () if isinstance(node, Text) else (getattr(node, each.name) for each in fields(node))
    return any("|" in repr(value) for value in values if isinstance(value, str | Reference))


def _bars(writer: BlockWriter, table: Table) -> list[str]:
    inlines = replace(writer.inlines, line_break=LINE_BREAK_TAG, is_cell=True)
    rows = [
        [
            inlines.block(cell.blocks[0].inlines, begins_line=False)
            if cell.blocks and isinstance(cell.blocks[0], Paragraph)
            else ""
            for cell in row.cells
        ]
        for row in table.rows
    ]
    width = len(rows[0])
    header = rows.pop(0) if table.header_rows else [""] * width
    return [_row(header), _row(["---"] * width), *map(_row, rows)]


def _row(cells: list[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else "  " for cell in cells) + "|"


def _cell(writer: BlockWriter, cell: Cell) -> list[str]:
    values = [("columns", str(cell.columns))] if cell.columns != 1 else []
    return writer.div("cell", writer.write(cell.blocks), values)
