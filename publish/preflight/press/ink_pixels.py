"""Pixels of pages, sheet by PDFium: whether ink is in a part of a page, and pictures of places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publish.preflight.page_boxes import Box
from publish.preflight.press.geometry import PageGeometry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

_DOTS = 150
_PAPER = 250
"""Lighter pixels are paper."""

_MOST_PIXELS = 9_000_000


class InkPixels:
    """The pages of a PDF as pixels; on one that PDFium does not draw, ink may be everywhere."""

    def __init__(self, data: bytes, pages: Sequence[PageGeometry]) -> None:
        self._data = data
        self._pages = {page.number: page for page in pages}
        self._file: Any = None
        self._pictures: dict[int, Image | None] = {}

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def find_ink(self, number: int, area: Box) -> Box | None:
        """Return the bounds of the ink in an area of a page; None where the paper is white."""
        picture = self._draw(number)
        if picture is None:
            return area
        page = self._pages[number]
        left, top, right, bottom = self.to_pixels(number, area, picture)
        if right <= left or bottom <= top:
            return None
        part = picture.crop((left, top, right, bottom))
        dark = part.point([255 if value < _PAPER else 0 for value in range(256)])
        box = dark.getbbox()
        if box is None:
            return None
        scale = picture.width / (page.media[2] - page.media[0])
        x, y = page.media[0], page.media[3]
        return (
            x + (left + box[0]) / scale,
            y - (top + box[3]) / scale,
            x + (left + box[2]) / scale,
            y - (top + box[1]) / scale,
        )

    def to_pixels(self, number: int, area: Box, picture: Image) -> tuple[int, int, int, int]:
        """Return an area of a page in pixels of its picture."""
        page = self._pages[number]
        scale = picture.width / (page.media[2] - page.media[0])
        left, low, right, high = area
        x0, x1 = (self._clamp((x - page.media[0]) * scale, picture.width) for x in (left, right))
        y0, y1 = (self._clamp((page.media[3] - y) * scale, picture.height) for y in (high, low))
        return x0, y0, x1, y1

    @staticmethod
    def _clamp(value: float, most: int) -> int:
        return round(min(max(value, 0.0), float(most)))

    def _draw(self, number: int) -> Image | None:
        if number not in self._pictures:
            self._pictures.clear()  # pages are asked for one after another
            self._pictures[number] = self.draw(number, _DOTS, grey=True)
        return self._pictures[number]

    def draw(self, number: int, dots: int, *, grey: bool = False) -> Image | None:
        """Return the whole sheet of a page, unrotated; None where it cannot be drawn."""
        import pypdfium2 as pdfium

        page = self._pages[number]
        width, height = page.media[2] - page.media[0], page.media[3] - page.media[1]
        try:
            if self._file is None:
                self._file = pdfium.PdfDocument(self._data)
            sheet = self._file[number - 1]
            sheet.set_rotation(0)
            sheet.set_cropbox(*(each / page.unit for each in page.media))
            scale = dots / 72 * page.unit
            if width * height * (dots / 72) ** 2 > _MOST_PIXELS:
                scale *= (_MOST_PIXELS / (width * height * (dots / 72) ** 2)) ** 0.5
            picture: Image = sheet.render(scale=scale, grayscale=grey).to_pil()
        except (pdfium.PdfiumError, ValueError, MemoryError):
            return None
        return picture
