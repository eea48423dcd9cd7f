"""A quotation of Scripture in a text."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from publish.document.model import Inlines, Note, Reference
from publish.passes.verses.differences import Difference
from publish.passes.verses.named_verses import reference_to
from publish.passes.verses.neighbours import Neighbour
from publish.text.dataclass import dataclass
from publish.text.source import Span

WordPlace: TypeAlias = tuple[int, int, int]
"""A word of a text, from its start to its end, and the number of the word of the codex."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a text from ``start`` to ``end`` of their run that are a verse, or one of several.

    ``verses`` are the first and the last verse of each place that has the words alike, ``places``
    the words of the codex there, each with the range of the word of the text, and ``differences``
    those from the first of them.  ``named`` is the reference of the text, which
    may be ``wrong``.  ``notes`` are those beside the words that have no body.
    """

    run: Inlines = field(repr=False)
    start: int
    end: int
    span: Span
    words: str
    verses: tuple[tuple[int, int], ...]
    differences: tuple[WordDifference, ...] = ()
    named: Neighbour | None = None
    wrong: bool = False
    notes: tuple[Neighbour, ...] = ()
    places: tuple[tuple[WordPlace, ...], ...] = field(default=(), repr=False)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references to the verses."""
        return tuple(reference_to(first, last) for first, last in self.verses)

    @property
    def calls(self) -> list[str]:
        """The calls of the notes that have no body."""
        return [note.node.call for note in self.notes if isinstance(note.node, Note)]

    @property
    def is_inferred(self) -> bool:
        """Whether the text has no reference for the words."""
        return self.named is None or self.wrong


@dataclass(frozen=True, slots=True)
class WordDifference:
    """A difference with the words of the text and of the codex, empty where there are none."""

    difference: Difference
    span: Span
    here: str
    there: str
