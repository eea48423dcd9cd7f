"""Rows of tables as lines with tabs: a table, or pairs of an original and a translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from operator import itemgetter

from publish.document.column_names import are_column_names
from publish.document.draft import Chunk, Part, join_chunks
from publish.readers.office.content import DocumentParagraph, DocumentTable
from publish.text.languages import Script

_Cell = list[Chunk]

_FEWEST = 2
_PAIRS = (2, 3)
"""The numbers of columns that pairs may have: the third is a reference or a comment."""


def make_rows(
    table: DocumentTable, make: Callable[[DocumentParagraph], Chunk], blanks: int
) -> Iterator[Chunk]:
    """Yield a chunk for each row, its cells divided by tabs.

    Rows of which one cell alone is Hebrew have no part: they may be pairs, or a vocabulary.  A row
    of pairs is divided where its cells have the same number of paragraphs.
    """
    read = [([_read_cell(cell, make) for cell in row.cells], row.is_header) for row in table.rows]
    rows = [(cells, is_header) for cells, is_header in read if any(cells)]
    if len(rows) > _FEWEST and _are_names(rows[0][0]) and _may_be_pairs(rows[1:]):
        names = replace(_join_cells(rows.pop(0)[0]), blanks=blanks, part=Part.HEADER_ROW)
        yield names
        blanks = 0
    divided = [part for cells, _ in rows for part in _divide(cells)]
    if _may_be_pairs(rows) and len(divided) >= _FEWEST:
        for index, cells in enumerate(divided):
            yield replace(_join_cells(cells), blanks=0 if index else blanks)
        return
    heads = takewhile(itemgetter(1), rows)
    last_header = sum(1 for _ in heads) - 1
    for index, (cells, _) in enumerate(rows):
        part = Part.HEADER_ROW if index <= last_header else Part.ROW
        chunk = replace(_join_cells(cells), blanks=0 if index else blanks)
        yield replace(chunk, part=part, joins=index > 0)


def _read_cell(
    paragraphs: Sequence[DocumentParagraph], make: Callable[[DocumentParagraph], Chunk]
) -> _Cell:
    """Return the paragraphs of a cell that have words, without tabs."""
    chunks = (make(paragraph) for paragraph in paragraphs)
    return [_without_tabs(chunk) for chunk in chunks if chunk.text.text.strip()]


def _without_tabs(chunk: Chunk) -> Chunk:
    if "\t" not in chunk.text.text:
        return chunk
    text = replace(chunk.text, text=chunk.text.text.replace("\t", " "))
    return replace(chunk, text=text)


def _are_names(cells: Sequence[_Cell]) -> bool:
    return are_column_names(" ".join(each.text.text for each in cell) for cell in cells)


def _may_be_pairs(rows: Sequence[tuple[Sequence[_Cell], bool]]) -> bool:
    for cells, is_header in rows:
        scripts = [cell[0].script for cell in cells if cell]
        if is_header or len(scripts) not in _PAIRS or scripts.count(Script.HEBREW) != 1:
            return False
    return True


def _divide(row: Sequence[_Cell]) -> Iterator[list[_Cell]]:
    """Yield a row as one row for each paragraph of its cells, where all have as many."""
    counts = {len(cell) for cell in row if cell}
    if len(counts) != 1:
        yield list(row)
        return
    for index in range(counts.pop()):
        yield [cell[index : index + 1] for cell in row]


def _join_cells(row: Sequence[_Cell]) -> Chunk:
    """Return the cells of a row, one of which has words, as one chunk."""
    first = next(cell[0] for cell in row if cell)
    pieces: list[Chunk] = []
    for index, cell in enumerate(row):
        if index:
            pieces.append(_mark("\t", pieces[-1] if pieces else first))
        for place, chunk in enumerate(cell):
            if place:
                pieces.append(_mark("\n", pieces[-1]))
            pieces.append(chunk)
    return join_chunks(pieces)


def _mark(text: str, near: Chunk) -> Chunk:
    """Return a character that stands in no file, at the end of the chunk before it."""
    return Chunk(near.text.put(len(near.text), text), Script.NONE)
