"""The text of pages that belong to no section, in blocks: title page, imprint, contents."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby
from xml.etree import ElementTree as ET

from publish.desk.words.text_blocks import BlockKind, BlockRun, TextBlock
from publish.document.model import Dir, direction
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE

OPENING = frozenset({"opening", "level"})
"""Classes of the lines that a part has over its section: a title block, the title of the book."""

CLOSING = frozenset({"closing"})
"""Classes of the lines under the last section: the imprint of a handout."""

_INLINE = frozenset({"a", "b", "bdi", "br", "em", "i", "small", "span", "strong", "sub", "sup"})
_WITHOUT_TEXT = frozenset({"svg", "img"})
_HEADING = re.compile(r"h([1-6])")
_WORDS_APART = frozenset({"other", "number", "mark"})
"""Classes of spans with white space around them."""

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Inside:
    """The block and the language of a text of an element."""

    block: TextBlock
    lang: str
    dir: Dir


def read_blocks(
    markup: str, lang: str, classes: Collection[str] = ()
) -> list[tuple[BlockRun, ...]]:
    """Return the runs of each block of the markup of a part, which has its page numbers.

    With ``classes``, those within elements of one of them.
    """
    root = ET.fromstring(f"<div>{markup}</div>")  # the markup is the writer's own
    elements = (
        [each for each in root.iter() if _classes(each) & frozenset(classes)] if classes else [root]
    )
    reader = _MarkupReader()
    outer = TextBlock(0, BlockKind.TEXT, lang, direction(lang))
    inside = _Inside(outer, lang, outer.dir)
    runs = [run for each in elements for run in reader.read(each, inside)]
    blocks = (tuple(group) for _, group in groupby(runs, lambda run: run.block))
    return [block for block in blocks if "".join(run.text for run in block).strip()]


class _MarkupReader:
    """Reads elements as runs; blocks are numbered in their order."""

    def __init__(self) -> None:
        self._count = 0

    def read(self, element: ET.Element, outside: _Inside) -> Iterator[BlockRun]:
        """Yield the runs of an element."""
        lang = element.get("lang", outside.lang)
        own_dir = Dir(element.get("dir", outside.dir))
        block = outside.block
        if element.tag not in _INLINE:
            self._count += 1
            block = _make_block(self._count, element, lang, own_dir)
        inside = _Inside(block, lang, own_dir)
        is_apart = bool(_classes(element) & _WORDS_APART) or element.tag == "br"
        if is_apart:
            yield _run(" ", inside)
        yield from _text(element.text, inside)
        for child in element:
            if child.tag not in _WITHOUT_TEXT:
                yield from self.read(child, inside)
            yield from _text(child.tail, inside)
        if page := element.get("data-page"):
            yield _run(f" {page}", outside)
        if is_apart:
            yield _run(" ", inside)


def _make_block(number: int, element: ET.Element, lang: str, own_dir: Dir) -> TextBlock:
    heading = _HEADING.fullmatch(element.tag)
    level = int(heading[1]) if heading else int("title" in _classes(element))
    kind = BlockKind.HEADING if level else BlockKind.TEXT
    if "entry" in _classes(element):
        kind = BlockKind.ITEM
    return TextBlock(number, kind, lang, own_dir, level)


def _text(text: str | None, inside: _Inside) -> Iterator[BlockRun]:
    if text:
        yield _run(_SPACES.sub(" ", text), inside)


def _run(text: str, inside: _Inside) -> BlockRun:
    return BlockRun(text, NOWHERE, inside.block, inside.lang, inside.dir)


def _classes(element: ET.Element) -> frozenset[str]:
    return frozenset(element.get("class", "").split())
