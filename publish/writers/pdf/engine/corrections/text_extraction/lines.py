"""A line that Pango has laid out, drawn word by word."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from publish.writers.pdf.engine.corrections.text_extraction.strings import Strings
from publish.writers.pdf.engine.corrections.text_extraction.words import (
    EMPTY,
    INFO,
    Face,
    Mark,
    Word,
    face,
)
from publish.writers.pdf.engine.shortcuts.ffi_cache import declare

_INFO_SIZE = struct.calcsize(INFO)

_SPACES = (0x20, 0xA0)


class Span(NamedTuple):
    """What says a part of a line that is in one font, and what draws its marks."""

    font: Any
    size: float
    said: list[tuple[float, str]]
    drawn: list[tuple[float, str]]


class _Run(NamedTuple):
    """Glyphs that Pango has put in a row, and the text that they stand for."""

    font: Any
    item: Any
    text: str
    data: bytes
    glyphs: list[int]

    def words(self, spaces: frozenset[int]) -> Iterator[tuple[int, int]]:
        """Yield where each word begins and ends, with the space that comes after it."""
        start = 0
        if not spaces.isdisjoint(self.glyphs):
            for at, glyph in enumerate(self.glyphs, 1):
                if glyph in spaces:
                    yield start, at
                    start = at
        if start < len(self.glyphs):
            yield start, len(self.glyphs)

    def stands_for(self, at: int) -> str:
        """Return the text that the engine takes a glyph for."""
        item, clusters = self.item.item, self.item.glyphs.log_clusters
        last = 0 if item.analysis.level % 2 else len(self.glyphs) - 1
        after = at - 1 if item.analysis.level % 2 else at + 1
        end = item.length if at == last else clusters[after]
        text = self.text.encode()[item.offset : item.offset + item.length]
        return text[clusters[at] : end].decode()


class _Set(NamedTuple):
    """A font of a document in a size, and the face that it is."""

    stream: Any
    font: Any
    size: float
    face: Face

    def word(self, run: _Run, start: int, end: int, lettered: bool) -> tuple[Word, int]:
        """Return a word of a run, and how far it takes the pen."""
        data = run.data[_INFO_SIZE * start : _INFO_SIZE * end]
        width = None
        if len(run.glyphs) == 1 and run.glyphs[0] in self.face.spaces:
            # In a line that Pango has justified, of whatever width.
            _, width, *_ = struct.unpack(INFO, data)
            data = struct.pack(INFO, run.glyphs[0], 0, 0, 0, 0)
        word = self.face.known(data, lettered)
        if word is None or not word.widths.keys() <= self.font.to_unicode.keys():
            self._meet(run, start, end)
            if word:
                self.face.say(self.font, word)
        # A font has the widths that were rounded in the first size that it was drawn in.
        if word is None or not word.widths.items() <= self.font.widths.items():
            word = self.face.made(self.font, data, lettered)
        return word, word.advance if width is None else self.face.length(width)

    def _meet(self, run: _Run, start: int, end: int) -> None:
        """Tell the font what its glyphs stand for and how wide they are, as the engine does."""
        from weasyprint.text.ffi import FROM_UNITS, pango

        ink, logical = self.stream.ink_rect, self.stream.logical_rect
        for at in range(start, end):
            glyph = run.glyphs[at]
            if glyph == EMPTY:
                continue
            if glyph not in self.font.to_unicode:
                self.font.to_unicode[glyph] = run.stands_for(at)
            if glyph not in self.font.widths:
                pango.pango_font_get_glyph_extents(run.font, glyph, ink, logical)
                self.font.widths[glyph] = round(logical.width * 1000 * FROM_UNITS / self.size)


def spans(stream: Any, line: Any, spread: int, text: str) -> list[Span] | None:
    """Return what draws a line of a text, each space of it made wider by ``spread``.

    Nothing is returned where a line has more than outlines of glyphs that its fonts have, or where
    not each space has its glyph.
    """
    made = []
    spaces = 0
    for of, runs in _sets(stream, line, text):
        font = of.font
        if font.bitmap or font.png or font.svg or font.colr:
            return None
        said = Strings()
        marks: list[Mark] = []
        pen = 0
        lettered = False
        for run in runs:
            if max(run.glyphs, default=0) > EMPTY:
                return None
            for start, end in run.words(of.face.spaces):
                word, width = of.word(run, start, end, lettered)
                for rise, glyphs, at, advance in word.said:
                    said.add(glyphs, pen + at, advance, rise)
                for glyph, at, rise in word.drawn:
                    marks.append(Mark(glyph, pen + at, rise))
                lettered = word.lettered
                pen += width
                if run.glyphs[end - 1] in of.face.spaces:
                    spaces += 1
                    pen += of.face.length(spread)
        said.move(pen)
        drawn = of.face.drawing(font, marks, said.pen) if marks else []
        made.append(Span(font, of.size, said.made(), drawn))
    if spread and spaces != sum(text.count(chr(space)) for space in _SPACES):
        return None
    return made


def _sets(stream: Any, line: Any, text: str) -> Iterator[tuple[_Set, list[_Run]]]:
    """Yield each font that a line is set in, with the runs that follow one another in it."""
    from weasyprint.text.ffi import ffi

    before = found = None
    runs: list[_Run] = []
    item = line.runs
    while item != ffi.NULL:
        of, item = item.data, item.next
        font = of.item.analysis.font
        if font != before:
            if found:
                yield found, runs
            before, runs = font, []
            known, size = stream.add_font(font)
            found = _Set(stream, known, size, _face(known, size))
        told = array("I", ffi.buffer(of.glyphs.glyphs, _INFO_SIZE * of.glyphs.num_glyphs)[:])
        # Of the attributes one bit is of meaning, and the others are what was there before.
        told[4::5] = array("I", bytes(4 * of.glyphs.num_glyphs))
        runs.append(_Run(font, of, text, told.tobytes(), told[::5].tolist()))
    if found:
        yield found, runs


def _face(font: Any, size: float) -> Face:
    """Return the face of a font of a document, made ready for it."""
    faces = _faces.setdefault(font, {})
    if size not in faces:
        faces[size] = face(font.file_content, font.index, size, _spaces(font))
        faces[size].settle(font)
    return faces[size]


# Each document of the engine's has fonts of its own, and takes them with it when it goes.
_faces: WeakKeyDictionary[Any, dict[float, Face]] = WeakKeyDictionary()
"""The faces of the fonts of documents, by their sizes."""


def _spaces(font: Any) -> frozenset[int]:
    """Return the glyphs of a font for spaces that words are parted by."""
    from weasyprint.text.ffi import ffi, harfbuzz

    declare()
    glyph = ffi.new("hb_codepoint_t *")
    return frozenset(
        glyph[0]
        for character in _SPACES
        if harfbuzz.hb_font_get_nominal_glyph(font.hb_font, character, glyph)
    )
