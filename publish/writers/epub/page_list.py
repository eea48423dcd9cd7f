"""The page list of an EPUB: links to the pages of the printed book, for readers and for EPUB 2.

https://www.w3.org/TR/epub-33/#sec-nav-pagelist
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from markupsafe import Markup

from publish.diagnostics import Diagnostics, Outcome
from publish.diagnostics.rules.epub import NO_PAGE_NUMBERS, STALE_PAGE_NUMBERS
from publish.document.printed_pages import PrintedPages, PrintedSection
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.writers import html
from publish.writers.epub.book_text import BookText
from publish.writers.epub.chapter_documents import ChapterDocuments
from publish.writers.epub.package import Deflated, Item, deflate, inflate
from publish.writers.epub.page_breaks import break_id, mark_pages
from publish.writers.strings import BookStrings


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The break of a printed page: its number, and its address from a document beside it."""

    folio: str
    href: str


MarkedText = tuple[BookText, tuple[PageBreak, ...]]
"""A text with page breaks, and their places."""


@serializable
@dataclass(frozen=True, slots=True)
class MarkedChapter:
    """The contents of the documents of a chapter with page breaks, and their pages.

    ``pages`` are the numbers of those that begin in each document.
    """

    contents: tuple[Deflated, ...]
    pages: tuple[tuple[str, ...], ...]


def mark_printed_pages(
    text: BookText, printed: PrintedPages, store: Store | None, *, is_stacked: bool
) -> Outcome[MarkedText]:
    """Return a text with the page breaks of its PDF; without them, the reason.

    A text that ``is_stacked`` is read page after page wherever a page ends.  The store has
    chapters that have the same pages as before.
    """
    unmarked: MarkedText = (text, ())
    refusal = Outcome(unmarked, _say_why(printed, is_stacked=is_stacked))
    if len(printed.sections) != len(text.chapters):
        return refusal
    chapters: list[MarkedChapter] = []
    for chapter, pages in zip(text.chapters, printed.sections, strict=True):
        marked = _mark_chapter(chapter, pages, store)
        if marked is None:
            return refusal
        chapters.append(marked)
    folios = chain.from_iterable(each.pages for each in chapters)
    breaks = tuple(
        PageBreak(folio, f"{name}#{break_id(folio)}")
        for name, own in zip(text.documents, folios, strict=True)
        for folio in own
    )
    pairs = zip(text.chapters, chapters, strict=True)
    return Outcome((replace(text, chapters=tuple(_fill(*pair) for pair in pairs)), breaks))


def _mark_chapter(
    chapter: ChapterDocuments, pages: PrintedSection, store: Store | None
) -> MarkedChapter | None:
    contents = [document.content for document in chapter.documents]
    streams = [each.stream for each in contents]
    key = store.portable_key("page breaks", repr(pages), *streams) if store else ""
    marked = store.get(key, MarkedChapter) if store else None
    if marked is None:
        documents = mark_pages([inflate(each).decode() for each in contents], pages)
        if documents is None:
            return None
        marked = MarkedChapter(
            tuple(deflate(each.markup.encode()) for each in documents),
            tuple(each.folios for each in documents),
        )
        if store:
            store.put(key, marked)
    return marked


def _fill(chapter: ChapterDocuments, marked: MarkedChapter) -> ChapterDocuments:
    """Return a chapter with the contents that have page breaks."""
    documents = zip(chapter.documents, marked.contents, strict=True)
    return replace(
        chapter, documents=tuple(replace(each, content=content) for each, content in documents)
    )


def _say_why(printed: PrintedPages, *, is_stacked: bool) -> Diagnostics:
    """Return the reason why a PDF does not give its page numbers; none without a PDF."""
    if not printed.source:
        return ()
    if printed.is_unknown or is_stacked:
        state = "are not known any more" if printed.is_unknown else "have another text"
        message = f"the EPUB has no page numbers: the pages of {printed.source} {state}"
        hint = "`publish build` makes the PDF and then the EPUB"
        return (STALE_PAGE_NUMBERS.anywhere(message, hint),)
    message = f"the EPUB has no page numbers: the pages of {printed.source} have two texts"
    return (NO_PAGE_NUMBERS.anywhere(message),)


def add_page_list(nav: Item, breaks: Sequence[PageBreak], own: BookStrings) -> Item:
    """Return the page of contents with the list of pages at its end, which no theme has to draw."""
    if not breaks:
        return nav
    attributes = html.lang_attributes(own.lang)
    links = html.join_markup(
        Markup('<li{}><a href="{}">{}</a></li>\n').format(attributes, each.href, each.folio)
        for each in breaks
    )
    page_list = Markup(
        '<nav epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden"{0}>\n'
        "<h2{0}>{1}</h2>\n<ol{0}>\n{2}</ol>\n</nav>\n"
    ).format(attributes, own.pages, links)
    before, end, after = nav.content.decode().rpartition("</body>")
    return replace(nav, data=f"{before}{page_list}{end}{after}".encode())


def make_page_targets(breaks: Sequence[PageBreak], own: BookStrings) -> ET.Element:
    """Return the list of pages of an NCX, for EPUB 2."""
    page_list = ET.Element("pageList")
    ET.SubElement(ET.SubElement(page_list, "navLabel"), "text").text = own.pages
    for number, each in enumerate(breaks, start=1):
        attributes = {"id": f"page-{number}", "type": "normal", "value": each.folio}
        target = ET.SubElement(page_list, "pageTarget", attributes)
        ET.SubElement(ET.SubElement(target, "navLabel"), "text").text = each.folio
        ET.SubElement(target, "content", {"src": each.href})
    return page_list
