"""Text runs: sequences of lines within which a quotation may continue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
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
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Inlines of a line, and the language of the enclosing element."""

    inlines: Inlines
    lang: str


@dataclass(slots=True)
class TextRun:
    """Lines in reading order; a quotation may span several of them.

    A run is ``whole`` in an excerpt, whose text is usually a single quotation.
    """

    rows: list[Row] = field(default_factory=list)
    whole: bool = False


def find_text_runs(work: Work) -> Iterator[TextRun]:
    """Yield every text run of the book; each line belongs to exactly one run."""
    for section in work.sections:
        yield from _section(section, work.lang)


class _SectionRuns:
    """Separate runs of a section: its text, the originals, the translations and the notes."""

    def __init__(self, *, whole: bool = False) -> None:
        self.text, self.original, self.translation = TextRun(), TextRun(), TextRun()
        self.aside: list[TextRun] = []
        for run in (self.text, self.original, self.translation):
            run.whole = whole

    def non_empty(self) -> Iterator[TextRun]:
        for run in (self.text, self.original, self.translation, *self.aside):
            if run.rows:
                yield run


def _section(section: Section, lang: str) -> Iterator[TextRun]:
    yield TextRun([Row(section.title, lang)])
    runs = _SectionRuns()
    for child in section.children:
        match child:
            case Section():
                yield from _section(child, lang)
            case Excerpt(_, _, heading, blocks):
                yield TextRun([Row(heading, lang)])
                inner = _SectionRuns(whole=True)
                for block in blocks:
                    _block(block, lang, inner, inner.text)
                yield from inner.non_empty()
            case _:
                _block(child, lang, runs, runs.text)
    yield from runs.non_empty()


def _block(block: Block, lang: str, runs: _SectionRuns, run: TextRun) -> None:
    match block:
        case Paragraph(inlines):
            _row(inlines, lang, runs, run)
        case Verse(lines):
            for line in lines:
                _row(line, lang, runs, run)
        case Passage(own, _, blocks):
            _blocks(blocks, own, runs, run)
        case Blockquote(blocks):
            _blocks(blocks, lang, runs, run)
        case List(items):
            for item in items:
                _blocks(item, lang, runs, run)
        case Segment(original, translation, commentary):
            _blocks(original.blocks, original.lang, runs, runs.original)
            if translation is not None:
                _blocks(translation.blocks, translation.lang, runs, runs.translation)
            _blocks(commentary, lang, runs, run)
        case Separator() | Index():
            pass
        case _:
            assert_never(block)


def _blocks(blocks: Iterable[Block], lang: str, runs: _SectionRuns, run: TextRun) -> None:
    for block in blocks:
        _block(block, lang, runs, run)


def _row(inlines: Inlines, lang: str, runs: _SectionRuns, run: TextRun) -> None:
    run.rows.append(Row(inlines, lang))
    if len(inlines) > 1:
        for note in _notes(inlines):
            aside = TextRun()
            runs.aside.append(aside)
            _blocks(note.blocks, lang, runs, aside)


def _notes(inlines: Inlines) -> Iterator[Note]:
    """Yield the notes of a line, without notes nested in notes."""
    for node in inlines:
        if isinstance(node, Note):
            yield node
        else:
            yield from (inner_note for inner_note in descend(node) if isinstance(inner_note, Note))
