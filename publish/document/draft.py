"""The model of a text before assembly: lines, their parts, and notes not yet in place."""

from __future__ import annotations

from enum import StrEnum

from publish.document.shape import Shape
from publish.text.dataclass import dataclass
from publish.text.languages import Script, script
from publish.text.source import Span, Traced


class Part(StrEnum):
    """The part that a chunk plays in its text."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    EVENT = "event"
    SOURCE_LINE = "source-line"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ORIGINAL = "original"
    TRANSLATION = "translation"
    COMMENTARY = "commentary"
    ITEM = "item"
    SEPARATOR = "separator"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Call:
    """A note call in a chunk: characters ``start`` to ``end``, the numeral, the note's body.

    ``lost_space`` is true where the paste lost the space between the call and the next word.
    """

    start: int
    end: int
    numeral: str
    body: tuple[Chunk, ...] = ()
    lost_space: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """A line, or lines that are one paragraph; ``part`` is None until a pass sets it.

    ``blanks`` is the number of blank lines before it.  ``number`` is that of a source line, an
    item or a note; an original and its translation share the number of their segment.
    """

    text: Traced
    script: Script
    blanks: int = 0
    part: Part | None = None
    number: int | None = None
    calls: tuple[Call, ...] = ()

    @property
    def span(self) -> Span:
        """The span of the chunk in its file."""
        return self.text.span()


@dataclass(frozen=True, slots=True)
class Draft:
    """The chunks of one file in reading order; ``shape`` is None until a pass sets it."""

    file: str
    chunks: tuple[Chunk, ...]
    shape: Shape | None = None


def chunk(text: Traced, blanks: int = 0) -> Chunk:
    """Return a chunk without a part."""
    return Chunk(text, script(text.text), blanks)
