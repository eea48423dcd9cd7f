"""Exporter of a Work as a document of the Text Encoding Initiative, TEI P5.

https://tei-c.org/release/doc/tei-p5-doc/en/html/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from markupsafe import Markup

from publish.diagnostics import Outcome
from publish.document.model import Foreign, Passage, Section
from publish.document.node_ids import NodeIds
from publish.document.walk import descend
from publish.writers.export import ExportedBook, Exporter
from publish.writers.export.tei.blocks import BlockWriter
from publish.writers.export.tei.header import write_header, write_title_page
from publish.writers.export.tei.inlines import Anchors, language
from publish.writers.export.tei.markup import EMPTY, element, format_attributes

MARK = "<!-- Made by publish export -->"
"""The comment at the beginning of each file."""

_NAMESPACE = "http://www.tei-c.org/ns/1.0"


def export_tei(book: ExportedBook) -> Outcome[Iterable[bytes]]:
    """Return a book as a TEI document, chapter by chapter."""
    return Outcome(piece.encode() for piece in _write(book))


def _write(book: ExportedBook) -> Iterator[str]:
    head, body = book.text.head, book.text.body
    ids, anchors = NodeIds(), Anchors()
    resources = {resource.digest: resource for resource in head.resources}

    def write(section: Section) -> Markup:
        writer = BlockWriter(ids.name_chapter(section), anchors, resources)
        return writer.write_division((section,))

    own = format_attributes(language(head.lang, head.dir))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{MARK}\n<TEI xmlns="{_NAMESPACE}">\n'
    yield write_header(book, _languages(book))
    yield f"\n<text{own}>"
    title_page = write_title_page(head.meta)
    if title_page or head.front:
        yield from _part("front", chain([title_page], map(write, head.front)))
    # A document has a body, and a body something in it.
    chapters = (write(chapter.section) for chapter in body)
    yield from _part("body", chapters if body else [element("div", EMPTY)])
    if head.back:
        yield from _part("back", map(write, head.back))
    yield "\n</text>\n</TEI>\n"


def _part(name: str, sections: Iterable[Markup]) -> Iterator[str]:
    """Yield a part of the text in pieces."""
    yield f"\n<{name}>"
    yield from sections
    yield f"\n</{name}>"


def _languages(book: ExportedBook) -> Iterable[str]:
    """Return the languages of a book, each once, in the order in which they come."""
    langs = [book.text.head.lang]
    for chapter in book.text.chapters:
        nodes = descend(chapter.section)
        langs += {each.lang: None for each in nodes if isinstance(each, Passage | Foreign)}
    return dict.fromkeys(langs)


EXPORTER = Exporter(
    "tei",
    ".tei.xml",
    export_tei,
    "XML of the Text Encoding Initiative, for archives and scholarly editions",
    MARK.encode(),
)
