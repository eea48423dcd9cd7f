"""Pointed Hebrew copied out of a PDF loses marks and gains others.

What a glyph stands for is taken from the first place it is drawn at, with the end of its cluster
wrong from right to left, and a mark is given the whole cluster (Kozea/WeasyPrint#2841).  The font
itself knows better: a glyph stands for the character that leads to it, or for those of the glyphs
that are put together into it.  Of a letter that is put together with its marks the letter is told
here, and the marks by ``word_spaces``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, wraps
from typing import Any

from publish.text import hebrew
from publish.themes import font_cache
from publish.themes.font_reader import open_font

_HEBREW = re.compile(f"[{hebrew.BLOCK}]")

LETTERS = re.compile(hebrew.LETTER_PATTERN)
MARKS = re.compile(f"[{hebrew.MARKS}]+")


def mend() -> None:
    """Say of each glyph of a Hebrew font what the font says it is."""
    from weasyprint import pdf

    if not hasattr(pdf.build_fonts_dictionary, "__wrapped__"):
        pdf.build_fonts_dictionary = corrected(pdf.build_fonts_dictionary)


def corrected(stock: Any) -> Any:
    """Return the writing of fonts with the meaning of their glyphs corrected before it."""

    @wraps(stock)
    def build_fonts_dictionary(pdf: Any, fonts: Mapping[Any, Any], *more: Any) -> Any:
        for font in fonts.values():
            if any(map(_HEBREW.search, font.to_unicode.values())):
                meanings = meanings_of(font.file_content, font.index)
                texts = {
                    glyph: meaning(given, meanings.get(glyph, ()))
                    for glyph, given in font.to_unicode.items()
                }
                font.to_unicode = {
                    glyph: MARKS.sub("", text) or text for glyph, text in texts.items() if text
                }
        return stock(pdf, fonts, *more)

    return build_fonts_dictionary


def meaning(given: str, meanings: Iterable[str]) -> str:
    """Return what a glyph means: of what the font says, the most that stands in the text too."""
    known = sorted(meanings, key=_plainness)
    return max((text for text in known if text in given), key=len, default=(*known, given)[0])


def _plainness(text: str) -> tuple[bool, int, str]:
    """Return what sorts the likelier meaning first: a mark comes after its letter."""
    return unicodedata.combining(text[:1] or " ") > 0, len(text), text


# Every part of a book has the same few fonts, each in bytes of its own.
@lru_cache(maxsize=16)
def meanings_of(data: bytes, index: int) -> Mapping[int, set[str]]:
    """Return, for each glyph of a font that has Hebrew, the texts that it can stand for."""
    found: Mapping[int, set[str]] = font_cache.read_once(_meanings, data, index)
    return found


def _meanings(data: bytes, index: int) -> dict[int, set[str]]:
    font = open_font(data, index)
    if not any(_HEBREW.match(chr(code)) for code in font.getBestCmap()):
        return {}
    places = font.getReverseGlyphMap()
    found: dict[int, set[str]] = {}
    for code, name in font.getBestCmap().items():
        # A presentation form (shin with its dot as one character) is not what the text has.
        text = unicodedata.normalize("NFKC", chr(code))
        found.setdefault(places[name], set()).add(text)
    encoded = frozenset(found)
    for name, made_of in _substitutions(font):
        parts = [found.get(places[part]) for part in made_of]
        if all(parts) and places[name] not in encoded:
            text = "".join(min(part, key=_plainness) for part in parts if part)
            found.setdefault(places[name], set()).add(text)
    return found


def is_blank(font: Any, name: str) -> bool:
    """Tell whether a glyph draws nothing."""
    from fontTools.pens.boundsPen import ControlBoundsPen

    glyphs = font.getGlyphSet()
    pen = ControlBoundsPen(glyphs)
    glyphs[name].draw(pen)
    return pen.bounds is None


def _substitutions(font: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (glyph, the glyphs it is put for) of a font's substitutions.

    What is put beside a glyph to make room for marks is put for none.
    """
    if "GSUB" not in font:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for given in lookup.SubTable:
            table = getattr(given, "ExtSubTable", given)
            if table.LookupType == 1:
                for before, after in table.mapping.items():
                    yield after, (before,)
            elif table.LookupType == 2:
                for before, after in table.mapping.items():
                    if before in after:
                        yield from ((name, ()) for name in after if is_blank(font, name))
            elif table.LookupType == 4:
                for first, ligatures in table.ligatures.items():
                    for ligature in ligatures:
                        yield ligature.LigGlyph, (first, *ligature.Component)
