"""The booklet of a view: its sheets as they leave the printer, and their faces when folded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from publish.desk.booklet_words import list_notes, list_steps
from publish.desk.folding import Face, fold
from publish.storage.digests import digest
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from publish.config.booklet_options import BookletSettings
    from publish.desk.views import LaidOutView
    from publish.diagnostics import Diagnostics
    from publish.writers.booklet.geometry import Side
    from publish.writers.booklet.layout import BookletLayout
    from publish.writers.pdf.layout.page_faces import PageFace

_REMEMBERED = 4
"""Booklets that are remembered, the newest."""


@dataclass(frozen=True, slots=True)
class BookletView:
    """A booklet: its PDF, the names of the pictures of its sides, and the faces of its leaves.

    ``sides`` are those of the pages of the PDF: outside and inside of each sheet.
    """

    name: str
    data: bytes
    layout: BookletLayout
    sides: tuple[str, ...]
    faces: tuple[Face, ...]
    pages: Sequence[PageFace]
    diagnostics: Diagnostics


class BookletShelf:
    """The booklets of views, each imposed when it is first asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._booklets: OrderedDict[str, BookletView] = OrderedDict()

    def booklet(self, laid_out: LaidOutView, settings: BookletSettings) -> BookletView:
        """Return the booklet of a view; raise PublishError where its sheet is too small."""
        name = digest("booklet of a view", laid_out.name, repr(settings))
        with self._lock:
            if name not in self._booklets:
                self._booklets[name] = make_booklet_view(
                    name, laid_out.data, laid_out.pages, settings
                )
                while len(self._booklets) > _REMEMBERED:
                    self._booklets.popitem(last=False)
            self._booklets.move_to_end(name)
            return self._booklets[name]

    def document(self, side: str) -> tuple[BookletView, int] | None:
        """Return the booklet that has the side of that name, and the number of its page."""
        for booklet in reversed(list(self._booklets.values())):
            if side in booklet.sides:
                return booklet, booklet.sides.index(side) + 1
        return None


def make_booklet_view(
    name: str, pdf: bytes, pages: Sequence[PageFace], settings: BookletSettings
) -> BookletView:
    """Return the booklet of a PDF and its pages, imposed as ``publish booklet`` does it."""
    from publish.writers.booklet import impose_with_layout

    data, layout, diagnostics = impose_with_layout(pdf, settings, None)
    sides = tuple(_name_sides(layout, pages))
    return BookletView(name, data, layout, sides, fold_layout(layout), pages, diagnostics)


def fold_layout(layout: BookletLayout) -> tuple[Face, ...]:
    """Return the faces of the sheets of a layout when they are folded."""
    sheets = list(enumerate(layout.sheets))
    inner = [(number, sheet.signature) for number, sheet in sheets if not sheet.is_cover]
    signatures = [
        [number for number, _ in group] for _, group in groupby(inner, key=lambda each: each[1])
    ]
    cover = next((number for number, sheet in sheets if sheet.is_cover), None)
    return fold(signatures, layout.binding, cover)


def _name_sides(layout: BookletLayout, pages: Sequence[PageFace]) -> Iterator[str]:
    """Yield the name of each side: the digest of all that is drawn on it."""
    for sheet in layout.sheets:
        place = repr((layout.settings, layout.paper, layout.trim, layout.positions(sheet)))
        for is_inside, side in ((False, sheet.outside), (True, sheet.inside)):
            numbers = (side.left, side.right)
            digests = (pages[each - 1].digest if each else "" for each in numbers)
            is_rotated = layout.is_rotated(inside=is_inside)
            yield digest("side of a sheet", place, str(is_rotated), *digests)


def describe_booklet(booklet: BookletView) -> dict[str, Any]:
    """Return a booklet as an object for the page in the browser."""
    layout = booklet.layout
    return {
        "paper": layout.paper.display_name,
        "width": round(layout.sheet_size.width, 2),
        "height": round(layout.sheet_size.height, 2),
        "binding": layout.binding.value,
        "duplex": layout.settings.duplex.value,
        "steps": list_steps(layout),
        "notes": list_notes(layout, booklet.diagnostics),
        "sheets": list(_describe_sheets(booklet)),
        "faces": [
            {"sheet": face.sheet, "side": int(face.is_inside), "half": face.half.value}
            for face in booklet.faces
        ],
    }


def _describe_sheets(booklet: BookletView) -> Iterator[dict[str, Any]]:
    for number, sheet in enumerate(booklet.layout.sheets):
        yield {
            "number": number + 1,
            "is_cover": sheet.is_cover,
            "sides": [
                {
                    "image": f"/sheets/{booklet.sides[2 * number + is_inside]}",
                    "is_rotated": booklet.layout.is_rotated(inside=is_inside),
                    "pages": _name_pages(side, booklet.pages),
                }
                for is_inside, side in ((False, sheet.outside), (True, sheet.inside))
            ],
        }


def _name_pages(side: Side, pages: Sequence[PageFace]) -> dict[str, str | None]:
    """Return the folios of the left and the right page of a side, None for an empty one."""
    return {
        half: None if number is None else pages[number - 1].folio or str(number)
        for half, number in (("left", side.left), ("right", side.right))
    }
