"""Fallback fonts: faces for the characters that no font of a theme has.

Two faces are shipped, one with symbols and one with emoji; styles/fallback/README.md has their
origin.  For a character that these lack too, a font with an empty box is made.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from publish.storage.digests import digest
from publish.storage.file_digests import digest_files
from publish.storage.own_files import own_styles
from publish.text.dataclass import dataclass

FACES = (("Publish Symbols", "PublishSymbols.ttf"), ("Publish Emoji", "PublishEmoji.ttf"))
"""The family and the file of each shipped face, in the order in which they are tried."""

BOX_FAMILY = "Publish Box"
FAMILIES = (*(family for family, _ in FACES), BOX_FAMILY)
"""The families of all fallback fonts, in the order in which they are tried."""

URL = "fallback:/"
"""The beginning of the URLs of the shipped files in style sheets."""

_UNIT = 1000  # units of the font to the type size


@dataclass(frozen=True, slots=True)
class Fallback:
    """The fallback fonts of one book; ``boxes`` are the characters drawn as an empty box."""

    boxes: str = ""

    @property
    def style_sheet(self) -> str:
        """The rules that name the files of the fonts."""
        sources = [(family, f"{URL}{file}") for family, file in FACES]
        if self.boxes:
            data = base64.b64encode(make_box_font(self.boxes)).decode()
            sources.append((BOX_FAMILY, f"data:font/ttf;base64,{data}"))
        return "\n".join(
            f'@font-face {{ font-family: "{family}"; src: url("{source}"); }}'
            for family, source in sources
        )


def fallback_state() -> str:
    """Return the digest of the files of the shipped faces."""
    return digest(*(part for pair in digest_files(fallback_folder()) for part in pair))


def fallback_folder() -> Path:
    """Return the folder of the shipped faces."""
    return own_styles() / "fallback"


def fallback_files() -> Iterable[Path]:
    """Return the files of the shipped faces."""
    return (fallback_folder() / file for _, file in FACES)


@lru_cache(maxsize=8)
def make_box_font(characters: str) -> bytes:
    """Return a TrueType font with an empty box for each of the characters.

    Each has a glyph of its own, so that the character can be copied out of a PDF.
    """
    from fontTools.fontBuilder import FontBuilder

    names = {ord(character): f"box{ord(character):X}" for character in characters}
    builder = FontBuilder(_UNIT, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    glyphs = {name: _draw_box() for name in (".notdef", *names.values())}
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (700, 80)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    style = {"familyName": BOX_FAMILY, "styleName": "Regular", "fullName": BOX_FAMILY}
    builder.setupNameTable({**style, "psName": BOX_FAMILY.replace(" ", "")})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    data = io.BytesIO()
    builder.save(data)
    return data.getvalue()


def _draw_box() -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    outer, inner = (80, 0, 620, 700), (130, 50, 570, 650)
    for (left, bottom, right, top), corners in ((outer, 1), (inner, -1)):
        points = [(left, bottom), (left, top), (right, top), (right, bottom)][::corners]
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
