"""Navigation entries of an EPUB: the table of contents, also as an NCX for EPUB 2 devices."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace

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
    Node,
    Note,
    Quote,
    Section,
    Text,
)
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.writers import html
from publish.writers.hebrew_runs import mark_hebrew
from publish.writers.html import RenderContext, omit_note

_NCX = "http://www.daisy.org/z3986/2005/ncx/"


@serializable
@dataclass(frozen=True, slots=True)
class NavEntry:
    """A line of the contents and the lines under it; ``plain`` is its text without line breaks.

    The ``href`` of a line of a document without a name is relative to that document.
    """

    words: Markup
    plain: str
    href: str = ""
    children: tuple[NavEntry, ...] = ()

    def markup(self, _lang: str) -> Markup:
        """Return the words, for templates of themes, which name the language of the contents."""
        return self.words

    def in_file(self, name: str) -> NavEntry:
        """Return the line with addresses in the document of that name."""
        children = tuple(child.in_file(name) for child in self.children)
        return NavEntry(self.words, self.plain, name + self.href, children)


def make_entry(title: Inlines, lang: str, href: str = "", mark: str = "") -> NavEntry:
    """Return the line of a title, for contents in that language; ``mark`` is that of an excerpt."""
    context = RenderContext(lang, omit_note)
    words = html.render_inlines(without_links(title), context)
    if mark:
        words = html.render_inlines(mark_hebrew(mark, lang), context) + " " + words
    return NavEntry(words, plain_title(title, mark), href)


def plain_title(title: Inlines, mark: str = "") -> str:
    """Return a title after its mark, without line breaks and notes."""
    words = " ".join(walk.plain(without_links(title)).split())
    return f"{mark} {words}".rstrip() if mark else words


def nav_entries(
    children: tuple[Section | Excerpt | Block, ...], anchor: str, lang: str
) -> tuple[NavEntry, ...]:
    """Return the entries for the children of a section; an untitled child gives its children's."""
    return tuple(_entries(children, anchor, lang))


def _entries(
    children: tuple[Section | Excerpt | Block, ...], anchor: str, lang: str
) -> Iterator[NavEntry]:
    for child_anchor, child in html.child_anchors(children, anchor):
        href = f"#{child_anchor}"
        match child:
            case Section(_, title, grandchildren):
                inner = nav_entries(grandchildren, child_anchor, lang)
                if has_words(title):
                    yield replace(make_entry(title, lang, href), children=inner)
                else:
                    yield from inner
            case Excerpt():
                title = _source_title(child, lang)
                yield make_entry(title, lang, href, html.excerpt_mark(child))
            case _:
                pass  # blocks are not listed in the contents


def _source_title(excerpt: Excerpt, lang: str) -> Inlines:
    """Return the title of an excerpt's source, or the whole source line if it has none."""
    if excerpt.citation.title:
        for node in walk.descend(excerpt.heading):
            if isinstance(node, Quote):
                return node.inlines
        return mark_hebrew(excerpt.citation.title, lang)
    return excerpt.heading


def has_words(title: Inlines) -> bool:
    """Return whether a title has text for the contents."""
    return bool(walk.plain(without_links(title)).strip())


def without_links(title: Inlines) -> Inlines:
    """Return a title without notes, links and line breaks, which may not stand in a link."""

    def change(node: Node) -> Node | Inlines:
        match node:
            case Note():
                return ()
            case Link(_, inlines) | Citation(_, inlines):
                return inlines
            case Gloss(term, opening, meaning, closing):
                return (*term, Text(opening), *meaning, Text(closing))
            case LineBreak():
                return Text(" ")
            case _:
                return node

    return walk.rewrite(title, change)


def make_ncx(
    title: str,
    identifier: str,
    lang: str,
    entries: tuple[NavEntry, ...],
    page_list: ET.Element | None = None,
) -> bytes:
    """Return the contents as an NCX (https://www.w3.org/TR/epub-33/#sec-opf2-ncx)."""
    targets = () if page_list is None else page_list
    folios = [each.get("value") or "" for each in targets if each.tag == "pageTarget"]
    root = ET.Element("ncx", {"xmlns": _NCX, "version": "2005-1", "xml:lang": lang})
    head = ET.SubElement(root, "head")
    for name, content in (
        ("dtb:uid", identifier),
        ("dtb:depth", str(_depth(entries))),
        ("dtb:totalPageCount", str(len(folios))),
        ("dtb:maxPageNumber", str(max(map(int, folios), default=0))),
    ):
        ET.SubElement(head, "meta", {"name": name, "content": content})
    ET.SubElement(ET.SubElement(root, "docTitle"), "text").text = title
    nav_map = ET.SubElement(root, "navMap")
    number = 0

    def add(parent: ET.Element, entry: NavEntry) -> None:
        nonlocal number
        number += 1
        point = ET.SubElement(
            parent, "navPoint", {"id": f"point-{number}", "playOrder": str(number)}
        )
        ET.SubElement(ET.SubElement(point, "navLabel"), "text").text = entry.plain
        ET.SubElement(point, "content", {"src": entry.href})
        for child in entry.children:
            add(point, child)

    for entry in entries:
        add(nav_map, entry)
    if page_list is not None:
        root.append(page_list)
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _depth(entries: tuple[NavEntry, ...]) -> int:
    return max((1 + _depth(entry.children) for entry in entries), default=0)
