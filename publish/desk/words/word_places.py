"""Words of a book found on its pages, and for a point of a page the word of a source."""

from __future__ import annotations

from collections.abc import Iterator

from publish.desk.words.drawn_letters import DrawnPages
from publish.desk.words.matcher import LetterMatcher
from publish.desk.words.placed_text import PagePlace, PlacedText
from publish.desk.words.text_letters import Sources, collect_streams, has_place
from publish.desk.words.word_spans import word_at
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span
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
    """The words of a PDF and of its sources; each section is read when it is first asked for."""

    def __init__(self, document: PdfDocument, sources: Sources) -> None:
        self._document = document
        self._sources = sources
        self._pages = DrawnPages(document)
        self._texts: dict[int, PlacedText] = {}

    def locate(self, page: int, x: float, y: float) -> LocatedWord | None:
        """Return the word of a source at a point of a page, in points from its upper left.

        None where no text of a source is near.
        """
        for text in self._on_page(page):
            letter = text.letter_at(page, x, y)
            if letter is None or letter.block is NOWHERE:
                continue
            file = letter.block.file
            if letter.is_known:
                return LocatedWord(word_at(self._sources[file].text, file, letter.offset), True)
            return LocatedWord(letter.block, False)
        return None

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
        if nearest is None or other is None:
            return None
        return PrintedWord(nearest.places(self._word(file, other)), False)

    def _word(self, file: str, offset: int) -> Span:
        return word_at(self._sources[file].text, file, offset)

    def _of_file(self, file: str, offset: int) -> Iterator[PlacedText]:
        """Yield the texts that have a place of a file, or whose span is nearest to it."""
        sections = [section.chapter.section for section in self._document.sections]
        distances = {
            index: max(section.span.start - offset, offset - section.span.end, 0)
            for index, section in enumerate(sections)
            if section.span.file == file
        }
        nearest = sorted(distances, key=distances.__getitem__)
        # A note may stand at the end of the file, outside of the section that calls it.
        others = (index for index in nearest[1:] if has_place(sections[index], file, offset))
        yield from map(self._text, (*nearest[:1], *others))

    def _on_page(self, page: int) -> Iterator[PlacedText]:
        for index, section in enumerate(self._document.sections):
            if page in section.pages:
                yield self._text(index)

    def _text(self, index: int) -> PlacedText:
        if index not in self._texts:
            section = self._document.sections[index]
            streams = collect_streams(section.chapter.section, self._document.layout, self._sources)
            pieces = list(self._pages.read(section.pages))
            self._texts[index] = PlacedText(streams, pieces, LetterMatcher(streams).match(pieces))
        return self._texts[index]
