"""The contents: of which sections and excerpts, and as the NCX that older devices read."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from publish.document import walk
from publish.document.model import (
    Block,
    Citation,
    Excerpt,
    Gloss,
    Inlines,
    LineBreak,
    Link,
    Note,
    Quote,
    Section,
    Text,
)
from publish.writers import html
from publish.writers.epub.hebrew_runs import marked
from publish.writers.html import Context

_NCX = "http://www.daisy.org/z3986/2005/ncx/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents and those under it; ``number`` is an excerpt's."""

    title: Inlines
    href: str
    children: tuple[Entry, ...] = ()
    number: int | None = None

    def plain(self) -> str:
        """Return the line as bare text, on one line."""
        words = " ".join(walk.plain(_bare(self.title)).split())
        return words if self.number is None else f"{self.number}. {words}".rstrip()

    def markup(self, lang: str) -> Markup:
        """Return the line with its runs in other languages marked as such."""
        context = Context(lang, no_note)
        words = html.inlines(_bare(self.title), context)
        return words if self.number is None else html.text(f"{self.number}. ") + words


def entries(
    children: tuple[Section | Excerpt | Block, ...], anchor: str, page: str, lang: str
) -> tuple[Entry, ...]:
    """Return the entries for what stands in a section; one without a title gives its children's."""
    return tuple(_entries(children, anchor, page, lang))


def _entries(
    children: tuple[Section | Excerpt | Block, ...], anchor: str, page: str, lang: str
) -> Iterator[Entry]:
    for place, child in html.anchored(children, anchor):
        match child:
            case Section(_, title, inner):
                under = entries(inner, place, page, lang)
                if has_words(title):
                    yield Entry(title, f"{page}#{place}", under)
                else:
                    yield from under
            case Excerpt(number):
                yield Entry(_source(child, lang), f"{page}#{place}", number=number)
            case _:
                pass  # A block is not in the contents.


def _source(excerpt: Excerpt, lang: str) -> Inlines:
    """Return the title of an excerpt's source, or all of its source line where it names none."""
    if excerpt.citation.title:
        for node in walk.descend(excerpt.heading):
            if isinstance(node, Quote):
                return node.inlines
        return marked(excerpt.citation.title, lang)
    return excerpt.heading


def has_words(title: Inlines) -> bool:
    """Say whether a title has anything to show in the contents."""
    return bool(walk.plain(_bare(title)).strip())


def _bare(title: Inlines) -> Inlines:
    """Return a title without what may not stand in a link: notes, links and ends of lines."""

    def change(node: Any) -> Any:
        match node:
            case Note():
                return ()
            case Link(_, inner) | Citation(_, inner):
                return inner
            case Gloss(term, opening, meaning, closing):
                return (*term, Text(opening), *meaning, Text(closing))
            case LineBreak():
                return Text(" ")
            case _:
                return node

    return walk.rewrite(title, change)


def no_note(_note: Note, _context: Context) -> Markup:
    """Return nothing: where a line stands for a text, the notes of the text are not called."""
    return Markup("")


def ncx(title: str, identifier: str, lang: str, contents: tuple[Entry, ...]) -> bytes:
    """Return the contents as an NCX; EPUB 3 readers ignore it, EPUB 2 readers have no other."""
    root = ET.Element("ncx", {"xmlns": _NCX, "version": "2005-1", "xml:lang": lang})
    head = ET.SubElement(root, "head")
    for name, content in (
        ("dtb:uid", identifier),
        ("dtb:depth", str(_depth(contents))),
        ("dtb:totalPageCount", "0"),
        ("dtb:maxPageNumber", "0"),
    ):
        ET.SubElement(head, "meta", {"name": name, "content": content})
    ET.SubElement(ET.SubElement(root, "docTitle"), "text").text = title
    points = ET.SubElement(root, "navMap")
    number = 0

    def add(parent: ET.Element, entry: Entry) -> None:
        nonlocal number
        number += 1
        point = ET.SubElement(
            parent, "navPoint", {"id": f"point-{number}", "playOrder": str(number)}
        )
        ET.SubElement(ET.SubElement(point, "navLabel"), "text").text = entry.plain()
        ET.SubElement(point, "content", {"src": entry.href})
        for child in entry.children:
            add(point, child)

    for entry in contents:
        add(points, entry)
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _depth(contents: tuple[Entry, ...]) -> int:
    return max((1 + _depth(entry.children) for entry in contents), default=0)
