"""The texts of a PDF outside of its sections: title pages, imprint, contents, running heads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from publish.config import Settings
from publish.desk.words.added_text import CLOSING, OPENING, read_blocks
from publish.desk.words.drawn_letters import DrawnPiece
from publish.desk.words.matcher import LetterMatcher
from publish.desk.words.placed_text import PlacedText
from publish.desk.words.section_texts import SectionTexts
from publish.desk.words.text_letters import LetterStream, Sources, make_stream
from publish.desk.words.title_texts import TitleTexts, list_titles, list_titles_of_book
from publish.writers.pdf.layout.laid_out_book import PlacedPart

_PAGES_OF_LINES = 2
"""Pages of a section that may have lines over or under it: those of both sides of a spread."""


class AddedPages:
    """The texts of pages without a section, and of lines over and under sections.

    ``texts`` are the sources of the book without its settings.
    """

    def __init__(self, sections: SectionTexts, texts: Sources, settings: Settings | None) -> None:
        self._sections = sections
        self._texts_of_book = texts
        self._settings = settings
        self._added: dict[int, PlacedText] = {}
        self._beside: dict[tuple[int, frozenset[str]], PlacedText] = {}

    def list_on_page(self, page: int) -> Iterator[PlacedText]:
        """Yield the texts of a page that belongs to no section."""
        for index, placed in enumerate(self._parts):
            if placed.part.name != "text" and page in placed.numbers:
                yield self._text_of_part(index)

    def list_beside(self, index: int, page: int, classes: Collection[str]) -> Iterator[PlacedText]:
        """Yield the text over or under a section, by the classes of its lines, if a page has it."""
        pages = self._sections.document.sections[index].pages
        near = pages[:_PAGES_OF_LINES] if classes is OPENING else pages[-_PAGES_OF_LINES:]
        if page in near and classes in self._around_sections.get(index, ()):
            yield self._beside_section(index, classes)

    def list_title_pages(self) -> Iterator[PlacedText]:
        """Yield the texts that show metadata: all but contents."""
        for index, placed in enumerate(self._parts):
            if placed.part.name not in {"text", "contents"}:
                yield self._text_of_part(index)
        for index, classes in self._around_sections.items():
            yield from (self._beside_section(index, each) for each in classes)

    def read_heads(self, page: int) -> PlacedText:
        """Return the running head of a page, a title that is printed elsewhere too."""
        sections = self._sections
        own = (
            sections.sections[index]
            for index, section in enumerate(sections.document.sections)
            if page in section.pages
        )
        streams = [*list_titles(own, sections.sources), *self._titles_of_book]
        return _match(streams, list(sections.pages.read_heads(page)))

    @property
    def _parts(self) -> Sequence[PlacedPart]:
        return self._sections.document.laid_out_book.parts

    @cached_property
    def _around_sections(self) -> Mapping[int, Sequence[Collection[str]]]:
        """The sections with lines over or under them that are no part of them."""
        count, head = len(self._sections.sections), self._sections.document.head
        places: dict[int, list[Collection[str]]] = {}
        for index in {0, len(head.front)}:
            if index < count:
                places.setdefault(index, []).append(OPENING)
        if count:
            places.setdefault(count - 1, []).append(CLOSING)
        return places

    @cached_property
    def _titles_of_book(self) -> Sequence[LetterStream]:
        meta = self._sections.document.head.meta
        return list_titles_of_book(
            self._settings, meta, self._sections.sources, self._texts_of_book
        )

    @cached_property
    def titles(self) -> TitleTexts:
        """The texts that title pages show."""
        return TitleTexts(self._titles_of_book)

    @cached_property
    def _all_titles(self) -> TitleTexts:
        return TitleTexts(
            (*list_titles(self._sections.sections, self._sections.sources), *self._titles_of_book)
        )

    def _text_of_part(self, index: int) -> PlacedText:
        """Return the text of a part without a section: a title page, contents."""
        placed = self._parts[index]
        if index not in self._added:
            markup = placed.part.render(frozenset(), self._sections.page_numbers).markup
            is_contents = placed.part.name == "contents"
            titles = self._all_titles if is_contents else self.titles
            pieces = list(self._sections.pages.read(placed.numbers))
            self._added[index] = self._place_markup(markup, (), titles, pieces)
        return self._added[index]

    def _beside_section(self, index: int, classes: Collection[str]) -> PlacedText:
        """Return the text over or under a section."""
        name = index, frozenset(classes)
        if name not in self._beside:
            markup = self._sections.document.sections[index].markup
            pieces = self._sections.read(index).unmatched
            self._beside[name] = self._place_markup(markup, classes, self.titles, pieces)
        return self._beside[name]

    def _place_markup(
        self,
        markup: str,
        classes: Collection[str],
        titles: TitleTexts,
        pieces: Sequence[DrawnPiece],
    ) -> PlacedText:
        blocks = read_blocks(markup, self._sections.document.head.lang, classes)
        traced = (titles.trace(make_stream(block, self._sections.sources)) for block in blocks)
        streams = [stream for stream in traced if stream.letters]
        return _match(streams, pieces)


def _match(streams: Sequence[LetterStream], pieces: Sequence[DrawnPiece]) -> PlacedText:
    """Return streams, which stand on pages in any order, with their places."""
    return PlacedText(streams, pieces, LetterMatcher(streams, len(streams)).match(pieces))
