"""The content of a document: paragraphs, tables, notes and pictures, by offsets in its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from publish.diagnostics import Diagnostics
from publish.document.draft import MarkupRange
from publish.document.metadata import Meta
from publish.document.resources import Resource
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A note call: offsets in the text, its mark, and the key of its note in the document."""

    start: int
    end: int
    mark: str
    key: str
    series: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its offset in the text, its address in the file, its alternative text."""

    offset: int
    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The place of an item: its list, its depth from 1, its number, None for a bullet."""

    list_key: str
    depth: int
    number: int | None


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """A paragraph: characters ``start`` to ``end`` of the text, and how the document sets it.

    ``styles`` are the names of its style and of those that it is based on.  ``level`` is that of a
    heading, from 1, and 0 for others.  The first ``label`` characters are the label of an item, the
    first ``skip`` of them with the space after it; a paragraph with the place of an item and no
    label goes on in the item before it.  ``gap`` is the space before it, in points.
    ``markup`` has offsets from ``start``.
    """

    start: int
    end: int
    styles: tuple[str, ...] = ()
    level: int = 0
    label: int = 0
    skip: int = 0
    item: ListPlace | None = None
    gap: float = 0
    markup: tuple[MarkupRange, ...] = ()
    calls: tuple[NoteCall, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of a table: the paragraphs of each cell; a cell under a merged one has none."""

    cells: tuple[tuple[DocumentParagraph, ...], ...]
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table of a document."""

    rows: tuple[DocumentRow, ...]


DocumentBlock: TypeAlias = DocumentParagraph | DocumentTable


def paragraphs_of(block: DocumentBlock) -> Iterator[DocumentParagraph]:
    """Yield the paragraphs of a block: itself, or those in the cells of a table."""
    if isinstance(block, DocumentParagraph):
        yield block
        return
    for row in block.rows:
        for cell in row.cells:
            yield from cell


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """The parts of a document; ``notes`` are the paragraphs of each note, by its key."""

    blocks: tuple[DocumentBlock, ...]
    notes: tuple[tuple[str, tuple[DocumentParagraph, ...]], ...] = ()
    pictures: tuple[tuple[str, Resource], ...] = ()
    meta: Meta = Meta()
    diagnostics: Diagnostics = ()
