"""The package of a book: all its documents and files in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish import __version__
from publish.diagnostics import Diagnostics, Outcome
from publish.diagnostics.rules.epub import NO_TITLE
from publish.document.lazy_book import LazyBook
from publish.document.model import Arrangement, Words, Work
from publish.storage.store import Store
from publish.text.languages import in_hebrew_letters
from publish.themes.theme import Theme
from publish.themes.theme_file import Face, FaceScript
from publish.writers import cantillation
from publish.writers.epub.book_text import render_text
from publish.writers.epub.content_documents import list_contents
from publish.writers.epub.cover import EpubCover
from publish.writers.epub.document_templates import DocumentTemplates
from publish.writers.epub.metadata import (
    COVER_IMAGE,
    describe,
    identifier,
    languages,
)
from publish.writers.epub.navigation import NavEntry, make_entry, make_ncx
from publish.writers.epub.options import EpubOptions
from publish.writers.epub.package import Item, Package
from publish.writers.epub.page_list import (
    add_page_list,
    make_page_targets,
    mark_printed_pages,
)
from publish.writers.epub.pictures import picture_items
from publish.writers.epub.segment_list import render_segment_list
from publish.writers.epub.styling import load_styling
from publish.writers.epub.text_facts import merge_facts
from publish.writers.hebrew_runs import mark_line
from publish.writers.identifiers import print_identifier
from publish.writers.strings import BookStrings, book_strings

_COVER, _TITLE, _NAV, _SEGMENTS, _COLOPHON = "cover", "title", "nav", "segments", "colophon"

# Without this option Apple Books replaces the embedded fonts, and vowel points are misplaced.
_APPLE_OPTIONS = Item(
    "apple",
    "META-INF/com.apple.ibooks.display-options.xml",
    "application/xml",
    b'<?xml version="1.0" encoding="utf-8"?>\n<display_options>\n  <platform name="*">\n'
    b'    <option name="specified-fonts">true</option>\n  </platform>\n</display_options>\n',
)


def assemble(
    book: LazyBook, theme: Theme, options: EpubOptions, store: Store | None = None
) -> Outcome[Package]:
    """Return the package of a book: its pages, styles, fonts and pictures.

    Chapters whose documents the store has are not read.
    """
    work, title_diagnostics = _with_title(book.head)
    title = work.meta.title.in_(work.lang)
    own = book_strings(work.lang)
    book_id = identifier(work, options.edition, options.name)
    rendered = render_text(replace(book, head=work), theme, options, store)
    is_stacked = work.layout.arrangement is Arrangement.STACKED
    marked = mark_printed_pages(rendered, options.printed, store, is_stacked=is_stacked)
    text, breaks = marked.value
    facts = merge_facts(each.facts for each in text.chapters)
    chosen, cover = options.front, options.cover
    segment_list = render_segment_list(
        ((name, each.segments) for name, each in text.documents.items()), work.lang
    )
    has_colophon = chosen.imprint or options.address
    back = {
        **({_SEGMENTS: own.segments} if segment_list else {}),
        **({_COLOPHON: own.colophon} if has_colophon else {}),
    }
    contents = list_contents((name, each.contents) for name, each in text.documents.items())
    lines = ((name, mark_line(words, work.lang)) for name, words in back.items())
    entries = (
        *contents,
        *(make_entry(words, work.lang, f"{name}.xhtml") for name, words in lines),
    )
    # Every EPUB has contents, but a page of a single line is left out of the reading order.
    has_contents = chosen.contents and len(list(_descend(contents))) > 1
    front = (
        *((_COVER,) if cover else ()),
        *((_TITLE,) if chosen.title_page else ()),
        *((_NAV,) if has_contents else ()),
    )
    templates = DocumentTemplates(work, theme)
    landmarks = _landmarks(front, text.beginning)
    nav = templates.render_page(_NAV, own.contents, ("nav",), entries=entries, landmarks=landmarks)
    pages = (
        *((templates.render_page(_COVER, own.cover_page, cover=cover),) if cover else ()),
        *((templates.render_page(_TITLE, own.title_page),) if chosen.title_page else ()),
        add_page_list(nav, breaks, own),
    )
    langs = (*languages(work.lang, facts), *work.meta.langs)
    has_accents = any(each.has_accents for each in text.chapters)
    styling = load_styling(
        theme,
        langs,
        accents=has_accents
        or any(cantillation.needs_font(page.content.decode()) for page in pages),
        columns=not is_stacked,
    )
    items = (
        *pages,
        *text.items,
        *(
            (templates.render_segments(_SEGMENTS, own.segments, segment_list),)
            if segment_list
            else ()
        ),
        *(
            (
                templates.render_page(
                    _COLOPHON,
                    own.colophon,
                    identifier=print_identifier(work.meta),
                    version=__version__,
                    faces=tuple(face for face in styling.faces if _is_used(face, langs)),
                    address=options.address,
                    imprint=chosen.imprint,
                ),
            )
            if has_colophon
            else ()
        ),
        Item(
            "ncx",  # the id that EbookLib writes into the spine
            "toc.ncx",
            "application/x-dtbncx+xml",
            make_ncx(
                title,
                book_id,
                work.lang,
                entries,
                make_page_targets(breaks, own) if breaks else None,
            ),
        ),
        styling.sheet,
        *styling.files,
        *picture_items(work.resources, frozenset(facts.pictures)),
        *((_cover_item(cover),) if cover else ()),
    )
    metadata = describe(work, facts, options, has_pages=bool(breaks))
    package = Package(
        identifier=book_id,
        lang=work.lang,
        dir=work.dir,
        metadata=metadata.value,
        items=items,
        spine=(*front, *(item.id for item in text.items), *back),
        texts=text.names,
        outside=(_APPLE_OPTIONS,),
        guide=_guide(front, own),
    )
    diagnostics = title_diagnostics + text.diagnostics + marked.diagnostics
    return Outcome(package, diagnostics + metadata.diagnostics)


def _with_title(work: Work) -> tuple[Work, Diagnostics]:
    if work.meta.title.in_(work.lang).strip():
        return work, ()
    own = book_strings(work.lang)
    meta = replace(work.meta, title=Words(((own.lang, own.untitled),)))
    message = f"the book has no title; the EPUB calls it “{own.untitled}”"
    return replace(work, meta=meta), (NO_TITLE.anywhere(message),)


def _is_used(face: Face, langs: Iterable[str]) -> bool:
    """Return whether a book in these languages is set in a face."""
    return any(in_hebrew_letters(lang) != (face.script == FaceScript.LATIN) for lang in langs)


def _descend(entries: Iterable[NavEntry]) -> Iterator[NavEntry]:
    for entry in entries:
        yield entry
        yield from _descend(entry.children)


def _cover_item(cover: EpubCover) -> Item:
    """Return the picture that shelves show (https://www.w3.org/TR/epub-33/#sec-cover-image)."""
    return Item(COVER_IMAGE, cover.file, cover.media_type, cover.data, ("cover-image",))


def _guide(front: tuple[str, ...], own: BookStrings) -> tuple[tuple[str, str, str], ...]:
    """Return the guide, in which EPUB 2 readers and Kindle converters look for the cover."""
    titles = {_COVER: own.cover_page, _TITLE: own.title_page, _NAV: own.contents}
    kinds = {_COVER: "cover", _TITLE: "title-page", _NAV: "toc"}
    return tuple((kinds[name], titles[name], f"{name}.xhtml") for name in front)


def _landmarks(front: tuple[str, ...], body: str | None) -> tuple[tuple[str, str], ...]:
    """Return (type, file) of the landmarks (https://www.w3.org/TR/epub-33/#sec-nav-landmarks).

    ``body`` is the file in which the text begins.
    """
    types = {_COVER: "cover", _TITLE: "titlepage", _NAV: "toc"}
    begin = (("bodymatter", body),) if body else ()
    return (*((types[name], f"{name}.xhtml") for name in front), *begin)
