"""Preflight of a PDF, text by text: a text that is printed as when it was proved is skipped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from publish.diagnostics import Diagnostics, Severity, worst
from publish.preflight import glyph_counts, pdf_fonts, pdf_markup
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers.pdf.document import PdfDocument, PdfSection


def check_pdf(
    pdf: PdfDocument, writer_diagnostics: Diagnostics, theme: Theme, store: Store
) -> Diagnostics:
    """Return the errors of a PDF; texts that ``store`` holds as proved are not read again.

    After an error of the writer (a character that no font has) drawn glyphs are not counted.
    """
    new = [section for section in pdf.sections if not _is_proved(section, store)]
    diagnostics = pdf_fonts.check_fonts(pdf.data, theme)
    diagnostics += tuple(chain.from_iterable(map(_check_markup, new)))
    if worst(writer_diagnostics + diagnostics) is Severity.ERROR:
        return diagnostics
    diagnostics += _check_glyphs(pdf.data, new, store)
    if not diagnostics:
        for section in new:
            if section.proof_key:
                store.put(_key(section, store), True)
    return diagnostics


def _is_proved(section: PdfSection, store: Store) -> bool:
    """Return whether the text was proved before, as it is printed now."""
    return bool(section.proof_key and store.get(_key(section, store), bool))


def _check_markup(section: PdfSection) -> Diagnostics:
    return pdf_markup.check_markup((section.markup,), (section.chapter.section,))


def _check_glyphs(data: bytes, sections: Sequence[PdfSection], store: Store) -> Diagnostics:
    if not sections:
        return ()
    with glyph_counts.open_pdf(data) as pdf:
        return tuple(
            diagnostic
            for section in sections
            for diagnostic in glyph_counts.check_glyphs(
                _characters(pdf, section, store), (section.chapter.section,)
            )
        )


def _characters(pdf: Any, section: PdfSection, store: Store) -> str:
    """Return the characters drawn on the pages of a text; only changed pages are read."""
    if not section.location_key:
        return glyph_counts.characters(pdf, section.pages)
    place = store.key("drawn", section.location_key)
    before: dict[str, str] = store.get(place, dict) or {}
    names = section.page_keys
    now = {
        name: before[name]
        if name in before
        else glyph_counts.characters(pdf, range(page, page + 1))
        for name, page in zip(names, section.pages, strict=True)
    }
    store.put(place, now)
    return "".join(now[name] for name in names)


def _key(section: PdfSection, store: Store) -> str:
    return store.key("proof", section.proof_key)
