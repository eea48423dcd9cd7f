"""The booklet of a view: its sheets as they leave the printer, and their faces when folded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from publish.desk.booklet_words import list_notes, list_steps
from publish.desk.folding import Face, Half, fold, stack_leaves
from publish.storage.digests import digest
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from publish.config.booklet_options import BookletSettings
    from publish.desk.views import LaidOutView
    from publish.diagnostics import Diagnostics
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
    if not layout.plan.is_folded:
        return stack_leaves(len(layout.sheets), layout.binding)
    sheets = list(enumerate(layout.sheets))
    inner = [(number, sheet.signature) for number, sheet in sheets if not sheet.is_cover]
    signatures = [
        [number for number, _ in group] for _, group in groupby(inner, key=lambda each: each[1])
    ]
    cover = next((number for number, sheet in sheets if sheet.is_cover), None)
    return fold(signatures, layout.binding, cover)


def _name_sides(layout: BookletLayout, pages: Sequence[PageFace]) -> Iterator[str]:
    """Yield the name of each side: the digest of all that is drawn on it."""
    place = repr((layout.settings, layout.paper, layout.trim))
    for number in range(len(layout.printed_sheets)):
        for is_inside in (False, True):
            panels = list(layout.panels(number, inside=is_inside))
            digests = (pages[each.page - 1].digest if each.page else "" for each in panels)
            positions = repr([each.position for each in panels])
            is_rotated = layout.is_rotated(inside=is_inside)
            yield digest("side of a sheet", place, positions, str(is_rotated), *digests)


def describe_booklet(booklet: BookletView) -> dict[str, Any]:
    """Return a booklet as an object for the page in the browser."""
    layout = booklet.layout
    return {
        "paper": layout.paper.display_name,
        "width": round(layout.sheet_size.width, 2),
        "height": round(layout.sheet_size.height, 2),
        "binding": layout.binding.value,
        "duplex": layout.settings.duplex.value,
        "turn": "upwards" if layout.is_rotated(inside=True) else "sideways",
        "steps": list_steps(layout),
        "notes": list_notes(layout, booklet.diagnostics),
        "sheets": list(_describe_sheets(booklet)),
        "faces": [_describe_face(booklet, face) for face in booklet.faces],
    }


def _describe_sheets(booklet: BookletView) -> Iterator[dict[str, Any]]:
    for number, pieces in enumerate(booklet.layout.printed_sheets):
        yield {
            "number": number + 1,
            "is_cover": bool(pieces[0] and pieces[0].is_cover),
            "sides": [
                {
                    "image": f"/sheets/{booklet.sides[2 * number + is_inside]}",
                    "is_rotated": booklet.layout.is_rotated(inside=is_inside),
                    "columns": list(_name_columns(booklet, number, is_inside=is_inside)),
                }
                for is_inside in (False, True)
            ],
        }


def _name_columns(
    booklet: BookletView, number: int, *, is_inside: bool
) -> Iterator[list[str | None]]:
    """Yield the folios of the pages in the columns of a side as it leaves the printer.

    The folio of an empty page is None.
    """
    for column in booklet.layout.columns(number, inside=is_inside, printed=True):
        yield [_name_page(booklet, page) for page in column]


def _describe_face(booklet: BookletView, face: Face) -> dict[str, Any]:
    """Return a face, with its box on the picture of a side that stands upright."""
    layout = booklet.layout
    number, piece = layout.plan.locate(face.sheet, len(layout.sheets))
    box = piece.mirror(layout.sheet_size) if face.is_inside else piece
    halves = 2 if layout.plan.is_folded else 1
    width, height = box.size.width / halves, box.size.height
    x = box.x + (width if halves == 2 and face.half is Half.RIGHT else 0)
    sheet = layout.sheets[face.sheet]
    side = sheet.inside if face.is_inside else sheet.outside
    return {
        "sheet": number,
        "side": int(face.is_inside),
        "folio": _name_page(booklet, side.left if face.half is Half.LEFT else side.right),
        "x": x / layout.sheet_size.width,
        "y": 1 - (box.y + height) / layout.sheet_size.height,
        "width": width / layout.sheet_size.width,
        "height": height / layout.sheet_size.height,
    }


def _name_page(booklet: BookletView, page: int | None) -> str | None:
    return None if page is None else booklet.pages[page - 1].folio or str(page)
