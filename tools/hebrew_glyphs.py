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

SHEVA, HIRIQ, PATAH, HOLAM, HOLAM_HASER = 0x05B0, 0x05B4, 0x05B7, 0x05B9, 0x05BA
METEG, RAFE = 0x05BD, 0x05BF
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
    _draw_meteg(font)
    _draw(font, NUN_HAFUKHA, NUN, mirror=True)
    for code, shape in ((UPPER_DOT, HOLAM), (LOWER_DOT, HIRIQ)):
        _draw(font, code, shape, mirror=False)
    for code, like in ((METEG, HIRIQ), (UPPER_DOT, RAFE), (LOWER_DOT, HIRIQ)):
        _attach(font, code, like)
    for code in (HIRIQ, HOLAM, DAGESH, RAFE):
        _add_anchors(font, code)
    _part_holam_haser(font)


def _attachment(font: TTFont, code: int) -> Any | None:
    """Return the subtable that places a mark on letters."""
    name = font.getBestCmap()[code]
    tables = (
        table
        for lookup in font["GPOS"].table.LookupList.Lookup
        for table in lookup.SubTable
        if table.LookupType == 4 and name in table.MarkCoverage.glyphs
    )
    return next(tables, None)


def _record(font: TTFont, attachment: Any, code: int) -> Any:
    coverage = attachment.MarkCoverage.glyphs
    return attachment.MarkArray.MarkRecord[coverage.index(font.getBestCmap()[code])]


def _draw_meteg(font: TTFont) -> None:
    """Draw meteg, if missing, as a bar as thick as patah and as long as sheva."""
    characters = font.getBestCmap()
    if METEG in characters:
        return
    _, low, _, top = _bounds(font, characters[PATAH])
    _, bottom, _, _ = _bounds(font, characters[SHEVA])
    _draw(font, METEG, PATAH, mirror=False)
    pen = TTGlyphPen(None)
    corners = [(0, bottom), (0, top), (top - low, top), (top - low, bottom)]
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()
    name = font.getBestCmap()[METEG]
    font["glyf"].glyphs[name] = pen.glyph()
    font["glyf"].glyphs[name].recalcBounds(font["glyf"])
    font["hmtx"].metrics[name] = (font["hmtx"].metrics[name][0], 0)


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


def _attach(font: TTFont, code: int, like: int) -> None:
    """Give a mark without an anchor one at its middle, on the line of a mark like it."""
    attachment = _attachment(font, like)
    if attachment is None or _attachment(font, code) is not None:
        return
    name = font.getBestCmap()[code]
    coverage, records = attachment.MarkCoverage.glyphs, attachment.MarkArray.MarkRecord
    left, _, right, _ = _bounds(font, name)
    model = _record(font, attachment, like)
    record = otTables.MarkRecord()
    line = model.MarkAnchor.YCoordinate
    record.Class, record.MarkAnchor = model.Class, buildAnchor(round((left + right) / 2), line)
    by_name = dict(zip(coverage, records, strict=True)) | {name: record}
    attachment.MarkCoverage.glyphs = sorted(by_name, key=font.getGlyphID)
    attachment.MarkArray.MarkRecord = [by_name[mark] for mark in attachment.MarkCoverage.glyphs]
    attachment.MarkArray.MarkCount = len(by_name)


def _add_anchors(font: TTFont, code: int) -> None:
    """Give each letter that lacks it an anchor for a mark and for the marks of its class."""
    attachment = _attachment(font, code)
    if attachment is None:
        return
    characters = font.getBestCmap()
    letters = [characters[code] for code in LETTERS if code in characters]
    bases = dict(zip(attachment.BaseCoverage.glyphs, attachment.BaseArray.BaseRecord, strict=True))
    mark_class = _record(font, attachment, code).Class
    line = median_low(
        record.BaseAnchor[mark_class].YCoordinate
        for name, record in bases.items()
        if record.BaseAnchor[mark_class] and name in letters
    )
    for name in letters:
        left, _, right, _ = _bounds(font, name)
        if name not in bases:
            bases[name] = otTables.BaseRecord()
            bases[name].BaseAnchor = [None] * attachment.ClassCount
        if bases[name].BaseAnchor[mark_class] is None:
            x = left if code == HOLAM else (left + right) / 2
            bases[name].BaseAnchor[mark_class] = buildAnchor(round(x), line)
    attachment.BaseCoverage.glyphs = sorted(bases, key=font.getGlyphID)
    attachment.BaseArray.BaseRecord = [bases[name] for name in attachment.BaseCoverage.glyphs]
    attachment.BaseArray.BaseCount = len(bases)


def _part_holam_haser(font: TTFont) -> None:
    """Place U+05BA at the left of a vav; on other letters it stands where holam does.

    https://www.unicode.org/versions/Unicode17.0.0/core-spec/chapter-9/ (Holam Haser for Vav)
    """
    attachment = _attachment(font, HOLAM_HASER)
    if attachment is None:
        return
    record = _record(font, attachment, HOLAM_HASER)
    holam = _record(font, attachment, HOLAM).Class
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
