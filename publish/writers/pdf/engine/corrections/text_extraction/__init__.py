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
drawn at all.

For this each line is drawn anew from what Pango has placed, word by word, and a word that was drawn
before is drawn as it was.  The engine moves the pen by thousandths of the type size with what is
less cut off, and takes the 1024ths that marks are moved by for thousandths: towards the end of a
line letters stand a fifth of a pixel astray.  Here they stand where Pango has placed them.

PDFium takes each mark for a piece of no direction (``CFX_BidiString``).  Where a line has more
English words than pointed letters it gives these from the left, and nothing here can help it.
No upstream issue is known to us.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.corrections.text_extraction import line_reuse
from publish.writers.pdf.engine.corrections.text_extraction.glyphs import IGNORED
from publish.writers.pdf.engine.corrections.text_extraction.lines import spans
from publish.writers.pdf.engine.corrections.text_extraction.words import SAYING, WIDTH
from publish.writers.pdf.engine.replacements import Replacement

_SILENCE = "<</ActualText<FEFF>>>"


def replacements() -> tuple[Replacement, ...]:
    """Return the replacements of the drawing of a line and of the description of a font."""
    from weasyprint.draw import text
    from weasyprint.pdf import fonts

    describe = fonts._build_vector_font_dictionary  # noqa: SLF001  # there is no public way in
    return (
        *line_reuse.replacements(),
        Replacement(text, "draw_first_line", draw_by_words(text.draw_first_line)),
        Replacement(fonts, "_build_vector_font_dictionary", add_blanks(describe)),
    )


def draw_by_words(stock: Any) -> Any:
    """Return the drawing of a line word by word, its marks said first and drawn last.

    A line that is cut off with an ellipsis, or that has glyphs of more than an outline, is drawn as
    the engine does.
    """

    @wraps(stock)
    def draw_first_line(
        stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
    ) -> Any:
        shortened = text_overflow == "ellipsis" or block_ellipsis != "none"
        made = None if shortened or not textbox.text.strip() else _spans(stream, textbox)
        if made is None:
            return stock(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        for font, size, said, drawn in made:
            stream.set_font_size(font.hash, size)
            _show(stream, said)
            if drawn:
                stream.begin_marked_content("Span", _SILENCE)
                _show(stream, drawn)
                stream.end_marked_content()
        return []

    return draw_first_line


def add_blanks(stock: Any) -> Any:
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


def _spans(stream: Any, textbox: Any) -> Any:
    layout = textbox.pango_layout
    made = None
    if known := line_reuse.first_layout(layout):
        made = spans(stream, *known, layout.text)
    if made is None:
        line, more = layout.get_first_line()
        made = None if more else spans(stream, line, 0, layout.text)
    return made


def _show(stream: Any, strings: list[tuple[float, str]]) -> None:
    before: float = 0
    for rise, text in strings:
        if rise != before:
            stream.set_text_rise(rise)
            before = rise
        stream.show_text(text)
    if before:
        stream.set_text_rise(0)
