"""A PDF doubted before anyone prints it: it is set in the theme's fonts and in no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.pdf import FONT_NOT_EMBEDDED, FOREIGN_FONT, NOT_A_PDF
from publish.preflight.pdf_parser import Object, objects
from publish.themes.theme import Theme

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BFCHAR = re.compile(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>")


def inspect(data: bytes, theme: Theme) -> Diagnostics:
    """Return an error for each font of the PDF that is not the theme's, or is not inside it."""
    try:
        return tuple(_fonts(objects(data), theme))
    except ValueError as error:
        return (NOT_A_PDF.anywhere(f"the PDF cannot be read back: {error}"),)


def _fonts(found: Mapping[int, Object], theme: Theme) -> Iterator[Diagnostic]:
    families = tuple({face.family.replace(" ", "-") for face in theme.faces})
    for each in found.values():
        if not each.is_a("Font") or each.value("Subtype").startswith("CIDFont"):
            continue
        name = _SUBSET.sub("", each.value("BaseFont"))
        if not any(name == family or name.startswith(f"{family}-") for family in families):
            hints = _used(each, found)
            yield FOREIGN_FONT.anywhere(
                f"the PDF is set in {name.replace('-', ' ')} too, which is not a font of the "
                f"theme “{theme.name}”",
                *hints,
            )
        if not _embedded(each, found):
            yield FONT_NOT_EMBEDDED.anywhere(f"the font {name} is not inside the PDF")


def _used(font: Object, found: Mapping[int, Object]) -> tuple[str, ...]:
    """Return what the font is used for, as one hint: the characters its glyphs stand for."""
    characters: dict[str, None] = {}
    for number in font.references("ToUnicode"):
        for code in _BFCHAR.findall(found[number].stream):
            characters.update(dict.fromkeys(bytes.fromhex(code.decode()).decode("utf-16-be")))
    listed = " ".join(f"{c} (U+{ord(c):04X})" for c in characters if not c.isspace())
    return (f"it is used for {listed}",) if listed else ()


def _embedded(font: Object, found: Mapping[int, Object]) -> bool:
    """Tell whether the file of the font, or that of the font it is made of, is in the PDF."""
    holders = [font, *(found[number] for number in font.references("DescendantFonts"))]
    descriptors = [found[n] for holder in holders for n in holder.references("FontDescriptor")]
    return font.value("Subtype") == "Type3" or any(
        descriptor.references(key)
        for descriptor in descriptors
        for key in ("FontFile", "FontFile2", "FontFile3")
    )
