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

from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

from publish.writers.pdf.upstream.word_spaces.glyphs import IGNORED, about
from publish.writers.pdf.upstream.word_spaces.words import SAYING, WIDTH, Held, Marked

_SILENCE = "<</ActualText<FEFF>>>"


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
                if glyph < SAYING and text in IGNORED and font.widths[glyph] == WIDTH
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


def _marked(stream: Any, name: Any) -> Marked | None:
    """Return the font of a stream that has that name, if it has Hebrew marks and can say them."""
    font = next((font for font in stream._fonts.values() if font.hash == name), None)  # noqa: SLF001
    if font is None or font.bitmap:
        return None
    if font not in _known:
        found = about(font.file_content, font.index)
        _known[font] = Marked(font, found) if found.marks and len(found.blanks) > 1 else None
    return _known[font]


# Each document of the engine's has fonts of its own, and takes them with it when it goes.
_known: WeakKeyDictionary[Any, Marked | None] = WeakKeyDictionary()
