"""Preflight of a PDF, text by text: a text that is printed as when it was proved is skipped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from publish.diagnostics import Diagnostics, Severity, worst
from publish.preflight import glyph_counts, pdf_fonts, pdf_markup
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers.pdf.document import Printed, PrintedText


def inspect(
    pdf: Printed, writer_diagnostics: Diagnostics, theme: Theme, store: Store
) -> Diagnostics:
    """Return the errors of a PDF; texts that ``store`` holds as proved are not read again.

    After an error of the writer (a character that no font has) drawn glyphs are not counted.
    """
    new = [text for text in pdf.texts if not _is_proved(text, store)]
    diagnostics = pdf_fonts.inspect(pdf.data, theme)
    diagnostics += tuple(chain.from_iterable(map(_compare_markup, new)))
    if worst(writer_diagnostics + diagnostics) is Severity.ERROR:
        return diagnostics
    diagnostics += _count_glyphs(pdf.data, new, store)
    if not diagnostics:
        for text in new:
            if text.proof:
                store.put(_key(text, store), True)
    return diagnostics


def _is_proved(text: PrintedText, store: Store) -> bool:
    """Return whether the text was proved before, as it is printed now."""
    return bool(text.proof and store.get(_key(text, store), bool))


def _compare_markup(text: PrintedText) -> Diagnostics:
    return pdf_markup.inspect((text.given(),), (text.chapter.section,))


def _count_glyphs(data: bytes, texts: Sequence[PrintedText], store: Store) -> Diagnostics:
    if not texts:
        return ()
    with glyph_counts.open_pdf(data) as pdf:
        return tuple(
            diagnostic
            for text in texts
            for diagnostic in glyph_counts.inspect(
                _characters(pdf, text, store), (text.chapter.section,)
            )
        )


def _characters(pdf: Any, text: PrintedText, store: Store) -> str:
    """Return the characters drawn on the pages of a text; only changed pages are read."""
    if not text.place:
        return glyph_counts.characters(pdf, text.pages)
    place = store.key("drawn", text.place)
    before: dict[str, str] = store.get(place, dict) or {}
    names = text.drawn()
    now = {
        name: before[name]
        if name in before
        else glyph_counts.characters(pdf, range(page, page + 1))
        for name, page in zip(names, text.pages, strict=True)
    }
    store.put(place, now)
    return "".join(now[name] for name in names)


def _key(text: PrintedText, store: Store) -> str:
    return store.key("proof", text.proof)
