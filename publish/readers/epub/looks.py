"""Looks of the elements of a book, by the style sheets that each document links or contains."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from publish.diagnostics import PublishError
from publish.readers.archives import Archive
from publish.readers.decode import decode
from publish.readers.epub.documents import Book, BookDocument
from publish.readers.epub.package import resolve
from publish.readers.html.elements import BLOCKS, HEADINGS
from publish.readers.html.styles import Looks, StyleSheet
from publish.readers.html.tree import Element, descend, text_of

_MOST_BYTES = 2_000_000
"""Bytes of a style sheet that is read."""

_VERSE = re.compile(r"\b(?:verse|poem|poetry|stanza|line|lg)\b", re.IGNORECASE)
_PARTED = frozenset({*HEADINGS, "p", "blockquote"})


class BookStyles:
    """The style sheets of all documents, and the stanzas, whose lines stand under one another.

    Paragraphs of a book are told apart by indents, so that no space between them says nothing; in
    stanzas it makes lines of them.
    """

    def __init__(self, book: Book) -> None:
        self._starts = [document.start for document in book.documents]
        self._archive = book.package.archive
        self._is_own = book.package.is_own
        self._texts: dict[str, str] = {}
        sheets: dict[tuple[str, ...], StyleSheet] = {}
        self._sheets: list[StyleSheet] = []
        for document in book.documents:
            texts = tuple(self._find_sheets(document, self._archive))
            if texts not in sheets:
                sheets[texts] = StyleSheet(texts)
            self._sheets.append(sheets[texts])
        self._verses = set[Element]()
        for document in book.documents:
            for element in descend(document.body):
                names = f"{element.attributes.get('class', '')} {_type_of(element)}"
                if element in self._verses or _VERSE.search(names):
                    self._verses.update((element, *element.elements))

    def looks(self, element: Element) -> Looks:
        """Return the looks of an element."""
        index = bisect_right(self._starts, element.start) - 1
        looks = self._sheets[index].looks(element) if index >= 0 else Looks()
        if self._is_own and "milestone" in element.classes:
            return Looks()
        if self._is_own and element.name in BLOCKS:  # weights tell translations from originals
            looks = replace(looks, kinds=frozenset(), cleared=frozenset())
        if element.name in _PARTED and element not in self._verses:
            return replace(looks, space_before=None, space_after=None)
        return looks

    def _find_sheets(self, document: BookDocument, archive: Archive) -> Iterator[str]:
        for element in descend(document.root):
            attributes = element.attributes
            if "print" in attributes.get("media", ""):
                continue
            if element.name == "style":
                yield text_of(element)
            elif element.name == "link" and "stylesheet" in attributes.get("rel", "").lower():
                path, _ = resolve(document.path, attributes.get("href", ""))
                if path in archive:
                    yield self._read(path)

    def _read(self, path: str) -> str:
        if path not in self._texts:
            try:
                data = self._archive.read(path, _MOST_BYTES)
                self._texts[path] = decode(data, self._archive.file).value.text
            except PublishError:  # looks alone are lost
                self._texts[path] = ""
        return self._texts[path]


def _type_of(element: Element) -> str:
    return f"{element.attributes.get('epub:type', '')} {element.attributes.get('role', '')}"
