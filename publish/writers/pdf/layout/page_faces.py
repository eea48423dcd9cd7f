"""The pages of a laid-out book as a reader sees them: folio, size, and digests of their drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from weakref import WeakKeyDictionary

from publish.document.model import TextLayout
from publish.document.printed_pages import PageFlow
from publish.storage.digests import digest
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.writers.pdf.content.parts import PrintPart
from publish.writers.pdf.layout.laid_out_book import LaidOutBook, folio_sheet
from publish.writers.pdf.objects.laid_out_pages import LaidOutPage, LaidOutPart


@serializable
@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on a page; ``top`` is its distance from the top of the page, in points."""

    level: int
    title: str
    top: float


@serializable
@dataclass(frozen=True, slots=True)
class PageFace:
    """A page by its ``number``, from 1, with its printed ``folio`` and its size in points.

    ``digest`` is that of everything drawn on it, ``body`` the same without the folio, so that a
    page which only moved has the same.  ``flow`` is its place in the flow of the text.
    """

    number: int
    folio: str
    width: float
    height: float
    digest: str
    body: str
    headings: tuple[Heading, ...] = ()
    is_blank: bool = False
    flow: PageFlow = PageFlow()


def list_faces(book: LaidOutBook, layout: TextLayout) -> tuple[PageFace, ...]:
    """Return every page of a book in order, also the blank ones between two parts."""
    return fill_with_blanks(find_faces(book, layout))


def find_faces(book: LaidOutBook, layout: TextLayout) -> dict[int, PageFace]:
    """Return the pages of the parts of a book by their numbers."""
    sheets = {first: _describe_resources(sheet) for first, sheet in book.folio_sheets.items()}
    faces: dict[int, PageFace] = {}
    for placed in book.parts:
        bare = _BARE_FACES.get(placed.layout)
        if bare is None:
            bare = _BARE_FACES[placed.layout] = _list_bare_faces(placed.layout)
        pages = zip(placed.numbers, bare, placed.layout.pages, strict=True)
        for number, face, page in pages:
            folio, name = "", face.body
            if placed.has_folio(number):
                folio = str(layout.folio(number))
                sheet = sheets[folio_sheet(number)[0]]
                name = digest(face.body, sheet, book.folio(number).content)
            flow = find_flow(placed.part, page)
            faces[number] = replace(face, number=number, folio=folio, digest=name, flow=flow)
    return faces


def fill_with_blanks(faces: Mapping[int, PageFace]) -> tuple[PageFace, ...]:
    """Return pages by their numbers in order, with blank ones for the numbers between them."""
    first = faces[min(faces)]
    return tuple(
        faces.get(number) or _blank_face(number, first) for number in range(1, max(faces) + 1)
    )


_BARE_FACES: WeakKeyDictionary[LaidOutPart, tuple[PageFace, ...]] = WeakKeyDictionary()
"""The pages of layouts, which stay the same after an edit of another part."""


def _list_bare_faces(part: LaidOutPart) -> tuple[PageFace, ...]:
    """Return the pages of a part as if the book had no other one, without folios."""
    shared = _describe_resources(part)
    faces = []
    for number, page in enumerate(part.pages, start=1):
        body = digest(shared, repr((page.media, page.trim)), page.content)
        left, bottom, right, top = page.media
        headings = tuple(Heading(each.level, each.title, top - each.y) for each in page.outline)
        size = right - left, top - bottom
        faces.append(PageFace(number, "", *size, body, body, headings, page.is_blank))
    return tuple(faces)


def find_flow(part: PrintPart, page: LaidOutPage) -> PageFlow:
    """Return the place of a page in the flow of its part; other parts than texts have none."""
    if part.name != "text" or part.opposite or page.is_blank:
        return PageFlow()
    return PageFlow(part.anchor, page.text.size, page.opening)


def _blank_face(number: int, like: PageFace) -> PageFace:
    name = digest("blank page", repr((like.width, like.height)))
    return PageFace(number, "", like.width, like.height, name, name, is_blank=True)


def _describe_resources(layout: LaidOutPart) -> str:
    """Return a text that is equal for parts whose content streams draw with the same resources."""
    fonts = sorted((name, font.program) for name, font in layout.fonts.items())
    return repr((fonts, layout.resources, layout.objects))
