"""Glyphs of a page with their positions, independent of the order of extracted text.

The character of a glyph comes from the character map of the theme's font, where there is one, not
from the ToUnicode map of the PDF: a bracket is the visible one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from publish.themes.theme import Theme


@dataclass(frozen=True, slots=True)
class Glyph:
    """Glyph of a PDF page or character of a browser page, with its position in points or pixels.

    ``x`` and ``end`` are the left edge and the edge after the advance (0 in a browser); ``y`` is
    the base line (in a browser the middle of the line).
    """

    character: str
    x: float
    y: float
    size: float = 0.0
    end: float = 0.0


def pages(data: bytes, theme: Theme) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each page of a PDF."""
    import pymupdf

    with pymupdf.open(stream=data) as document:
        yield from (list(page_glyphs(page, theme)) for page in document)


def page_glyphs(page: Any, theme: Theme) -> Iterator[Glyph]:
    """Yield the visible glyphs of a page of PyMuPDF; a ligature yields each character."""
    for span in page.get_texttrace():
        characters = _characters(theme.faces, span["font"])
        composed = False
        for code, glyph, (x, y), (_, _, end, _) in span["chars"]:
            if glyph == -1 and composed:
                continue  # a mark that the character of the preceding glyph includes
            character = characters.get(glyph, chr(code))
            composed = len(unicodedata.normalize("NFD", character)) > 1
            if unicodedata.category(character[0]) == "Cf":
                continue  # a blank glyph of a format character
            yield Glyph(character, x, y, span["size"], end)


@dataclass(frozen=True, slots=True)
class Ink:
    """Horizontal bounds of the outline of a glyph, with its base line, size and font, in points."""

    character: str
    left: float
    right: float
    y: float
    size: float
    font: str


def page_ink(page: Any, theme: Theme) -> Iterator[Ink]:
    """Yield the outline bounds of the glyphs of the theme's fonts on a page of PyMuPDF."""
    for span in page.get_texttrace():
        characters = _characters(theme.faces, span["font"])
        bounds = _bounds(theme.faces, span["font"])
        for code, glyph, (x, y), _ in span["chars"]:
            if glyph in bounds and glyph != 0:  # 0 is .notdef
                left, right = (x + edge * span["size"] for edge in bounds[glyph])
                yield Ink(
                    characters.get(glyph, chr(code)), left, right, y, span["size"], span["font"]
                )


@cache
def _characters(faces: tuple[Any, ...], font: str) -> dict[int, str]:
    """Return the characters of a theme's font by glyph number, as in PDF subsets."""
    from fontTools.ttLib import TTFont

    for file in _files(faces, font):
        with TTFont(file, lazy=True) as ttf:
            numbers = ttf.getReverseGlyphMap()
            codes = sorted(ttf.getBestCmap().items(), reverse=True)
            return {numbers[name]: chr(code) for code, name in codes}
    return {}


@cache
def _bounds(faces: tuple[Any, ...], font: str) -> dict[int, tuple[float, float]]:
    """Return the left and right bounds of the glyphs of a theme's font, in ems, by glyph number."""
    from fontTools.ttLib import TTFont

    for file in _files(faces, font):
        with TTFont(file) as ttf:
            em = ttf["head"].unitsPerEm
            glyphs = (ttf["glyf"][name] for name in ttf.getGlyphOrder())
            return {
                number: (glyph.xMin / em, glyph.xMax / em)
                for number, glyph in enumerate(glyphs)
                if glyph.numberOfContours
            }
    return {}


def _files(faces: tuple[Any, ...], font: str) -> Iterator[Path]:
    name = _plain(font)
    exact = [f for f in faces if _plain(Path(f.file).stem).removesuffix("regular") == name]
    # A family with one file uses it for every weight.
    family = [f for f in faces if name.startswith(_plain(f.family))]
    # The longest name: "Noto Sans Hebrew" is no weight of "Noto Sans".
    family.sort(key=lambda face: len(face.family), reverse=True)
    for face in exact or family[:1]:
        yield face.path


def _plain(name: str) -> str:
    return re.sub("[^a-z]", "", name.lower())


def lines(glyphs: Iterable[Glyph], apart: float = 4.0) -> list[list[Glyph]]:
    """Return the glyphs line by line from the top, each line from left to right.

    A glyph less than ``apart`` below the preceding glyph belongs to the same line.
    """
    result: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if not result or glyph.y - result[-1][-1].y >= apart:
            result.append([])
        result[-1].append(glyph)
    # Sorting is stable: the characters of a ligature, at one position, keep their order.
    return [sorted(line, key=lambda glyph: glyph.x) for line in result]


def visible_text(line: Iterable[Glyph]) -> str:
    """Return the text of a line from left to right, without marks, with single spaces."""
    return " ".join(strip_marks("".join(glyph.character for glyph in line)).split())


def strip_marks(text: str) -> str:
    """Return a text without nikud, cantillation and format characters."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not _is_mark(c))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Cf"}


_OPENING = str.maketrans(")]}", "([{")


def unify_brackets(text: str) -> str:
    """Return a text with opening brackets only, to compare characters and not mirrored glyphs."""
    return text.translate(_OPENING)


_WORD = re.compile("(?:[א-ת](?:[\"'״׳־](?=[א-ת]))?)+['׳]?")


def number_words(row: str, text: str) -> str:
    """Return a line with each Hebrew word of ``text`` as W1, W2…, in the order of the text.

    A word whose letters do not run from right to left side by side is not replaced.
    """
    words = {
        f"W{n}": word[::-1] for n, word in enumerate(_WORD.findall(strip_marks(text)), start=1)
    }
    result, position = "", 0
    while position < len(row):
        fitting = [(-len(w), n) for n, w in words.items() if row.startswith(w, position)]
        if fitting:
            length, name = min(fitting)
            result += name
            position -= length
            del words[name]
        else:
            result += row[position]
            position += 1
    return result
