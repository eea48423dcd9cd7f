"""Preflight of an EPUB: its text, its languages and directions, its links and notes.

EPUBCheck checks the format.  This preflight compares the text with the document model, and finds
Hebrew without language and direction, which is valid for EPUBCheck.

A chapter is proved once: the store has the facts about its pages under its name and the digests of
its files in the archive, if they had no fault.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from publish.diagnostics import Diagnostic, Diagnostics, PublishError
from publish.diagnostics.rules.epub import DEAD_LINK, TEXT_DIFFERS
from publish.document.lazy_book import Chapter
from publish.document.model import Meta, Section, Work
from publish.preflight.epub_file import (
    XHTML,
    ContentDocument,
    Publication,
    ncx_links,
    open_publication,
    resolve,
)
from publish.preflight.epub_package import check_package, compare_releases
from publish.preflight.epub_page_facts import PageFacts, gather_facts
from publish.preflight.epub_pages import check_page
from publish.preflight.epub_segments import check_segments
from publish.preflight.epub_text import compare_text
from publish.preflight.expected_text import visible_characters
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ChapterPages:
    """A chapter, and the names of its documents in the folder of the package."""

    chapter: Chapter
    names: tuple[str, ...]


@serializable
@dataclass(frozen=True, slots=True)
class CheckedPages:
    """The facts about pages in reading order, and the faults of the pages."""

    facts: tuple[PageFacts, ...]
    faults: Diagnostics = ()


def check_epub(data: bytes, work: Work) -> Diagnostics:
    """Return the faults of the EPUB ``data`` as a book of ``work``."""
    try:
        book = open_publication(data)
        facts, faults = _check_all(book, work)
    except PublishError as error:
        return error.diagnostics
    return (*faults, *_check_book(book, facts, work.meta))


def check_release(  # noqa: PLR0913  # the last two say what need not be read
    data: bytes,
    work: Work,
    previous: bytes | None = None,
    edition: str = "",
    *,
    chapters: Sequence[ChapterPages] | None = None,
    store: Store | None = None,
) -> Diagnostics:
    """Return the faults of an EPUB for readers: those of its book, and those of its package.

    ``previous`` is the EPUB that it replaces; the ``edition`` is empty for the book's own.  With
    ``chapters`` the sections of ``work`` are not read, nor are chapters that ``store`` has proved.
    """
    try:
        book = open_publication(data)
        if chapters is None:
            facts, faults = _check_all(book, work)
        else:
            facts, faults = _check_chapters(book, work, chapters, store)
        package = tuple(check_package(book, facts, work))
    except PublishError as error:
        return error.diagnostics
    releases = compare_releases(data, previous, edition)
    return (*faults, *_check_book(book, facts, work.meta), *package, *releases)


# --- the pages


def _check_all(book: Publication, work: Work) -> tuple[dict[str, PageFacts], Diagnostics]:
    """Return the facts about all pages by their names, and their faults."""
    pages = {name: book.parse(name) for name in book.list_documents(XHTML)}
    texts = [pages[name] for name in book.spine if name in pages and not pages[name].kind]
    checked = _check(pages.values(), ())
    faults = (*_compare(texts, work.sections, work), *checked.faults)
    return dict(zip(pages, checked.facts, strict=True)), faults


def _check_chapters(
    book: Publication, work: Work, chapters: Sequence[ChapterPages], store: Store | None
) -> tuple[dict[str, PageFacts], Diagnostics]:
    """Return what ``_check_all`` does; the pages of each chapter are checked by themselves."""
    folder = posixpath.dirname(book.package_name)
    texts = [tuple(posixpath.join(folder, name) for name in each.names) for each in chapters]
    all_texts = list(chain(*texts))
    others = set(book.list_documents(XHTML)).difference(all_texts)
    state = repr((work.lang, work.dir, work.layout))
    facts: dict[str, PageFacts] = {}
    faults: list[Diagnostic] = []
    for each, names in zip(chapters, texts, strict=True):

        def check(section: Section, names: tuple[str, ...] = names) -> CheckedPages:
            pages = [book.parse(name) for name in names]
            return _check(pages, _compare(pages, (section,), work))

        digests = map(book.digest, names)
        checked = each.chapter.facts(
            CheckedPages, check, store, "epub pages", state, *digests, unless=_has_faults
        )
        facts.update(zip(names, checked.facts, strict=True))
        faults += checked.faults
    for name in sorted(others):
        checked = _check([book.parse(name)], ())
        facts[name] = checked.facts[0]
        faults += checked.faults
    order = [name for name in book.spine if name in facts and not facts[name].kind]
    if order != all_texts:
        faults.append(TEXT_DIFFERS.anywhere("the pages are not those of the text in its order"))
    return {name: facts[name] for name in book.list_documents(XHTML)}, tuple(faults)


def _has_faults(pages: CheckedPages) -> bool:
    return bool(pages.faults)


def _check(pages: Iterable[ContentDocument], faults: Iterable[Diagnostic]) -> CheckedPages:
    """Return pages checked one by one; ``faults`` are those of all of them."""
    own = tuple(pages)
    more = (fault for page in own for fault in check_page(page))
    return CheckedPages(tuple(map(gather_facts, own)), (*faults, *more))


def _compare(
    pages: Sequence[ContentDocument], sections: Sequence[Section], work: Work
) -> Iterator[Diagnostic]:
    """Yield the faults of pages in reading order, which have the text of sections."""
    yield from compare_text(pages, sections, work.layout)
    yield from check_segments(pages, sections, work)


# --- the book


def _check_book(
    book: Publication, facts: Mapping[str, PageFacts], meta: Meta
) -> Iterator[Diagnostic]:
    yield from _title_page([facts[name] for name in book.spine if name in facts], meta)
    yield from _links(book, facts)


def _title_page(pages: Sequence[PageFacts], meta: Meta) -> Iterator[Diagnostic]:
    """Yield a fault for each line that neither a title page nor a title block has."""
    titles = [page.title for page in pages if page.title is not None]
    if not titles:
        return  # settings may ask for a book without a title page
    shown = visible_characters("".join(titles))
    names = [meta.event, meta.event_theme, meta.title, meta.subtitle]
    names += [creator.name for creator in meta.creators]
    lines = [text for words in names for _, text in words.forms]
    lines += [meta.date.given] if meta.date else []
    lines += [meta.publisher] if meta.publisher else []
    for line in lines:
        if visible_characters(line) not in shown:
            yield TEXT_DIFFERS.anywhere(f"the title page does not say “{line}”")


def _links(book: Publication, facts: Mapping[str, PageFacts]) -> Iterator[Diagnostic]:
    """Yield a fault for each link from one document to another that leads nowhere."""
    links = [(name, link) for name, page in facts.items() for link in page.links]
    links += [(page.name, link) for page in book.ncx for link in ncx_links(page)]
    files = frozenset(book.names)

    @cache
    def ids_of(name: str) -> frozenset[str]:
        return frozenset(facts[name].ids if name in facts else ())

    for name, href in dict.fromkeys(links):
        destination = resolve(name, href)
        if destination is None:
            continue
        target, fragment = destination
        if target not in files or (fragment and fragment not in ids_of(target)):
            yield DEAD_LINK.anywhere(f"{name}: “{href}” leads nowhere")
