"""Preflight of a PDF, text by text: a text that is printed as when it was proved is skipped."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Sequence
from itertools import chain
from typing import Any

from publish.diagnostics import Diagnostics, Severity, worst
from publish.preflight import glyph_counts, pdf_fonts, pdf_markup
from publish.storage.disk_cache import digest
from publish.storage.memory_cache import Memory
from publish.themes.theme import Theme
from publish.writers.pdf.document import Printed, PrintedText


def inspect(
    pdf: Printed, writer_diagnostics: Diagnostics, theme: Theme, memory: Memory
) -> Diagnostics:
    """Return the errors of a PDF; texts that ``memory`` holds as proved are not read again.

    After an error of the writer (a character that no font has) drawn glyphs are not counted.
    """
    new = [text for text in pdf.texts if not _is_proved(text, memory)]
    diagnostics = pdf_fonts.inspect(pdf.data, theme)
    diagnostics += tuple(chain.from_iterable(map(_compare_markup, new)))
    if worst(writer_diagnostics + diagnostics) is Severity.ERROR:
        return diagnostics
    diagnostics += _count_glyphs(pdf.data, new, memory)
    if not diagnostics:
        for text in new:
            if text.proof:
                memory.put(_name(text, memory), True, b"")
    return diagnostics


def _is_proved(text: PrintedText, memory: Memory) -> bool:
    """Return whether the memory has an entry, which is empty, for the proof of the text."""
    return bool(text.proof and memory.get(_name(text, memory), lambda _: True))


def _compare_markup(text: PrintedText) -> Diagnostics:
    return pdf_markup.inspect((text.given(),), (text.chapter.section,))


def _count_glyphs(data: bytes, texts: Sequence[PrintedText], memory: Memory) -> Diagnostics:
    if not texts:
        return ()
    with glyph_counts.open_pdf(data) as pdf:
        return tuple(
            diagnostic
            for text in texts
            for diagnostic in glyph_counts.inspect(
                _characters(pdf, text, memory), (text.chapter.section,)
            )
        )


def _characters(pdf: Any, text: PrintedText, memory: Memory) -> str:
    """Return the characters drawn on the pages of a text; only changed pages are read."""
    if not text.place:
        return glyph_counts.characters(pdf, text.pages)
    place = digest("drawn", memory.state, sys.version, text.place)
    before: dict[str, str] = memory.get(place, marshal.loads) or {}
    names = text.drawn()
    now = {
        name: before[name]
        if name in before
        else glyph_counts.characters(pdf, range(page, page + 1))
        for name, page in zip(names, text.pages, strict=True)
    }
    memory.put(place, now, marshal.dumps(now))
    return "".join(now[name] for name in names)


def _name(text: PrintedText, memory: Memory) -> str:
    return digest("proved", memory.state, text.proof)
