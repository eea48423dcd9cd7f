"""Doubts an EPUB before anyone reads it: what EPUBCheck does not see.

EPUBCheck knows the format.  It does not know the text the book was made from, and a Hebrew phrase
without language and direction is valid to it.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote, urlsplit
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
from publish.document.model import Dir, Meta, Work
from publish.preflight.text_oracle import Piece, difference, expected_text, seen
from publish.text.languages import in_hebrew_letters

_H = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OPF = "{http://www.idpf.org/2007/opf}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_ADDED = frozenset({"places", "between-calls"})
_OWN_PAGES = frozenset({"titlepage", "toc", "colophon"})
_BLOCKS = frozenset(
    f"{_H}{name}"
    for name in """
    html body section nav aside div p h1 h2 h3 h4 h5 h6 ol ul li blockquote hr
    article header footer main figure figcaption table tr td th dl dt dd pre
    """.split()
)
_HEBREW = re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]+")


@dataclass(frozen=True, slots=True)
class _Page:
    name: str
    root: ET.Element

    @property
    def body(self) -> ET.Element:
        found = self.root.find(f"{_H}body")
        return self.root if found is None else found

    @property
    def kind(self) -> str:
        """What the page is, where it is one that the book itself adds."""
        types = {element.get(_TYPE) or "" for element in self.body}
        return next(iter(types & _OWN_PAGES), "")


@dataclass(frozen=True, slots=True)
class _Book:
    files: frozenset[str]
    pages: tuple[_Page, ...]
    spine: tuple[str, ...]
    ncx: tuple[_Page, ...]

    def read_in_order(self, kind: str) -> list[_Page]:
        """Return the pages of a kind, as the spine has them."""
        by_name = {page.name: page for page in self.pages}
        read = (by_name[name] for name in self.spine if name in by_name)
        return [page for page in read if page.kind == kind]


def inspect(data: bytes, work: Work) -> Diagnostics:
    """Return all that is wrong with the EPUB ``data`` as a book of ``work``."""
    try:
        book = _open(data)
    except (zipfile.BadZipFile, ET.ParseError, KeyError, UnicodeDecodeError) as trouble:
        return (NOT_AN_EPUB.anywhere(f"the EPUB cannot be read: {trouble}"),)
    return (
        *_text(book, work),
        *_title_page(book, work.meta),
        *(found for page in book.pages for found in _blocks(page)),
        *(found for page in book.pages for found in _hebrew(page)),
        *_links(book),
        *(found for page in book.pages for found in _notes(page)),
    )


def _open(data: bytes) -> _Book:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        container = ET.fromstring(archive.read("META-INF/container.xml"))
        package = next(e.attrib["full-path"] for e in container.iter() if "full-path" in e.attrib)
        root = ET.fromstring(archive.read(package))
        folder = posixpath.dirname(package)
        names: dict[str, str] = {}
        pages: list[_Page] = []
        ncx: list[_Page] = []
        for item in root.iter(f"{_OPF}item"):
            name = posixpath.join(folder, unquote(item.attrib["href"]))
            names[item.attrib["id"]] = name
            content = archive.read(name)
            if item.get("media-type") == "application/xhtml+xml":
                pages.append(_Page(name, ET.fromstring(content)))
            elif item.get("media-type") == "application/x-dtbncx+xml":
                ncx.append(_Page(name, ET.fromstring(content)))
        spine = tuple(names[e.attrib["idref"]] for e in root.iter(f"{_OPF}itemref"))
        return _Book(frozenset(archive.namelist()), tuple(pages), spine, tuple(ncx))


# --- the text


def _text(book: _Book, work: Work) -> Iterator[Diagnostic]:
    expected = expected_text(work.sections)
    read = book.read_in_order("")
    running = "".join(_running(page.body) for page in read)
    bodies = [_told(note) for page in read for note in _asides(page)]
    yield from _compare(expected.running, running, "the text")
    if len(bodies) != len(expected.notes):
        wanted = len(expected.notes)
        yield TEXT_DIFFERS.anywhere(f"the book has {len(bodies)} notes; its text has {wanted}")
        return
    for number, (body, note) in enumerate(zip(bodies, expected.notes, strict=True), start=1):
        yield from _compare(note, body, f"note {number} of the book")


def _compare(expected: list[Piece], found: str, what: str) -> Iterator[Diagnostic]:
    differing = difference(expected, found, seen)
    if differing:
        message = f"{what} differs: “{differing.expected}” has become “{differing.found}”"
        yield TEXT_DIFFERS.at(differing.span, message)


def _running(element: ET.Element) -> str:
    """Return the text of an element without the bodies of notes and what the book has added."""
    return _gathered(
        element, lambda inner: inner.tag == f"{_H}aside" or inner.get("class") in _ADDED
    )


def _told(note: ET.Element) -> str:
    """Return the body of a note without the numeral that leads back."""
    return _gathered(
        note,
        lambda inner: inner.get("role") == "doc-backlink" or inner.get("class") in _ADDED,
    )


def _gathered(element: ET.Element, leave_out: Callable[[ET.Element], bool]) -> str:
    parts = [element.text or ""]
    for inner in element:
        if not leave_out(inner):
            parts.append(_gathered(inner, leave_out))
        parts.append(inner.tail or "")
    return "".join(parts)


def _asides(page: _Page) -> Iterator[ET.Element]:
    return (e for e in page.body.iter(f"{_H}aside") if e.get("role") == "doc-footnote")


def _title_page(book: _Book, about: Meta) -> Iterator[Diagnostic]:
    shown = seen("".join(_running(page.body) for page in book.read_in_order("titlepage")))
    named = [about.event, about.event_theme, about.title, about.subtitle]
    named += [creator.name for creator in about.creators]
    lines = [text for words in named for _, text in words.forms]
    lines += [about.date.given] if about.date else []
    lines += [about.publisher] if about.publisher else []
    for line in lines:
        if seen(line) not in shown:
            yield TEXT_DIFFERS.anywhere(f"the title page does not say “{line}”")


# --- languages and directions


def _blocks(page: _Page) -> Iterator[Diagnostic]:
    bare = Counter(
        element.tag.removeprefix(_H)
        for element in page.root.iter()
        if element.tag in _BLOCKS and not _marked(element)
    )
    for name, count in bare.items():
        yield BLOCK_UNMARKED.anywhere(
            f"{page.name}: {count} × <{name}> without lang, xml:lang (the same) and dir"
        )


def _marked(element: ET.Element) -> bool:
    lang = element.get("lang")
    return bool(lang) and lang == element.get(_LANG) and element.get("dir") in set(Dir)


def _hebrew(page: _Page) -> Iterator[Diagnostic]:
    """Find Hebrew whose nearest element with a language is not Hebrew from right to left."""
    found = list(_unmarked(page.body, marked=False))
    if found:
        also = f" and {len(found) - 1} more" if found[1:] else ""
        yield HEBREW_UNMARKED.anywhere(f"{page.name}: “{found[0]}”{also} is not marked as Hebrew")


def _unmarked(element: ET.Element, *, marked: bool) -> Iterator[str]:
    lang = element.get("lang")
    if lang:
        marked = in_hebrew_letters(lang) and element.get("dir") == Dir.RTL
    texts = [element.text or ""]
    for inner in element:
        yield from _unmarked(inner, marked=marked)
        texts.append(inner.tail or "")
    if not marked:
        for text in texts:
            yield from _HEBREW.findall(text)


# --- links and notes


def _links(book: _Book) -> Iterator[Diagnostic]:
    ids = {
        page.name: {found for e in page.root.iter() if (found := e.get("id"))}
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
    for name, href in dict.fromkeys(links):
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            continue
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        lost = target not in book.files or (
            parts.fragment and unquote(parts.fragment) not in ids.get(target, ())
        )
        if lost:
            yield DEAD_LINK.anywhere(f"{name}: “{href}” leads nowhere")


def _notes(page: _Page) -> Iterator[Diagnostic]:
    calls = {
        (e.get("href"), f"#{e.get('id')}")
        for e in page.body.iter(f"{_H}a")
        if e.get("role") == "doc-noteref"
    }
    returns = {
        (f"#{note.get('id')}", e.get("href"))
        for note in _asides(page)
        for e in note.iter(f"{_H}a")
        if e.get("role") == "doc-backlink"
    }
    told = {f"#{note.get('id')}" for note in _asides(page)}
    for note in sorted(
        {str(there) for there, _ in calls ^ returns} | (told ^ {t for t, _ in returns})
    ):
        yield ONE_WAY_NOTE.anywhere(f"{page.name}: the note {note} does not lead both ways")
