"""The model of a text before assembly: lines, their parts, and notes not yet in place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import accumulate
from typing import TypeVar

from publish.document.metadata import Meta
from publish.document.resources import Resource
from publish.document.roles import MilestoneKind
from publish.document.shape import Shape
from publish.text.dataclass import dataclass
from publish.text.languages import Script, script
from publish.text.source import Span, Traced, join


class Part(StrEnum):
    """The part that a chunk plays in its text."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHOR = "author"
    DATE = "date"
    EVENT = "event"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    BOOK_PART = "part"
    HEADING = "heading"
    SECTION = "section"
    SOURCE_LINE = "source-line"
    PARAGRAPH = "paragraph"
    ORIGINAL = "original"
    TRANSLATION = "translation"
    TRANSLITERATION = "transliteration"
    COMMENTARY = "commentary"
    VERSE = "verse"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    SPEECH = "speech"
    RUBRIC = "rubric"
    ITEM = "item"
    HEADER_ROW = "header-row"
    ROW = "row"
    IMAGE = "image"
    SEPARATOR = "separator"
    NOTE = "note"


FRONT = frozenset(
    {Part.TITLE, Part.SUBTITLE, Part.AUTHOR, Part.DATE, Part.EVENT, Part.DEDICATION, Part.EPIGRAPH}
)
"""The parts that stand over a text: its title page, its dedication and its epigraph."""

HEADINGS = frozenset({Part.BOOK_PART, Part.HEADING, Part.SECTION})
"""The headings, which open a part of the book, a chapter or a section of a chapter."""

SEGMENT = frozenset({Part.ORIGINAL, Part.TRANSLATION, Part.TRANSLITERATION})
"""The parts that make a segment."""


RUNNING = frozenset(
    {
        *SEGMENT,
        Part.PARAGRAPH,
        Part.COMMENTARY,
        Part.QUOTATION,
        Part.SPEECH,
        Part.RUBRIC,
        Part.ITEM,
        Part.NOTE,
    }
)
"""The parts of running text, whose lines a paste may have cut."""


class MarkupKind(StrEnum):
    """The meaning of marked characters in a text with markup."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    UNDERLINE = "underline"
    SMALL_CAPS = "small-caps"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Call:
    """A note call in a chunk: characters ``start`` to ``end``, the numeral, the note's body.

    ``lost_space`` is true where the paste lost the space between the call and the next word.
    ``series`` names the notes that are numbered together where a text has several kinds.
    """

    start: int
    end: int
    numeral: str
    body: tuple[Chunk, ...] = ()
    lost_space: bool = False
    series: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneMark:
    """A milestone in a chunk: characters ``start`` to ``end``, its kind, its label."""

    start: int
    end: int
    kind: MilestoneKind
    label: str


@dataclass(frozen=True, slots=True)
class MarkupRange:
    """Characters ``start`` to ``end`` of a chunk that markup gave a meaning; links have a target.

    The characters of the markup itself are not part of the chunk.  Ranges nest and never overlap.
    """

    start: int
    end: int
    kind: MarkupKind
    target: str = ""


M = TypeVar("M", Call, MilestoneMark, MarkupRange)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A line, or lines that are one paragraph; ``part`` is None until a pass sets it.

    ``blanks`` is the number of blank lines before it.  ``number`` is that of a source line, an
    item or a note; an original and its translations share the number of their segment.  ``label``
    is the mark as written: of an item, a note, a verse or a source line, or the name of a speaker.
    ``depth`` is the nesting of an item or of a section, ``indent`` the width of the space before
    the line.  A chunk that ``joins`` goes on in the block of the chunk before it: a line of a
    stanza, a row of a table, the second paragraph of an item, the caption of a picture.  A line
    feed in the text is a line break of the author; a tab separates columns.
    ``lang`` is the tag of its language, empty until a pass sets it and where it has no letters.
    ``mark`` is the part that the settings give the chunk.
    """

    text: Traced
    script: Script
    blanks: int = 0
    part: Part | None = None
    number: int | None = None
    calls: tuple[Call, ...] = ()
    label: Traced | None = None
    depth: int = 1
    joins: bool = False
    lang: str = ""
    indent: int = 0
    milestones: tuple[MilestoneMark, ...] = ()
    markup: tuple[MarkupRange, ...] = ()
    mark: Part | None = None

    @property
    def span(self) -> Span:
        """The span of the chunk in its file."""
        return self.text.span()

    def cut(self, start: int = 0, end: int | None = None) -> Chunk:
        """Return the chunk with its characters from ``start`` to ``end`` and the marks in them."""
        end = len(self.text) if end is None else end
        if start <= 0 and end >= len(self.text):
            return self
        text = self.text.cut(start, end)
        return replace(
            self,
            text=text,
            script=script(text.text),
            calls=_shift(self.calls, start, end),
            milestones=_shift(self.milestones, start, end),
            markup=_shift(self.markup, start, end),
        )

    def with_text(self, text: Traced) -> Chunk:
        """Return the chunk with another form of its text, its marks on the same characters.

        Both texts run through the source in one direction.  A mark of which nothing is left goes.
        """
        own = replace(self, text=text, script=script(text.text))
        if not (self.calls or self.milestones or self.markup):
            return own
        offsets = [text.offset(index) for index in range(len(text))]

        def move(marks: tuple[M, ...]) -> tuple[M, ...]:
            spans = [(mark, self.text.span(mark.start, mark.end)) for mark in marks]
            places = (
                (mark, bisect_left(offsets, span.start), bisect_left(offsets, span.end))
                for mark, span in spans
            )
            return tuple(replace(mark, start=a, end=b) for mark, a, b in places if a < b)

        return replace(
            own,
            calls=move(self.calls),
            milestones=move(self.milestones),
            markup=move(self.markup),
        )

    def append(self, *others: Chunk) -> Chunk:
        """Return the chunk with a space and the text of each of ``others`` after its own."""
        if not others:
            return self
        parts = [self]
        for other in others:
            before = parts[-1].text
            parts += [chunk(before.put(len(before), " ")), other]
        return join_chunks(parts)

    def strip(self) -> Chunk:
        """Return the chunk without white space at its ends."""
        text = self.text.text
        return self.cut(len(text) - len(text.lstrip()), len(text.rstrip()))


def _shift(marks: tuple[M, ...], start: int, end: int) -> tuple[M, ...]:
    """Return the marks between ``start`` and ``end``, with their offsets from ``start``."""
    return tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in marks
        if mark.start < end and mark.end > start
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """The chunks of one file in reading order; ``shape`` is None until a pass sets it.

    In a draft that ``is_formatted``, as that of a Word file, each chunk is a whole paragraph, and
    no character is markup; its headings have the part HEADING and their level as ``depth``.
    ``pictures`` are those that the file contains, by the addresses that its chunks have.  ``meta``
    is what the file says of itself; settings go before it.
    """

    file: str
    chunks: tuple[Chunk, ...]
    shape: Shape | None = None
    is_formatted: bool = False
    pictures: tuple[tuple[str, Resource], ...] = ()
    meta: Meta = Meta()


def join_chunks(chunks: Sequence[Chunk]) -> Chunk:
    """Return one chunk with the texts of all, at least one, and the marks in them."""
    starts = accumulate((len(each.text) for each in chunks), initial=0)
    places = list(zip(chunks, starts, strict=False))
    text = join([each.text for each in chunks])
    return replace(
        chunks[0],
        text=text,
        script=script(text.text),
        calls=tuple(mark for each, start in places for mark in _move(each.calls, start)),
        milestones=tuple(mark for each, start in places for mark in _move(each.milestones, start)),
        markup=tuple(mark for each, start in places for mark in _move(each.markup, start)),
    )


def _move(marks: tuple[M, ...], offset: int) -> Iterator[M]:
    for mark in marks:
        yield replace(mark, start=mark.start + offset, end=mark.end + offset)


def chunk(text: Traced, blanks: int = 0) -> Chunk:
    """Return a chunk without a part."""
    return Chunk(text, script(text.text), blanks)
