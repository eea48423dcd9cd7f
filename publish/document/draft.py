"""A text before its structure is known: lines, what each seems to be, and loose notes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from publish.document.shape import Shape
from publish.text.languages import Script, script
from publish.text.source import Span, Traced


class Part(StrEnum):
    """What a chunk is in its text."""

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

    ``lost_space`` says that the paste glued the word after it to the call.
    """

    start: int
    end: int
    numeral: str
    body: tuple[Chunk, ...] = ()
    lost_space: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """A line, or lines that are one paragraph; ``part`` is None until somebody knows.

    ``blanks`` is how many blank lines stand before it.  ``number`` is that of a source line, an
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
        """Where it stands in its file."""
        return self.text.span()


@dataclass(frozen=True, slots=True)
class Draft:
    """One file as chunks in reading order; ``shape`` is None until it was looked for."""

    file: str
    chunks: tuple[Chunk, ...]
    shape: Shape | None = None


def chunk(text: Traced, blanks: int = 0) -> Chunk:
    """Return a chunk whose part nobody knows yet."""
    return Chunk(text, script(text.text), blanks)
