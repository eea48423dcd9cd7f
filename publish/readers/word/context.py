"""The state that the stories of a Word file share while they are read: text, notes and the like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.readers.office.picture_store import PictureStore
from publish.readers.office.text_builder import TextBuilder
from publish.readers.word.comments import Comment
from publish.readers.word.note_marks import NoteMarks
from publish.readers.word.numbering import Lists
from publish.readers.word.package import Package, Relation
from publish.readers.word.styles import StyleSheet
from publish.readers.word.text_places import TextPlaces


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A part of the file with a story: the name before its places, and its relationships."""

    name: str
    relations: Mapping[str, Relation]


@dataclass(slots=True)
class WordContext:
    """State that the stories of one file share.

    ``places`` gets the elements of characters and note calls where it is not None.
    ``dropped_calls`` are the offsets of note calls that are not printed, ``commented`` the
    identifiers of comments that are reported.
    """

    package: Package
    builder: TextBuilder
    styles: StyleSheet
    lists: Lists
    pictures: PictureStore
    marks: NoteMarks
    comments: Mapping[str, Comment]
    places: TextPlaces | None = None
    dropped_calls: dict[str, int] = field(default_factory=dict)
    commented: set[str] = field(default_factory=set)
    calls: list[tuple[str, str]] = field(default_factory=list)
