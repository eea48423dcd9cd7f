"""Words of a book found on its pages, and for a point of a page the word of a source."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from publish.config import Settings
from publish.config.toml_strings import find_value_at
from publish.desk.words.added_text import CLOSING, OPENING, read_blocks
from publish.desk.words.drawn_letters import DrawnPages, DrawnPiece
from publish.desk.words.index_spans import collect_anchors, list_spans_outside, trace_entries
from publish.desk.words.matcher import LetterMatcher
from publish.desk.words.page_text import PageBlock, list_blocks
from publish.desk.words.placed_text import PagePlace, PlacedText, nearest_letter
from publish.desk.words.text_letters import (
    NO_PAGE_NUMBERS,
    LetterStream,
    Sources,
    collect_streams,
    make_stream,
)
from publish.desk.words.title_texts import TitleTexts, list_titles, list_titles_of_book
from publish.desk.words.word_spans import word_at
from publish.document.model import Role, Section
from publish.text.dataclass import dataclass
from publish.text.source import Span
from publish.writers.pdf.content.index_page_numbers import resolve_indexes
from publish.writers.pdf.document import PdfDocument
from publish.writers.pdf.layout.laid_out_book import PlacedPart
from publish.writers.pdf.layout.page_numbers import anchor_numbers

_INDEXES = frozenset({Role.GLOSSARY, Role.INDEX})

_REMEMBERED = 24
"""Sections whose letters are kept: those of a page take about 0.4 MB."""


_PAGES_OF_LINES = 2
"""Pages of a section that may have lines over or under it: those of both sides of a spread."""


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

    ``settings`` are those of the book, whose files have the names in ``Settings.toml``: title
    pages show texts of them.
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
        self._added: dict[int, PlacedText] = {}
        self._beside: dict[tuple[int, frozenset[str]], PlacedText] = {}

    def locate(self, page: int, x: float, y: float) -> LocatedWord | None:
        """Return the word of a source at a point of a page, in points from its upper left.

        Beside all words the block of the nearest one is located; None on a page without text.
        """
        letters = [letter for text in self._on_page(page) for letter in text.letters(page)]
        if not self._pages.is_in_text_area(y, y):
            letters += self._heads(page).letters(page)
        letter, is_on = nearest_letter(letters, x, y)
        if letter is None:
            return None
        if is_on and letter.is_known:
            return LocatedWord(self._word(letter.block.file, letter.offset), True)
        return LocatedWord(letter.block, False)

    def find(self, file: str, offset: int) -> PrintedWord | None:
        """Return the places of the word at an offset of a source; None for one not printed."""
        if file not in self._sources:
            return None
        word = self._word(file, offset)
        if file not in self._texts_of_book:
            return self._find_in_settings(word, offset)
        nearest: PlacedText | None = None
        other: int | None = None
        for text in self._of_file(file, offset):
            if places := text.places(word):
                return PrintedWord(places, True)
            near = text.nearest_offset(file, offset)
            if near is not None and (other is None or abs(near - offset) < abs(other - offset)):
                nearest, other = text, near
        if places := self._on_title_pages(word):
            return PrintedWord(places, True)
        if nearest is None or other is None:
            return None
        return PrintedWord(nearest.places(self._word(file, other)), False)

    def first_page(self, file: str) -> PagePlace | None:
        """Return the first page of a text, None for a file of which no section is printed."""
        pages = (
            section.pages[0]
            for index, section in enumerate(self._document.sections)
            if self._sections[index].span.file == file
        )
        first = next(pages, None)
        return None if first is None else PagePlace(first, ())

    def read_page(self, page: int) -> list[PageBlock]:
        """Return the text of a page in blocks, in reading order."""
        return [block for text in self._on_page(page) for block in list_blocks(text, page)]

    def _find_in_settings(self, word: Span, offset: int) -> PrintedWord | None:
        """Return the places of a word of settings, or of the first one of its value."""
        if places := self._on_title_pages(word):
            return PrintedWord(places, True)
        value = find_value_at(self._sources[word.file], offset)
        if value is None:
            return None
        places = self._on_title_pages(value)
        if not places:
            texts = self._title_pages()
            places = tuple(place for text in texts for place in text.places_of_block(value))
        return PrintedWord(places, False) if places else None

    def _on_title_pages(self, word: Span) -> tuple[PagePlace, ...]:
        """Return the places of a span on title pages, imprints and covers, in page order."""
        if word.start == word.end:
            return ()
        if equal := self._titles.equal_place(word):
            word = self._word(equal.file, equal.start)
        return tuple(place for text in self._title_pages() for place in text.places(word))

    def _title_pages(self) -> Iterator[PlacedText]:
        for index, placed in enumerate(self._parts):
            if placed.part.name not in {"text", "contents"}:
                yield self._text_of_part(index)
        for index, classes in self._around_sections.items():
            yield from (self._beside_section(index, each) for each in classes)

    def _word(self, file: str, offset: int) -> Span:
        return word_at(self._sources[file].text, file, offset)

    def _of_file(self, file: str, offset: int) -> Iterator[PlacedText]:
        """Yield the text whose span is nearest to a place of a file, then others that have it."""
        distances = {
            index: max(section.span.start - offset, offset - section.span.end, 0)
            for index, section in enumerate(self._sections)
            if section.span.file == file
        }
        nearest = min(distances, key=distances.__getitem__, default=None)
        if nearest is not None:
            yield self._text(nearest)
        # A note may stand at the end of the file, outside of the section that calls it.
        for index in distances:
            spans = self._notes_outside[index]
            is_there = any(span.start <= offset < span.end for span in spans)
            if index != nearest and is_there:
                yield self._text(index)

    def _on_page(self, page: int) -> Iterator[PlacedText]:
        """Yield the texts of a page in reading order."""
        for index, placed in enumerate(self._parts):
            if placed.part.name != "text" and page in placed.numbers:
                yield self._text_of_part(index)
        for index, section in enumerate(self._document.sections):
            if page in section.pages:
                classes = self._around_sections.get(index, ())
                if OPENING in classes and page in section.pages[:_PAGES_OF_LINES]:
                    yield self._beside_section(index, OPENING)
                yield self._text(index)
                if CLOSING in classes and page in section.pages[-_PAGES_OF_LINES:]:
                    yield self._beside_section(index, CLOSING)

    @property
    def _parts(self) -> Sequence[PlacedPart]:
        return self._document.laid_out_book.parts

    @cached_property
    def _sections(self) -> Sequence[Section]:
        return [section.chapter.section for section in self._document.sections]

    @cached_property
    def _notes_outside(self) -> Sequence[Sequence[Span]]:
        """The spans of the texts of each section that stand outside of its own span."""
        return [list_spans_outside(section) for section in self._sections]

    @cached_property
    def _anchors(self) -> Mapping[str, Span]:
        return collect_anchors(self._sections)

    @cached_property
    def _page_numbers(self) -> Mapping[str, int]:
        """The page of each anchor, which contents cite."""
        return anchor_numbers(self._parts, self._document.layout.folio)

    @cached_property
    def _around_sections(self) -> Mapping[int, Sequence[Collection[str]]]:
        """The sections with lines over or under them that are no part of them."""
        count, head = len(self._sections), self._document.head
        places: dict[int, list[Collection[str]]] = {}
        for index in {0, len(head.front)}:
            if index < count:
                places.setdefault(index, []).append(OPENING)
        if count:
            places.setdefault(count - 1, []).append(CLOSING)
        return places

    @cached_property
    def _titles_of_book(self) -> Sequence[LetterStream]:
        meta = self._document.head.meta
        return list_titles_of_book(self._settings, meta, self._sources, self._texts_of_book)

    @cached_property
    def _titles(self) -> TitleTexts:
        return TitleTexts(self._titles_of_book)

    @cached_property
    def _all_titles(self) -> TitleTexts:
        return TitleTexts((*list_titles(self._sections, self._sources), *self._titles_of_book))

    def _text(self, index: int) -> PlacedText:
        """Return the text of a section."""
        if index not in self._texts:
            while len(self._texts) >= _REMEMBERED:
                del self._texts[next(iter(self._texts))]
            section, numbers = self._sections[index], NO_PAGE_NUMBERS
            if section.role in _INDEXES:
                numbers = self._page_numbers
                section = resolve_indexes(trace_entries(section, self._anchors), numbers)
            head = self._document.head
            streams = collect_streams(section, head.layout, self._sources, head.lang, numbers)
            pieces = list(self._pages.read(self._document.sections[index].pages))
            self._texts[index] = PlacedText(streams, pieces, LetterMatcher(streams).match(pieces))
        return self._texts[index]

    def _text_of_part(self, index: int) -> PlacedText:
        """Return the text of a part without a section: a title page, contents."""
        placed = self._parts[index]
        if index not in self._added:
            markup = placed.part.render(frozenset(), self._page_numbers).markup
            is_contents = placed.part.name == "contents"
            titles = self._all_titles if is_contents else self._titles
            pieces = list(self._pages.read(placed.numbers))
            self._added[index] = self._place_markup(markup, (), titles, pieces)
        return self._added[index]

    def _beside_section(self, index: int, classes: Collection[str]) -> PlacedText:
        """Return the text over or under a section."""
        name = index, frozenset(classes)
        if name not in self._beside:
            markup = self._document.sections[index].markup
            pieces = self._text(index).unmatched
            self._beside[name] = self._place_markup(markup, classes, self._titles, pieces)
        return self._beside[name]

    def _place_markup(
        self,
        markup: str,
        classes: Collection[str],
        titles: TitleTexts,
        pieces: Sequence[DrawnPiece],
    ) -> PlacedText:
        blocks = read_blocks(markup, self._document.head.lang, classes)
        traced = (titles.trace(make_stream(block, self._sources)) for block in blocks)
        streams = [stream for stream in traced if stream.letters]
        return PlacedText(streams, pieces, LetterMatcher(streams, len(streams)).match(pieces))

    def _heads(self, page: int) -> PlacedText:
        """Return the running head of a page, a title that is printed elsewhere too."""
        own = (
            self._sections[index]
            for index, section in enumerate(self._document.sections)
            if page in section.pages
        )
        streams = [*list_titles(own, self._sources), *self._titles_of_book]
        pieces = list(self._pages.read_heads(page))
        return PlacedText(streams, pieces, LetterMatcher(streams, len(streams)).match(pieces))
