"""The block elements of HTML around a line, and the part of a chunk that they give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from publish.document.draft import Chunk, Part
from publish.passes.clean.markup.headings import heading
from publish.readers.html.elements import HEADINGS
from publish.text.dataclass import dataclass

_LISTS = ("ul", "ol")


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A block element that is open, with the lines in it.

    ``counter`` is the number of the last item of a list.  Of a row it says of each cell whether it
    is one of a header.
    """

    name: str
    lang: str = ""
    counter: list[int] = field(default_factory=list)
    lines: list[Chunk] = field(default_factory=list)


def mark_part(chunk: Chunk, blocks: Sequence[HtmlBlock]) -> Chunk:
    """Return a chunk with the part and the language of the elements around it, innermost last.

    A line that the settings mark keeps its part.
    """
    if chunk.mark:
        return chunk
    lang = next((block.lang for block in reversed(blocks) if block.lang), "")
    chunk = replace(chunk, lang=lang or chunk.lang)
    names = [block.name for block in blocks]
    level = next((HEADINGS[name] for name in names if name in HEADINGS), 0)
    if level:
        return heading(chunk, level)
    if "tr" in names:
        table = blocks[names.index("table")] if "table" in names else blocks[0]
        row = blocks[names.index("tr")]
        part = Part.HEADER_ROW if row.counter and all(row.counter) else Part.ROW
        return _join(replace(chunk, part=part), table)
    if "li" in names:
        return _mark_item(chunk, blocks, _last(names, "li"))
    if "blockquote" in names:
        part = Part.ATTRIBUTION if chunk.text.text[0] in "—–―" else Part.QUOTATION
        return _join(replace(chunk, part=part), blocks[_last(names, "blockquote")])
    return chunk


def _last(names: Sequence[str], name: str) -> int:
    return len(names) - 1 - names[::-1].index(name)


def _mark_item(chunk: Chunk, blocks: Sequence[HtmlBlock], index: int) -> Chunk:
    item = blocks[index]
    lists = [block for block in blocks[:index] if block.name in _LISTS]
    number = None
    if lists and lists[-1].counter and not item.lines:
        lists[-1].counter[0] += 1
        number = lists[-1].counter[0]
    depth = max(len(lists), 1)
    return _join(replace(chunk, part=Part.ITEM, depth=depth, number=number), item)


def _join(chunk: Chunk, block: HtmlBlock) -> Chunk:
    block.lines.append(chunk)
    return replace(chunk, joins=len(block.lines) > 1)
