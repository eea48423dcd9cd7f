"""The pages of a laid-out book as a reader sees them: folio, size, and digests of their drawing."""

from __future__ import annotations

from dataclasses import replace

from publish.document.model import TextLayout
from publish.storage.digests import digest
from publish.text.dataclass import dataclass
from publish.writers.pdf.layout.laid_out_book import LaidOutBook, folio_sheet
from publish.writers.pdf.objects.laid_out_pages import LaidOutPart


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on a page; ``top`` is its distance from the top of the page, in points."""

    level: int
    title: str
    top: float


@dataclass(frozen=True, slots=True)
class PageFace:
    """A page by its ``number``, from 1, with its printed ``folio`` and its size in points.

    ``digest`` is that of everything drawn on it, ``body`` the same without the folio, so that a
    page which only moved has the same.
    """

    number: int
    folio: str
    width: float
    height: float
    digest: str
    body: str
    headings: tuple[Heading, ...] = ()
    is_blank: bool = False


def list_faces(book: LaidOutBook, layout: TextLayout) -> tuple[PageFace, ...]:
    """Return every page of a book in order, also the blank ones between two parts."""
    sheets = {first: _describe_resources(sheet) for first, sheet in book.folio_sheets.items()}
    faces: dict[int, PageFace] = {}
    for placed in book.parts:
        shared = _describe_resources(placed.layout)
        for number, page in zip(placed.numbers, placed.layout.pages, strict=True):
            body = digest(shared, repr((page.media, page.trim)), page.content)
            left, bottom, right, top = page.media
            face = PageFace(
                number,
                "",
                right - left,
                top - bottom,
                body,
                body,
                tuple(Heading(each.level, each.title, top - each.y) for each in page.outline),
                page.is_blank,
            )
            if placed.has_folio(number):
                layers = (sheets[folio_sheet(number)[0]], book.folio(number).content)
                folio = str(layout.folio(number))
                face = replace(face, folio=folio, digest=digest(body, *layers))
            faces[number] = face
    first = faces[min(faces)]
    return tuple(
        faces.get(number) or _blank_face(number, first) for number in range(1, max(faces) + 1)
    )


def _blank_face(number: int, like: PageFace) -> PageFace:
    name = digest("blank page", repr((like.width, like.height)))
    return PageFace(number, "", like.width, like.height, name, name, is_blank=True)


def _describe_resources(layout: LaidOutPart) -> str:
    """Return a text that is equal for parts whose content streams draw with the same resources."""
    fonts = sorted((name, font.program) for name, font in layout.fonts.items())
    return repr((fonts, layout.resources, layout.objects))
