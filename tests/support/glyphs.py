"""What stands on a page and where: glyphs by their places, never the order of extracted text.

A glyph is taken for what its font draws for it, as far as the font says so: a bracket is the one
that is seen, whatever the PDF says for copying.
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
    """One glyph, or one character on a screen: what it is, where it begins, on which line.

    ``end`` is where the next one would begin; of what is on a screen it is not known.
    """

    character: str
    x: float
    y: float
    size: float = 0.0
    end: float = 0.0


def pages(data: bytes, theme: Theme) -> Iterator[list[Glyph]]:
    """Yield what is drawn on each page of a PDF."""
    import pymupdf

    with pymupdf.open(stream=data) as document:
        yield from (list(on_page(page, theme)) for page in document)


def on_page(page: Any, theme: Theme) -> Iterator[Glyph]:
    """Yield what is seen on a page of PyMuPDF; a ligature is its characters at one place."""
    for span in page.get_texttrace():
        drawn = _drawn(theme.folder, theme.faces, span["font"])
        composed = False
        for code, glyph, (x, y), (_, _, end, _) in span["chars"]:
            if glyph == -1 and composed:
                continue  # the marks of the glyph before, which its font names with their letter
            character = drawn.get(glyph, chr(code))
            composed = len(unicodedata.normalize("NFD", character)) > 1
            if unicodedata.category(character[0]) == "Cf":
                continue  # a blank glyph, which may say something but draws nothing
            yield Glyph(character, x, y, span["size"], end)


@dataclass(frozen=True, slots=True)
class Ink:
    """How far to the left and right a glyph is seen, on which base line, and in which font."""

    character: str
    left: float
    right: float
    y: float
    size: float
    font: str


def inked(page: Any, theme: Theme) -> Iterator[Ink]:
    """Yield what the theme's own fonts draw on a page of PyMuPDF, as wide as it is seen."""
    for span in page.get_texttrace():
        drawn = _drawn(theme.folder, theme.faces, span["font"])
        bounds = _bounds(theme.folder, theme.faces, span["font"])
        for code, glyph, (x, y), _ in span["chars"]:
            if glyph in bounds and glyph != 0:  # 0 is the sign for what the font has not
                left, right = (x + edge * span["size"] for edge in bounds[glyph])
                yield Ink(drawn.get(glyph, chr(code)), left, right, y, span["size"], span["font"])


@cache
def _drawn(folder: Path, faces: tuple[Any, ...], font: str) -> dict[int, str]:
    """Return the characters of a theme's font by glyph; the subset in a PDF keeps the numbers."""
    from fontTools.ttLib import TTFont

    for file in _files(folder, faces, font):
        with TTFont(file, lazy=True) as opened:
            places = opened.getReverseGlyphMap()
            codes = sorted(opened.getBestCmap().items(), reverse=True)
            return {places[name]: chr(code) for code, name in codes}
    return {}


@cache
def _bounds(folder: Path, faces: tuple[Any, ...], font: str) -> dict[int, tuple[float, float]]:
    """Return how far left and right the glyphs of a theme's font reach, in sizes of the type."""
    from fontTools.ttLib import TTFont

    for file in _files(folder, faces, font):
        with TTFont(file) as opened:
            em = opened["head"].unitsPerEm
            glyphs = (opened["glyf"][name] for name in opened.getGlyphOrder())
            return {
                place: (glyph.xMin / em, glyph.xMax / em)
                for place, glyph in enumerate(glyphs)
                if glyph.numberOfContours
            }
    return {}


def _files(folder: Path, faces: tuple[Any, ...], font: str) -> Iterator[Path]:
    name = _plain(font)
    exact = [f for f in faces if _plain(Path(f.file).stem).removesuffix("regular") == name]
    # A family of one file is drawn with it whatever weight was asked for.
    family = [f for f in faces if name.startswith(_plain(f.family))]
    for face in exact or family[:1]:
        yield folder / face.file


def _plain(name: str) -> str:
    return re.sub("[^a-z]", "", name.lower())


def lines(glyphs: Iterable[Glyph], apart: float = 4.0) -> list[list[Glyph]]:
    """Return the glyphs line by line from the top, each line from left to right.

    What is less than ``apart`` below or above what precedes it is of the same line.
    """
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if not found or glyph.y - found[-1][-1].y >= apart:
            found.append([])
        found[-1].append(glyph)
    # Sorting is stable: what stands at one place, a ligature, stays in its own order.
    return [sorted(line, key=lambda glyph: glyph.x) for line in found]


def seen(line: Iterable[Glyph]) -> str:
    """Return a line from left to right, without points and accents, one space between words."""
    return " ".join(bare("".join(glyph.character for glyph in line)).split())


def bare(text: str) -> str:
    """Return a text without points, accents and what is never seen."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not _is_mark(c))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Cf"}


_FACELESS = str.maketrans(")]}", "([{")


def faceless(text: str) -> str:
    """Return a text with each bracket opening, for what tells characters and not what is drawn."""
    return text.translate(_FACELESS)


_WORD = re.compile("(?:[א-ת](?:[\"'״׳־](?=[א-ת]))?)+['׳]?")


def reading(row: str, text: str) -> str:
    """Return a line as it stands on paper, the Hebrew words of ``text`` as W1, W2…

    They are numbered in the order of the text; one whose letters do not run from right to left
    side by side is left as it is.
    """
    words = {f"W{n}": word[::-1] for n, word in enumerate(_WORD.findall(bare(text)), start=1)}
    shown, at = "", 0
    while at < len(row):
        fitting = [(-len(w), n) for n, w in words.items() if row.startswith(w, at)]
        if fitting:
            length, name = min(fitting)
            shown += name
            at -= length
            del words[name]
        else:
            shown += row[at]
            at += 1
    return shown
