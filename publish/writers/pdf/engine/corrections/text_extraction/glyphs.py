"""The glyphs of a font by their roles in the drawing of Hebrew marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from publish.text.hebrew import ALPHABET
from publish.themes import font_cache
from publish.themes.font_reader import open_font
from publish.writers.pdf.engine.corrections.to_unicode import (
    LETTERS,
    MARKS,
    is_blank,
    texts_of_glyphs,
)

IGNORED = "\u200b\u200c\u200d\u2060\u034f\ufeff"
"""Characters that are never seen: a font has blank glyphs for them."""

_POINTED = re.compile(f"[{ALPHABET}]{MARKS.pattern}|{MARKS.pattern}[{ALPHABET}]")


class About(NamedTuple):
    """The glyphs of a font that are marks, letters with marks, letters, spaces, room and blank.

    Of the first two it is told what they can stand for.  Glyphs stand as their codes are written.
    """

    marks: Mapping[str, frozenset[str]]
    pointed: Mapping[str, frozenset[str]]
    letters: frozenset[str]
    spaces: frozenset[str]
    room: frozenset[str]
    blanks: Mapping[str, str]


@lru_cache(maxsize=16)
def about(data: bytes, index: int) -> About:
    """Return what glyphs of a font its Hebrew marks are drawn and said with."""
    return About(*font_cache.read_once(_about, data, index))


def _about(data: bytes, index: int) -> tuple[Any, ...]:
    texts_by_glyph = texts_of_glyphs(data, index)
    if not texts_by_glyph:
        return {}, {}, frozenset(), frozenset(), frozenset(), {}
    marks, pointed = (
        {
            f"{glyph:04x}": frozenset(texts)
            for glyph, texts in texts_by_glyph.items()
            if any(map(form.fullmatch, texts))
        }
        for form in (MARKS, _POINTED)
    )

    def glyphs(which: Callable[[set[str]], bool]) -> frozenset[str]:
        return frozenset(f"{glyph:04x}" for glyph, texts in texts_by_glyph.items() if which(texts))

    letters = glyphs(lambda texts: any(map(LETTERS.search, texts)))
    spaces = glyphs(lambda texts: any(map(str.isspace, texts)))
    room = glyphs(lambda texts: not any(texts))
    return marks, pointed, letters, spaces, room, dict(_blanks(data, index))


def _blanks(data: bytes, index: int) -> Iterator[tuple[str, str]]:
    """Yield the glyphs of a font that draw nothing and take no room, and what they stand for."""
    font = open_font(data, index)
    cmap = font.getBestCmap()
    for character in IGNORED:
        name = cmap.get(ord(character))
        if name and font["hmtx"][name][0] == 0 and is_blank(font, name):
            yield f"{font.getGlyphID(name):04x}", character
