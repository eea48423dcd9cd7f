"""Tables of a page: rows of cells, pairs of a text and its translation, and tables for layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Protocol

from publish.document.column_names import are_column_names
from publish.document.draft import Chunk, Part, join_chunks
from publish.readers.html.context import Context
from publish.readers.html.elements import HEADINGS
from publish.readers.html.tokens import Characters
from publish.readers.html.tree import Element, Node
from publish.text.dataclass import dataclass
from publish.text.languages import Script, script
from publish.text.source import Traced

_GROUPS = ("thead", "tbody", "tfoot")
_LAYOUT = frozenset({*HEADINGS, "table", "hr", "article", "section", "form"})
_MOST_COLUMNS = 100
_FEWEST_LETTERS = 12
_PAIR_COLUMNS = (2, 3)


class CellReader(Protocol):
    """The walker that reads the content of cells."""

    file: str

    def capture(self, elements: Sequence[Element], context: Context) -> list[Chunk]:
        """Return the chunks of elements that stand for themselves."""

    def read_flow(self, element: Element, context: Context) -> None:
        """Read the content of an element where it stands."""

    def add(self, *chunks: Chunk) -> None:
        """Add chunks after those before."""


@dataclass(frozen=True)
class _Cell:
    """A cell of a table with its chunks; ``offset`` is its place in the file."""

    chunks: tuple[Chunk, ...]
    offset: int
    is_header: bool = False

    @property
    def script(self) -> Script:
        """The script of most letters of the cell."""
        return script("".join(each.text.text for each in self.chunks))


@dataclass(frozen=True)
class _Row:
    cells: tuple[_Cell, ...]
    is_header: bool


def read_table(table: Element, context: Context, reader: CellReader) -> None:
    """Add the chunks of a table: its caption, then pairs, rows or the flow of its cells."""
    rows = list(_find_rows(table))
    if outside := tuple(_find_outside(table)):
        reader.read_flow(Element("", {}, outside, table.start, table.end), context)
    if context.part is not None or _is_layout(table, rows):
        for row, _ in rows:
            for cell in row.elements:
                reader.read_flow(cell, context)
        return
    read = _mark_names(list(_read_rows(rows, context, reader)))
    pictures = [
        c for row in read for cell in row.cells for c in cell.chunks if c.part is Part.IMAGE
    ]
    if _are_pairs(read):
        reader.add(*_pairs(read, reader.file))
    else:
        lines = [_line(row.cells, reader.file) for row in read]
        named = [
            replace(line, part=Part.HEADER_ROW if row.is_header else Part.ROW)
            for row, line in zip(read, lines, strict=True)
            if line.text.text.strip()
        ]
        reader.add(*(replace(line, joins=place > 0) for place, line in enumerate(named)))
    reader.add(*pictures)


def _mark_names(rows: list[_Row]) -> list[_Row]:
    """Return the rows with the first one as a header where it names a text and its translation."""
    cells = rows[0].cells if rows else ()
    if len(rows) > 1 and are_column_names(" ".join(c.text.text for c in x.chunks) for x in cells):
        return [replace(rows[0], is_header=True), *rows[1:]]
    return rows


def _find_rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the rows of a table, and whether each is in its head."""
    for child in table.elements:
        if child.name == "tr":
            yield child, False
        elif child.name in _GROUPS:
            for row in child.elements:
                if row.name == "tr":
                    yield row, child.name == "thead"


def _find_outside(table: Element) -> Iterator[Node]:
    """Yield the caption and what stands in a table outside of cells, which is shown before it."""
    for node in table.children:
        if isinstance(node, Element) and node.name in _GROUPS:
            yield from (each for each in node.children if not _is_row(each) and _has_text(each))
        elif not _is_row(node) and _has_text(node):
            yield node
    for row, _ in _find_rows(table):
        yield from (
            each for each in row.children if isinstance(each, Characters) and _has_text(each)
        )


def _is_row(node: Node) -> bool:
    return isinstance(node, Element) and node.name == "tr"


def _has_text(node: Node) -> bool:
    if isinstance(node, Characters):
        return bool(node.text.strip())
    return isinstance(node, Element) and node.name not in ("colgroup", "col")


def _is_layout(table: Element, rows: Sequence[tuple[Element, bool]]) -> bool:
    """Return whether a table places parts of a page rather than cells that belong together."""
    if table.attributes.get("role") in ("presentation", "none"):
        return True
    counts = [sum(1 for _ in row.elements) for row, _ in rows]
    if not rows or max(counts) < min(_PAIR_COLUMNS):
        return True
    return any(_has_layout(cell) for row, _ in rows for cell in row.elements)


def _has_layout(cell: Element) -> bool:
    stack = [*cell.elements]
    while stack:
        element = stack.pop()
        if element.name in _LAYOUT:
            return True
        stack += element.elements
    return False


def _read_rows(
    rows: Sequence[tuple[Element, bool]], context: Context, reader: CellReader
) -> Iterator[_Row]:
    """Yield the rows with a cell in each column; one that spans several is the first of them."""
    spanned: dict[int, int] = {}  # the number of rows that a cell above still takes, by column
    for element, is_head in rows:
        cells: list[_Cell] = []

        def fill(cells: list[_Cell] = cells, offset: int = element.start) -> None:
            while spanned.get(len(cells), 0):
                spanned[len(cells)] -= 1
                cells.append(_Cell((), offset))

        place = replace(context, keeps_breaks=True)
        for cell in element.elements:
            fill()
            rows_of, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            chunks = tuple(reader.capture((cell,), place))
            for column in range(min(columns, _MOST_COLUMNS - len(cells))):
                if rows_of > 1:
                    spanned[len(cells)] = rows_of - 1
                own = chunks if column == 0 else ()
                cells.append(_Cell(own, cell.start, cell.name == "th"))
            if columns and len(cells) >= _MOST_COLUMNS and chunks and chunks not in _chunks(cells):
                last = cells.pop()  # further cells are in the last column
                cells.append(replace(last, chunks=(*last.chunks, *chunks)))
        fill()
        if any(cell.chunks for cell in cells):
            yield _Row(tuple(cells), is_head or all(cell.is_header for cell in cells))


def _chunks(cells: Sequence[_Cell]) -> list[tuple[Chunk, ...]]:
    return [cell.chunks for cell in cells]


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name, "").strip()
    return min(max(int(value), 1), 1000) if value.isdecimal() and len(value) < 6 else 1


# --- pairs


def _are_pairs(rows: Sequence[_Row]) -> bool:
    """Return whether each row has Hebrew in one cell and another script in the other."""
    body = [row for row in rows if not row.is_header]
    for row in body:
        scripts = [cell.script for cell in row.cells if cell.chunks]
        scripts = [each for each in scripts if each is not Script.NONE]
        if len(scripts) != 2 or scripts.count(Script.HEBREW) != 1:
            return False
    letters = sum(len(c.text) for row in body for cell in row.cells for c in cell.chunks)
    cells = sum(1 for row in body for cell in row.cells if cell.chunks)
    return bool(body) and letters >= _FEWEST_LETTERS * cells


def _pairs(rows: Sequence[_Row], file: str) -> Iterator[Chunk]:
    """Yield originals and translations; cells with equally many paragraphs are several pairs."""
    number = 0
    for row in rows:
        if row.is_header:
            yield replace(_line(row.cells, file), part=Part.HEADER_ROW)
            continue
        columns = [
            [_paragraph(c) for c in cell.chunks if c.part is not Part.IMAGE] for cell in row.cells
        ]
        columns = [column for column in columns if any(_has_letters(each) for each in column)]
        lengths = {len(column) for column in columns}
        units = zip_longest(*columns) if len(lengths) == 1 else [tuple(columns)]
        for unit in units:
            number += 1
            for cell in unit:
                for place, each in enumerate(cell if isinstance(cell, list) else [cell]):
                    own = script(
                        "".join(c.text.text for c in cell)
                        if isinstance(cell, list)
                        else each.text.text
                    )
                    part = Part.ORIGINAL if own is Script.HEBREW else Part.TRANSLATION
                    yield replace(
                        each,
                        part=part,
                        number=number,
                        blanks=1 if place or part is Part.ORIGINAL else 0,
                    )


def _paragraph(each: Chunk) -> Chunk:
    """Return a paragraph of a cell, in which no tab divides columns."""
    text = replace(each.text, text=each.text.text.replace("\t", " "))
    return replace(each, text=text, part=None, number=None, label=None, joins=False, depth=1)


def _has_letters(each: Chunk) -> bool:
    return each.script is not Script.NONE


# --- rows


def _line(cells: Sequence[_Cell], file: str) -> Chunk:
    """Return the cells of a row as one chunk, with tabs between them."""
    pieces: list[Chunk] = []
    for place, cell in enumerate(cells):
        if place:
            pieces.append(_piece("\t", cell.offset, file))
        texts = [each for each in cell.chunks if each.part is not Part.IMAGE]
        for index, each in enumerate(texts):
            if index:
                pieces.append(_piece("\n", each.span.start, file))
            pieces.append(_paragraph(each))
        if not texts:
            pieces.append(_piece("", cell.offset, file))
    return join_chunks(pieces)


def _piece(text: str, offset: int, file: str) -> Chunk:
    return Chunk(Traced(text, file, ((0, offset),)), Script.NONE, lang="")
