"""Words of a book found on its pages, and for a point of a page the word of a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from publish.desk.words.drawn_letters import DrawnPiece, read_pieces
from publish.desk.words.matcher import LetterMatcher
from publish.desk.words.placed_text import PagePlace, PlacedText
from publish.desk.words.text_letters import Sources, collect_streams
from publish.desk.words.word_spans import word_at
from publish.preflight.pdf_drawings import PdfDrawings
from publish.preflight.pdf_pages import ParsedPage, list_pages
from publish.preflight.pdf_parser import parse_objects
from publish.text.dataclass import dataclass
from publish.text.lengths import millimetres
from publish.text.source import NOWHERE, Span
from publish.writers.pdf.document import PdfDocument, PdfSection

_POINTS = 72 / 25.4
"""The points of a millimetre."""


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
        word = word_at(self._sources[file].text, file, offset)
        near: list[tuple[int, PlacedText, int]] = []
        for index in range(len(self._document.sections)):
            text = self._text(index)
            if places := text.places(word):
                return PrintedWord(places, True)
            other = text.nearest_offset(file, offset)
            if other is not None:
                near.append((abs(other - offset), text, other))
        if not near:
            return None
        _, text, other = min(near, key=lambda each: each[0])
        word = word_at(self._sources[file].text, file, other)
        return PrintedWord(text.places(word), False)

    def _on_page(self, page: int) -> Iterator[PlacedText]:
        for index, section in enumerate(self._document.sections):
            if page in section.pages:
                yield self._text(index)

    def _text(self, index: int) -> PlacedText:
        if index not in self._texts:
            section = self._document.sections[index]
            streams = collect_streams(section.chapter.section, self._document.layout, self._sources)
            pieces = list(self._pieces(section))
            self._texts[index] = PlacedText(streams, pieces, LetterMatcher(streams).match(pieces))
        return self._texts[index]

    def _pieces(self, section: PdfSection) -> Iterator[DrawnPiece]:
        """Yield the pieces in the area of the text, without running heads and folios."""
        geometry = self._document.geometry
        top = millimetres(geometry.top) * _POINTS
        foot = top + (geometry.lines + 1) * millimetres(geometry.leading) * _POINTS
        pages, drawings = self._pages
        for number in section.pages:
            for piece in read_pieces(drawings.read(pages[number - 1])):
                _, upper, _, lower = piece.boxes[0]
                if lower > top and upper < foot:
                    yield piece

    @cached_property
    def _pages(self) -> tuple[Sequence[ParsedPage], PdfDrawings]:
        objects = parse_objects(self._document.data)
        return list_pages(objects), PdfDrawings(objects)
