"""The place of text in a page: the looks and the part that the elements around it give it."""

from __future__ import annotations

from publish.document.draft import Chunk, Part
from publish.readers.html.line import PLAIN, TextStyle
from publish.text.dataclass import dataclass
from publish.text.languages import Script
from publish.text.source import Traced


class Group:
    """The chunks of one block: an item, a quotation, a note.  All but the first join it."""

    def __init__(self, number: int | None = None, label: Traced | None = None) -> None:
        self._number = number
        self._label = label
        self._count = 0

    def add(self, base: Chunk) -> Chunk:
        """Return the template of the next chunk."""
        self._count += 1
        is_first = self._count == 1
        return Chunk(
            base.text,
            base.script,
            base.blanks,
            part=base.part,
            number=self._number if is_first else None,
            label=self._label if is_first else None,
            depth=base.depth,
            joins=not is_first,
            lang=base.lang,
        )


@dataclass(frozen=True, slots=True)
class Context:
    """The place of text: its looks, the part of its block, and the language that is stated.

    A line break in a block that ``keeps_breaks`` is one of its lines; elsewhere it begins another
    chunk.  ``depth`` is the level of a heading, or the number of lists around an item.
    ``paragraph`` is the part of lines that no other element gives one.
    """

    style: TextStyle = PLAIN
    part: Part | None = None
    depth: int = 1
    group: Group | None = None
    lang: str = ""
    keeps_breaks: bool = False
    is_preformatted: bool = False
    is_raised: bool = False
    lists: int = 0
    paragraph: Part | None = None

    def template(self, file: str, offset: int, blanks: int) -> Chunk:
        """Return a chunk without text, with the part that this place gives to a line."""
        empty = Traced("", file, ((0, offset),))
        part = self.part or self.paragraph
        base = Chunk(empty, Script.NONE, blanks, part=part, depth=self.depth, lang=self.lang)
        return self.group.add(base) if self.group else base
