"""The walk through the tree of Pandoc, which makes the paragraphs of a document.

https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from publish.readers.office.content import (
    DocumentBlock,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    ListPlace,
    paragraphs_of,
)
from publish.readers.office.numerals import format_number
from publish.readers.office.picture_store import PictureStore
from publish.readers.office.text_builder import (
    ParagraphLabel,
    ParagraphLook,
    TextBuilder,
)
from publish.readers.pandoc.inlines import DEEPEST, InlineReader, Node, words_of
from publish.text.dataclass import dataclass

_FORMS = {
    "LowerRoman": "lowerRoman",
    "UpperRoman": "upperRoman",
    "LowerAlpha": "lowerLetter",
    "UpperAlpha": "upperLetter",
}
_MOST_COLUMNS = 100
_DEEPEST_LIST = 9


@dataclass(frozen=True)
class _Place:
    """The place of blocks: the style of their paragraphs, their item, the blocks around them."""

    style: str = ""
    item: ListPlace | None = None
    depth: int = 0
    is_spaced: bool = False


class TreeReader:
    """The state of reading a tree; ``inlines`` has what is reported about it."""

    def __init__(self, builder: TextBuilder, pictures: PictureStore, *, is_spaced: bool) -> None:
        self.inlines = InlineReader(builder, pictures)
        self._builder = builder
        self._is_spaced = is_spaced
        self._label: ParagraphLabel | None = None
        self._lists = 0
        self._count = 0
        self._prefix = ""

    def read(self, blocks: Sequence[Node]) -> tuple[DocumentBlock, ...]:
        """Return the blocks of a document."""
        return tuple(self._blocks(blocks, _Place(is_spaced=self._is_spaced)))

    def read_notes(self) -> Iterator[tuple[str, tuple[DocumentParagraph, ...]]]:
        """Yield the key and the paragraphs of each note, those within notes too."""
        number = 0
        while number < len(self.inlines.notes):
            key, blocks = self.inlines.notes[number]
            self._prefix, self._count = f"note {number + 1}, ", 0
            read = self._blocks(blocks, _Place())
            yield key, tuple(p for block in read for p in paragraphs_of(block))
            number += 1

    # --- blocks

    def _blocks(self, blocks: Sequence[Node], place: _Place) -> Iterator[DocumentBlock]:
        for number, block in enumerate(blocks):
            if place.is_spaced and number:
                yield self._builder.close(ParagraphLook())
            yield from self._block(block, place)

    def _block(  # noqa: PLR0912  # a branch for each kind of block
        self, block: Node, place: _Place
    ) -> Iterator[DocumentBlock]:
        content: Any = block.get("c")
        inner = replace(place, depth=place.depth + 1, is_spaced=False)
        if place.depth > DEEPEST:
            yield self._paragraph([{"t": "Str", "c": words_of(block)}], place)
            return
        match block.get("t"):
            case "Para" | "Plain":
                yield self._paragraph(content, place)
            case "Header":
                level, _, inlines = content
                yield self._paragraph(inlines, place, level=max(1, min(int(level), 9)))
            case "LineBlock":
                for line in content:
                    yield self._paragraph(line, replace(place, style="Verse"))
            case "BlockQuote":
                yield from self._blocks(content, replace(inner, style="Quote"))
            case "Div":
                yield from self._blocks(content[1], replace(inner, is_spaced=place.is_spaced))
            case "Figure":
                _, (_, caption), blocks = content
                yield from self._blocks(blocks, inner)
                yield from self._blocks(caption, inner)
            case "OrderedList" | "BulletList":
                yield from self._list(block, inner)
            case "DefinitionList":
                for term, definitions in content:
                    yield self._paragraph([{"t": "Strong", "c": term}], place)
                    for blocks in definitions:
                        yield from self._blocks(blocks, inner)
            case "Table":
                yield from self._table(content, inner)
            case "CodeBlock":
                yield self._paragraph([{"t": "Code", "c": content}], place)
            case "HorizontalRule":
                yield self._paragraph([{"t": "Str", "c": "***"}], place)
            case "RawBlock":
                self.inlines.leave_out(f"commands of {content[0]}", content[1])
            case "Null":
                pass
            case kind:
                self.inlines.note_plain(f"“{kind}”")
                yield self._paragraph([{"t": "Str", "c": words_of(block)}], place)

    def _paragraph(
        self, inlines: Sequence[Node], place: _Place, level: int = 0
    ) -> DocumentParagraph:
        self._count += 1
        self._builder.name_place(f"{self._prefix}paragraph {self._count}")
        label, self._label = self._label, None
        if label is not None:
            self._builder.set_label(label)
        elif place.item is not None:
            self._builder.set_label(ParagraphLabel("", place.item))
        self.inlines.read(inlines)
        styles = (place.style,) if place.style else ()
        return self._builder.close(ParagraphLook(styles, level))

    def _list(self, block: Node, place: _Place) -> Iterator[DocumentBlock]:
        content = block["c"]
        is_numbered = block["t"] == "OrderedList"
        (start, style, _), items = content if is_numbered else ((1, {"t": ""}, None), content)
        depth = min(place.item.depth + 1 if place.item else 1, _DEEPEST_LIST)
        self._lists += 1
        key = f"list {self._lists}" if place.item is None else place.item.list_key
        for number, blocks in enumerate(items, int(start)):
            item = ListPlace(key, depth, number if is_numbered else None)
            text = f"{format_number(number, _FORMS.get(style['t'], 'decimal'))}."
            self._label = ParagraphLabel(text if is_numbered else "•", item)
            yield from self._blocks(blocks, replace(place, item=item))
            self._label = None

    # --- tables

    def _table(self, content: Sequence[Any], place: _Place) -> Iterator[DocumentBlock]:
        _, (_, caption), _, (_, head), bodies, (_, foot) = content
        yield from self._blocks(caption, place)
        spanned: dict[int, int] = {}
        groups = [(head, True)]
        for _, _, inner_head, rows in bodies:
            groups += [(inner_head, True), (rows, False)]
        groups.append((foot, False))
        rows = tuple(
            DocumentRow(tuple(self._cells(cells, spanned, place)), is_header)
            for group, is_header in groups
            for _, cells in group
        )
        if rows:
            yield DocumentTable(rows)

    def _cells(
        self, cells: Sequence[Any], spanned: dict[int, int], place: _Place
    ) -> Iterator[tuple[DocumentParagraph, ...]]:
        """Yield the paragraphs of the cells of a row; one that spans several is the first."""
        column = 0
        place = replace(place, item=None)
        for _, _, rows, columns, blocks in cells:
            while spanned.get(column, 0):
                spanned[column] -= 1
                column += 1
                yield ()
            read = self._blocks(blocks, place)
            yield tuple(p for block in read for p in paragraphs_of(block))
            for index in range(min(int(columns), _MOST_COLUMNS)):
                spanned[column + index] = int(rows) - 1
            for _ in range(1, min(int(columns), _MOST_COLUMNS)):
                yield ()
            column += min(int(columns), _MOST_COLUMNS)
