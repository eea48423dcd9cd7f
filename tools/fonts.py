"""Make the faces of the themes from the upstream font files.

    python tools/fonts.py FOLDER SCRIPTURE

FOLDER holds the TTF files of the fonts as their projects publish them; styles/*/fonts/README.md
names the packages.  The names of all but Ezra SIL are not reserved, so a modified version may keep
them; the names "SIL" and "Ezra" are reserved, so that what is made of it has a name of its own
(OFL 1.1, clause 3).
SCRIPTURE is a text whose words are set without collisions of marks: lines of reference, tabulator
and verse, compressed as .xz.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from tools.hebrew_glyphs import add_signs
from tools.mark_lookups import add_rules
from tools.pointed_words import combine_points, read_scripture

FONTS = Path(__file__).parent.parent / "styles" / "classic" / "fonts"

FILES = {
    "EBGaramond_400Regular.ttf": "EBGaramond-Regular.ttf",
    "EBGaramond_400Regular_Italic.ttf": "EBGaramond-Italic.ttf",
    "EBGaramond_600SemiBold.ttf": "EBGaramond-SemiBold.ttf",
    "EBGaramond_600SemiBold_Italic.ttf": "EBGaramond-SemiBoldItalic.ttf",
    "FrankRuhlLibre_400Regular.ttf": "FrankRuhlLibre-Regular.ttf",
    "FrankRuhlLibre_700Bold.ttf": "FrankRuhlLibre-Bold.ttf",
    "SILEOT.ttf": "PublishTeamim-Regular.ttf",
}

_STYLES = {
    "400Regular": "Regular",
    "400Regular_Italic": "Italic",
    "600SemiBold": "SemiBold",
    "600SemiBold_Italic": "SemiBoldItalic",
    "700Bold": "Bold",
}
"""The names of styles in the packages of Google Fonts, and in files here."""

_HEBREW_STYLES = ("400Regular", "700Bold")
_LATIN_STYLES = ("400Regular", "400Regular_Italic", "600SemiBold", "600SemiBold_Italic")

FAMILIES = {
    "classroom": {"NotoSans": _LATIN_STYLES, "NotoSansHebrew": _HEBREW_STYLES},
    "siddur": {"STIXTwoText": _LATIN_STYLES, "DavidLibre": _HEBREW_STYLES},
}
"""The families and styles of the other themes."""

HEIGHTS = {"NotoSansHebrew": 0.615, "DavidLibre": 0.605}
"""How high the letters of Hebrew faces are made, of the type size.

With the sizes of Hebrew in the style sheets of classic they then suit the Latin face beside them.
"""

TEAMIM = "Publish Teamim"
"""The face for Hebrew with cantillation, made of Ezra SIL."""

# Latin, Greek and Cyrillic, punctuation and signs: what a pasted text may hold. Alternates
# and Vietnamese-only features are removed. TTF, because WOFF2 takes 0.2 s a face to unpack.
CHARACTERS = (
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


# Hebrew, and the punctuation that stands among its words: one font a line is better than two.
HEBREW = (
    *((0x0020, 0x002F), (0x003A, 0x003F), (0x005B, 0x005D), (0x00A0, 0x00A0), (0x034F, 0x034F)),
    *((0x0590, 0x05FF), (0x2000, 0x2026), (0x202F, 0x202F), (0x25CC, 0x25CC), (0xFB1D, 0xFB4F)),
)

LETTER = 0.586
"""How high the letters of Frank Ruhl Libre are, of the type size: those beside them are as high."""


def cut(
    font: TTFont,
    ranges: Iterable[tuple[int, int]] = CHARACTERS,
    features: Iterable[str] = FEATURES.split(),
) -> None:
    """Leave in ``font`` only the characters and features that the theme keeps."""
    options = subset.Options(hinting=False, layout_features=[*features], name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in ranges for c in range(first, last + 1)])
    subsetter.subset(font)


# Glyphs that Ezra SIL puts for two things: which characters come to look like another, by GSUB.
ALIKE = {0x0599: 0x05A8, 0x05A2: 0x05AA, 0x05AE: 0x0598, 0x05BA: 0x05B9}
ROOM = (0x2009, 0x200A)
"""The spaces that it puts beside a mark or a letter to make room."""


def make_teamim(font: TTFont) -> None:
    """Make of Ezra SIL the face for cantillation: Hebrew alone, as high as the other one.

    A glyph that stands for two things cannot be copied out of a PDF as the right one, so each has
    a glyph of its own, and so has the room that the font makes for marks.
    """
    cut(font, HEBREW, ["*"])
    names = font.getBestCmap()
    for code, like in ALIKE.items():
        new = _twin(font, names[like], f"{names[code]}.alike")
        for table in _subtables(font, "GSUB", 1):
            if table.mapping.get(names[code]) == names[like]:
                table.mapping[names[code]] = new
    for code in ROOM:
        new = _twin(font, names[code], f"{names[code]}.room")
        for table in _subtables(font, "GSUB", 2):
            for source, target in table.mapping.items():
                table.mapping[source] = [new if name == names[code] else name for name in target]
    set_letter_height(font, LETTER)
    for name in font["name"].names:
        if name.nameID in {1, 4, 16, 18}:
            name.string = TEAMIM
        elif name.nameID in {3, 6}:
            name.string = TEAMIM.replace(" ", "")


def set_letter_height(font: TTFont, height: float) -> None:
    """Make the letters of a font as high as that part of its type size."""
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[0x05D1]].draw(pen)
    font["head"].unitsPerEm = round(pen.bounds[3] / height)


def _subtables(font: TTFont, tag: str, kind: int) -> Iterator[Any]:
    for lookup in font[tag].table.LookupList.Lookup:
        yield from (table for table in lookup.SubTable if table.LookupType == kind)


def _twin(font: TTFont, glyph: str, new: str) -> str:  # noqa: PLR0912  # a branch for each kind of table
    """Add a copy of ``glyph`` that the layout tables of Ezra SIL treat like it; return its name.

    The new glyph is the last one, and so the last in every coverage.
    """
    font.setGlyphOrder([*font.getGlyphOrder(), new])
    font["glyf"].glyphs[new] = deepcopy(font["glyf"][glyph])
    font["hmtx"].metrics[new] = font["hmtx"][glyph]
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    if glyph in classes:
        classes[new] = classes[glyph]

    def replace_name(names: Iterable[str]) -> list[str]:
        return [new if name == glyph else name for name in names]

    for table in _subtables(font, "GSUB", 1):
        if glyph in table.mapping:
            table.mapping[new] = table.mapping[glyph]
    for table in _subtables(font, "GSUB", 2):
        if glyph in table.mapping:
            table.mapping[new] = replace_name(table.mapping[glyph])
    for table in _subtables(font, "GSUB", 4):
        for first, ligatures in list(table.ligatures.items()):
            for ligature in list(ligatures):
                if glyph in (first, *ligature.Component):
                    copy = deepcopy(ligature)
                    copy.Component = replace_name(copy.Component)
                    (copy.LigGlyph,) = replace_name([copy.LigGlyph])
                    table.ligatures.setdefault(*replace_name([first]), []).append(copy)
    for table in (*_subtables(font, "GSUB", 6), *_subtables(font, "GPOS", 8)):
        for name in ("BacktrackCoverage", "InputCoverage", "LookAheadCoverage"):
            for coverage in getattr(table, name):
                if glyph in coverage.glyphs:
                    coverage.glyphs.append(new)
    for kind, first, second in ((4, "Mark", "Base"), (6, "Mark1", "Mark2")):
        for table in _subtables(font, "GPOS", kind):
            for name in (first, second):
                coverage = getattr(table, f"{name}Coverage").glyphs
                array = getattr(table, f"{name}Array")
                if glyph in coverage:
                    (records,) = (
                        field for field in vars(array).values() if isinstance(field, list)
                    )
                    records.append(deepcopy(records[coverage.index(glyph)]))
                    coverage.append(new)
    return new


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


def make_families(folder: Path, scripture: Path) -> None:
    """Write the faces of the other themes; Hebrew ones have Hebrew and figures alone."""
    for theme, families in FAMILIES.items():
        for family, styles in families.items():
            for style in styles:
                (path,) = folder.rglob(f"{family}_{style}.ttf")
                font = TTFont(path, recalcTimestamp=False)
                if styles is _HEBREW_STYLES:
                    cut(font, (*HEBREW, (0x0030, 0x0039)), ["*"])
                    set_letter_height(font, HEIGHTS[family])
                else:
                    cut(font)
                give_blanks(font)
                if styles is _HEBREW_STYLES:
                    font = part_marks(font, scripture, accents=False)
                target = FONTS.parents[1] / theme / "fonts" / f"{family}-{_STYLES[style]}.ttf"
                font.save(target)
                print(f"{target.name}: {target.stat().st_size} bytes")


def part_marks(font: TTFont, scripture: Path, *, accents: bool) -> TTFont:
    """Return ``font`` with the Hebrew signs that it lacks, and the rules that keep marks apart."""
    # A font without names of glyphs gets those of its file.
    data = io.BytesIO()
    font.save(data)
    font = TTFont(data, recalcTimestamp=False)
    words = read_scripture(scripture, accents=accents)
    if not accents:
        add_signs(font)
        words |= set(combine_points())
    colliding = add_rules(font, words)
    print(f"marks collide in {len(colliding)} of {len(words)} words", *sorted(colliding))
    return font


def main(folder: Path, scripture: Path) -> None:
    """Write the faces of all themes from the upstream files in ``folder`` or below it."""
    make_families(folder, scripture)
    for source, target in FILES.items():
        (path,) = folder.rglob(source)
        font = TTFont(path, recalcTimestamp=False)
        if target.startswith("EBGaramond"):
            cut(font)
        elif target.startswith("PublishTeamim"):
            make_teamim(font)
        give_blanks(font)
        if not target.startswith("EBGaramond"):
            font = part_marks(font, scripture, accents=target.startswith("PublishTeamim"))
        font.save(FONTS / target)
        print(f"{target}: {(FONTS / target).stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
