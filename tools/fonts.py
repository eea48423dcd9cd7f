"""Make the faces of the theme classic from the upstream font files: cut, and given blanks.

    python tools/fonts.py FOLDER

FOLDER holds the TTF files of EB Garamond and Frank Ruhl Libre as their projects publish them.
Neither project reserves its font name, so a modified version may keep it (OFL 1.1, clause 3).
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

FONTS = Path(__file__).parent.parent / "styles" / "classic" / "fonts"

FILES = {
    "EBGaramond_400Regular.ttf": "EBGaramond-Regular.ttf",
    "EBGaramond_400Regular_Italic.ttf": "EBGaramond-Italic.ttf",
    "EBGaramond_600SemiBold.ttf": "EBGaramond-SemiBold.ttf",
    "EBGaramond_600SemiBold_Italic.ttf": "EBGaramond-SemiBoldItalic.ttf",
    "FrankRuhlLibre_400Regular.ttf": "FrankRuhlLibre-Regular.ttf",
    "FrankRuhlLibre_700Bold.ttf": "FrankRuhlLibre-Bold.ttf",
}

# Latin, Greek and Cyrillic, punctuation and signs: what a pasted text may hold. What goes is
# alternates and Vietnamese-only features; TTF and not WOFF2, which takes 0.2 s a face to unpack.
KEPT = (
    *((0x0000, 0x052F), (0x0590, 0x05FF), (0x1E00, 0x1FFF), (0x2000, 0x20CF), (0x2100, 0x22FF)),
    *((0x25A0, 0x25FF), (0x2C60, 0x2C7F), (0xFB00, 0xFB4F)),
)
FEATURES = (
    "kern liga clig rlig calt locl ccmp mark mkmk lnum onum pnum tnum sups smcp c2sc case frac "
    "numr dnom ordn"
)

# A font that lacks one of these hands its word over to another font, marks and all (U+034F,
# which keeps Hebrew marks in order), though nothing of it is ever seen.
BLANKS = (0x00AD, 0x034F, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))


def cut(font: TTFont) -> None:
    """Leave in ``font`` only the characters and features that the theme keeps."""
    options = subset.Options(hinting=False, layout_features=FEATURES.split(), name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in KEPT for c in range(first, last + 1)])
    subsetter.subset(font)


def give_blanks(font: TTFont) -> None:
    """Give ``font`` an empty glyph without width for every blank it lacks."""
    missing = [c for c in BLANKS if c not in font.getBestCmap()]
    name = "blank.joiner"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = Glyph()
    font["hmtx"].metrics[name] = (0, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(dict.fromkeys(missing, name))


def main(folder: Path) -> None:
    """Write the theme's faces from the upstream files in ``folder`` or below it."""
    for given, made in FILES.items():
        (path,) = folder.rglob(given)
        font = TTFont(path, recalcTimestamp=False)
        if made.startswith("EBGaramond"):
            cut(font)
        give_blanks(font)
        font.save(FONTS / made)
        print(f"{made}: {(FONTS / made).stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
