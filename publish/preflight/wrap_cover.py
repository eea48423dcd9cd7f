"""The check of a wrap cover: its words are drawn, and stand away from cuts and folds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from publish.diagnostics import Diagnostics
from publish.diagnostics.rules.pdf import NOT_DRAWN
from publish.diagnostics.rules.wrap_covers import OUTSIDE_SAFE_AREA
from publish.preflight.expected_text import letters
from publish.preflight.glyph_counts import characters, open_pdf
from publish.text import normal_forms
from publish.text.dataclass import dataclass
from publish.text.lengths import MM
from publish.writers.wrap_cover.geometry import FOLD, SAFE, Area, CoverGeometry

_TOLERANCE = 0.1
"""Millimetres by which a glyph may stand out: the rounding of coordinates."""

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class CoverGlyph:
    """A character of a cover and its ink, in millimetres from the corner of the trim."""

    character: str
    ink: Area


def check_wrap_cover(data: bytes, geometry: CoverGeometry, words: Iterable[str]) -> Diagnostics:
    """Return errors about words that are not drawn, or stand where a cut or a fold may lie."""
    with open_pdf(data) as pdf:
        text = characters(pdf, (1,))
        outside = [
            glyph.character
            for glyph in list_glyphs(pdf, geometry)
            if not any(area.contains(glyph.ink, _TOLERANCE) for area in safe_areas(geometry))
        ]
    diagnostics: Diagnostics = ()
    missing = _count("".join(words)) - _count(text)
    if missing:
        listed = ", ".join(f"“{each}”" for each in list(missing)[:_SHOWN])
        diagnostics += (NOT_DRAWN.anywhere(f"letters are missing on the cover: {listed}"),)
    if outside:
        letters_outside = "".join(outside[:_SHOWN])
        message = (
            f"“{letters_outside}” stands on the cover within {SAFE:g} mm of a cut, or on a fold"
        )
        diagnostics += (OUTSIDE_SAFE_AREA.anywhere(message),)
    return diagnostics


def safe_areas(geometry: CoverGeometry) -> tuple[Area, ...]:
    """Return the areas in which words may stand: those of front, back and spine."""
    spine = geometry.spine.shrink(FOLD, SAFE)
    return geometry.front.shrink(SAFE, SAFE), geometry.back.shrink(SAFE, SAFE), spine


def list_glyphs(pdf: object, geometry: CoverGeometry) -> Iterator[CoverGlyph]:
    """Yield the visible characters of the page of a cover, by a document of PDFium."""
    page = pdf[0]  # type: ignore[index]  # pypdfium2 has no types
    text = page.get_textpage()
    media = geometry.media
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        left, low, right, high = (edge / MM for edge in text.get_charbox(index))
        if character.strip() and right > left and high > low:
            ink = Area(left + media.x, low + media.y, right - left, high - low)
            yield CoverGlyph(character, ink)
    text.close()
    page.close()


def _count(text: str) -> Counter[str]:
    return Counter(letters(normal_forms.normalize("NFKD", text)))
