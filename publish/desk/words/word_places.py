"""Words of a book found on its pages, and for a point of a page the word of a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from publish.config import Settings
from publish.desk.words.drawn_letters import DrawnPages
from publish.desk.words.index_spans import collect_anchors, trace_entries
from publish.desk.words.line_roles import find_title_lines
from publish.desk.words.matcher import LetterMatcher
from publish.desk.words.placed_text import PagePlace, PlacedLetter, PlacedText
from publish.desk.words.text_letters import (
    Sources,
    collect_streams,
    find_strings,
    has_place,
    title_streams,
)
from publish.desk.words.word_spans import word_at
from publish.document.model import Role, Section
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span
from publish.writers.pdf.document import PdfDocument

_INDEXES = frozenset({Role.GLOSSARY, Role.INDEX})

_REMEMBERED = 24
"""Sections whose letters are kept: those of a page take about 0.4 MB."""


@dataclass(frozen=True, slots=True)
class LocatedWord:
    """The span of a word of a source; of its block where ``is_word`` is false."""

    span: Span
    is_word: bool


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """The places of a word on pages; of the nearest printed word where ``is_word`` is false."""

    places: tuple[PagePlace, ...]
    is_word: bool


class WordPlaces:
    """The words of a PDF and of its sources; each section is read when it is first asked for.

    With ``settings``, those of the book, its title page is found too: in its text, or in the
    settings, whose files have the names that ``Settings.toml`` gives them.
    """

    def __init__(
        self, document: PdfDocument, sources: Sources, settings: Settings | None = None
    ) -> None:
        self._document = document
        self._texts_of_book = sources
        toml = {source.file: source for source in settings.toml} if settings else {}
        self._sources = {**toml, **sources}
        self._settings = settings
        self._pages = DrawnPages(document)
        self._texts: dict[int, PlacedText] = {}

    def locate(self, page: int, x: float, y: float) -> LocatedWord | None:
        """Return the word of a source at a point of a page, in points from its upper left.

        None where no text of a source is near.
        """
        near: PlacedLetter | None = None
        for text in self._on_page(page):
            letter, is_on = text.letter_near(page, x, y)
            if letter is not None and letter.block is not NOWHERE:
                if is_on and letter.is_known:
                    return LocatedWord(self._word(letter.block.file, letter.offset), True)
                near = near or letter
        return LocatedWord(near.block, False) if near else None

    def find(self, file: str, offset: int) -> PrintedWord | None:
        """Return the places of the word at an offset of a source; None for a file not printed."""
        word = self._word(file, offset)
        nearest: PlacedText | None = None
        other: int | None = None
        for text in self._of_file(file, offset):
            if places := text.places(word):
                return PrintedWord(places, True)
            near = text.nearest_offset(file, offset)
            if near is not None and (other is None or abs(near - offset) < abs(other - offset)):
                nearest, other = text, near
        if word.start < word.end and (places := self._titles.places(word)):
            return PrintedWord(places, True)
        if nearest is None or other is None:
            return None
        return PrintedWord(nearest.places(self._word(file, other)), False)

    def _word(self, file: str, offset: int) -> Span:
        return word_at(self._sources[file].text, file, offset)

    def _of_file(self, file: str, offset: int) -> Iterator[PlacedText]:
        """Yield the texts that have a place of a file, or whose span is nearest to it."""
        distances = {
            index: max(section.span.start - offset, offset - section.span.end, 0)
            for index, section in enumerate(self._sections)
            if section.span.file == file
        }
        nearest = sorted(distances, key=distances.__getitem__)
        # A note may stand at the end of the file, outside of the section that calls it.
        others = (i for i in nearest[1:] if has_place(self._sections[i], file, offset))
        yield from map(self._text, (*nearest[:1], *others))

    def _on_page(self, page: int) -> Iterator[PlacedText]:
        for index, section in enumerate(self._document.sections):
            if page in section.pages:
                yield self._text(index)
        is_first = bool(self._document.sections) and page in self._document.sections[0].pages[:1]
        if is_first or page in self._pages_apart:
            yield self._titles

    @cached_property
    def _sections(self) -> Sequence[Section]:
        return [section.chapter.section for section in self._document.sections]

    @cached_property
    def _anchors(self) -> Mapping[str, Span]:
        return collect_anchors(self._sections)

    @cached_property
    def _pages_apart(self) -> Sequence[int]:
        """The numbers of the pages that belong to no section: title page, contents."""
        of_sections = {page for section in self._document.sections for page in section.pages}
        return [page for page in self._pages.numbers if page not in of_sections]

    def _text(self, index: int) -> PlacedText:
        if index not in self._texts:
            while len(self._texts) >= _REMEMBERED:
                del self._texts[next(iter(self._texts))]
            section = self._sections[index]
            if section.role in _INDEXES:
                section = trace_entries(section, self._anchors)
            streams = collect_streams(section, self._document.layout, self._sources)
            pieces = list(self._pages.read(self._document.sections[index].pages))
            matches = LetterMatcher(streams).match(pieces)
            self._texts[index] = PlacedText(streams, pieces, matches)
        return self._texts[index]

    @cached_property
    def _titles(self) -> PlacedText:
        """The words of titles on pages without a section, and those over the first text."""
        lines: list[Span] = []
        if self._settings:
            lines += find_strings(self._settings.toml)
            lines += find_title_lines(self._texts_of_book, self._settings)
        streams = title_streams(self._sections, lines, self._sources)
        pieces = list(self._pages.read(self._pages_apart))
        if self._document.sections:
            pieces += self._text(0).unmatched_on_first_page
        matches = LetterMatcher(streams, len(streams)).match(pieces)
        return PlacedText(streams, pieces, matches)
