"""The state that the stories of an OpenDocument text share while they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.diagnostics.rules import office as rules
from publish.readers.office.picture_store import PictureStore
from publish.readers.office.text_builder import TextBuilder
from publish.readers.opendocument.changes import Changes
from publish.readers.opendocument.list_counters import Lists
from publish.readers.opendocument.package import Package
from publish.readers.opendocument.styles import StyleSheet
from publish.readers.xml_parts import Element

_MOST_SPACES = 1_000
"""Spaces that one element stands for."""

_MOST_SPACES_IN_ALL = 1_000_000
_MOST_COPIES = 20_000
"""Characters of repeated cells and rows in a document, beside the first copy of each."""


class Repetitions:
    """The characters that attributes may still repeat: spaces, and the words of cells and rows."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._spaces = _MOST_SPACES_IN_ALL
        self._copies = _MOST_COPIES

    def spaces(self, count: int) -> str:
        """Return spaces, as many as are stated within the bounds; one at least."""
        allowed = min(count, _MOST_SPACES, max(self._spaces, 1))
        self._spaces -= allowed
        if allowed < count:
            self._report(f"{count:,} spaces are {allowed:,}")
        return " " * allowed

    def copies(self, count: int, size: int, name: str) -> int:
        """Return how often something is printed that has ``size`` characters; once at least."""
        allowed = min(count, max(self._copies, 0) // max(size, 1) + 1)
        self._copies -= (allowed - 1) * size
        if allowed < count:
            self._report(f"{name} is repeated {count:,} times, and printed {allowed:,} times")
        return allowed

    def _report(self, message: str) -> None:
        span = self._builder.span(self._builder.length)
        self._builder.diagnostics.append(rules.REPEATED.at(span, message))


@dataclass(frozen=True, slots=True)
class NoteBody:
    """A note that is called: its key, its name in messages, and the element with its text."""

    key: str
    place: str
    element: Element


@dataclass(slots=True)
class OpenDocumentContext:
    """State that the stories of one file share.

    ``comment_ends`` are the names of the comments that are about a stretch of text.
    """

    package: Package
    builder: TextBuilder
    styles: StyleSheet
    lists: Lists
    changes: Changes
    pictures: PictureStore
    repetitions: Repetitions
    note_forms: Mapping[str, tuple[str, int]]
    comment_ends: frozenset[str]
    notes: list[NoteBody] = field(default_factory=list)
    comments: dict[str, tuple[int, Element]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
