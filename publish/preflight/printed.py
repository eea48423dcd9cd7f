"""A PDF doubted text by text: what was proved before, and is printed as it was, is proved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from publish.cache import Cache, digest
from publish.diagnostics import Diagnostics, Severity, worst
from publish.preflight import drawn, given, pdf
from publish.theme import Theme
from publish.writers.pdf.printing import Printed, PrintedText


def inspect(made: Printed, said: Diagnostics, theme: Theme, cache: Cache) -> Diagnostics:
    """Return what is wrong with a PDF, of which all this was ``said`` in making it."""
    new = [text for text in made.texts if not text.proof or cache.get(_name(text, cache)) is None]
    found = pdf.inspect(made.data, theme) + tuple(chain.from_iterable(map(_given, new)))
    # What the fonts lack is told already, each letter by its name.
    if worst(said + found) is Severity.ERROR:
        return found
    found += _drawn(made.data, new)
    if not found:
        for text in new:
            if text.proof:
                cache.put(_name(text, cache), b"")
    return found


def _given(text: PrintedText) -> Diagnostics:
    return given.inspect((text.given(),), (text.chapter.section,))


def _drawn(data: bytes, texts: Sequence[PrintedText]) -> Diagnostics:
    if not texts:
        return ()
    with drawn.opened(data) as opened:
        return tuple(
            one
            for text in texts
            for one in drawn.inspect(drawn.drawn_on(opened, text.pages), (text.chapter.section,))
        )


def _name(text: PrintedText, cache: Cache) -> str:
    return digest("proved", cache.state, text.proof)
