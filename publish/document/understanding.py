"""The summary of what was understood of a text: counts of its structure, and lines left out."""

from __future__ import annotations

from dataclasses import fields

from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass
from publish.text.source import Span


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of the nodes of a Work by their kinds; those of its chapters add up.

    ``chapters`` and ``parts`` are those with a heading, ``pairs`` the segments that have a
    translation, ``verses`` the stanzas of verse.
    """

    parts: int = 0
    chapters: int = 0
    excerpts: int = 0
    segments: int = 0
    pairs: int = 0
    verses: int = 0
    notes: int = 0
    notes_without_body: int = 0
    lists: int = 0
    tables: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class DroppedLine:
    """A line that is not printed: its span, its number from 1, and how it begins."""

    span: Span
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """A book as it was understood: title, counts, joined lines, and lines that are not printed.

    ``joined_lines`` is the number of lines that became parts of longer paragraphs.
    """

    title: str
    counts: Counts = Counts()
    joined_lines: int = 0
    left_out: tuple[DroppedLine, ...] = ()


register_module(__name__)
