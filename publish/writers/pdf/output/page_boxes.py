"""The boxes of pages in a file: sheet, bleed and trim (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from publish.config.pdf_profiles import MARK_LENGTH, PdfProfile
from publish.document.model import Dir
from publish.text.dataclass import dataclass
from publish.text.lengths import MM
from publish.writers.pdf.layout.bound_book import BoundBook
from publish.writers.pdf.objects.laid_out_pages import LaidOutPage, Rectangle
from publish.writers.pdf.objects.pdf_objects import format_numbers, reference

_BEYOND_MARKS = 1.0
"""Millimetres of the sheet beyond crop marks."""


@dataclass(frozen=True, slots=True)
class BookSheets:
    """The sheets on which a profile has the pages of a file of that direction.

    Only a file that ``bleeds`` has a bleed, on all pages alike.
    """

    profile: PdfProfile
    bleeds: bool
    dir: Dir

    @classmethod
    def of(cls, books: Sequence[BoundBook], profile: PdfProfile, direction: Dir) -> BookSheets:
        """Return the sheets of the books of a file."""
        parts = (part for book in books for part in book.laid_out_book.layouts)
        pages = (page for part in parts for page in part.pages)
        bleeds = bool(profile.bleed) and (
            profile.always_bleeds or any(page.bleeds for page in pages)
        )
        return cls(profile, bleeds, direction)

    def open_page(self, page: LaidOutPage, number: int, root: int) -> bytes:
        """Return the start of a page object of that number in its file: its parent and boxes."""
        media, bleed = page.media, page.bleed
        if self.profile.is_for_press:
            # The spine of a page on the right is its left edge.
            is_right = (number % 2 == 1) is (self.dir is Dir.LTR)
            spine, edge = self._bleeds
            left, right = (spine, edge) if is_right else (edge, spine)
            bleed = _extend(page.trim, left, edge, right)
            media = bleed
            if self.profile.marks:
                room = self._mark_room
                media = _extend(page.trim, room, room, room)
        return _page_boxes(media, page.trim, bleed, root)

    @property
    def _bleeds(self) -> tuple[float, float]:
        """The bleed at the spine and at the other edges, in points."""
        edge = self.profile.bleed * MM if self.bleeds else 0.0
        return (edge if self.profile.inner_bleed else 0.0), edge

    @property
    def _mark_room(self) -> float:
        offset = max(self.profile.mark_offset, self.profile.bleed)
        return (offset + MARK_LENGTH + _BEYOND_MARKS) * MM


def _extend(box: Rectangle, left: float, edge: float, right: float) -> Rectangle:
    """Return a box that is larger by ``edge`` at head and foot, and by the others at the sides."""
    return (box[0] - left, box[1] - edge, box[2] + right, box[3] + edge)


# All pages of a book have the same boxes, but for those of the other side and of a cover.
@lru_cache(maxsize=16)
def _page_boxes(media: Rectangle, trim: Rectangle, bleed: Rectangle, root: int) -> bytes:
    return b"<</Type/Page/Parent %b/MediaBox[%b]/TrimBox[%b]/BleedBox[%b]" % (
        reference(root),
        format_numbers(media),
        format_numbers(trim),
        format_numbers(bleed),
    )
