"""Count of the glyphs of a PDF against the letters of its text, which finds letters not drawn.

A page also holds folios, running heads and contents, and the order in which glyphs are drawn is
not the order in which they are read.  So letters are counted: each letter, vowel point, accent and
digit must be drawn at least as often as the text has it.  Default-ignorable characters, such as the
combining grapheme joiner, have no ink and are not counted.  PDFium reads the glyphs, which shares
no code with the engine that drew them.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from publish.diagnostics import Diagnostics, Rule
from publish.diagnostics.rules.pdf import NOT_DRAWN
from publish.document.model import Section
from publish.preflight.expected_text import ExpectedRun, collect_text, letters
from publish.text import normal_forms
from publish.text.invisible import DEFAULT_IGNORABLE
from publish.text.languages import HEBREW, LATIN
from publish.text.source import NOWHERE, Span

_RIGHT_TO_LEFT = b"R2L"
_WITHOUT_INK = re.compile(f"[{DEFAULT_IGNORABLE}]+")


def check_glyphs(characters: str, sections: Iterable[Section]) -> Diagnostics:
    """Return an error that names the letters of ``sections`` that are missing on the pages."""
    return compare_letters(characters, sections, NOT_DRAWN, "are not drawn")


def compare_letters(
    characters: str, sections: Iterable[Section], rule: Rule, fault: str
) -> Diagnostics:
    """Return an error of ``rule`` that names the letters that ``characters`` has too few of."""
    expected = collect_text(sections)
    runs = [*expected.running, *(run for note in expected.notes for run in note)]
    wanted = Counter(_letters("".join(run.text for run in runs)))
    missing = wanted - Counter(_letters(characters))
    if not missing:
        return ()
    named = ", ".join(
        f"{count} × {_name(character)}" for character, count in missing.most_common(6)
    )
    more = f" and {len(missing) - 6} more" if len(missing) > 6 else ""
    rarest = min(missing, key=lambda character: (wanted[character], character))
    message = f"{missing.total()} letters or marks {fault}: {named}{more}"
    return (rule.at(_first_span(runs, rarest), message),)


def all_characters(data: bytes) -> str:
    """Return the characters of the glyphs on all pages, in no particular order."""
    with open_pdf(data) as pdf:
        return characters(pdf, range(1, len(pdf) + 1))


def open_pdf(data: bytes) -> Any:
    """Return the PDFium document of ``data``, which the caller closes."""
    import pypdfium2 as pdfium

    return pdfium.PdfDocument(data)


def characters(pdf: Any, pages: Sequence[int]) -> str:
    """Return the characters of the glyphs on ``pages``, which count from 1.

    In a document that turns from right to left PDFium reads the words of each Latin line from the
    right; this function restores their order.
    """
    is_reversed = turns_left(pdf)
    texts = []
    for number in pages:
        page = pdf[number - 1]
        text = page.get_textpage()
        words = text.get_text_range()
        texts.append(reorder_latin_lines(words) if is_reversed else words)
        text.close()
        page.close()
    return "\r\n".join(texts)


def turns_left(pdf: Any) -> bool:
    """Return whether the viewer preferences of a document say that its pages turn leftward."""
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(len(_RIGHT_TO_LEFT) + 1)
    raw.FPDF_VIEWERREF_GetName(pdf.raw, b"Direction", buffer, len(buffer))
    return bool(buffer.value == _RIGHT_TO_LEFT)


def reorder_latin_lines(text: str) -> str:
    """Return a text with the words of each line reversed that is mainly in Latin letters."""
    return "\r\n".join(
        " ".join(reversed(line.split(" ")))
        if len(LATIN.findall(line)) > len(HEBREW.findall(line))
        else line
        for line in text.split("\r\n")
    )


def _letters(text: str) -> str:
    """Return the letters, marks and digits of a text that have ink, in one normal form."""
    return letters(_decompose(_WITHOUT_INK.sub("", text)))


def _decompose(text: str) -> str:
    """Return a text in one normal form, because PDFium splits ligatures and composed letters."""
    return normal_forms.normalize("NFKD", text)


def _first_span(runs: Iterable[ExpectedRun], character: str) -> Span:
    spans = (run.span for run in runs if character in _decompose(run.text))
    return next(spans, NOWHERE)


def _name(character: str) -> str:
    shown = f"◌{character}" if unicodedata.combining(character) else f"“{character}”"
    return f"{shown} (U+{ord(character):04X})"
