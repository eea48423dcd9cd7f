"""Tables in Markdown: with bars, or as divs whose cells contain any blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publish.document.model import Cell, Row, Table
from publish.readers.markdown.block_tree import Element
from publish.text.source import Traced

if TYPE_CHECKING:
    from publish.readers.markdown.blocks import BlockReader


def read_pipe_table(reader: BlockReader, element: Element) -> Table:
    """Return a table with bars; a header without words is none."""
    rows = [
        Row(tuple(_cell(reader, text) for text in row), span=row[0].span().to(row[-1].span()))
        for row in element.rows
    ]
    if ":" in element.name:
        reader.context.report_not_kept(element.span, "the alignment of columns")
    width = len(element.rows[0])
    has_header = any(text.text.strip() for text in element.rows[0])
    for row in rows:
        if len(row.cells) > width:
            message = f"a row has {len(row.cells)} cells, and the table {width} columns"
            reader.context.report_misplaced(row.span, message)
    return Table(tuple(rows if has_header else rows[1:]), int(has_header), span=element.span)


def _cell(reader: BlockReader, text: Traced) -> Cell:
    span = text.span()
    return Cell(reader.paragraph(text, span) if text.text else (), span=span)


def read_table(reader: BlockReader, element: Element) -> Table:
    """Return the table in a div: one with bars, or rows of cells; and its caption."""
    captions, others = reader.part(element, "caption")
    caption = reader.words(captions[0]) if captions else ()
    for each in captions[1:]:
        reader.context.report_misplaced(each.span, "a table has one caption")
        caption = (*caption, *reader.words(each))
    if len(others) == 1 and others[0].kind == "table":
        return replace(read_pipe_table(reader, others[0]), caption=caption, span=element.span)
    rows = tuple(_row(reader, child) for child in others if child.kind != "fence")
    reader.read(child for child in others if child.kind == "fence")
    header = reader.context.number(element.attributes, "header-rows", element.span) or 0
    return Table(rows, max(header, 0), caption, span=element.span)


def _row(reader: BlockReader, element: Element) -> Row:
    """Return the row that a div is; another block is a row of one cell."""
    if element.kind != "div" or element.attributes.classes[:1] != ("row",):
        reader.context.report_misplaced(element.span, "a table contains rows: `::: row`")
        return Row((Cell(reader.read((element,)), span=element.span),), span=element.span)
    reader.check_div(element, ())
    cells: list[Cell] = []
    for child in element.children:
        if child.kind == "div" and child.attributes.classes[:1] == ("cell",):
            reader.check_div(child, ("columns", "lang", "dir"))
            columns = reader.context.number(child.attributes, "columns", child.span) or 1
            blocks = reader.read(child.children)
            if "lang" in child.attributes or "dir" in child.attributes:
                blocks = (reader.in_language(blocks, child.attributes, child.span),)
            cells.append(Cell(blocks, max(columns, 1), span=child.span))
        elif blocks := reader.read((child,)):
            reader.context.report_misplaced(child.span, "a row contains cells: `::: cell`")
            cells.append(Cell(blocks, span=child.span))
    return Row(tuple(cells), span=element.span)
