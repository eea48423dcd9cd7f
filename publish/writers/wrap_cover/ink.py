"""The ink of the words of a panel, as PDFium reads its glyphs."""

from __future__ import annotations

from publish.text.lengths import MM
from publish.writers.wrap_cover.geometry import Area


def find_ink(data: bytes) -> Area | None:
    """Return the area of all glyphs on the first page of a PDF, in millimetres; None of none."""
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data) as pdf:
        page = pdf[0]
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        text.close()
        page.close()
    inked = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
    if not inked:
        return None
    lefts, lows, rights, highs = zip(*inked, strict=True)
    left, low = min(lefts) / MM, min(lows) / MM
    return Area(left, low, max(rights) / MM - left, max(highs) / MM - low)
