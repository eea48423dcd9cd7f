"""Blocks of the document model as lines of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Entry,
    Image,
    Index,
    Inlines,
    LineBreak,
    List,
    Numbering,
    Paragraph,
    Passage,
    Rubric,
    Segment,
    Separator,
    Speech,
    Table,
    Text,
    Verse,
)
from publish.document.walk import descend
from publish.writers.markdown.escapes import format_attributes, format_target
from publish.writers.markdown.inlines import InlineWriter, language
from publish.writers.markdown.lines import Lines, join_blocks
from publish.writers.markdown.tables import write_table

_FENCE = re.compile(r"(?:[ >]|[-*] |\d+\. |\[\^\d+\]:)*(:{3,})")
_HYPHENS = re.compile(r"-(?: -)+")
_LARGEST = 10**9 - 1
"""The largest number of an item in CommonMark."""


def indent(lines: Iterable[str], width: int) -> Lines:
    """Return lines with spaces before them, but before empty ones."""
    return [f"{' ' * width}{line}" if line else "" for line in lines]


@dataclass(frozen=True)
class BlockWriter:
    """The writing of blocks; ``pictures`` are new addresses of pictures by their digests."""

    inlines: InlineWriter
    pictures: Mapping[str, str]

    def write(self, blocks: Blocks) -> Lines:
        """Return the lines of blocks; of two lists one after another the second is in a div."""
        parts: list[Lines] = []
        previous: Block | None = None
        for block in blocks:
            lines = self._block(block)
            if isinstance(block, List) and isinstance(previous, List):
                lines = lines if lines[0].startswith(":") else self.div("list", lines)
            parts.append(lines)
            previous = block if lines else previous
        return join_blocks(parts)

    def div(self, name: str, lines: Lines, values: Iterable[tuple[str, str]] = ()) -> Lines:
        """Return lines between fences that are longer than all within."""
        matches = filter(None, map(_FENCE.match, lines))
        length = max((len(match[1]) + 1 for match in matches), default=3)
        attributes = format_attributes(name, values)
        is_plain = name and attributes == f"{{.{name}}}"
        fence = ":" * length
        return [f"{fence} {name if is_plain else attributes}", *lines, fence]

    def words(self, name: str, inlines: Inlines) -> Lines:
        """Return a div with one line of text; nothing for no text."""
        return self.div(name, self._paragraph(inlines)) if inlines else []

    def _paragraph(self, inlines: Inlines) -> Lines:
        text = self.inlines.block(inlines)
        return text.split("\n") if text else []

    def _block(self, block: Block) -> Lines:  # noqa: PLR0912  # a case for each kind
        match block:
            case Paragraph(inlines):
                return self._paragraph(inlines)
            case Verse():
                return self._verse(block)
            case Passage(lang, dir_, blocks):
                return self.div("", self.write(blocks), language(lang, dir_))
            case Segment():
                return self._segment(block)
            case Blockquote(blocks, attribution):
                lines = join_blocks([self.write(blocks), self.words("attribution", attribution)])
                quoted = [f"> {line}".rstrip(" ") for line in lines]
                return quoted or self.div("quotation", [])
            case Speech(speaker, blocks):
                lines = join_blocks([self.words("speaker", speaker), self.write(blocks)])
                return self.div("speech", lines)
            case Rubric(blocks):
                return self.div("rubric", self.write(blocks))
            case List():
                return self._list(block)
            case Table():
                return write_table(self, block)
            case Image():
                return self._image(block)
            case Index(entries):
                return self.div("entries", self._entries(entries))
            case Separator():
                return ["***"]
            case _:
                assert_never(block)

    def _verse(self, verse: Verse) -> Lines:
        """Return the lines of a verse, each in a div where a line is empty or has breaks."""
        is_plain = verse.lines and all(verse.lines)
        if not is_plain or any(isinstance(node, LineBreak) for node in descend(verse.lines)):
            return self.div("verse", join_blocks(map(self._verse_line, verse.lines)))
        inlines = [node for line in verse.lines for node in (*line, LineBreak())]
        return self.div("verse", self._paragraph(tuple(inlines[:-1])))

    def _verse_line(self, line: Inlines) -> Lines:
        return self.div("line", self._paragraph(line))

    def _segment(self, segment: Segment) -> Lines:
        parts = [self._passage("original", segment.original)]
        if segment.transliteration:
            parts.append(self._passage("transliteration", segment.transliteration))
        parts += (self._passage("translation", each) for each in segment.translations)
        if segment.commentary:
            parts.append(self.div("commentary", self.write(segment.commentary)))
        values = [("number", segment.number), ("anchor", segment.anchor)]
        return self.div("segment", join_blocks(parts), [pair for pair in values if pair[1]])

    def _passage(self, name: str, passage: Passage) -> Lines:
        return self.div(name, self.write(passage.blocks), language(passage.lang, passage.dir))

    def _image(self, image: Image) -> Lines:
        address = self.pictures.get(image.resource, image.address)
        alt = self.inlines.write((Text(image.alt),)) if image.alt else ""
        lines = [f"![{alt}]({format_target(address)})"]
        if image.width is not None:
            lines[0] += format_attributes("", [("width", f"{image.width}%")])
        caption = self.words("caption", image.caption)
        return self.div("figure", join_blocks([lines, caption])) if caption else lines

    # --- lists

    def _list(self, block: List) -> Lines:
        numbering, start = block.numbering, block.start
        is_in_range = start is not None and 0 <= start <= _LARGEST - len(block.items)
        has_numbers = numbering is not None and is_in_range and bool(block.items)
        values: list[tuple[str, str]] = []
        if numbering is None and start is not None:
            values.append(("numbering", "none"))
        elif numbering is not None and (numbering is not Numbering.DECIMAL or not has_numbers):
            values.append(("numbering", numbering.value))
        if start is not None and not has_numbers:
            values.append(("start", str(start)))
        items = map(self._item, block.items)
        lines = self._items(items, start if has_numbers else None)
        return self.div("list", lines, values) if values or not lines else lines

    def _item(self, blocks: Blocks) -> Lines:
        """Return the lines of an item; a separator at its start is a div, also for Pandoc."""
        if blocks and isinstance(blocks[0], Separator):
            return join_blocks([self.div("separator", []), self.write(blocks[1:])])
        return self.write(blocks)

    def _items(self, items: Iterable[Lines], start: int | None) -> Lines:
        bodies = list(items)
        is_loose = any("" in lines for lines in bodies)
        # Three hyphens alone in a line are a separator.
        bullet = "*" if any(lines and _HYPHENS.fullmatch(lines[0]) for lines in bodies) else "-"
        result: Lines = []
        for number, lines in enumerate(bodies, start or 0):
            mark = bullet if start is None else f"{number}."
            first = f"{mark} {lines[0]}" if lines else mark
            result += [""] if is_loose and result else []
            result += [first, *indent(lines[1:], len(mark) + 1)]
        return result

    def _entries(self, entries: Sequence[Entry]) -> Lines:
        return self._items(map(self._entry, entries), None)

    def _entry(self, entry: Entry) -> Lines:
        write = self.inlines.write
        parts = [f"[{write(entry.term)}]{{.term}}"]
        parts += [f"[{write(entry.meaning)}]{{.meaning}}"] if entry.meaning else []
        for place in entry.places:
            label = write((Text(place.label),)) if place.label else ""
            parts.append(f"[{label}]{format_attributes('place', [('anchor', place.anchor)])}")
        return join_blocks([[" ".join(parts)], self._entries(entry.under)])
