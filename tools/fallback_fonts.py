"""Make the fallback faces, for characters that the fonts of a theme lack.

    python tools/fallback_fonts.py FOLDER

FOLDER holds `DejaVuSans.ttf` (Debian package `fonts-dejavu-core`) and `NotoEmoji_400Regular.ttf`
(npm package `@expo-google-fonts/noto-emoji`).  Their licences reserve the names "Bitstream", "Vera"
and "Arev".
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "styles" / "fallback"

FILES = {
    "DejaVuSans.ttf": ("PublishSymbols.ttf", "Publish Symbols"),
    "NotoEmoji_400Regular.ttf": ("PublishEmoji.ttf", "Publish Emoji"),
}

_HEBREW = frozenset((*range(0x0590, 0x0600), *range(0xFB1D, 0xFB50)))
_LATIN_MARKS = frozenset(range(0x0300, 0x0370))
_FIRST = 0x0100  # Every theme has ASCII and Latin-1.
_SPACES = frozenset((0x0020,))  # between two characters of a fallback face
_SPACE_WIDTH = 1 / 4  # of the type size, as in the theme classic
_FIRST_EMOJI = 0x1F000
_IN_EMOJI = frozenset((0x200D, 0xFE0F))  # parts of sequences that are one emoji


def is_wanted(code: int) -> bool:
    """Return whether a fallback face has a character of its upstream font.

    Private use has no meaning of its own.  Hebrew, and marks, which would not stand on a letter of
    another face, are left to the theme.
    """
    if code in _SPACES:
        return True
    if code < _FIRST or code in _HEBREW or code in _LATIN_MARKS:
        return False
    return unicodedata.category(chr(code)) not in {"Co", "Zs", "Cc"}


def rename(font: TTFont, family: str) -> None:
    """Give a font the family name ``family``."""
    for name in font["name"].names:
        if name.nameID in {1, 4, 16, 18}:
            name.string = family
        elif name.nameID in {3, 6}:
            name.string = family.replace(" ", "")


def main(folder: Path) -> None:
    """Write the fallback faces from the upstream files in ``folder`` or below it."""
    TARGET.mkdir(exist_ok=True)
    symbols: frozenset[int] = frozenset()
    for source, (target, family) in FILES.items():
        (path,) = folder.rglob(source)
        font = TTFont(path, recalcTimestamp=False)
        options = subset.Options(hinting=False, layout_features=["*"], name_IDs=["*"])
        options.drop_tables += ["FFTM"]
        subsetter = subset.Subsetter(options)
        wanted = {code for code in font.getBestCmap() if is_wanted(code) or code in _IN_EMOJI}
        # Below the emoji a symbol goes before its emoji, which is a picture on a button.
        wanted -= {code for code in symbols - _IN_EMOJI - _SPACES if code < _FIRST_EMOJI}
        symbols |= wanted
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        for code in _SPACES:
            width = round(font["head"].unitsPerEm * _SPACE_WIDTH)
            font["hmtx"].metrics[font.getBestCmap()[code]] = (width, 0)
        rename(font, family)
        font.save(TARGET / target)
        print(f"{target}: {(TARGET / target).stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
