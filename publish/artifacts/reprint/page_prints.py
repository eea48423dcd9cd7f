"""The pages of a PDF as they are printed: a digest of the looks of each, and its text.

A page is drawn by PDFium, and the digest is that of its pixels: two pages with one digest cannot be
told apart on paper, whatever program made their files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from publish.artifacts.reprint.page_lines import (
    Box,
    PageLine,
    PageLines,
    read_lines,
    separate_heads,
)
from publish.diagnostics import PublishError
from publish.diagnostics.rules import booklet as rules
from publish.document.printed_pages import PageFlow
from publish.preflight.glyph_counts import turns_left
from publish.storage.digests import digest
from publish.text.dataclass import dataclass

SCALE = 2.0
"""The pixels a point of the pictures that are compared, about 150 an inch."""


_WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class PagePrint:
    """A printed page: the digest of its picture, its size in points, and its text.

    An empty page has no digest.  ``face`` is the digest of its layout as the writer made it, empty
    where it is unknown, and ``flow`` its place in the flow of the text.
    """

    looks: str
    size: tuple[int, int]
    text: PageLines
    face: str = ""
    flow: PageFlow = PageFlow()


@dataclass(frozen=True, slots=True)
class PageArea:
    """The part of a page of a PDF that is a page of the book.

    ``index`` counts the pages of the PDF from 0.  ``box`` has the left, lower, right and upper edge
    of the part of an upright side as shares of its width and height; the side may have been printed
    upside down.
    """

    index: int
    box: Box = _WHOLE
    is_rotated: bool = False

    def has(self, x: float, y: float) -> bool:
        """Return whether a point of the upright side, in shares, is within."""
        left, low, right, high = self.box
        return left <= x < right and low <= y < high

    def crop(self, picture: Any) -> Any:
        """Return the part of the picture of an upright side."""
        width, height = picture.size
        left, low, right, high = self.box
        edges = (left * width, (1 - high) * height, right * width, (1 - low) * height)
        return picture.crop(tuple(map(round, edges)))


def renderer() -> str:
    """Return the version of the program that draws the pictures."""
    from pypdfium2.version import PDFIUM_INFO

    return f"PDFium {PDFIUM_INFO.build}"


def read_prints(data: bytes, areas: Sequence[PageArea] | None = None) -> tuple[PagePrint, ...]:
    """Return the pages of a PDF in order, or those ``areas`` of its pages.

    Raises PublishError where PDFium cannot read it.
    """
    import pypdfium2 as pdfium

    try:
        with pdfium.PdfDocument(data) as pdf:
            wanted = areas or [PageArea(index) for index in range(len(pdf))]
            is_left = turns_left(pdf)
            parts = {
                area: part
                for index in {area.index for area in wanted}
                for area, part in _read_parts(pdf, index, wanted, is_left=is_left)
            }
    except pdfium.PdfiumError as error:
        message = f"the PDF cannot be read: {error}"
        raise PublishError(rules.UNREADABLE.anywhere(message)) from error
    entries = [parts[area] for area in wanted]
    texts = separate_heads([lines for _, _, lines in entries])
    return tuple(
        PagePrint(looks, size, text) for (looks, size, _), text in zip(entries, texts, strict=True)
    )


_Part = tuple[str, tuple[int, int], tuple[PageLine, ...]]
"""The digest of the picture of a page, its size in points, and its lines."""


def _read_parts(
    pdf: Any, index: int, wanted: Sequence[PageArea], *, is_left: bool
) -> Iterator[tuple[PageArea, _Part]]:
    """Yield the areas of a page of a PDF, each with its content."""
    page = pdf[index]
    areas = [each for each in wanted if each.index == index]
    width, height = page.get_size()
    picture = page.render(scale=SCALE).to_pil()
    is_rotated = areas[0].is_rotated
    if is_rotated:
        picture = picture.rotate(180)

    def find_part(x: float, y: float) -> int:
        if areas[0].box == _WHOLE:
            return 0
        x, y = x / width, y / height
        if is_rotated:
            x, y = 1 - x, 1 - y
        return next((n for n, area in enumerate(areas) if area.has(x, y)), len(areas))

    lines = read_lines(page, find_part, turns_left=is_left)
    page.close()
    for n, area in enumerate(areas):
        left, low, right, high = area.box
        size = round((right - left) * width), round((high - low) * height)
        yield area, (_digest_picture(area.crop(picture)), size, lines.get(n, ()))


def _digest_picture(picture: Any) -> str:
    """Return the digest of a picture, empty for white paper."""
    if all(low == 255 for low, _ in picture.getextrema()):
        return ""
    return digest(repr(picture.size), picture.tobytes())
