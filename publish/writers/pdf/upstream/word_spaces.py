"""Pointed Hebrew copied out of a PDF has spaces within its words.

A mark has no width, and from right to left it is drawn before its letter: at every mark the pen
leaps forward, and for PDFium and poppler a leap is a space.  So the letter is drawn first and the
marks go back to it, and a mark is said to be wide enough that nothing leaps after it.  What is
seen stays where it was.  No upstream issue is known to us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, wraps
from typing import Any, NamedTuple

from publish.writers.pdf.upstream.to_unicode import meanings_of

WIDTH = 400
"""What a mark is said to be wide, in thousandths of the type size: most of a letter."""

_MARK = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]+")
_PART = re.compile(r"<([0-9a-f]*)>|(-?\d+(?:\.\d+)?(?:e-?\d+)?)")


class _Drawn(NamedTuple):
    """A glyph and where it begins, in thousandths of the type size."""

    glyph: int
    at: float


def mend() -> None:
    """Draw each letter before its marks."""
    from weasyprint.pdf.stream import Stream

    if not hasattr(Stream.show_text, "__wrapped__"):
        Stream.set_font_size = with_wide_marks(Stream.set_font_size)
        Stream.show_text = letters_first(Stream.show_text)


def with_wide_marks(stock: Any) -> Any:
    """Return the choice of a font with the width of its Hebrew marks changed."""

    @wraps(stock)
    def set_font_size(stream: Any, name: Any, size: Any) -> Any:
        font = next((font for font in stream._fonts.values() if font.hash == name), None)  # noqa: SLF001
        stream.publish_font = font
        if font:
            font.widths.update(dict.fromkeys(_marks(font), WIDTH))
        return stock(stream, name, size)

    return set_font_size


def letters_first(stock: Any) -> Any:
    """Return the drawing of a string with the marks of a letter after it."""

    @wraps(stock)
    def show_text(stream: Any, text: str) -> Any:
        font = getattr(stream, "publish_font", None)
        if font and (marks := _marks(font)):
            drawn, end = _placed(text, font.widths)
            if any(each.glyph in marks for each in drawn):
                text = _written(_letters_first(drawn, marks), end, font.widths)
        return stock(stream, text)

    return show_text


def _marks(font: Any) -> frozenset[int]:
    return frozenset() if font.bitmap else _marks_of(font.file_content, font.index)


@lru_cache(maxsize=16)
def _marks_of(data: bytes, index: int) -> frozenset[int]:
    """Return the glyphs of a font that are Hebrew marks and nothing else."""
    found = meanings_of(data, index).items()
    return frozenset(glyph for glyph, texts in found if all(map(_MARK.fullmatch, texts)))


def _placed(text: str, widths: dict[int, float]) -> tuple[list[_Drawn], float]:
    """Return the glyphs of the operand of TJ with their places, and where the pen is after it."""
    drawn: list[_Drawn] = []
    pen = 0.0
    for part in _PART.finditer(text):
        if part[2]:
            pen -= float(part[2])
            continue
        for at in range(0, len(part[1]), 4):
            drawn.append(_Drawn(int(part[1][at : at + 4], 16), pen))
            pen += widths[drawn[-1].glyph]
    return drawn, pen


def _letters_first(drawn: Iterable[_Drawn], marks: frozenset[int]) -> Iterator[_Drawn]:
    waiting: list[_Drawn] = []
    for each in drawn:
        if each.glyph in marks:
            waiting.append(each)
        else:
            yield each
            yield from waiting
            waiting.clear()
    yield from waiting


def _written(drawn: Iterable[_Drawn], end: float, widths: dict[int, float]) -> str:
    """Return the operand of TJ that draws the glyphs at their places and leaves the pen at one."""
    text = ""
    pen = 0.0
    for glyph, at in drawn:
        back = round(pen - at, 1)
        text += f"{back:.1f}<{glyph:04x}>" if back else f"<{glyph:04x}>"
        pen += widths[glyph] - back
    back = round(pen - end, 1)
    return (f"{text}{back:.1f}" if back else text).replace("><", "")
