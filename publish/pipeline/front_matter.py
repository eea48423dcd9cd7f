"""The dedication and the epigraph of a book, as its settings place them."""

from __future__ import annotations

from dataclasses import replace

from publish.config.front_matter import FrontMatter
from publish.document.lazy_book import LazyBook
from publish.document.model import UNLISTED, Role, Section


def arrange_front(book: LazyBook, front: FrontMatter) -> LazyBook:
    """Return the book with the dedication and the epigraph that its front matter has.

    Without a title page they stand under the title, in the first chapter, if that has no title of
    its own.
    """
    omitted = {
        role
        for role, wanted in (
            (Role.DEDICATION, front.dedication),
            (Role.EPIGRAPH, front.epigraph),
        )
        if not wanted
    }
    sections = tuple(section for section in book.head.front if section.role not in omitted)
    lines = tuple(section for section in sections if section.role in UNLISTED)
    first = book.body[0] if book.body else None
    if front.title_page or not lines or not first or first.section.title:
        return replace(book, head=replace(book.head, front=sections))

    def open_with_lines(section: Section) -> Section:
        return replace(section, children=(*lines, *section.children))

    rest = tuple(section for section in sections if section not in lines)
    chapter = first.change(f"front {lines!r}", open_with_lines)
    body = (chapter, *book.body[1:])
    return LazyBook(replace(book.head, front=rest), body)
