"""Correction: pointed Hebrew is copied out of a PDF word for word, each mark after its letter.

From right to left a mark is drawn before its letter, and a program that copies text reverses the
order of drawing, character by character, which makes it right.  But a mark stands over or under its
letter: after every mark the pen moves forward, for which PDFium and poppler see a space, and
poppler orders overlapping glyphs by their places.  Therefore visible glyphs and text are apart:

- Before its letter each mark is said by a code of its own, which draws a blank glyph.  The pen goes
  back by the width of that glyph first, so that it never moves forward.
- After the words their marks are drawn where they belong, within an ``ActualText`` of nothing
  (ISO 32000-1, 14.9.4), so that poppler and MuPDF do not say them again.  PDFium says the first
  piece that is drawn there nevertheless (``CPDF_TextPage::PreMarkedContent``) and none that
  follows: the first is a blank that stands for a control character which PDFium never returns.

A mark after punctuation, or at the beginning, has U+200F before it: a mark has no direction, and
would go to the text at its left.  A letter with its marks in one glyph says the letter alone
(``to_unicode``).  Some fonts make room for marks with a glyph of a space, which is not drawn.

Each line is drawn anew from the places that Pango gave its glyphs, word by word, and a word that
was drawn before is drawn as it was.  WeasyPrint moves the pen by truncated thousandths of the type
size, and takes the 1024ths by which marks are raised for thousandths: towards the end of a line
letters stand a fifth of a pixel beside their places.  Here they stand where Pango placed them.

Limit: PDFium takes each mark for a piece without direction (``CFX_BidiString``), and
orders a line with more English words than pointed letters from the left.  Report:
docs/upstream/text-extraction.md.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.corrections.text_extraction import line_reuse
from publish.writers.pdf.engine.corrections.text_extraction.glyphs import IGNORED
from publish.writers.pdf.engine.corrections.text_extraction.lines import spans
from publish.writers.pdf.engine.corrections.text_extraction.words import SAYING, WIDTH
from publish.writers.pdf.engine.interface.replacements import Replacement

_SILENCE = "<</ActualText<FEFF>>>"


def replacements() -> tuple[Replacement, ...]:
    """Return the replacements of the drawing of a line and of the description of a font."""
    from weasyprint.draw import text
    from weasyprint.pdf import fonts

    describe = fonts._build_vector_font_dictionary  # noqa: SLF001  # no public name
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
        line_spans = None if shortened or not textbox.text.strip() else _spans(stream, textbox)
        if line_spans is None:
            return stock(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        for font, size, text_strings, mark_strings in line_spans:
            stream.set_font_size(font.hash, size)
            _show(stream, text_strings)
            if mark_strings:
                stream.begin_marked_content("Span", _SILENCE)
                _show(stream, mark_strings)
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
    # A glyph that makes room for a mark has a width, and no text.
    places = {code: code for code in (*font.to_unicode, *font.widths) if code < SAYING}
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
    line_spans = None
    if first := line_reuse.first_layout(layout):
        line_spans = spans(stream, *first, layout.text)
    if line_spans is None:
        line, more = layout.get_first_line()
        line_spans = None if more else spans(stream, line, 0, layout.text)
    return line_spans


def _show(stream: Any, strings: list[tuple[float, str]]) -> None:
    before: float = 0
    for rise, text in strings:
        if rise != before:
            stream.set_text_rise(rise)
            before = rise
        stream.show_text(text)
    if before:
        stream.set_text_rise(0)
