"""The colours of a PDF by its operators, and the advances of its fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

_SPACES_OF_OPERATORS = {
    "g": "grey",
    "G": "grey",
    "rg": "rgb",
    "RG": "rgb",
    "k": "cmyk",
    "K": "cmyk",
}
_OTHER_COLOURS = {"cs", "CS", "sc", "SC", "scn", "SCN", "sh"}


def inks(file: Any) -> set[str]:
    """Return what is drawn in colour in a PDF: operators beyond grey, and coloured pictures.

    An ink of black alone in CMYK counts as grey.  Groups, forms and patterns are read too.
    """
    return {ink for page in file.pages for ink in _inks_of(page, page.get("/Resources", {}), set())}


def _inks_of(stream: Any, resources: Any, seen: set[Any]) -> Iterator[str]:
    import pikepdf

    for operands, operator in pikepdf.parse_content_stream(stream):
        name = str(operator)
        values = [float(value) for value in operands if isinstance(value, int | float)] or [
            float(value) for value in operands if _is_number(value)
        ]
        space = _SPACES_OF_OPERATORS.get(name)
        if space == "rgb" or (space == "cmyk" and any(values[:3])) or name in _OTHER_COLOURS:
            yield f"{' '.join(map(str, operands))} {name}"
    for kind in ("/XObject", "/Pattern"):
        for form in (resources.get(kind) or {}).values():
            if form.objgen in seen:
                continue
            seen.add(form.objgen)
            if form.get("/Subtype") == "/Image":
                if form.get("/ColorSpace") not in ("/DeviceGray", None):
                    yield f"picture {form.ColorSpace}"
            elif isinstance(form, pikepdf.Stream):
                yield from _inks_of(form, form.get("/Resources", {}), seen)


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def differing_widths(file: Any) -> list[tuple[str, int, float, float]]:
    """Return font, code, width in ``/W`` and width in the font file where the two differ.

    Widths are in thousandths of the type size; a difference of 1 is rounding.
    """
    from fontTools.ttLib import TTFont

    result = []
    fonts = {
        str(font.BaseFont): font
        for page in file.pages
        for font in (page.get("/Resources", {}).get("/Font") or {}).values()
    }
    for name, font in fonts.items():
        (descendant,) = font.DescendantFonts
        descriptor = descendant.FontDescriptor
        program = descriptor.get("/FontFile2") or descriptor.get("/FontFile3")
        ttf = TTFont(io.BytesIO(program.read_bytes()))
        em, order = ttf["head"].unitsPerEm, ttf.getGlyphOrder()
        codes = descendant.get("/CIDToGIDMap")
        table = None if codes == "/Identity" else codes.read_bytes()
        for code, width in _widths(descendant.W):
            glyph = int.from_bytes(table[2 * code : 2 * code + 2], "big") if table else code
            advance = ttf["hmtx"][order[glyph]][0] * 1000 / em
            if abs(advance - width) > 1:
                result.append((name, code, width, advance))
    return result


def _widths(array: Any) -> Iterator[tuple[int, float]]:
    """Yield the code and the width of each glyph in a ``/W`` array (ISO 32000-1, 9.7.4.3)."""
    import pikepdf

    items = list(array)
    while items:
        first, second, *items = items
        if isinstance(second, pikepdf.Array):
            yield from ((int(first) + n, float(width)) for n, width in enumerate(second))
        else:
            width, *items = items
            yield from ((code, float(width)) for code in range(int(first), int(second) + 1))
