"""Writer of a copy of a Word file with comments at places of its text."""

from __future__ import annotations

from collections.abc import Iterable

from publish.readers.archives import open_archive
from publish.readers.word.document import find_places
from publish.readers.word.package import Package
from publish.text.dataclass import dataclass
from publish.writers.word_comments.anchors import Anchors
from publish.writers.word_comments.marks import insert_marks
from publish.writers.word_comments.parts import CommentParts, serialize


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its paragraphs, about the characters ``start`` to ``end`` of the text."""

    start: int
    end: int
    paragraphs: tuple[str, ...]


def add_comments(data: bytes, file: str, comments: Iterable[Comment], author: str) -> bytes:
    """Return a Word file with further comments; all else in it stays.

    The offsets are those of the text that the reader makes of the file.  A comment about a note
    stands at the call of the note, because Word allows comments in the main text alone.  Raises
    PublishError where the file is damaged.
    """
    ordered = sorted(comments, key=lambda each: (each.start, each.end))
    if not ordered:
        return data
    archive = open_archive(data, file)
    package = Package(archive)
    places = find_places(package)
    parts = CommentParts(package, places.document)
    anchors = Anchors(places)
    numbered = [(parts.add(each.paragraphs, author), each) for each in ordered]
    ranges = [(key, anchors.find(each.start, each.end)) for key, each in numbered]
    insert_marks(places.document, ranges)
    document = serialize(places.document, is_strict=package.is_strict(package.main))
    return archive.replace({package.main: document, **parts.files()})
