"""The texts of the sections of a PDF, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from publish.desk.words.drawn_letters import DrawnPages
from publish.desk.words.index_spans import collect_anchors, list_spans_outside, trace_entries
from publish.desk.words.matcher import LetterMatcher
from publish.desk.words.placed_text import PlacedText
from publish.desk.words.text_letters import NO_PAGE_NUMBERS, Sources, collect_streams
from publish.document.model import Role, Section
from publish.text.source import Span
from publish.writers.pdf.content.index_page_numbers import resolve_indexes
from publish.writers.pdf.document import PdfDocument
from publish.writers.pdf.layout.page_numbers import anchor_numbers

_INDEXES = frozenset({Role.GLOSSARY, Role.INDEX})

_REMEMBERED = 24
"""Sections whose letters are kept: those of a page take about 0.4 MB."""


class SectionTexts:
    """The texts of the sections of a PDF, by their indexes there."""

    def __init__(self, document: PdfDocument, sources: Sources) -> None:
        self.document = document
        self.sources = sources
        self.pages = DrawnPages(document)
        self._texts: dict[int, PlacedText] = {}

    @cached_property
    def sections(self) -> Sequence[Section]:
        """The sections in page order."""
        return [section.chapter.section for section in self.document.sections]

    @cached_property
    def notes_outside(self) -> Sequence[Sequence[Span]]:
        """The spans of the texts of each section that stand outside of its own span."""
        return [list_spans_outside(section) for section in self.sections]

    @cached_property
    def _anchors(self) -> Mapping[str, Span]:
        return collect_anchors(self.sections)

    @cached_property
    def page_numbers(self) -> Mapping[str, int]:
        """The page of each anchor, which contents cite."""
        return anchor_numbers(self.document.laid_out_book.parts, self.document.layout.folio)

    def read(self, index: int) -> PlacedText:
        """Return the text of a section."""
        if index not in self._texts:
            while len(self._texts) >= _REMEMBERED:
                del self._texts[next(iter(self._texts))]
            section, numbers = self.sections[index], NO_PAGE_NUMBERS
            if section.role in _INDEXES:
                numbers = self.page_numbers
                section = resolve_indexes(trace_entries(section, self._anchors), numbers)
            head = self.document.head
            streams = collect_streams(section, head.layout, self.sources, head.lang, numbers)
            pieces = list(self.pages.read(self.document.sections[index].pages))
            self._texts[index] = PlacedText(streams, pieces, LetterMatcher(streams).match(pieces))
        return self._texts[index]
