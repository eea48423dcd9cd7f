"""Check of a PDF with two fronts: its pages are those of its halves, each read from its cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.binds import FRONT_DIFFERS
from publish.preflight.pdf_pages import list_pages, read_contents
from publish.preflight.pdf_parser import parse_objects

_PAGES_OF_A_SHEET = 4


def check_fronts(data: bytes, halves: Sequence[bytes]) -> Iterator[Diagnostic]:
    """Yield an error for each page of the file that is not the page of a half at its place.

    The pages of the first half stand at the beginning of the file in their order, those of the
    second at its end in the opposite order, and blank ones between them.
    """
    pages = _list_drawings(data)
    first, second = map(_list_drawings, halves)
    blanks = len(pages) - len(first) - len(second)
    if blanks < 0 or len(pages) % _PAGES_OF_A_SHEET:
        message = f"the file has {len(pages)} pages for {len(first)} and {len(second)}"
        yield FRONT_DIFFERS.anywhere(message)
        return
    expected = [*first, *([()] * blanks), *reversed(second)]
    for number, (page, own) in enumerate(zip(pages, expected, strict=True), start=1):
        if page != own:
            yield FRONT_DIFFERS.anywhere(f"page {number} is not the page that belongs there")


def _list_drawings(data: bytes) -> list[tuple[bytes, ...]]:
    """Return the content streams of each page, without those of blank pages."""
    objects = parse_objects(data)
    return [tuple(read_contents(objects, page)) for page in list_pages(objects)]
