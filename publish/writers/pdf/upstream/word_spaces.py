"""Pointed Hebrew copied out of a PDF has spaces within its words, or its marks before the letters.

From right to left a mark is drawn before its letter, and a program that copies text turns what is
drawn about, character by character, which makes it right.  But a mark stands over or under its
letter: at every mark the pen leaps forward, for which PDFium and poppler see a space, and poppler
sorts what overlaps by its place.  So what is seen and what is said are drawn apart:

- Before its letter each mark is said by a code of its own, which draws a blank glyph.  The pen goes
  back by the width of that glyph first, so that it never leaps.
- After the words their marks are drawn where they belong, within an ``ActualText`` that says
  nothing (ISO 32000-1, 14.9.4), so that poppler and MuPDF do not say them again.  PDFium says the
  first piece that is drawn there nevertheless (``CPDF_TextPage::PreMarkedContent``) and none that
  follows: the first is a blank that stands for a control character which PDFium never gives out.

A mark that would come after punctuation, or first, has U+200F before it: it is of no direction, and
would go to what is left of it.  A letter that the font has put together with its marks says the
letter alone (``to_unicode``).  Some fonts make room for marks with a glyph of a space, which is not
drawn at all.  What is seen stays where it was.

PDFium takes each mark for a piece of no direction (``CFX_BidiString``).  Where a line has more
English words than pointed letters it gives these from the left, and nothing here can help it.
No upstream issue is known to us.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, wraps
from textwrap import wrap
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from publish.writers.pdf.upstream.to_unicode import LETTERS, MARKS, is_blank, meaning, meanings_of

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

_IGNORED = "\u200b\u200c\u200d\u2060\u034f\ufeff"
"""Characters that are never seen: a font has blank glyphs for them."""

_CODES = re.compile("[0-9a-f]{4,}")

_SILENCE = "<</ActualText<FEFF>>>"

_POINTED = re.compile(f"[\u05d0-\u05ea]{MARKS.pattern}|{MARKS.pattern}[\u05d0-\u05ea]")


def mend() -> None:
    """Say each mark before its letter, and draw it after the words."""
    from weasyprint.pdf import fonts
    from weasyprint.pdf.stream import Stream

    if not hasattr(Stream.show_text, "__wrapped__"):
        Stream.set_font_size = with_marks_known(Stream.set_font_size)
        Stream.set_text_rise = held_back(Stream.set_text_rise)
        Stream.show_text = said_and_drawn(Stream.show_text)
        Stream.end_text = with_the_rest(Stream.end_text)
        fonts._build_vector_font_dictionary = with_blanks(fonts._build_vector_font_dictionary)  # noqa: SLF001


def with_marks_known(stock: Any) -> Any:
    """Return the choice of a font with its Hebrew marks looked up."""

    @wraps(stock)
    def set_font_size(stream: Any, name: Any, size: Any) -> Any:
        _draw_held(stream)
        if getattr(stream, "publish_name", None) != name:
            stream.publish_name, stream.publish_font = name, _marked(stream, name)
        stream.publish_rise, stream.publish_held = 0, []
        return stock(stream, name, size)

    return set_font_size


def held_back(stock: Any) -> Any:
    """Return the raising of text, told to what draws the marks."""

    @wraps(stock)
    def set_text_rise(stream: Any, height: Any) -> Any:
        if getattr(stream, "publish_font", None) is None:
            return stock(stream, height)
        stream.publish_rise = height
        return None

    return set_text_rise


def said_and_drawn(stock: Any) -> Any:
    """Return the drawing of a string with its marks said first and drawn last.

    What ends with a mark is held until its letter comes.
    """

    @wraps(stock)
    def show_text(stream: Any, text: str) -> Any:
        font = getattr(stream, "publish_font", None)
        if font is None:
            return stock(stream, text)
        stream.publish_held.append((stream.publish_rise, text))
        if not font.waits(text):
            _draw_held(stream)
        return None

    return show_text


def with_the_rest(stock: Any) -> Any:
    """Return the end of a text with marks drawn that have met no letter."""

    @wraps(stock)
    def end_text(stream: Any) -> Any:
        _draw_held(stream)
        return stock(stream)

    return end_text


def with_blanks(stock: Any) -> Any:
    """Return the description of a font with its blank glyph for the codes that say a mark."""

    @wraps(stock)
    def build(dictionary: Any, pdf: Any, font: Any, *more: Any) -> Any:
        stock(dictionary, pdf, font, *more)
        saying = [code for code in font.to_unicode if code >= SAYING]
        if saying:
            blank = next(
                glyph
                for glyph, text in font.to_unicode.items()
                if glyph < SAYING and text in _IGNORED and font.widths[glyph] == WIDTH
            )
            _map_to(blank, saying, pdf, font)

    return build


def _map_to(blank: int, saying: list[int], pdf: Any, font: Any) -> None:
    """Give the font that was written last a map from codes to glyphs."""
    from weasyprint.pdf import pydyf

    glyphs = bytearray(2 * (max(saying) + 1))
    places = {code: code for code in font.to_unicode if code < SAYING}
    for code, glyph in (places | dict.fromkeys(saying, blank)).items():
        glyphs[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    written = pydyf.Stream([bytes(glyphs)], compress=True)
    described = next(
        each for each in reversed(pdf.objects) if "CIDToGIDMap" in getattr(each, "keys", tuple)()
    )
    pdf.add_object(written)
    described["CIDToGIDMap"] = written.reference


Held = tuple[float, str]
"""How far a string is raised, and the operand of TJ."""


def _draw_held(stream: Any) -> None:
    held = getattr(stream, "publish_held", None)
    if not held:
        return
    stream.publish_held = []
    said, drawn = stream.publish_font.apart(held)
    _show(stream, said)
    if drawn:
        stream.begin_marked_content("Span", _SILENCE)
        _show(stream, drawn)
        stream.end_marked_content()


def _show(stream: Any, strings: list[Held]) -> None:
    from weasyprint.pdf.stream import Stream

    show, rise = Stream.show_text.__wrapped__, Stream.set_text_rise.__wrapped__
    before: float = 0
    for height, text in strings:
        if height != before:
            rise(stream, height)
            before = height
        show(stream, text)
    if before:
        rise(stream, 0)


def _marked(stream: Any, name: Any) -> _Marked | None:
    """Return the font of a stream that has that name, if it has Hebrew marks and can say them."""
    font = next((font for font in stream._fonts.values() if font.hash == name), None)  # noqa: SLF001
    if font is None or font.bitmap:
        return None
    if font not in _known:
        about = _about(font.file_content, font.index)
        _known[font] = _Marked(font, about) if about.marks and len(about.blanks) > 1 else None
    return _known[font]


class _About(NamedTuple):
    """The glyphs of a font that are marks, letters with marks, letters, spaces, room and blank.

    Of the first two it is told what they can stand for.  Glyphs stand as their codes are written.
    """

    marks: Mapping[str, frozenset[str]]
    pointed: Mapping[str, frozenset[str]]
    letters: frozenset[str]
    spaces: frozenset[str]
    room: frozenset[str]
    blanks: Mapping[str, str]


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


class _Marked:
    """A font with Hebrew marks, and what of it was drawn before: in a text little is new."""

    def __init__(self, font: Any, about: _About) -> None:
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


# Each document of the engine's has fonts of its own, and takes them with it when it goes.
_known: WeakKeyDictionary[Any, _Marked | None] = WeakKeyDictionary()


@lru_cache(maxsize=16)
def _about(data: bytes, index: int) -> _About:
    """Return what glyphs of a font its Hebrew marks are drawn and said with."""
    found = meanings_of(data, index)
    if not found:
        return _About({}, {}, frozenset(), frozenset(), frozenset(), {})
    marks, pointed = (
        {
            f"{glyph:04x}": frozenset(texts)
            for glyph, texts in found.items()
            if any(map(form.fullmatch, texts))
        }
        for form in (MARKS, _POINTED)
    )

    def glyphs(which: Callable[[set[str]], bool]) -> frozenset[str]:
        return frozenset(f"{glyph:04x}" for glyph, texts in found.items() if which(texts))

    letters = glyphs(lambda texts: any(map(LETTERS.search, texts)))
    spaces = glyphs(lambda texts: any(map(str.isspace, texts)))
    room = glyphs(lambda texts: not any(texts))
    return _About(marks, pointed, letters, spaces, room, dict(_blanks(data, index)))


def _blanks(data: bytes, index: int) -> Iterator[tuple[str, str]]:
    """Yield the glyphs of a font that draw nothing and take no room, and what they stand for."""
    import io

    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), fontNumber=index, lazy=True)
    known = font.getBestCmap()
    for character in _IGNORED:
        name = known.get(ord(character))
        if name and font["hmtx"][name][0] == 0 and is_blank(font, name):
            yield f"{font.getGlyphID(name):04x}", character


def _length(number: str) -> int:
    return round(float(number or 0) * 100)


@cache
def _number(tenths: int) -> str:
    """Return a number of the operand."""
    return f"{tenths / 10:.1f}".removesuffix(".0")
