"""Blocks and sections as TEI.

https://tei-c.org/release/doc/tei-p5-doc/en/html/DS.html
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import groupby
from operator import itemgetter
from typing import assert_never

from markupsafe import Markup

from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Cell,
    Entry,
    Excerpt,
    Image,
    Index,
    List,
    Node,
    Numbering,
    Paragraph,
    Passage,
    Resource,
    Row,
    Rubric,
    Section,
    Segment,
    Separator,
    Speech,
    Table,
    Verse,
)
from publish.document.node_ids import ChapterIds
from publish.writers.export.tei.inlines import INFERRED, Anchors, InlineWriter, anchor_id, language
from publish.writers.export.tei.markup import EMPTY, Attributes, element, line, make_address, text

_STYLES = {
    Numbering.DECIMAL: "decimal",
    Numbering.ALPHA: "lower-alpha",
    Numbering.ROMAN: "lower-roman",
    Numbering.HEBREW: "hebrew",
}
"""The numerals of lists by their names in CSS: https://www.w3.org/TR/css-counter-styles-3/"""


class Context(Enum):
    """The element around a block, which decides what TEI allows in it."""

    DIVISION = auto()
    BLOCK = auto()
    SPEECH = auto()


@dataclass(frozen=True)
class BlockWriter:
    """The writing of blocks; ``shared`` are attributes of each block: those of its language.

    In a division a segment is a division with one for each passage.  Elsewhere TEI allows none:
    a segment there is a text of its own with a body, and so is a speech in a speech.
    """

    ids: ChapterIds
    anchors: Anchors
    resources: Mapping[str, Resource]
    shared: Mapping[str, str | None] = field(default_factory=dict)
    context: Context = Context.DIVISION

    @property
    def inlines(self) -> InlineWriter:
        """The writer of what stands in a line."""
        return InlineWriter(self.ids, self.anchors, self._inner)

    def write(self, blocks: Iterable[Block]) -> Markup:
        """Return blocks, each on a line of the file."""
        return EMPTY.join(line(self.write_block(block)) for block in blocks)

    def write_block(self, node: Block) -> Markup:  # noqa: PLR0912  # a case for each block
        """Return a block as an element; those of a passage are elements with its language."""
        match node:
            case Paragraph(inlines):
                return element("p", self.inlines.write(inlines), self._own(node))
            case Verse(lines):
                written = [line(element("l", self.inlines.write(each))) for each in lines or ((),)]
                return element("lg", written, self._own(node))
            case Passage(lang, direction, blocks):
                self.ids.take(node)
                return replace(self, shared=language(lang, direction)).write(blocks)
            case Segment():
                return self._segment(node)
            case Blockquote():
                return self._quotation(node)
            case Speech():
                return self._speech(node)
            case Rubric(blocks):
                return element("stage", self._inner(blocks), self._own(node))
            case List():
                return self._list(node)
            case Table():
                return self._table(node)
            case Image():
                return self._picture(node)
            case Index(entries):
                return self._entries(entries, self._own(node, type="index"))
            case Separator():
                own = self._own(node, unit="section", rend="separator")
                return element("milestone", EMPTY, own)
            case _:
                assert_never(node)

    def _own(self, node: Node, **attributes: str | None) -> Attributes:
        """Return the attributes of the element of a node."""
        return {"xml:id": self.ids.take(node), **self.shared, **attributes}

    def _inner(self, blocks: Blocks, context: Context = Context.BLOCK) -> Markup:
        """Return the blocks in an element that is no division."""
        return replace(self, shared={}, context=context).write(blocks)

    def _segment(self, segment: Segment) -> Markup:
        own = self._own(segment, type="segment", n=segment.locus or segment.number or None)
        inner = replace(self, shared={}, context=Context.DIVISION)
        original = self.ids.take(segment.original)
        parts = [
            inner.write_anchor(segment.anchor),
            inner.write_passage(segment.original, {"type": "original", "xml:id": original}),
        ]
        versions = [("translation", each) for each in segment.translations]
        if segment.transliteration:
            versions.insert(0, ("transliteration", segment.transliteration))
        for kind, each in versions:
            link = {"type": kind, "xml:id": self.ids.take(each), "corresp": f"#{original}"}
            parts.append(inner.write_passage(each, link))
        if segment.commentary:
            commentary = inner.write_division(segment.commentary)
            parts.append(line(element("div", commentary, {"type": "commentary"})))
        if self.context is Context.DIVISION:
            return element("div", parts, own)
        return element("floatingText", element("body", element("div", parts)), own)

    def write_passage(self, passage: Passage, own: Attributes) -> Markup:
        """Return a passage of a segment as a division."""
        blocks = self.write_division(passage.blocks)
        in_language = language(passage.lang, passage.dir)
        return line(element("div", blocks, {**own, **in_language}))

    def write_anchor(self, anchor: str) -> Markup:
        """Return the place that an index cites, if it has a name that is not taken."""
        name = self.anchors.take(anchor)
        return line(element("anchor", EMPTY, {"xml:id": name})) if name else EMPTY

    def write_division(self, children: Iterable[Section | Excerpt | Block]) -> Markup:
        """Return the content of a division; blocks after a division in it are one themselves."""
        pieces: list[Markup] = []
        for is_division, run in groupby(self.pieces(children), itemgetter(0)):
            content = EMPTY.join(written for _, written in run)
            if pieces and not is_division:
                content = line(element("div", content, {"type": "text"}))
            pieces.append(content)
        return EMPTY.join(pieces)

    def pieces(
        self, children: Iterable[Section | Excerpt | Block]
    ) -> Iterator[tuple[bool, Markup]]:
        """Yield the parts of a division, and whether they are divisions themselves."""
        for child in children:
            match child:
                case Section(role, title):
                    own = self._own(child, type=role)
                    yield True, self._division(own, self.inlines.write(title), child.children)
                case Excerpt(number, _, heading, blocks, anchor, label):
                    own = self._own(child, type="excerpt", n=label or str(number))
                    source = self.inlines.write_source(heading) if heading else EMPTY
                    yield True, self._division(own, source, blocks, anchor)
                case Passage(lang, direction, blocks):
                    self.ids.take(child)
                    yield from replace(self, shared=language(lang, direction)).pieces(blocks)
                case _:
                    yield isinstance(child, Segment), line(self.write_block(child))

    def _division(
        self,
        own: Attributes,
        title: Markup,
        children: Iterable[Section | Excerpt | Block],
        anchor: str = "",
    ) -> Markup:
        """Return a division with its title."""
        inner = replace(self, shared={})
        head = line(element("head", title)) if title else EMPTY
        content = (head, self.write_anchor(anchor), inner.write_division(children), Markup("\n"))
        return line(element("div", content, own))

    def _quotation(self, quotation: Blockquote) -> Markup:
        own = self._own(quotation)
        blocks = self._inner(quotation.blocks)
        if not quotation.attribution:
            return element("quote", blocks, own)
        source = self.inlines.write_source(quotation.attribution)
        return element("cit", (element("quote", blocks), source), own)

    def _speech(self, speech: Speech) -> Markup:
        own = self._own(speech)
        content = [element("speaker", self.inlines.write(speech.speaker))] if speech.speaker else []
        content.append(self._inner(speech.blocks, Context.SPEECH))
        if all(isinstance(each, Image | Separator) for each in unwrap(speech.blocks)):
            content.append(element("p", EMPTY))  # TEI has no speech without words
        if self.context is not Context.SPEECH:
            return element("sp", content, own)
        return element("floatingText", element("body", element("sp", content)), own)

    def _list(self, node: List) -> Markup:
        is_numbered = node.start is not None or node.numbering is not None
        style = {"style": f"list-style-type: {_STYLES[node.numbering]}"} if node.numbering else {}
        own = {**self._own(node, rend="numbered" if is_numbered else "bulleted"), **style}
        first = 1 if node.start is None else node.start
        numbers = [str(first + index) if is_numbered else None for index in range(len(node.items))]
        items = [
            line(element("item", self._inner(item), {"n": number}))
            for number, item in zip(numbers, node.items, strict=True)
        ]
        return element("list", items or element("item", EMPTY), own)

    def _table(self, table: Table) -> Markup:
        own = self._own(table)
        head = line(element("head", self.inlines.write(table.caption))) if table.caption else EMPTY
        rows = [
            line(self._row(row, "label" if index < table.header_rows else None))
            for index, row in enumerate(table.rows or (Row(()),))
        ]
        return element("table", (head, *rows), own)

    def _row(self, row: Row, role: str | None) -> Markup:
        cells = [self._cell(cell) for cell in row.cells] or [element("cell", EMPTY)]
        return element("row", cells, {"role": role})

    def _cell(self, cell: Cell) -> Markup:
        columns = str(cell.columns) if cell.columns > 1 else None
        return element("cell", self._inner(cell.blocks), {"cols": columns})

    def _picture(self, image: Image) -> Markup:
        own = self._own(image)
        resource = self.resources.get(image.resource)
        graphic: dict[str, str | None] = {"url": make_address(image.address)}
        if resource:
            data = base64.b64encode(resource.data).decode("ascii")
            graphic["url"] = f"data:{resource.media_type};base64,{data}"
            graphic["mimeType"] = resource.media_type
        graphic["width"] = f"{image.width}%" if image.width else None
        content = [element("graphic", EMPTY, graphic)]
        if image.caption:
            content.append(element("head", self.inlines.write(image.caption)))
        if image.alt:
            content.append(element("figDesc", text(image.alt)))
        return element("figure", content, own)

    def _entries(self, entries: Iterable[Entry], own: Attributes) -> Markup:
        items = [line(element("item", self._entry(entry))) for entry in entries]
        return element("list", items or element("item", EMPTY), own)

    def _entry(self, entry: Entry) -> Iterator[Markup]:
        """Yield the content of a line of an index: its term, its places, the lines under it."""
        yield element("term", self.inlines.write(entry.term))
        if entry.meaning:
            yield Markup(" ") + element("gloss", self.inlines.write(entry.meaning))
        for place in filter(lambda each: each.anchor, entry.places):
            own = {"type": "place", "target": f"#{anchor_id(place.anchor)}"}
            own |= INFERRED if place.inferred else {}
            yield Markup(" ") + element("ref", text(place.label), own)
        if entry.under:
            yield self._entries(entry.under, {})


def unwrap(blocks: Blocks) -> Iterator[Block]:
    """Yield blocks, and those of passages in their place."""
    for block in blocks:
        if isinstance(block, Passage):
            yield from unwrap(block.blocks)
        else:
            yield block
