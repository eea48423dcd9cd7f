"""Font files as PDF 1.3 knows them: the outlines of OpenType alone (ISO 32000-1, table 126)."""

from __future__ import annotations

import io
import zlib
from typing import Any


def reduce_font_files(pdf: Any) -> None:
    """Write the outlines of each font file of PDF 1.6, OpenType, in its place."""
    from pikepdf import Name, Stream

    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == "/OpenType":
            item.Subtype = Name.CIDFontType0C
            item.write(zlib.compress(_outlines(item.read_bytes()), 9), filter=Name.FlateDecode)
            if "/Length1" in item:
                del item["/Length1"]


def _outlines(data: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(data)) as font:
        outlines: bytes = font.getTableData("CFF ")
        return outlines
