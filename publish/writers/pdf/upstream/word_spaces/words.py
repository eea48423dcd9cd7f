"""Words with marks, as they are said and as they are drawn: operands of TJ from operands of TJ."""

from __future__ import annotations

import re
from functools import cache
from textwrap import wrap
from typing import Any, NamedTuple

from publish.writers.pdf.upstream.to_unicode import MARKS, meaning
from publish.writers.pdf.upstream.word_spaces.glyphs import About

WIDTH = 110
"""What the blank that says a mark is wide, in thousandths of the type size.

With a tenth or less it would be the double of its letter for poppler, with two tenths or more it
would overlap the letter before it: either would be the end of a word (``TextPage::addChar``).
"""

WIDE = 1000
"""What the blank is wide that raised marks are drawn after: to PDFium a piece that is higher by
more than half of its first glyph stands on another line (``CPDF_TextPage::ProcessTextObject``)."""

SAYING = 0xF000
"""Of the codes that say a character and draw nothing, to which its last byte is added."""

_NOTHING = "\x03"

_FROM_RIGHT_TO_LEFT = "\u200f"

_CODES = re.compile("[0-9a-f]{4,}")

Held = tuple[float, str]
"""How far a string is raised, and the operand of TJ."""


_Mark = tuple[str, int, float]
"""A glyph that is a mark, where it stands, and how far it is raised."""


class _Word(NamedTuple):
    """A word with its marks as it is said and drawn, from where the pen was before it.

    What is said are strings, each with how far it is raised, where it begins, and how far it
    takes the pen.
    """

    said: tuple[tuple[float, str, int, int], ...]
    advance: int
    lettered: bool
    drawn: list[_Mark]
    says: frozenset[int]


class _Piece(NamedTuple):
    """What stands between two moves of the pen: its glyphs, and how far the pen goes back then."""

    digits: str
    glyphs: tuple[str, ...]
    width: int
    back: int
    plain: bool
    waits: bool
    space: bool


class _Strings:
    """Strings to draw, one after another: from where glyphs stand comes how the pen moves.

    ``starts`` are where the pen is as each string begins.  Lengths are in hundred-thousandths of
    the type size.
    """

    def __init__(self, pen: int = 0) -> None:
        self.pen = pen
        self.starts: list[int] = []
        self._done: list[tuple[float, list[str]]] = []

    def add(self, digits: str, at: int, width: int, rise: float) -> None:
        if not self._done or self._done[-1][0] != rise:
            self._done.append((rise, []))
            self.starts.append(self.pen)
        made = self._done[-1][1]
        tenths = (self.pen - at + 5) // 10
        made.append(f"{_number(tenths)}<{digits}>" if tenths else f"<{digits}>")
        self.pen += width - 10 * tenths

    def move(self, at: int) -> None:
        tenths = (self.pen - at + 5) // 10
        if tenths:
            if not self._done:
                self._done.append((0, []))
            self._done[-1][1].append(_number(tenths))
            self.pen -= 10 * tenths

    def made(self) -> list[Held]:
        return [(rise, "".join(made).replace("><", "")) for rise, made in self._done]


class Marked:
    """A font with Hebrew marks, and what of it was drawn before: in a text little is new."""

    def __init__(self, font: Any, about: About) -> None:
        self._to_unicode, self._widths = font.to_unicode, font.widths
        self._marks, self._pointed, self._letters, self._spaces, self._room, blanks = about
        (self._blank, of_blank), (self._wide, of_wide) = tuple(blanks.items())[:2]
        self._blanks = {int(self._blank, 16): of_blank, int(self._wide, 16): of_wide}
        self._widths[int(self._blank, 16)] = WIDTH
        self._widths[int(self._wide, 16)] = WIDE
        self._pieces: dict[str, _Piece] = {}
        self._characters: dict[int, str] = {}
        self._words: dict[tuple[tuple[Held, ...], bool], _Word] = {}

    def waits(self, text: str) -> bool:
        """Tell whether a string ends with a mark, whose letter is in the next one."""
        last = text.rpartition("<")[2].partition(">")[0][-4:]
        return last in self._marks or last in self._room

    def apart(self, held: list[Held]) -> tuple[list[Held], list[Held]]:
        """Return the strings that say what these say, and those that draw the marks."""
        said = _Strings()
        drawn: list[_Mark] = []
        said.move(self._spread_known(held, said, drawn))
        return said.made(), self._drawn(drawn, said.pen) if drawn else []

    def _spread_known(self, strings: list[Held], said: _Strings, drawn: list[_Mark]) -> int:
        """Do the same as ``_spread``, word by word as it was done before."""
        pen = 0
        lettered = False
        waits = False
        held: list[Held] = []

        def let_go() -> None:
            nonlocal pen, lettered
            key = (tuple(held), lettered)
            known = self._words.get(key) or self._word(held, lettered)
            if not known.says <= self._to_unicode.keys():
                for code in known.says:
                    self._code(self._characters[code])
            for rise, digits, at, width in known.said:
                said.add(digits, pen + at, width, rise)
            for glyph, at, rise in known.drawn:
                drawn.append((glyph, pen + at, rise))
            pen += known.advance
            lettered = known.lettered
            held.clear()

        for rise, text in strings:
            first, *pieces = text.split("<")
            if not held:
                pen -= _length(first)
                first = ""
            for each in pieces:
                piece = self._pieces.get(each) or self._piece(each)
                if held and piece.space and not waits and not first:
                    let_go()
                if piece.plain and not held:
                    if piece.digits:
                        said.add(piece.digits, pen, piece.width, rise)
                        lettered = self._lettered(lettered, piece.glyphs)
                    pen += piece.width - piece.back
                    continue
                held.append((rise, f"{first}<{each}"))
                first = ""
                waits = piece.waits or (waits and not piece.glyphs)
            if first:
                held.append((rise, first))
        if held:
            let_go()
        return pen

    def _word(self, held: list[Held], lettered: bool) -> _Word:
        """Return a word with its marks, from the strings that are drawn for it alone."""
        said = _Strings()
        drawn: list[_Mark] = []
        advance, after = self._spread(held, said, drawn, lettered=lettered)
        made = []
        pen = 0
        for (rise, text), end in zip(said.made(), (*said.starts[1:], said.pen), strict=True):
            first, _, digits = text.partition("<")
            at = pen - _length(first)
            made.append((rise, digits[:-1], at, end - at))
            pen = end
        codes = [g for _, digits, _, _ in made for c in _CODES.findall(digits) for g in wrap(c, 4)]
        says = frozenset(code for code in (int(each, 16) for each in codes) if code >= SAYING)
        known = _Word(tuple(made), advance, after, drawn, says)
        # What some glyphs stand for hangs on the page that they are on.
        glyphs = [
            g for _, text in held for e in text.split("<")[1:] for g in self._pieces[e].glyphs
        ]
        if all(len(self._marks.get(g) or self._pointed.get(g) or "1") == 1 for g in glyphs):
            self._words[tuple(held), lettered] = known
        return known

    def _spread(
        self, held: list[Held], said: _Strings, drawn: list[_Mark], *, lettered: bool
    ) -> tuple[int, bool]:
        """Say the marks of strings before their letters, and gather them as they are drawn.

        Return where the pen comes to stand, and whether the last that was said is a letter.
        """
        pen = 0
        waiting: list[_Mark] = []
        for rise, text in held:
            first, *pieces = text.split("<")
            pen -= _length(first)
            for each in pieces:
                piece = self._pieces.get(each) or self._piece(each)
                if piece.plain and not waiting:
                    if piece.digits:
                        said.add(piece.digits, pen, piece.width, rise)
                        lettered = self._lettered(lettered, piece.glyphs)
                    pen += piece.width - piece.back
                    continue
                for glyph in piece.glyphs:
                    width = self._width(glyph)
                    if glyph in self._marks:
                        waiting.append((glyph, pen, rise))
                    elif glyph not in self._room:
                        marks = "".join(map(self._told, [mark for mark, _, _ in waiting]))
                        marks += self._told(glyph)
                        if marks and not lettered:
                            # A mark is of no direction: it would go to what is left of it.
                            marks = _FROM_RIGHT_TO_LEFT + marks
                        for mark in marks:
                            said.add(self._code(mark), pen - 100 * WIDTH, 100 * WIDTH, rise)
                        said.add(glyph, pen, width, rise)
                        lettered = self._lettered(lettered, (glyph,))
                        drawn += waiting
                        waiting.clear()
                    pen += width
                pen -= piece.back
        for glyph, at, rise in waiting:
            said.add(glyph, at, self._width(glyph), rise)
        return pen, lettered

    def _drawn(self, marks: list[tuple[str, int, float]], end: int) -> list[Held]:
        """Return the strings that draw marks, from the right, as PDFium will not say them."""
        made = _Strings(end)
        # Twice, because PDFium leaves out what has no extent.
        made.add(2 * self._code(_NOTHING), end - 200 * WIDTH, 200 * WIDTH, 0)
        strings = made.made()
        for rise in {rise: None for _, _, rise in marks}:
            made = _Strings(made.pen)
            # Next after the first piece: PDFium sorts pieces by where they begin.
            made.add(self._wide, end - 190 * WIDTH, 100 * WIDE, rise)
            for glyph, at, height in reversed(marks):
                if height == rise:
                    made.add(glyph, at, self._width(glyph), rise)
            made.add(self._wide, end - 100 * WIDE, 100 * WIDE, rise)
            strings += made.made()
        return strings

    def _piece(self, text: str) -> _Piece:
        digits, _, after = text.partition(">")
        glyphs = tuple(digits[at : at + 4] for at in range(0, len(digits), 4))
        plain = not any(g in self._marks or g in self._pointed or g in self._room for g in glyphs)
        waits = not plain and (glyphs[-1] in self._marks or glyphs[-1] in self._room)
        width = sum(map(self._width, glyphs))
        space = bool(glyphs) and all(glyph in self._spaces for glyph in glyphs)
        known = _Piece(digits, glyphs, width, _length(after), plain, waits, space)
        self._pieces[text] = known
        return known

    def _lettered(self, before: bool, glyphs: tuple[str, ...]) -> bool:
        """Tell whether some glyphs end with a letter, or with a space after one."""
        for glyph in reversed(glyphs):
            if glyph not in self._spaces:
                return glyph in self._letters
        return before

    def _told(self, glyph: str) -> str:
        """Return the marks that a glyph stands for, from the last one to the first."""
        meanings = self._marks.get(glyph) or self._pointed.get(glyph)
        if not meanings:
            return ""
        text = meaning(self._to_unicode.get(int(glyph, 16), ""), meanings)
        return "".join(MARKS.findall(text))[::-1]

    def _code(self, character: str) -> str:
        """Return the code that says a character, which the page then has."""
        code = SAYING + (ord(character) & 0xFF)
        if code not in self._to_unicode:
            self._to_unicode.update({code: character, **self._blanks})
            self._widths[code] = WIDTH
            self._characters[code] = character
        return f"{code:04x}"

    def _width(self, glyph: str) -> int:
        width: float = self._widths[int(glyph, 16)]
        return round(width * 100)


def _length(number: str) -> int:
    return round(float(number or 0) * 100)


@cache
def _number(tenths: int) -> str:
    """Return a number of the operand."""
    return f"{tenths / 10:.1f}".removesuffix(".0")
