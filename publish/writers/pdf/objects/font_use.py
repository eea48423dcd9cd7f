"""The use that a book makes of each font: the glyphs on all its pages, and their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from publish.text.dataclass import dataclass
from publish.themes.theme import Theme
from publish.writers.pdf.objects.laid_out_pages import (
    LaidOutPage,
    LaidOutPart,
    PartFont,
    glyph_key,
    merge_fonts,
    merge_glyphs,
)


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font as far as a book uses it, with the texts that its glyphs stand for.

    ``about`` are attributes of WeasyPrint's font; ``program`` is the digest of its file; widths are
    in thousandths of the type size.
    """

    about: Mapping[str, Any]
    program: str
    glyphs: Mapping[int, str]
    widths: Mapping[int, float]
    missing: Mapping[int, int]


def collect_uses(parts: Iterable[LaidOutPart]) -> Mapping[str, FontUse]:
    """Return the use of each font by a whole book; of two texts of a glyph the first one holds."""
    parts = tuple(parts)
    glyphs = merge_glyphs(part.glyphs for part in parts)
    fonts: dict[str, PartFont] = {}
    for part in parts:
        for name, font in part.fonts.items():
            fonts[name] = merge_fonts(fonts[name], font) if name in fonts else font
    return {name: _use(fonts[name], dict(sorted(glyphs[name].items()))) for name in sorted(glyphs)}


def _use(font: PartFont, glyphs: Mapping[int, str]) -> FontUse:
    """Return the use of a font for these glyphs alone; its data may have more, of earlier pages."""
    widths = {glyph: font.widths[glyph] for glyph in glyphs}
    missing = {code: glyph for code, glyph in sorted(font.missing.items()) if glyph in glyphs}
    return FontUse(font.about, font.program, glyphs, widths, missing)


def glyph_key_in_book(pages: LaidOutPart | LaidOutPage, uses: Mapping[str, FontUse]) -> str:
    """Return the key of the texts that the glyphs of a part or page stand for in its book."""
    if all(glyphs.items() <= uses[name].glyphs.items() for name, glyphs in pages.glyphs.items()):
        return pages.glyph_key
    return glyph_key(
        {
            name: {glyph: uses[name].glyphs[glyph] for glyph in glyphs}
            for name, glyphs in pages.glyphs.items()
        }
    )


def with_family_name(use: FontUse, theme: Theme) -> FontUse:
    """Return the use with the font's own family name in place of its role in the style sheet."""
    name = use.about["name"]
    for face in theme.faces:
        role, family = f"+Theme-{face.script.title()}", f"+{face.family.replace(' ', '-')}"
        name = name.replace(role.encode(), family.encode())
    return replace(use, about={**use.about, "name": name})
