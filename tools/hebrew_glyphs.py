"""Hebrew signs and anchors that a font for ordinary texts lacks, made of its own shapes.

The puncta over and under letters, the inverted nun, the place of holam on a consonantal vav, the
anchor of meteg, and the anchors of letters that seldom have marks.
"""

from __future__ import annotations

from copy import deepcopy
from statistics import median_low
from typing import Any

from fontTools.otlLib.builder import buildAnchor
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

SHEVA = 0x05B0
HIRIQ, HOLAM, HOLAM_HASER, METEG, RAFE = 0x05B4, 0x05B9, 0x05BA, 0x05BD, 0x05BF
DAGESH, UPPER_DOT, LOWER_DOT, NUN_HAFUKHA = 0x05BC, 0x05C4, 0x05C5, 0x05C6
VAV, VAV_WITH_DAGESH, NUN = 0x05D5, 0xFB35, 0x05E0
LETTERS = (
    *(*range(0x05D0, 0x05EB), *range(0x05F0, 0x05F3), 0xFB1D),
    *(*range(0xFB1F, 0xFB29), *range(0xFB2A, 0xFB50)),
)

_BASE, _MARK = 1, 3
"""Classes of the GDEF table."""


def add_signs(font: TTFont) -> None:
    """Add the signs and anchors that ``font`` lacks."""
    attachment = _attachment(font)
    _draw(font, NUN_HAFUKHA, NUN, mirror=True)
    for code, like, place in ((UPPER_DOT, HOLAM, RAFE), (LOWER_DOT, HIRIQ, HIRIQ)):
        if _draw(font, code, like, mirror=False):
            _attach(font, attachment, code, _class_of(font, attachment, place))
    _draw_meteg(font)
    _attach(font, attachment, METEG, _class_of(font, attachment, HIRIQ))
    _add_anchors(font, attachment)
    _part_holam_haser(font, attachment)


def _attachment(font: TTFont) -> Any:
    """Return the subtable that places holam on letters."""
    holam = font.getBestCmap()[HOLAM]
    (table,) = (
        table
        for lookup in font["GPOS"].table.LookupList.Lookup
        for table in lookup.SubTable
        if table.LookupType == 4 and holam in table.MarkCoverage.glyphs
    )
    return table


def _record(font: TTFont, attachment: Any, code: int) -> Any:
    coverage = attachment.MarkCoverage.glyphs
    return attachment.MarkArray.MarkRecord[coverage.index(font.getBestCmap()[code])]


def _class_of(font: TTFont, attachment: Any, code: int) -> int:
    return int(_record(font, attachment, code).Class)


def _draw(font: TTFont, code: int, like: int, *, mirror: bool) -> bool:
    """Give ``font`` the character ``code`` in the shape of another, unless it has one."""
    characters = font.getBestCmap()
    if code in characters:
        return False
    name, model = f"uni{code:04X}", characters[like]
    width, bearing = font["hmtx"].metrics[model]
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    if mirror:
        pen = TTGlyphPen(None)
        font.getGlyphSet()[model].draw(
            TransformPen(ReverseContourPen(pen), (-1, 0, 0, 1, width, 0))
        )
        glyph = pen.glyph()
        glyph.recalcBounds(font["glyf"])
        bearing = glyph.xMin
    else:
        glyph = deepcopy(font["glyf"][model])
    font["glyf"].glyphs[name] = glyph
    font["hmtx"].metrics[name] = (width, bearing)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = _BASE if mirror else _MARK
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name
    return True


def _draw_meteg(font: TTFont) -> None:
    """Give ``font`` a meteg that is as high as sheva and nearly as wide, unless it has one."""
    characters = font.getBestCmap()
    if METEG in characters:
        return
    name, model = f"uni{METEG:04X}", characters[SHEVA]
    left, bottom, right, top = _bounds(font, model)
    inset = round((right - left) * 0.15)
    pen = TTGlyphPen(None)
    pen.moveTo((left + inset, bottom))
    for point in ((left + inset, top), (right - inset, top), (right - inset, bottom)):
        pen.lineTo(point)
    pen.closePath()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = pen.glyph()
    font["hmtx"].metrics[name] = (font["hmtx"].metrics[model][0], left + inset)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = _MARK
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[METEG] = name


def _attach(font: TTFont, attachment: Any, code: int, mark_class: int) -> None:
    """Give a mark an anchor at its middle, on the line of the other marks of its class."""
    name = font.getBestCmap()[code]
    coverage, records = attachment.MarkCoverage.glyphs, attachment.MarkArray.MarkRecord
    if name in coverage:
        return
    left, _, right, _ = _bounds(font, name)
    line = next(record.MarkAnchor.YCoordinate for record in records if record.Class == mark_class)
    record = otTables.MarkRecord()
    record.Class, record.MarkAnchor = mark_class, buildAnchor(round((left + right) / 2), line)
    by_name = dict(zip(coverage, records, strict=True)) | {name: record}
    attachment.MarkCoverage.glyphs = sorted(by_name, key=font.getGlyphID)
    attachment.MarkArray.MarkRecord = [by_name[mark] for mark in attachment.MarkCoverage.glyphs]
    attachment.MarkArray.MarkCount = len(by_name)


def _add_anchors(font: TTFont, attachment: Any) -> None:
    """Give each letter the anchors for vowels, holam, dagesh and rafe that it lacks."""
    characters = font.getBestCmap()
    bases = dict(zip(attachment.BaseCoverage.glyphs, attachment.BaseArray.BaseRecord, strict=True))
    letters = [characters[code] for code in LETTERS if code in characters]
    classes = {code: _class_of(font, attachment, code) for code in (HIRIQ, HOLAM, DAGESH, RAFE)}
    lines = {
        code: median_low(
            record.BaseAnchor[mark_class].YCoordinate
            for name, record in bases.items()
            if record.BaseAnchor[mark_class] and name in letters
        )
        for code, mark_class in classes.items()
    }
    for name in letters:
        left, _, right, _ = _bounds(font, name)
        if name not in bases:
            bases[name] = otTables.BaseRecord()
            bases[name].BaseAnchor = [None] * attachment.ClassCount
        anchors = bases[name].BaseAnchor
        for code, mark_class in classes.items():
            if anchors[mark_class] is None:
                x = left if code == HOLAM else (left + right) / 2
                anchors[mark_class] = buildAnchor(round(x), lines[code])
    attachment.BaseCoverage.glyphs = sorted(bases, key=font.getGlyphID)
    attachment.BaseArray.BaseRecord = [bases[name] for name in attachment.BaseCoverage.glyphs]
    attachment.BaseArray.BaseCount = len(bases)


def _part_holam_haser(font: TTFont, attachment: Any) -> None:
    """Place U+05BA at the left of a vav; on other letters it stands where holam does.

    https://www.unicode.org/versions/Unicode17.0.0/core-spec/chapter-9/ (Holam Haser for Vav)
    """
    record = _record(font, attachment, HOLAM_HASER)
    holam = _class_of(font, attachment, HOLAM)
    if record.Class != holam:
        return
    record.Class = attachment.ClassCount
    attachment.ClassCount += 1
    characters = font.getBestCmap()
    vavs = {characters[code] for code in (VAV, VAV_WITH_DAGESH) if code in characters}
    half = record.MarkAnchor.XCoordinate - _bounds(font, characters[HOLAM_HASER])[0]
    for name, base in zip(
        attachment.BaseCoverage.glyphs, attachment.BaseArray.BaseRecord, strict=True
    ):
        anchor = deepcopy(base.BaseAnchor[holam])
        if name in vavs:
            anchor.XCoordinate = round(_bounds(font, name)[0] - half)
        base.BaseAnchor.append(anchor)


def _bounds(font: TTFont, name: str) -> tuple[float, float, float, float]:
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    left, bottom, right, top = pen.bounds
    return left, bottom, right, top
