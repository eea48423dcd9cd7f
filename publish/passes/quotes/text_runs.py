"""Text runs: sequences of lines within which a quotation may continue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import count
from typing import assert_never

from publish.document.model import (
    Block,
    Blockquote,
    Excerpt,
    Image,
    Index,
    Inlines,
    List,
    Note,
    Paragraph,
    Passage,
    Rubric,
    Section,
    Segment,
    Separator,
    Speech,
    Table,
    Verse,
    Work,
)
from publish.document.walk import descend
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class LineContext:
    """The language around a line; in a passage it is ``certain``, whatever most letters are."""

    lang: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Inlines of a line, and their context."""

    inlines: Inlines
    context: LineContext


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
        yield from _section(section, LineContext(work.lang))


class _SectionRuns:
    """Separate runs of a section: its text, the originals, the translations and the notes."""

    def __init__(self, *, whole: bool = False) -> None:
        self.text, self.original = TextRun(whole=whole), TextRun(whole=whole)
        self.transliteration = TextRun(whole=whole)
        self._whole = whole
        self._translations: list[TextRun] = []
        self.aside: list[TextRun] = []

    @property
    def translations(self) -> Iterator[TextRun]:
        """The run of the first translation, of the second, and so on."""
        for place in count():
            if place == len(self._translations):
                self._translations.append(TextRun(whole=self._whole))
            yield self._translations[place]

    def non_empty(self) -> Iterator[TextRun]:
        for run in (
            *(self.text, self.original, self.transliteration),
            *(*self._translations, *self.aside),
        ):
            if run.rows:
                yield run


def _section(section: Section, here: LineContext) -> Iterator[TextRun]:
    yield TextRun([Row(section.title, here)])
    runs = _SectionRuns()
    for child in section.children:
        match child:
            case Section():
                yield from _section(child, here)
            case Excerpt(_, _, heading, blocks):
                yield TextRun([Row(heading, here)])
                inner = _SectionRuns(whole=True)
                for block in blocks:
                    _block(block, here, inner, inner.text)
                yield from inner.non_empty()
            case _:
                _block(child, here, runs, runs.text)
    yield from runs.non_empty()


def _block(  # noqa: PLR0912  # a branch for each kind of block
    block: Block, here: LineContext, runs: _SectionRuns, run: TextRun
) -> None:
    match block:
        case Paragraph(inlines):
            _row(inlines, here, runs, run)
        case Verse(lines):
            for line in lines:
                _row(line, here, runs, run)
        case Passage(_, _, blocks):
            _blocks(blocks, _context(block), runs, run)
        case Blockquote(blocks, attribution):
            _blocks(blocks, here, runs, run)
            _aside(attribution, here, runs)
        case Speech(speaker, blocks):
            _aside(speaker, here, runs)
            _blocks(blocks, here, runs, run)
        case Rubric(blocks):
            aside = TextRun()
            runs.aside.append(aside)
            _blocks(blocks, here, runs, aside)
        case Table(rows, _, caption):
            _aside(caption, here, runs)
            for cell in (cell for row in rows for cell in row.cells):
                aside = TextRun()
                runs.aside.append(aside)
                _blocks(cell.blocks, here, runs, aside)
        case Image(_, _, caption):
            _aside(caption, here, runs)
        case List(items):
            for item in items:
                _blocks(item, here, runs, run)
        case Segment(original, transliteration, translations, commentary):
            _blocks(original.blocks, _context(original), runs, runs.original)
            if transliteration is not None:
                _blocks(
                    transliteration.blocks, _context(transliteration), runs, runs.transliteration
                )
            for translation, translated in zip(translations, runs.translations, strict=False):
                _blocks(translation.blocks, _context(translation), runs, translated)
            _blocks(commentary, here, runs, run)
        case Separator() | Index():
            pass
        case _:
            assert_never(block)


def _context(passage: Passage) -> LineContext:
    return LineContext(passage.lang, certain=True)


def _blocks(blocks: Iterable[Block], here: LineContext, runs: _SectionRuns, run: TextRun) -> None:
    for block in blocks:
        _block(block, here, runs, run)


def _aside(inlines: Inlines, here: LineContext, runs: _SectionRuns) -> None:
    if inlines:
        aside = TextRun()
        runs.aside.append(aside)
        _row(inlines, here, runs, aside)


def _row(inlines: Inlines, here: LineContext, runs: _SectionRuns, run: TextRun) -> None:
    run.rows.append(Row(inlines, here))
    if len(inlines) > 1:
        for note in _notes(inlines):
            aside = TextRun()
            runs.aside.append(aside)
            _blocks(note.blocks, LineContext(here.lang), runs, aside)


def _notes(inlines: Inlines) -> Iterator[Note]:
    """Yield the notes of a line, without notes nested in notes."""
    for node in inlines:
        if isinstance(node, Note):
            yield node
        else:
            yield from (inner_note for inner_note in descend(node) if isinstance(inner_note, Note))
