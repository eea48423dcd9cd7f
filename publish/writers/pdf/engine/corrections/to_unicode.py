"""Correction: each glyph of a Hebrew font stands for the characters that the font maps to it.

WeasyPrint takes the text of a glyph from the first place where it is drawn, with the end of its
cluster wrong from right to left, and gives a mark the whole cluster (Kozea/WeasyPrint#2841), so
that pointed Hebrew copied out of the PDF loses marks and gains others.  By the tables of the font
a glyph stands for the character that maps to it, or for those of the glyphs that it is a substitute
for.  A letter with its marks in one glyph stands for the letter; see ``text_extraction``.
Report: docs/upstream/to-unicode.md.
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
from publish.writers.pdf.engine.interface.replacements import Replacement

_HEBREW = re.compile(f"[{hebrew.BLOCK}]")

LETTERS = re.compile(hebrew.LETTER_PATTERN)
MARKS = re.compile(f"[{hebrew.MARKS}]+")


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the writing of fonts."""
    from weasyprint import pdf

    stock = pdf.build_fonts_dictionary
    return (Replacement(pdf, "build_fonts_dictionary", correct_texts(stock)),)


def correct_texts(stock: Any) -> Any:
    """Return the writing of fonts with the texts of Hebrew glyphs corrected before it."""

    @wraps(stock)
    def build_fonts_dictionary(pdf: Any, fonts: Mapping[Any, Any], *more: Any) -> Any:
        for font in fonts.values():
            if any(map(_HEBREW.search, font.to_unicode.values())):
                candidates = texts_of_glyphs(font.file_content, font.index)
                texts = {
                    glyph: choose_text(text, candidates.get(glyph, ()))
                    for glyph, text in font.to_unicode.items()
                }
                font.to_unicode = {
                    glyph: MARKS.sub("", text) or text for glyph, text in texts.items() if text
                }
        return stock(pdf, fonts, *more)

    return build_fonts_dictionary


def choose_text(context: str, candidates: Iterable[str]) -> str:
    """Return the longest candidate that is part of the context, or else the likeliest one."""
    texts = sorted(candidates, key=_likelihood)
    return max((text for text in texts if text in context), key=len, default=(*texts, context)[0])


def _likelihood(text: str) -> tuple[bool, int, str]:
    """Return a sort key, least for the likeliest text: a letter comes before a mark."""
    return unicodedata.combining(text[:1] or " ") > 0, len(text), text


# Every part of a book has the same few fonts, each in bytes of its own.
@lru_cache(maxsize=16)
def texts_of_glyphs(program: bytes, index: int) -> Mapping[int, set[str]]:
    """Return the texts that each glyph can stand for, of a font that has Hebrew; else nothing."""
    texts: Mapping[int, set[str]] = font_cache.read_once(_texts_of_glyphs, program, index)
    return texts


def _texts_of_glyphs(program: bytes, index: int) -> dict[int, set[str]]:
    font = open_font(program, index)
    if not any(_HEBREW.match(chr(code)) for code in font.getBestCmap()):
        return {}
    glyphs = font.getReverseGlyphMap()
    texts: dict[int, set[str]] = {}
    for code, name in font.getBestCmap().items():
        # A presentation form (shin with its dot as one character) is not what the text has.
        text = unicodedata.normalize("NFKC", chr(code))
        texts.setdefault(glyphs[name], set()).add(text)
    encoded = frozenset(texts)
    for name, components in _substitutions(font):
        parts = [texts.get(glyphs[component]) for component in components]
        if all(parts) and glyphs[name] not in encoded:
            text = "".join(min(part, key=_likelihood) for part in parts if part)
            texts.setdefault(glyphs[name], set()).add(text)
    return texts


def is_blank(font: Any, name: str) -> bool:
    """Return whether a glyph draws nothing."""
    from fontTools.pens.boundsPen import ControlBoundsPen

    glyphs = font.getGlyphSet()
    pen = ControlBoundsPen(glyphs)
    glyphs[name].draw(pen)
    return pen.bounds is None


def _substitutions(font: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each glyph of a font's substitutions with the glyphs that it is a substitute for.

    A blank glyph that is added beside another, to make room for marks, is a substitute for none.
    https://learn.microsoft.com/en-us/typography/opentype/spec/gsub
    """
    if "GSUB" not in font:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            table = getattr(subtable, "ExtSubTable", subtable)
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
