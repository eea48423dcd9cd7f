"""Words with marks, as they are said and as they are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from struct import iter_unpack
from typing import Any, NamedTuple

from publish.writers.pdf.engine.corrections.text_extraction.glyphs import about
from publish.writers.pdf.engine.corrections.text_extraction.strings import Piece, Pieces, Strings
from publish.writers.pdf.engine.corrections.to_unicode import MARKS, choose_text

WIDTH = 110
"""The width of the blank that says a mark, in thousandths of the type size.

With a tenth or less it would be the double of its letter for poppler, with two tenths or more it
would overlap the letter before it: either would be the end of a word (``TextPage::addChar``).
"""

WIDE = 1000
"""The width of the blank that raised marks are drawn after: to PDFium a piece that is higher by
more than half of its first glyph stands on another line (``CPDF_TextPage::ProcessTextObject``)."""

SAYING = 0xF000
"""Of the codes that say a character and draw nothing, to which its last byte is added."""

INFO = "=IiiiI"
"""A glyph in Pango: its number, width, offset to the right and down, and attributes."""

EMPTY = 0x0FFFFFFF
"""The number that Pango gives to what takes room and is not drawn (``PANGO_GLYPH_EMPTY``)."""

MOST = 8192
"""How many words of a face are kept."""

_UNITS = 1024

_NOTHING = "\x03"

_FROM_RIGHT_TO_LEFT = "\u200f"


class Mark(NamedTuple):
    """A glyph that is a mark, where it stands, and how far it is raised."""

    glyph: str
    position: int
    rise: float


class Word(NamedTuple):
    """The pieces that say a word and its marks, from where the pen was before it.

    ``widths`` are those of all its codes; ``lettered`` is whether the last one says a letter.
    """

    text_strings: tuple[Piece, ...]
    mark_strings: tuple[Mark, ...]
    advance: int
    lettered: bool
    widths: Mapping[int, int]


@lru_cache(maxsize=64)
def face(data: bytes, index: int, size: float, spaces: frozenset[int]) -> Face:
    """Return the face that a font is in a size, for whatever document it is drawn in."""
    return Face(data, index, size, spaces)


class Face:
    """A font in a size, and what of it was drawn before: in a text little is new.

    ``spaces`` are the glyphs that words are parted by.
    """

    def __init__(self, data: bytes, index: int, size: float, spaces: frozenset[int]) -> None:
        self.spaces = spaces
        about_font = about(data, index)
        self._marks, self._pointed, self._letters, self._spaces, self._room, blanks = about_font
        # A font without two blanks cannot say its marks, and draws them in order.
        if len(blanks) < 2:
            self._marks = self._pointed = {}
        self._blanks = tuple(blanks.items())[:2] if self._marks else ()
        # The text of some glyphs depends on their page, and so does the text of a blank.
        meant = (*self._marks.items(), *self._pointed.items())
        several = (glyph for glyph, meanings in meant if len(meanings) > 1)
        self._uncertain = frozenset(int(glyph, 16) for glyph in (*several, *dict(self._blanks)))
        self._unit = 100_000 / (_UNITS * size)
        self._words: dict[tuple[bytes, bool], Word] = {}
        self._characters: dict[int, str] = {}

    def settle(self, font: Any) -> None:
        """Give a font of a document the widths of the glyphs that say its marks."""
        for (glyph, _), width in zip(self._blanks, (WIDTH, WIDE), strict=False):
            font.widths[int(glyph, 16)] = width

    def length(self, units: int) -> int:
        """Return a length of Pango's in hundred-thousandths of the type size."""
        return round(units * self._unit)

    def find(self, glyphs: bytes, lettered: bool) -> Word | None:
        """Return a word that was made before, or None."""
        return self._words.get((glyphs, lettered))

    def say(self, font: Any, word: Word) -> None:
        """Give a page the codes that say a word."""
        for code in word.widths:
            if code >= SAYING:
                self._code(font, self._characters[code])

    def make(self, font: Any, glyphs: bytes, lettered: bool) -> Word:
        """Return a word made of glyphs that the font knows, and keep it."""
        word = self._make(font, glyphs, lettered)
        if self._uncertain.isdisjoint(word.widths):
            if len(self._words) >= MOST:
                self._words.clear()
            self._words[glyphs, lettered] = word
        return word

    def drawing(self, font: Any, marks: list[Mark], end: int) -> list[tuple[float, str]]:
        """Return the strings that draw marks, from the right, as PDFium will not say them."""
        (_, (wide, _)) = self._blanks
        operands = Strings(end)
        # Twice, because PDFium leaves out what has no extent.
        operands.add(2 * self._code(font, _NOTHING), end - 200 * WIDTH, 200 * WIDTH, 0)
        strings = operands.to_list()
        for rise in {mark.rise: None for mark in marks}:
            operands = Strings(operands.pen)
            # Next after the first piece: PDFium sorts pieces by where they begin.
            operands.add(wide, end - 190 * WIDTH, 100 * WIDE, rise)
            for glyph, position, height in reversed(marks):
                if height == rise:
                    operands.add(glyph, position, 100 * font.widths[int(glyph, 16)], rise)
            operands.add(wide, end - 100 * WIDE, 100 * WIDE, rise)
            strings += operands.to_list()
        return strings

    def _make(self, font: Any, glyphs: bytes, lettered: bool) -> Word:
        text_strings = Pieces()
        mark_strings: list[Mark] = []
        waiting: list[Mark] = []
        widths: dict[int, int] = {}
        pen = 0

        def say(glyph: str, position: int, rise: float) -> None:
            code = int(glyph, 16)
            widths[code] = font.widths[code]
            text_strings.add(glyph, position, 100 * widths[code], rise)

        for number, width, right, down, _ in iter_unpack(INFO, glyphs):
            glyph, rise = f"{number:04x}", round(-down / _UNITS, 3)
            position = self.length(pen + right)
            pen += width
            if number == EMPTY:
                continue
            widths[number] = font.widths[number]
            if glyph in self._marks:
                waiting.append(Mark(glyph, position, rise))
            elif glyph not in self._room:
                marks = "".join(self._marks_of(font, mark.glyph) for mark in waiting)
                marks += self._marks_of(font, glyph)
                if marks and not lettered:
                    # A mark is of no direction: it would go to what is left of it.
                    marks = _FROM_RIGHT_TO_LEFT + marks
                for mark in marks:
                    say(self._code(font, mark), position - 100 * WIDTH, rise)
                say(glyph, position, rise)
                if glyph not in self._spaces:
                    lettered = glyph in self._letters
                mark_strings += waiting
                waiting.clear()
        for glyph, position, rise in waiting:
            say(glyph, position, rise)
        return Word(text_strings.to_list(), tuple(mark_strings), self.length(pen), lettered, widths)

    def _marks_of(self, font: Any, glyph: str) -> str:
        """Return the marks that a glyph stands for, from the last one to the first."""
        meanings = self._marks.get(glyph) or self._pointed.get(glyph)
        if not meanings:
            return ""
        text = choose_text(font.to_unicode.get(int(glyph, 16), ""), meanings)
        return "".join(MARKS.findall(text))[::-1]

    def _code(self, font: Any, character: str) -> str:
        """Return the code that says a character, which the page then has."""
        code = SAYING + (ord(character) & 0xFF)
        if code not in font.to_unicode:
            font.to_unicode[code] = character
            font.to_unicode.update((int(glyph, 16), text) for glyph, text in self._blanks)
            font.widths[code] = WIDTH
        self._characters[code] = character
        return f"{code:04x}"
