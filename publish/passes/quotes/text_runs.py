"""Which lines of a book are one run of text, so that a quotation may go on from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from publish.document.model import (
    Block,
    Blockquote,
    Excerpt,
    Index,
    Inlines,
    List,
    Note,
    Paragraph,
    Passage,
    Section,
    Segment,
    Separator,
    Verse,
    Work,
)
from publish.document.walk import descend


@dataclass(frozen=True, slots=True)
class Row:
    """The inlines of one line, and the language of what they stand in."""

    inlines: Inlines
    lang: str


@dataclass(slots=True)
class Flow:
    """Lines in reading order; a quotation that one leaves open, a later one may close.

    The text of an excerpt is mostly one quotation as a ``whole``.
    """

    rows: list[Row] = field(default_factory=list)
    whole: bool = False


def flows(work: Work) -> Iterator[Flow]:
    """Yield every run of text of the book: no line is in two."""
    for section in work.sections:
        yield from _section(section, work.lang)


class _Streams:
    """The voices of a section: an original, its translation and the text around go on apart."""

    def __init__(self, *, whole: bool = False) -> None:
        self.text, self.original, self.translation = Flow(), Flow(), Flow()
        self.aside: list[Flow] = []
        for flow in (self.text, self.original, self.translation):
            flow.whole = whole

    def every(self) -> Iterator[Flow]:
        for flow in (self.text, self.original, self.translation, *self.aside):
            if flow.rows:
                yield flow


def _section(section: Section, lang: str) -> Iterator[Flow]:
    yield Flow([Row(section.title, lang)])
    streams = _Streams()
    for child in section.children:
        match child:
            case Section():
                yield from _section(child, lang)
            case Excerpt(_, _, heading, blocks):
                yield Flow([Row(heading, lang)])
                inner = _Streams(whole=True)
                for block in blocks:
                    _block(block, lang, inner, inner.text)
                yield from inner.every()
            case _:
                _block(child, lang, streams, streams.text)
    yield from streams.every()


def _block(block: Block, lang: str, streams: _Streams, flow: Flow) -> None:
    match block:
        case Paragraph(inlines):
            _row(inlines, lang, streams, flow)
        case Verse(lines):
            for line in lines:
                _row(line, lang, streams, flow)
        case Passage(own, _, blocks):
            _blocks(blocks, own, streams, flow)
        case Blockquote(blocks):
            _blocks(blocks, lang, streams, flow)
        case List(items):
            for item in items:
                _blocks(item, lang, streams, flow)
        case Segment(original, translation, commentary):
            _blocks(original.blocks, original.lang, streams, streams.original)
            if translation is not None:
                _blocks(translation.blocks, translation.lang, streams, streams.translation)
            _blocks(commentary, lang, streams, flow)
        case Separator() | Index():
            pass
        case _:
            assert_never(block)


def _blocks(blocks: Iterable[Block], lang: str, streams: _Streams, flow: Flow) -> None:
    for block in blocks:
        _block(block, lang, streams, flow)


def _row(inlines: Inlines, lang: str, streams: _Streams, flow: Flow) -> None:
    flow.rows.append(Row(inlines, lang))
    if len(inlines) > 1:
        for note in _notes(inlines):
            aside = Flow()
            streams.aside.append(aside)
            _blocks(note.blocks, lang, streams, aside)


def _notes(inlines: Inlines) -> Iterator[Note]:
    """Yield the notes of a line, but not those that a note holds."""
    for node in inlines:
        if isinstance(node, Note):
            yield node
        else:
            yield from (found for found in descend(node) if isinstance(found, Note))
