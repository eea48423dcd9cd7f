"""The package of a book: all its documents and files in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish import __version__
from publish.diagnostics import Diagnostics, Outcome
from publish.diagnostics.rules.epub import NO_TITLE
from publish.document.model import Arrangement, Words, Work
from publish.text.languages import in_hebrew_letters
from publish.themes.theme import Theme
from publish.themes.theme_file import Face, FaceScript
from publish.writers import cantillation
from publish.writers.epub.content_documents import (
    ContentDocument,
    Matter,
    list_contents,
    make_heading,
    split_work,
)
from publish.writers.epub.cover import EpubCover
from publish.writers.epub.document_templates import DocumentTemplates
from publish.writers.epub.index_places import index_places
from publish.writers.epub.metadata import (
    COVER_IMAGE,
    describe,
    identifier,
    languages,
)
from publish.writers.epub.navigation import NavEntry, make_ncx
from publish.writers.epub.options import EpubOptions
from publish.writers.epub.package import Item, Package
from publish.writers.epub.pictures import describe_missing_pictures, picture_items
from publish.writers.epub.segment_list import render_segment_list
from publish.writers.epub.styling import load_styling
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


def assemble(work: Work, theme: Theme, options: EpubOptions) -> Outcome[Package]:
    """Return the package of ``work``: its pages, styles, fonts and pictures."""
    work, title_diagnostics = _with_title(work)
    title = work.meta.title.in_(work.lang)
    own = book_strings(work.lang)
    book_id = identifier(work, options.edition, options.name)
    documents = split_work(work)
    chosen, cover = options.front, options.cover
    segment_list = render_segment_list(documents, work.lang)
    has_colophon = chosen.imprint or options.address
    back = {
        **({_SEGMENTS: own.segments} if segment_list else {}),
        **({_COLOPHON: own.colophon} if has_colophon else {}),
    }
    title_words = mark_line(title, work.lang)
    contents = list_contents(documents, title_words, work.lang)
    entries = (
        *contents,
        *(NavEntry(mark_line(words, work.lang), f"{name}.xhtml") for name, words in back.items()),
    )
    # Every EPUB has contents, but a page of a single line is left out of the reading order.
    has_contents = chosen.contents and len(list(_descend(contents))) > 1
    front = (
        *((_COVER,) if cover else ()),
        *((_TITLE,) if chosen.title_page else ()),
        *((_NAV,) if has_contents else ()),
    )
    title_block = documents[0] if chosen.has_title_block and documents else None
    sections = ((document.name, document.section) for document in documents)
    templates = DocumentTemplates(work, theme, index_places(sections))
    landmarks = _landmarks(front, documents)
    text = (
        *((templates.render_page(_COVER, own.cover_page, cover=cover),) if cover else ()),
        *((templates.render_page(_TITLE, own.title_page),) if chosen.title_page else ()),
        templates.render_page(_NAV, own.contents, ("nav",), entries=entries, landmarks=landmarks),
        *(
            templates.render_section(
                each,
                make_heading(each, documents, title_words, work.lang),
                has_title_block=each is title_block,
            )
            for each in documents
        ),
    )
    langs = (*languages(work), *work.meta.langs)
    styling = load_styling(
        theme,
        langs,
        accents=any(cantillation.needs_font(item.data.decode()) for item in text),
        columns=work.layout.arrangement is not Arrangement.STACKED,
    )
    items = (
        *text,
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
            make_ncx(title, book_id, work.lang, entries),
        ),
        styling.sheet,
        *styling.files,
        *picture_items(work).values(),
        *((_cover_item(cover),) if cover else ()),
    )
    metadata = describe(work, options)
    package = Package(
        identifier=book_id,
        lang=work.lang,
        dir=work.dir,
        metadata=metadata.value,
        items=items,
        spine=(*front, *(document.id for document in documents), *back),
        outside=(_APPLE_OPTIONS,),
        guide=_guide(front, own),
    )
    missing = tuple(describe_missing_pictures(work))
    return Outcome(package, title_diagnostics + metadata.diagnostics + missing)


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


def _landmarks(
    front: tuple[str, ...], documents: tuple[ContentDocument, ...]
) -> tuple[tuple[str, str], ...]:
    """Return (type, file) of the landmarks (https://www.w3.org/TR/epub-33/#sec-nav-landmarks)."""
    types = {_COVER: "cover", _TITLE: "titlepage", _NAV: "toc"}
    body = next((each.name for each in documents if each.matter is Matter.BODY), None)
    begin = (("bodymatter", body),) if body else ()
    return (*((types[name], f"{name}.xhtml") for name in front), *begin)
