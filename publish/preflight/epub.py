"""Preflight of an EPUB: its text, its languages and directions, its links and notes.

EPUBCheck checks the format.  This preflight compares the text with the document model, and finds
Hebrew without language and direction, which is valid for EPUBCheck.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.epub import (
    BLOCK_UNMARKED,
    DEAD_LINK,
    HEBREW_UNMARKED,
    NOT_AN_EPUB,
    ONE_WAY_NOTE,
    TEXT_DIFFERS,
)
from publish.document.model import Arrangement, Dir, Meta, Work
from publish.preflight.epub_file import (
    HTML,
    XML_LANG,
    ContentDocument,
    Publication,
    open_publication,
    resolve,
)
from publish.preflight.epub_package import check_package, compare_releases
from publish.preflight.epub_pages import check_page
from publish.preflight.epub_segments import check_segments, is_label
from publish.preflight.expected_text import (
    ExpectedRun,
    collect_text,
    first_difference,
    visible_characters,
)
from publish.storage.zip_errors import ZIP_ERRORS
from publish.text.hebrew import BLOCK, LETTERS
from publish.text.languages import in_hebrew_letters

_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_ADDED = frozenset({"added", "unseen", "places", "between-calls", "lost", "title-block"})
_BLOCKS = frozenset(
    f"{HTML}{name}"
    for name in """
    html body section nav aside div p h1 h2 h3 h4 h5 h6 ol ul li blockquote hr
    article header footer main figure figcaption table tr td th dl dt dd pre
    """.split()
)
# A maqaf or a geresh alone is no word of a language.
_HEBREW = re.compile(f"[{BLOCK}]*[{LETTERS}][{BLOCK}]*")


def check_epub(data: bytes, work: Work) -> Diagnostics:
    """Return the faults of the EPUB ``data`` as a book of ``work``."""
    return _check(data, lambda book: check_publication(book, work))


def check_release(
    data: bytes, work: Work, previous: bytes | None = None, edition: str = ""
) -> Diagnostics:
    """Return the faults of an EPUB for readers: those of its book, and those of its package.

    ``previous`` is the EPUB that it replaces; the ``edition`` is empty for the book's own.
    """
    return _check(
        data,
        lambda book: (
            *check_publication(book, work),
            *check_package(book, work),
            *compare_releases(data, previous, edition),
        ),
    )


def _check(data: bytes, check: Callable[[Publication], Diagnostics]) -> Diagnostics:
    try:
        book = open_publication(data)
    except (*ZIP_ERRORS, ET.ParseError) as error:
        return (NOT_AN_EPUB.anywhere(f"the EPUB cannot be read: {error}"),)
    return check(book)


def check_publication(book: Publication, work: Work) -> Diagnostics:
    """Return the faults of the pages of an EPUB: text, languages, links, notes, structure."""
    return (
        *_text(book, work),
        *_title_page(book, work.meta),
        *(error for page in book.pages for error in _blocks(page)),
        *(error for page in book.pages for error in _hebrew(page)),
        *_links(book),
        *(error for page in book.pages for error in _notes(page)),
        *(fault for page in book.pages for fault in check_page(page)),
        *check_segments(book, work),
    )


# --- the text


def _text(book: Publication, work: Work) -> Iterator[Diagnostic]:
    # Rows of columns have their texts one after the other, as screen readers read them.
    expected = collect_text(work.sections, replace(work.layout, arrangement=Arrangement.STACKED))
    pages = book.in_spine_order("")
    running = "".join(_running_text(page.body) for page in pages)
    bodies = [_note_body(note) for page in pages for note in _asides(page)]
    yield from _compare(expected.running, running, "the text")
    if len(bodies) != len(expected.notes):
        wanted = len(expected.notes)
        yield TEXT_DIFFERS.anywhere(f"the book has {len(bodies)} notes; its text has {wanted}")
        return
    for number, (body, note) in enumerate(zip(bodies, expected.notes, strict=True), start=1):
        yield from _compare(note, body, f"note {number} of the book")


def _compare(expected: list[ExpectedRun], actual: str, subject: str) -> Iterator[Diagnostic]:
    difference = first_difference(expected, actual, visible_characters)
    if difference:
        yield difference.at(TEXT_DIFFERS, subject)


def _running_text(element: ET.Element) -> str:
    """Return the text of an element without bodies of notes, labels, and what the book adds."""
    return _collect(
        element,
        lambda inner: (
            inner.tag == f"{HTML}aside" or inner.get("class") in _ADDED or is_label(inner)
        ),
    )


def _note_body(note: ET.Element) -> str:
    """Return the body of a note without the numeral that links back to its call."""
    return _collect(
        note,
        lambda inner: inner.get("role") == "doc-backlink" or inner.get("class") in _ADDED,
    )


def _collect(element: ET.Element, leave_out: Callable[[ET.Element], bool]) -> str:
    parts = [element.text or ""]
    for inner in element:
        if not leave_out(inner):
            parts.append(_collect(inner, leave_out))
        parts.append(inner.tail or "")
    return "".join(parts)


def _asides(page: ContentDocument) -> Iterator[ET.Element]:
    return (e for e in page.body.iter(f"{HTML}aside") if e.get("role") == "doc-footnote")


def _title_page(book: Publication, meta: Meta) -> Iterator[Diagnostic]:
    blocks = [
        element
        for page in book.in_spine_order("")
        for element in page.body.iter(f"{HTML}div")
        if element.get("class") == "title-block"
    ]
    lines_of = [page.body for page in book.in_spine_order("titlepage")] + blocks
    if not lines_of:
        return  # settings may ask for a book without a title page
    shown = visible_characters("".join(map(_running_text, lines_of)))
    names = [meta.event, meta.event_theme, meta.title, meta.subtitle]
    names += [creator.name for creator in meta.creators]
    lines = [text for words in names for _, text in words.forms]
    lines += [meta.date.given] if meta.date else []
    lines += [meta.publisher] if meta.publisher else []
    for line in lines:
        if visible_characters(line) not in shown:
            yield TEXT_DIFFERS.anywhere(f"the title page does not say “{line}”")


# --- languages and directions


def _blocks(page: ContentDocument) -> Iterator[Diagnostic]:
    bare = Counter(
        element.tag.removeprefix(HTML)
        for element in page.root.iter()
        if element.tag in _BLOCKS and not _is_marked(element)
    )
    for name, count in bare.items():
        yield BLOCK_UNMARKED.anywhere(
            f"{page.name}: {count} × <{name}> without lang, xml:lang (the same) and dir"
        )


def _is_marked(element: ET.Element) -> bool:
    lang = element.get("lang")
    return bool(lang) and lang == element.get(XML_LANG) and element.get("dir") in set(Dir)


def _hebrew(page: ContentDocument) -> Iterator[Diagnostic]:
    """Yield an error for Hebrew whose nearest element with a language is not Hebrew and RTL."""
    words = list(_find_unmarked_hebrew(page.body, marked=False))
    if words:
        also = f" and {len(words) - 1} more" if words[1:] else ""
        yield HEBREW_UNMARKED.anywhere(f"{page.name}: “{words[0]}”{also} is not marked as Hebrew")


def _find_unmarked_hebrew(element: ET.Element, *, marked: bool) -> Iterator[str]:
    lang = element.get("lang")
    if lang:
        marked = in_hebrew_letters(lang) and element.get("dir") == Dir.RTL
    texts = [element.text or ""]
    for inner in element:
        yield from _find_unmarked_hebrew(inner, marked=marked)
        texts.append(inner.tail or "")
    if not marked:
        for text in texts:
            yield from _HEBREW.findall(text)


# --- links and notes


def _links(book: Publication) -> Iterator[Diagnostic]:
    ids = {
        page.name: {anchor for e in page.root.iter() if (anchor := e.get("id"))}
        for page in book.pages
    }
    links = [
        (page.name, href)
        for page in book.pages
        for e in page.root.iter()
        if (href := e.get("href")) is not None
    ]
    links += [
        (page.name, e.attrib["src"]) for page in book.ncx for e in page.root.iter(f"{_NCX}content")
    ]
    files = frozenset(book.names)
    for name, href in dict.fromkeys(links):
        destination = resolve(name, href)
        if destination is None:
            continue
        target, fragment = destination
        if target not in files or (fragment and fragment not in ids.get(target, ())):
            yield DEAD_LINK.anywhere(f"{name}: “{href}” leads nowhere")


def _notes(page: ContentDocument) -> Iterator[Diagnostic]:
    calls = {
        (e.get("href"), f"#{e.get('id')}")
        for e in page.body.iter(f"{HTML}a")
        if e.get("role") == "doc-noteref"
    }
    returns = {
        (f"#{note.get('id')}", e.get("href"))
        for note in _asides(page)
        for e in note.iter(f"{HTML}a")
        if e.get("role") == "doc-backlink"
    }
    notes = {f"#{note.get('id')}" for note in _asides(page)}
    for note in sorted(
        {str(there) for there, _ in calls ^ returns} | (notes ^ {t for t, _ in returns})
    ):
        yield ONE_WAY_NOTE.anywhere(f"{page.name}: the note {note} does not lead both ways")
