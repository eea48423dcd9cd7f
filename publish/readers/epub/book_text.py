"""The text of a book: what stands around it, in its documents and in each of them."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from publish.document.metadata import Meta
from publish.readers.epub.documents import Book, BookDocument
from publish.readers.epub.looks import BookStyles
from publish.readers.epub.xml_tree import words_of
from publish.readers.html.elements import BLOCKS, HEADINGS
from publish.readers.html.letters import count_letters
from publish.readers.html.notes import PageNotes
from publish.readers.html.surroundings import Surroundings
from publish.readers.html.tree import Element, descend

_BY_NAME = {
    "nav": Surroundings.CONTENTS,
    "del": Surroundings.DELETED,
    **dict.fromkeys(("annotation", "annotation-xml", "case"), Surroundings.HIDDEN),
    **dict.fromkeys(
        ("svg", "canvas", "iframe", "object", "video", "audio", "map"), Surroundings.MEDIA
    ),
}
_BY_TYPE = {
    "pagebreak": Surroundings.PAGE_NUMBERS,
    "doc-pagebreak": Surroundings.PAGE_NUMBERS,
    "page-list": Surroundings.PAGE_NUMBERS,
}
_OWN = {
    "cover": Surroundings.COVER,
    "title-page": Surroundings.TITLE_PAGE,
    "title-block": Surroundings.TITLE_PAGE,
    "colophon": Surroundings.COLOPHON,
    "index": Surroundings.INDEX,
    "segments": Surroundings.INDEX,
    "added": Surroundings.ADDED_HEADING,
    "unseen": Surroundings.ADDED_HEADING,
}
"""Classes in the books that publish made."""

_TITLE_TYPES = frozenset({"titlepage", "halftitlepage", "title-page", "text:title-page"})
_CONTENTS_TYPES = frozenset({"toc", "doc-toc", "contents", "nav"})
_CONTAINERS = frozenset({"body", "section", "div", "aside", "article"})
_LINKS = 0.6


class BookText:
    """The documents that are read, with the kinds of their elements that are not of the text."""

    def __init__(self, book: Book, styles: BookStyles, notes: PageNotes, meta: Meta) -> None:
        self._book = book
        self._styles = styles
        items = book.package.items
        self._navigation = {each.path for each in items if "nav" in each.properties}
        self._lines = frozenset(map(_normalize, _words_of_meta(meta)))
        elements = [each for document in book.documents for each in descend(document.root)]
        self._letters, self._links = count_letters(elements)
        self._protected = set(notes.bodies)
        for element in reversed(elements):
            if any(child in self._protected for child in element.elements):
                self._protected.add(element)
        self._kinds: dict[Element, Surroundings] = {}
        bodies = sorted(notes.bodies, key=lambda body: body.start)
        starts = [body.start for body in bodies]
        for document in book.documents:
            self._find_title_lines(document)
            first, last = (bisect_left(starts, each) for each in (document.start, document.end))
            self._find_note_headings(document.body, bodies[first:last])

    def letters(self, element: Element) -> int:
        """Return the number of letters and digits in an element."""
        return self._letters.get(element, 0)

    def is_list_of_links(self, _element: Element) -> bool:
        """Return False: lists of links in a book are of its text."""
        return False

    def kind_of(self, element: Element) -> Surroundings | None:
        """Return the kind of an element that is not of the text; None for text."""
        kind = next(
            (_BY_TYPE[each] for each in types_of(element) if each in _BY_TYPE), None
        ) or self._kinds.get(element)
        if kind is not None or element in self._protected:
            return kind
        if self._book.package.is_own:
            kind = next((_OWN[each] for each in element.classes if each in _OWN), None)
        if kind is None and (
            "hidden" in element.attributes or self._styles.looks(element).is_hidden
        ):
            kind = Surroundings.HIDDEN
        return kind or _BY_NAME.get(element.name)

    def find_frame(self, document: BookDocument) -> Surroundings | None:
        """Return the kind of a document that is not of the text as a whole; None for others."""
        package = self._book.package
        body = document.body
        if document.path in self._navigation:
            return Surroundings.CONTENTS
        opening = list(_opening(body))
        types = self._types_of(document)
        if package.is_own:
            classes = set(chain.from_iterable(each.classes for each in opening))
            return next((_OWN[each] for each in sorted(classes) if each in _OWN), None)
        if types & _CONTENTS_TYPES:
            _, in_links = self._links[body]
            titles = sum(self.letters(e) for e in descend(body) if e.name in HEADINGS)
            is_list = in_links and in_links >= _LINKS * (self.letters(body) - titles)
            return Surroundings.CONTENTS if is_list else None
        if not self.letters(body):
            sources = {e.attributes.get("src") for e in descend(body) if e.name == "img"}
            is_named = "cover" in types or package.cover in sources
            return Surroundings.COVER if is_named else None
        return None

    def _types_of(self, document: BookDocument) -> set[str]:
        """Return the types that a document has as a whole.

        They stand in its outermost elements, in the guide of EPUB 2, in names of ids and classes,
        and in that of its file.
        """
        opening = list(_opening(document.body))
        types = set(chain.from_iterable(map(types_of, opening)))
        types |= {k for k, path in self._book.package.guide.items() if path == document.path}
        names = {posixpath.splitext(posixpath.basename(document.path))[0]}
        for element in opening:
            names |= {*element.classes, element.attributes.get("id", "").rpartition(" ")[2]}
        return types | {name.lower().replace("_", "-") for name in names}

    def _find_title_lines(self, document: BookDocument) -> None:
        """Give a kind to the lines of title pages that the metadata have."""
        if not self._types_of(document) & _TITLE_TYPES:
            return
        for element in descend(document.body):
            is_line = element.name in BLOCKS and not any(
                each.name in BLOCKS for each in element.elements
            )
            if is_line and _normalize(words_of(element)) in self._lines:
                self._kinds[element] = Surroundings.TITLE_PAGE

    def _find_note_headings(self, body: Element, bodies: Sequence[Element]) -> None:
        """Give a kind to headings over nothing but notes that are printed at their calls."""
        if not bodies:
            return
        inner = set(bodies)
        for each in bodies:
            self._drop_rules(each)
        rest: dict[Element, int] = {}
        for element in reversed(list(descend(body))):
            if element in inner or element.name in HEADINGS or types_of(element) & _BY_TYPE.keys():
                rest[element] = 0
                continue
            within = sum(rest[each] for each in element.elements)
            plain = self.letters(element) - sum(map(self.letters, element.elements))
            rest[element] = within + plain
        for element in descend(body):
            if element.name in _CONTAINERS and element in self._protected and not rest[element]:
                self._drop_rules(element)
                for each in descend(element):
                    if each.name in HEADINGS:
                        self._kinds[each] = Surroundings.NOTES_HEADING

    def _drop_rules(self, element: Element) -> None:
        """Give a kind to the rules over notes, which stand in an element with them."""
        for each in element.elements:
            if each.name == "hr":
                self._kinds[each] = Surroundings.NOTES_HEADING


def types_of(element: Element) -> set[str]:
    """Return the types of an element: its ``epub:type`` and its role."""
    attributes = element.attributes
    return {*attributes.get("epub:type", "").split(), *attributes.get("role", "").split()}


def _opening(body: Element) -> Iterator[Element]:
    """Yield the body and the elements that hold all of it, the outermost first."""
    element: Element | None = body
    while element is not None:
        yield element
        inner = list(element.elements)
        element = inner[0] if len(inner) == 1 else None


def _words_of_meta(meta: Meta) -> Iterator[str]:
    words = [meta.title, meta.subtitle, *(each.name for each in meta.creators)]
    words += [meta.series.name] if meta.series else []
    yield from (form for each in words for _, form in each.forms)
    title, subtitle = meta.title.forms[:1], meta.subtitle.forms[:1]
    yield from (f"{a}{mark}{b}" for _, a in title for _, b in subtitle for mark in (": ", " "))
    yield from (each for each in (meta.publisher, meta.rights, meta.identifier) if each)
    yield from [meta.date.given, meta.date.iso] if meta.date else []


def _normalize(text: str) -> str:
    """Return words without marks and capitals; marks of Hebrew words count."""
    return " ".join(re.findall(r"[\w\u0591-\u05c7]+", text.casefold()))
