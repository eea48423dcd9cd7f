"""Pointed Hebrew copied out of a PDF has spaces within its words.

A mark has no width, and from right to left it is drawn before its letter: at every mark the pen
leaps forward, and for PDFium and poppler a leap is a space.  So the letter is drawn first and the
marks go back to it, where that is not too far, and a mark is said to be wide enough that nothing
leaps after it.  Some fonts make room for marks with a glyph of a space, which is not drawn at all.
What is seen stays where it was.  No upstream issue is known to us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache, wraps
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from publish.writers.pdf.upstream.to_unicode import meanings_of

WIDTH = 400
"""What a mark is said to be wide, in thousandths of the type size: most of a letter.

With less, poppler parts fewer words and PDFium more, in a bold face above all.
"""

_FAR = 52_000
"""How far a mark may go back from the end of its letter, in hundred-thousandths of the type size.

For poppler and PDFium a longer way back is the end of a word, so a mark that stands so far to the
left is drawn before its letter.
"""

_MARK = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]+")


def mend() -> None:
    """Draw each letter before its marks."""
    from weasyprint.pdf.stream import Stream

    if not hasattr(Stream.show_text, "__wrapped__"):
        Stream.set_font_size = with_wide_marks(Stream.set_font_size)
        Stream.show_text = letters_first(Stream.show_text)


def with_wide_marks(stock: Any) -> Any:
    """Return the choice of a font with the width of its Hebrew marks changed."""

    @wraps(stock)
    def set_font_size(stream: Any, name: Any, size: Any) -> Any:
        if getattr(stream, "publish_name", None) != name:
            stream.publish_name, stream.publish_font = name, _marked(stream, name)
        return stock(stream, name, size)

    return set_font_size


def letters_first(stock: Any) -> Any:
    """Return the drawing of a string with the marks of a letter next to it."""

    @wraps(stock)
    def show_text(stream: Any, text: str) -> Any:
        font = getattr(stream, "publish_font", None)
        return stock(stream, font.letters_first(text) if font else text)

    return show_text


def _marked(stream: Any, name: Any) -> _Marked | None:
    """Return the font of a stream that has that name, if it has Hebrew marks."""
    font = next((font for font in stream._fonts.values() if font.hash == name), None)  # noqa: SLF001
    if font is None or font.bitmap:
        return None
    if font not in _known:
        marks, room = _marks_and_room(font.file_content, font.index)
        font.widths.update(dict.fromkeys(marks, WIDTH))
        _known[font] = _Marked(marks, room, font.widths) if marks else None
    return _known[font]


class _Drawn(NamedTuple):
    """Glyphs as they stand in the operand of TJ, and how far the pen goes back on either side.

    All lengths are in hundred-thousandths of the type size.
    """

    before: int
    glyphs: str
    after: int


class _Piece(NamedTuple):
    """What the engine draws: whether there are marks in it, and whether its end awaits a letter.

    The room for marks counts as one.
    """

    drawn: _Drawn
    marked: bool
    waits: bool


class _Marked:
    """A font with Hebrew marks, and what of it was drawn before: in a text little is new."""

    def __init__(
        self, marks: Iterable[int], room: Iterable[int], widths: Mapping[int, float]
    ) -> None:
        self._marks = frozenset(f"{glyph:04x}" for glyph in marks)
        self._room = frozenset(f"{glyph:04x}" for glyph in room)
        self._widths = widths
        # A text ends with a piece of nothing, which no mark can await.
        self._pieces = {"": _Piece(_Drawn(0, "", 0), marked=False, waits=False)}
        self._letters: dict[str, _Drawn] = {}

    def letters_first(self, text: str) -> str:
        """Return the operand of TJ with the marks of each letter drawn with it, in their places."""
        first, *pieces = text.split("<")
        made: list[str] = []
        held = ""
        back = _length(first)
        for piece in (*pieces, ""):
            drawn, marked, waits = self._pieces.get(piece) or self._piece(piece)
            if held or marked:
                held += "<" + piece
                if waits:
                    continue
                drawn = self._letters.get(held) or self._letter(held)
                held = ""
            before, glyphs, after = drawn
            if glyphs:
                tenths = (back + before + 5) // 10
                made.append(f"{_number(tenths)}<{glyphs}>")
                back -= 10 * tenths
            back += before + after
        made.append(_number((back + 5) // 10))
        return "".join(made).replace("><", "")

    def _piece(self, piece: str) -> _Piece:
        digits, _, after = piece.partition(">")
        waits = [glyph in self._marks or glyph in self._room for glyph in _glyphs(digits)]
        known = _Piece(_Drawn(0, digits, _length(after)), any(waits), all(waits[-1:]))
        self._pieces[piece] = known
        return known

    def _letter(self, text: str) -> _Drawn:
        """Return the letters of a part of the operand, each with its marks beside it."""
        pen = 0
        waiting: list[tuple[str, int]] = []
        placed: list[tuple[str, int]] = []
        for piece in text.split("<")[1:]:
            _, digits, after = self._pieces[piece].drawn
            for glyph in _glyphs(digits):
                if glyph in self._marks:
                    waiting.append((glyph, pen))
                elif glyph not in self._room:
                    far = pen + self._width(glyph) - _FAR
                    placed += [mark for mark in waiting if mark[1] < far]
                    placed.append((glyph, pen))
                    placed += [mark for mark in waiting if mark[1] >= far]
                    waiting.clear()
                pen += self._width(glyph)
            pen -= after
        placed += waiting
        end, start = pen, placed[0][1] if placed else pen
        pen = start
        made = ""
        for glyph, at in placed:
            tenths = (pen - at + 5) // 10
            made += f">{_number(tenths)}<{glyph}" if tenths else glyph
            pen += self._width(glyph) - 10 * tenths
        known = _Drawn(-start, made, pen - end)
        self._letters[text] = known
        return known

    def _width(self, glyph: str) -> int:
        return round(self._widths[int(glyph, 16)] * 100)


# Each document of the engine's has fonts of its own, and takes them with it when it goes.
_known: WeakKeyDictionary[Any, _Marked | None] = WeakKeyDictionary()


@lru_cache(maxsize=16)
def _marks_and_room(data: bytes, index: int) -> tuple[list[int], list[int]]:
    """Return the glyphs of a font that are Hebrew marks and no more, and those that are nothing."""
    found = meanings_of(data, index).items()
    return (
        [glyph for glyph, texts in found if all(map(_MARK.fullmatch, texts))],
        [glyph for glyph, texts in found if not any(texts)],
    )


def _glyphs(digits: str) -> list[str]:
    return [digits[at : at + 4] for at in range(0, len(digits), 4)]


def _length(number: str) -> int:
    return round(float(number or 0) * 100)


@cache
def _number(tenths: int) -> str:
    """Return a number of the operand, nothing for none."""
    return f"{tenths / 10:.1f}".removesuffix(".0") if tenths else ""
