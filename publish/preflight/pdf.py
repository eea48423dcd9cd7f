"""A PDF doubted text by text: what was proved before, and is printed as it was, is proved."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Sequence
from itertools import chain
from typing import Any

from publish.diagnostics import Diagnostics, Severity, worst
from publish.preflight import glyph_counts, pdf_markup
from publish.preflight import pdf_fonts as pdf
from publish.storage import memory_cache
from publish.storage.disk_cache import Cache, digest
from publish.storage.memory_cache import Memory
from publish.themes.theme import Theme
from publish.writers.pdf.document import Printed, PrintedText


def inspect(made: Printed, said: Diagnostics, theme: Theme, cache: Cache) -> Diagnostics:
    """Return what is wrong with a PDF, of which all this was ``said`` in making it."""
    known = memory_cache.of(cache)
    new = [
        text for text in made.texts if not text.proof or not known.get(_name(text, known), _held)
    ]
    found = pdf.inspect(made.data, theme) + tuple(chain.from_iterable(map(_given, new)))
    # What the fonts lack is told already, each letter by its name.
    if worst(said + found) is Severity.ERROR:
        return found
    found += _drawn(made.data, new, known)
    if not found:
        for text in new:
            if text.proof:
                known.put(_name(text, known), True, b"")
    return found


def _held(_: bytes) -> bool:
    """Tell that what is there is there."""
    return True


def _given(text: PrintedText) -> Diagnostics:
    return pdf_markup.inspect((text.given(),), (text.chapter.section,))


def _drawn(data: bytes, texts: Sequence[PrintedText], known: Memory) -> Diagnostics:
    if not texts:
        return ()
    with glyph_counts.opened(data) as opened:
        return tuple(
            one
            for text in texts
            for one in glyph_counts.inspect(_read(opened, text, known), (text.chapter.section,))
        )


def _read(pdf: Any, text: PrintedText, known: Memory) -> str:
    """Return what is drawn on the pages of a text; those that are as they were are not read."""
    if not text.place:
        return glyph_counts.drawn_on(pdf, text.pages)
    place = digest("drawn", known.state, sys.version, text.place)
    before: dict[str, str] = known.get(place, marshal.loads) or {}
    names = text.drawn()
    now = {
        name: before[name] if name in before else glyph_counts.drawn_on(pdf, range(page, page + 1))
        for name, page in zip(names, text.pages, strict=True)
    }
    known.put(place, now, marshal.dumps(now))
    return "".join(now[name] for name in names)


def _name(text: PrintedText, known: Memory) -> str:
    return digest("proved", known.state, text.proof)
