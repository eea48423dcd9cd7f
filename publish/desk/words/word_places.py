"""Words of a book found on its pages, and for a point of a page the word of a source."""

from __future__ import annotations

from collections.abc import Iterator

from publish.config import Settings
from publish.config.toml_strings import find_value_at
from publish.desk.words.added_pages import AddedPages
from publish.desk.words.added_text import CLOSING, OPENING
from publish.desk.words.page_text import PageBlock, list_blocks
from publish.desk.words.placed_text import PagePlace, PlacedText, nearest_letter
from publish.desk.words.section_texts import SectionTexts
from publish.desk.words.text_letters import Sources
from publish.desk.words.word_spans import word_at
from publish.text.dataclass import dataclass
from publish.text.source import Span
from publish.writers.pdf.document import PdfDocument


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
        toml = {source.file: source for source in settings.toml} if settings else {}
        self._texts_of_book = sources
        self._sources = {**toml, **sources}
        self._sections = SectionTexts(document, self._sources)
        self._added = AddedPages(self._sections, sources, settings)

    def locate(self, page: int, x: float, y: float) -> LocatedWord | None:
        """Return the word of a source at a point of a page, in points from its upper left.

        Beside all words the block of the nearest one is located; None on a page without text.
        """
        letters = [letter for text in self._on_page(page) for letter in text.letters(page)]
        if not self._sections.pages.is_in_text_area(y, y):
            letters += self._added.read_heads(page).letters(page)
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
            for index, section in enumerate(self._sections.document.sections)
            if self._sections.sections[index].span.file == file
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
            texts = self._added.list_title_pages()
            places = tuple(place for text in texts for place in text.places_of_block(value))
        return PrintedWord(places, False) if places else None

    def _on_title_pages(self, word: Span) -> tuple[PagePlace, ...]:
        """Return the places of a span on title pages, imprints and covers, in page order."""
        if word.start == word.end:
            return ()
        if equal := self._added.titles.equal_place(word):
            word = self._word(equal.file, equal.start)
        return tuple(
            place for text in self._added.list_title_pages() for place in text.places(word)
        )

    def _word(self, file: str, offset: int) -> Span:
        return word_at(self._sources[file].text, file, offset)

    def _of_file(self, file: str, offset: int) -> Iterator[PlacedText]:
        """Yield the text whose span is nearest to a place of a file, then others that have it."""
        distances = {
            index: max(section.span.start - offset, offset - section.span.end, 0)
            for index, section in enumerate(self._sections.sections)
            if section.span.file == file
        }
        nearest = min(distances, key=distances.__getitem__, default=None)
        if nearest is not None:
            yield self._sections.read(nearest)
        # A note may stand at the end of the file, outside of the section that calls it.
        for index in distances:
            spans = self._sections.notes_outside[index]
            is_there = any(span.start <= offset < span.end for span in spans)
            if index != nearest and is_there:
                yield self._sections.read(index)

    def _on_page(self, page: int) -> Iterator[PlacedText]:
        """Yield the texts of a page in reading order."""
        yield from self._added.list_on_page(page)
        for index, section in enumerate(self._sections.document.sections):
            if page in section.pages:
                yield from self._added.list_beside(index, page, OPENING)
                yield self._sections.read(index)
                yield from self._added.list_beside(index, page, CLOSING)
