"""The text of a section in runs, each with the block that it stands in: a heading, a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from publish.document.model import (
    Blockquote,
    Dir,
    Entry,
    Excerpt,
    Foreign,
    Image,
    List,
    Note,
    Paragraph,
    Passage,
    Section,
    Speech,
    Table,
    TextLayout,
    Verse,
    direction,
)
from publish.preflight.expected_text import ExpectedRun, Part, TextCollector
from publish.text.dataclass import dataclass

_ADDED = Paragraph(())
"""The node of a text that the program adds."""


class BlockKind(StrEnum):
    """The kinds of blocks that a text view tells apart."""

    HEADING = "heading"
    TEXT = "text"
    QUOTATION = "quotation"
    VERSE = "verse"
    ITEM = "item"
    CAPTION = "caption"
    PICTURE = "picture"
    CELL = "cell"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of text by its ``number`` in reading order, with its language.

    ``level`` is that of a heading, from 1; ``label`` the call of a note or the words that describe
    a picture; ``cell`` the row and the column of a cell, rows counted through the whole text.
    """

    number: int
    kind: BlockKind
    lang: str
    dir: Dir
    level: int = 0
    label: str = ""
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class BlockRun(ExpectedRun):
    """A run with its block and its own language; ``is_call`` is true of the call of a note."""

    block: TextBlock
    lang: str
    dir: Dir
    is_call: bool = False


def collect_flows(
    section: Section, layout: TextLayout, lang: str, page_numbers: Mapping[str, int]
) -> Iterator[Sequence[ExpectedRun]]:
    """Yield the running text of a section, its columns, and each of its notes.

    ``page_numbers`` are those of the anchors that entries of an index point to.
    """
    collector = _BlockCollector(layout, lang, page_numbers)
    text = collector.text
    collector.collect(section, text.running)
    yield from (text.running, text.originals, text.translations)
    yield from (text.transliterations, text.further, *text.notes)


@dataclass(frozen=True, slots=True)
class _Place:
    """The block of a text, its language, and the kind, level and label of blocks within it."""

    block: TextBlock
    lang: str
    dir: Dir
    kind: BlockKind = BlockKind.TEXT
    level: int = 0
    label: str = ""
    cell: tuple[int, int] | None = None


class _BlockCollector(TextCollector):
    """Collects runs with their blocks, which are numbered in the order in which they begin."""

    def __init__(self, layout: TextLayout, lang: str, page_numbers: Mapping[str, int]) -> None:
        super().__init__(layout)
        self._page_numbers = page_numbers
        outer = TextBlock(0, BlockKind.TEXT, lang, direction(lang))
        self._place = _Place(outer, lang, outer.dir)
        self._count = 0
        self._rows = 0

    def collect(self, node: Part, runs: list[ExpectedRun]) -> None:
        """Add the text of a node, which may be a block of its own."""
        outside = self._place
        self._place = _enter(node, outside)
        match node:
            case Verse(lines):
                for line in lines:
                    self._begin(BlockKind.VERSE)
                    self.collect_parts(node, line, runs)
            case Blockquote(blocks, attribution):
                self.collect_parts(node, blocks, runs)
                self._begin(BlockKind.QUOTATION)
                self.collect_parts(node, attribution, runs)
            case Image(alt=alt, resource=resource) if resource:
                self._begin(BlockKind.PICTURE, alt)
                runs.append(self.make_run("", node))
                self._begin(BlockKind.CAPTION)
                super().collect(node, runs)
            case Section() | Excerpt():
                self._begin(BlockKind.HEADING)
                super().collect(node, runs)
            case Table():
                self._collect_table(node, runs)
            case Image():
                self._begin(BlockKind.CAPTION)
                super().collect(node, runs)
            case Entry(term, meaning, places, under):
                self._begin(self._place.kind)
                self.collect_parts(node, (*term, *meaning), runs)
                numbers = {
                    self._page_numbers[each.anchor]
                    for each in places
                    if each.anchor in self._page_numbers
                }
                runs += [self.make_run(f" {number}", _ADDED) for number in sorted(numbers)]
                self.collect_parts(node, under, runs)
            case Paragraph() | Speech():
                self._begin(self._place.kind)
                super().collect(node, runs)
            case _:
                super().collect(node, runs)
        self._place = outside

    def make_run(self, text: str, node: Part) -> ExpectedRun:
        """Return a text with its block."""
        place = self._place
        is_call = isinstance(node, Note)
        return BlockRun(text, node.span, place.block, place.lang, place.dir, is_call)

    def _collect_table(self, table: Table, runs: list[ExpectedRun]) -> None:
        self._begin(BlockKind.CAPTION)
        self.collect_parts(table, table.caption, runs)
        place = replace(self._place, kind=BlockKind.CELL)
        for row in table.rows:
            self._rows += 1
            for column, cell in enumerate(row.cells):
                self._place = replace(place, cell=(self._rows, column))
                self.collect_parts(table, cell.blocks, runs)

    def _begin(self, kind: BlockKind, label: str = "") -> None:
        self._count += 1
        place = self._place
        level = place.level if kind is BlockKind.HEADING else 0
        label = label or place.label
        block = TextBlock(self._count, kind, place.lang, place.dir, level, label, place.cell)
        self._place = replace(place, block=block)


def _enter(node: Part, place: _Place) -> _Place:
    """Return the place of the texts of a node."""
    match node:
        case Foreign(lang, own_dir) | Passage(lang, own_dir):
            return replace(place, lang=lang, dir=own_dir)
        case Note(call):
            return replace(place, kind=BlockKind.NOTE, label=call, cell=None)
        case Section() | Excerpt():
            return replace(place, level=place.level + 1)
        case Blockquote():
            return replace(place, kind=BlockKind.QUOTATION)
        case List() | Entry():
            return replace(place, kind=BlockKind.ITEM)
        case _:
            return place
