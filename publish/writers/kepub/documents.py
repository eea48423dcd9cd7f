"""The markup of Kobo in a content document: two boxes around the page, spans around sentences.

A span is ``kobo.N.M``: the sentence M of the paragraph N.  Kobo's own files have this form, which
kepubify documents (https://pgaskin.net/kepubify/).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from lxml import etree

_HTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_BOXES = ("book-columns", "book-inner")
"""The names of the boxes that Kobo's pages are made of, from outside to inside."""

_STYLE = "div#book-inner { margin-top: 0; margin-bottom: 0; }"
"""The rule of Kobo's own files, without those that change sizes and colours."""

_BLOCKS = frozenset(
    f"{_HTML}{name}"
    for name in (
        "p h1 h2 h3 h4 h5 h6 ul ol li dt dd table caption td th blockquote figcaption div section "
        "aside nav"
    ).split()
)
"""Elements with which a new paragraph of Kobo begins."""

_UNMARKED = frozenset(f"{_HTML}{name}" for name in "script style pre audio video rt rp".split())
"""Elements whose text has no spans."""

_END = re.compile(r"[.!?:…׃][\"'”’“»)\]״׳]*\s+")
"""The end of a sentence, with the spaces after it; Hebrew verses end in a sof pasuq."""


def mark_document(data: bytes) -> bytes:
    """Return a content document with the boxes and the spans of Kobo; its text is as it was."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    head, body = root.find(f"{_HTML}head"), root.find(f"{_HTML}body")
    if head is None or body is None:
        return data
    style = etree.SubElement(head, f"{_HTML}style", {"type": "text/css", "class": "kobostylehacks"})
    style.text = _STYLE
    _SpanMarker(root).mark(body)
    _add_boxes(body)
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="utf-8", doctype="<!DOCTYPE html>"
    )
    return written


def split_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, each with the spaces after it.

    A mark never begins a sentence: it belongs to the character before it.
    """
    start = 0
    for end in _END.finditer(text):
        following = text[end.end() : end.end() + 1]
        if following and not unicodedata.category(following).startswith("M"):
            yield text[start : end.end()]
            start = end.end()
    yield text[start:]


def _add_boxes(body: Any) -> None:
    """Move all contents of a page into the boxes of Kobo, which have its language and direction."""
    names = ("lang", _XML_LANG, "dir")
    about = {name: value for name in names if (value := body.get(name))}
    contents, text = list(body), body.text
    box = body
    for name in _BOXES:
        box.text = None
        box = etree.SubElement(box, f"{_HTML}div", {"id": name, **about})
    box.text = text
    box.extend(contents)


class _SpanMarker:
    """The numbers of the spans of a document, and the names that it has already."""

    def __init__(self, root: Any) -> None:
        self._names = {element.get("id") for element in root.iter() if element.get("id")}
        self._paragraph = 1
        self._sentence = 0
        self._has_spans = False

    def mark(self, element: Any) -> None:
        """Put spans around the sentences and pictures below an element, in reading order."""
        children = list(element)
        if element.tag in _BLOCKS:
            self._begin_paragraph()
        self._mark_text(element, None)
        for child in children:
            sibling = child
            if child.tag == f"{_HTML}img":
                sibling = self._mark_picture(child)
            elif isinstance(child.tag, str) and not self._is_unmarked(child):
                self.mark(child)
            self._mark_text(element, sibling)

    @staticmethod
    def _is_unmarked(element: Any) -> bool:
        """Return whether an element stays as it is; the call of a note opens it only if plain."""
        is_foreign = not element.tag.startswith(_HTML)
        return is_foreign or element.tag in _UNMARKED or element.get(_TYPE) == "noteref"

    def _begin_paragraph(self) -> None:
        if self._has_spans:
            self._paragraph, self._sentence, self._has_spans = self._paragraph + 1, 0, False

    def _new_span(self) -> Any:
        self._has_spans = True
        name = ""
        while not name or name in self._names:
            self._sentence += 1
            name = f"kobo.{self._paragraph}.{self._sentence}"
        return etree.Element(f"{_HTML}span", {"class": "koboSpan", "id": name})

    def _mark_text(self, parent: Any, sibling: Any) -> None:
        """Put the text after the child ``sibling`` into spans; at the beginning for None."""
        text = parent.text if sibling is None else sibling.tail
        if not text or text.isspace():
            return
        if sibling is None:
            parent.text, place = None, 0
        else:
            sibling.tail, place = None, parent.index(sibling) + 1
        for number, sentence in enumerate(split_sentences(text)):
            span = self._new_span()
            span.text = sentence
            parent.insert(place + number, span)

    def _mark_picture(self, picture: Any) -> Any:
        """Put a picture into a span of its own, which Kobo can show large, and return the span."""
        self._begin_paragraph()
        span = self._new_span()
        span.tail, picture.tail = picture.tail, None
        picture.getparent().replace(picture, span)
        span.append(picture)
        return span
