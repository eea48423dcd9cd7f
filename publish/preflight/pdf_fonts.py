"""Check of the fonts of a PDF: all are of the theme or fallback fonts, and all are embedded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.pdf import FONT_NOT_EMBEDDED, FOREIGN_FONT
from publish.preflight.pdf_parser import ParsedObject
from publish.themes.fallback_fonts import FAMILIES
from publish.themes.theme import Theme

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BFCHAR = re.compile(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>")


def check_fonts(file: Mapping[int, ParsedObject], *themes: Theme) -> Iterator[Diagnostic]:
    """Yield an error for each font of the PDF that is not of its themes or not embedded.

    Raises ValueError for a stream that cannot be read.
    """
    names = (*(face.family for theme in themes for face in theme.faces), *FAMILIES)
    shown = " and ".join(dict.fromkeys(f"“{theme.name}”" for theme in themes))
    families = tuple({name.replace(" ", "-") for name in names})
    for font in file.values():
        if not font.is_a("Font") or font.value("Subtype").startswith("CIDFont"):
            continue
        name = _SUBSET.sub("", font.value("BaseFont"))
        if not any(name == family or name.startswith(f"{family}-") for family in families):
            hints = _characters(font, file)
            yield FOREIGN_FONT.anywhere(
                f"the PDF is set in {name.replace('-', ' ')} too, which is not a font of the "
                f"theme {shown}",
                *hints,
            )
        if not _is_embedded(font, file):
            yield FONT_NOT_EMBEDDED.anywhere(f"the font {name} is not inside the PDF")


def _characters(font: ParsedObject, file: Mapping[int, ParsedObject]) -> tuple[str, ...]:
    """Return a hint that lists the characters set in the font; empty where there are none."""
    characters: dict[str, None] = {}
    for number in font.references("ToUnicode"):
        for code in _BFCHAR.findall(file[number].stream):
            characters.update(dict.fromkeys(bytes.fromhex(code.decode()).decode("utf-16-be")))
    listed = " ".join(f"{c} (U+{ord(c):04X})" for c in characters if not c.isspace())
    return (f"it is used for {listed}",) if listed else ()


def _is_embedded(font: ParsedObject, file: Mapping[int, ParsedObject]) -> bool:
    """Return whether the PDF holds the file of the font or of its descendant font."""
    fonts = [font, *(file[number] for number in font.references("DescendantFonts"))]
    descriptors = [file[n] for each in fonts for n in each.references("FontDescriptor")]
    return font.value("Subtype") == "Type3" or any(
        descriptor.references(key)
        for descriptor in descriptors
        for key in ("FontFile", "FontFile2", "FontFile3")
    )
