"""Faults of an EPUB that has the page numbers of a printed book.

Breaks, page list, their source and the metadata go together or not at all
(https://www.w3.org/TR/epub-a11y-11/#sec-page-breaks).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.epub_package import PAGES_DIFFER
from publish.preflight.epub_file import Publication, ncx_pages, resolve
from publish.preflight.epub_page_facts import PageFacts

_FEATURES = {"pageBreakMarkers", "pageNavigation"}

Place = tuple[str, str, str]
"""A printed page: its number, and the document and the id of its break."""


def check_page_list(book: Publication, facts: Mapping[str, PageFacts]) -> Iterator[Diagnostic]:
    """Yield a fault where a page list leads to other places than the breaks in reading order."""
    breaks = [
        (folio, name, anchor)
        for name in book.spine
        if name in facts
        for folio, anchor in facts[name].breaks
    ]
    nav = [place for name, page in facts.items() for place in _places(name, page.page_list)]
    ncx = [place for page in book.ncx for place in _places(page.name, ncx_pages(page))]
    for subject, places in (("page list", nav), ("page list for EPUB 2", ncx)):
        for wanted, actual in zip_longest(breaks, places):
            if wanted != actual:
                folio, *_ = wanted or actual or ("",)
                message = f"the {subject} does not lead to the beginning of page {folio}"
                yield PAGES_DIFFER.anywhere(message)
                break
    for folio, count in Counter(folio for folio, _, _ in breaks).items():
        if count > 1:
            yield PAGES_DIFFER.anywhere(f"page {folio} begins {count} times")
    has_source = any(book.properties("pageBreakSource"))
    features = _FEATURES & set(book.properties("schema:accessibilityFeature"))
    if has_source != bool(breaks) or features != (_FEATURES if breaks else set()):
        yield PAGES_DIFFER.anywhere("the metadata and the pages disagree about page numbers")


def _places(name: str, links: Iterable[tuple[str, str]]) -> Iterator[Place]:
    for folio, address in links:
        document, anchor = resolve(name, address) or ("", "")
        yield folio, document, anchor
