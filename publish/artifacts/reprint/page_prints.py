"""The pages of a PDF as they are printed: a digest of the looks of each, and its text.

A page is drawn by PDFium, and the digest is that of its pixels: two pages with one digest cannot be
told apart on paper, whatever program made their files.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publish.artifacts.reprint.page_lines import PageLines, read_lines, separate_heads
from publish.diagnostics import PublishError
from publish.diagnostics.rules import booklet as rules
from publish.document.printed_pages import PageFlow
from publish.preflight.glyph_counts import turns_left
from publish.storage.digests import digest
from publish.text.dataclass import dataclass

SCALE = 2.0
"""The pixels a point of the pictures that are compared, about 150 an inch."""


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

    ``index`` counts the pages of the PDF from 0; ``half`` is None for the whole page, 0 for the
    left and 1 for the right half of a side, which may have been printed upside down.
    """

    index: int
    half: int | None = None
    is_rotated: bool = False


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
            pages = {
                index: _read_page(pdf, index, wanted, is_left=is_left)
                for index in {area.index for area in wanted}
            }
    except pdfium.PdfiumError as error:
        message = f"the PDF cannot be read: {error}"
        raise PublishError(rules.UNREADABLE.anywhere(message)) from error
    entries = [pages[area.index][area.half or 0] for area in wanted]
    texts = separate_heads([lines for _, _, lines in entries])
    return tuple(
        PagePrint(looks, size, text) for (looks, size, _), text in zip(entries, texts, strict=True)
    )


def _read_page(pdf: Any, index: int, areas: Sequence[PageArea], *, is_left: bool) -> dict[int, Any]:
    """Return the digest, the size and the lines of the whole page or of both of its halves."""
    page = pdf[index]
    area = next(each for each in areas if each.index == index)
    width, height = page.get_size()
    picture = page.render(scale=SCALE).to_pil()
    if area.half is None:
        lines = read_lines(page, turns_left=is_left)
        parts = {0: (picture, (round(width), round(height)), lines.get(0, ()))}
    else:
        turn = area.is_rotated
        if turn:
            picture = picture.rotate(180)
        lines = read_lines(page, lambda x: int((x > width / 2) != turn), turns_left=is_left)
        middle = picture.width // 2
        boxes = ((0, 0, middle, picture.height), (middle, 0, picture.width, picture.height))
        size = round(width / 2), round(height)
        parts = {n: (picture.crop(boxes[n]), size, lines.get(n, ())) for n in (0, 1)}
    page.close()
    return {
        number: (_digest_picture(part), size, own) for number, (part, size, own) in parts.items()
    }


def _digest_picture(picture: Any) -> str:
    """Return the digest of a picture, empty for white paper."""
    if all(low == 255 for low, _ in picture.getextrema()):
        return ""
    return digest(repr(picture.size), picture.tobytes())
