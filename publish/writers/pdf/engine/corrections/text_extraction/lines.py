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
    """The strings that say a part of a line in one font, and those that draw its marks."""

    font: Any
    size: float
    text_strings: list[tuple[float, str]]
    mark_strings: list[tuple[float, str]]


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
            for position, glyph in enumerate(self.glyphs, 1):
                if glyph in spaces:
                    yield start, position
                    start = position
        if start < len(self.glyphs):
            yield start, len(self.glyphs)

    def stands_for(self, position: int) -> str:
        """Return the text that the engine takes a glyph for."""
        item, clusters = self.item.item, self.item.glyphs.log_clusters
        last = 0 if item.analysis.level % 2 else len(self.glyphs) - 1
        after = position - 1 if item.analysis.level % 2 else position + 1
        end = item.length if position == last else clusters[after]
        text = self.text.encode()[item.offset : item.offset + item.length]
        return text[clusters[position] : end].decode()


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
        word = self.face.find(data, lettered)
        if word is None or not word.widths.keys() <= self.font.to_unicode.keys():
            self._meet(run, start, end)
            if word:
                self.face.say(self.font, word)
        # A font has the widths that were rounded in the first size that it was drawn in.
        if word is None or not word.widths.items() <= self.font.widths.items():
            word = self.face.make(self.font, data, lettered)
        return word, word.advance if width is None else self.face.length(width)

    def _meet(self, run: _Run, start: int, end: int) -> None:
        """Tell the font what its glyphs stand for and how wide they are, as the engine does."""
        from weasyprint.text.ffi import FROM_UNITS, pango

        ink, logical = self.stream.ink_rect, self.stream.logical_rect
        for position in range(start, end):
            glyph = run.glyphs[position]
            if glyph == EMPTY:
                continue
            if glyph not in self.font.to_unicode:
                self.font.to_unicode[glyph] = run.stands_for(position)
            if glyph not in self.font.widths:
                pango.pango_font_get_glyph_extents(run.font, glyph, ink, logical)
                self.font.widths[glyph] = round(logical.width * 1000 * FROM_UNITS / self.size)


def spans(stream: Any, line: Any, spread: int, text: str) -> list[Span] | None:
    """Return the spans of a line of a text, each space of it wider by ``spread``.

    None where the line has glyphs of more than an outline, or a space without a glyph.
    """
    result = []
    spaces = 0
    for of, runs in _sets(stream, line, text):
        font = of.font
        if font.bitmap or font.png or font.svg or font.colr:
            return None
        text_strings = Strings()
        marks: list[Mark] = []
        pen = 0
        lettered = False
        for run in runs:
            if max(run.glyphs, default=0) > EMPTY:
                return None
            for start, end in run.words(of.face.spaces):
                word, width = of.word(run, start, end, lettered)
                for rise, glyphs, position, advance in word.text_strings:
                    text_strings.add(glyphs, pen + position, advance, rise)
                for glyph, position, rise in word.mark_strings:
                    marks.append(Mark(glyph, pen + position, rise))
                lettered = word.lettered
                pen += width
                if run.glyphs[end - 1] in of.face.spaces:
                    spaces += 1
                    pen += of.face.length(spread)
        text_strings.move(pen)
        mark_strings = of.face.drawing(font, marks, text_strings.pen) if marks else []
        result.append(Span(font, of.size, text_strings.to_list(), mark_strings))
    if spread and spaces != sum(text.count(chr(space)) for space in _SPACES):
        return None
    return result


def _sets(stream: Any, line: Any, text: str) -> Iterator[tuple[_Set, list[_Run]]]:
    """Yield each font that a line is set in, with the runs that follow one another in it."""
    from weasyprint.text.ffi import ffi

    before = current = None
    runs: list[_Run] = []
    item = line.runs
    while item != ffi.NULL:
        of, item = item.data, item.next
        font = of.item.analysis.font
        if font != before:
            if current:
                yield current, runs
            before, runs = font, []
            document_font, size = stream.add_font(font)
            current = _Set(stream, document_font, size, _face(document_font, size))
        fields = array("I", ffi.buffer(of.glyphs.glyphs, _INFO_SIZE * of.glyphs.num_glyphs)[:])
        # Of the attributes one bit is of meaning, and the others are what was there before.
        fields[4::5] = array("I", bytes(4 * of.glyphs.num_glyphs))
        runs.append(_Run(font, of, text, fields.tobytes(), fields[::5].tolist()))
    if current:
        yield current, runs


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
