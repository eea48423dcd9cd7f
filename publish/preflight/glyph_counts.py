"""The glyphs of a PDF counted against the letters of its text: what was not drawn is found.

A page also holds what the book adds (folios, running heads, contents), and in what order its
glyphs are drawn says nothing of the order in which they are read.  So letters are counted: of each
letter, vowel sign, accent and digit at least as many must be drawn as the text has.  The count is
PDFium's, which is no part of the engine that drew the page.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any

from publish.diagnostics import Diagnostics, Rule
from publish.diagnostics.rules.pdf import NOT_DRAWN
from publish.document.model import Section
from publish.preflight.text_oracle import Piece, letters, reading
from publish.text.source import NOWHERE, Span


def inspect(drawn: str, sections: Iterable[Section]) -> Diagnostics:
    """Return an error that names the letters of ``sections`` which are not among those drawn."""
    return lacking(drawn, sections, NOT_DRAWN, "are not drawn")


def lacking(found: str, sections: Iterable[Section], rule: Rule, what: str) -> Diagnostics:
    """Return an error that names the letters of ``sections`` which ``found`` has too few of."""
    told = reading(sections)
    pieces = [*told.running, *(piece for note in told.notes for piece in note)]
    wanted = Counter(letters(_composed("".join(piece.text for piece in pieces))))
    missing = wanted - Counter(letters(_composed(found)))
    if not missing:
        return ()
    named = ", ".join(
        f"{count} × {_name(character)}" for character, count in missing.most_common(6)
    )
    more = f" and {len(missing) - 6} more" if len(missing) > 6 else ""
    rarest = min(missing, key=lambda character: (wanted[character], character))
    message = f"{missing.total()} letters or marks {what}: {named}{more}"
    return (rule.at(_first(pieces, rarest), message),)


def drawn(data: bytes) -> str:
    """Return the characters that the glyphs of all pages stand for, in no order to rely on."""
    with opened(data) as pdf:
        return drawn_on(pdf, range(1, len(pdf) + 1))


def opened(data: bytes) -> Any:
    """Return a PDF as ``drawn_on`` takes it, to be closed."""
    import pypdfium2 as pdfium

    return pdfium.PdfDocument(data)


def drawn_on(pdf: Any, pages: range) -> str:
    """Return what the glyphs of these pages, counted from 1, stand for."""
    found = []
    for number in pages:
        page = pdf[number - 1]
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    return "".join(found)


def _composed(text: str) -> str:
    """Return a text with what PDFium takes apart put together, and ligatures taken apart."""
    return unicodedata.normalize("NFKD", text)


def _first(pieces: Iterable[Piece], character: str) -> Span:
    found = (piece.span for piece in pieces if character in _composed(piece.text))
    return next(found, NOWHERE)


def _name(character: str) -> str:
    shown = f"◌{character}" if unicodedata.combining(character) else f"“{character}”"
    return f"{shown} (U+{ord(character):04X})"
