"""Labels of the contents of an EPUB: the headings that its documents may not mark as such."""

from __future__ import annotations

from collections.abc import Iterator

from publish.readers.epub.package import Package, resolve
from publish.readers.epub.xml_tree import find_all, local_name, parse_part, words_of
from publish.readers.html.tree import Element
from publish.text.dataclass import dataclass

_MOST_LABELS = 20_000


@dataclass(frozen=True, slots=True)
class ContentsLabel:
    """A line of the contents: the path of the document, its words, and its level from 1."""

    path: str
    text: str
    level: int


def read_contents(package: Package) -> tuple[ContentsLabel, ...]:
    """Return the lines of the navigation document, or those of the NCX of EPUB 2."""
    for item in package.items:
        if "nav" in item.properties and item.path in package.archive:
            root = parse_part(package.archive.read(item.path), package.archive.file)
            labels = [*_read_nav(root, item.path)][:_MOST_LABELS]
            if labels:
                return tuple(labels)
    if package.ncx in package.archive:
        root = parse_part(package.archive.read(package.ncx), package.archive.file)
        return tuple([*_read_ncx(root, package.ncx)][:_MOST_LABELS])
    return ()


def _read_nav(root: Element, base: str) -> Iterator[ContentsLabel]:
    navs = list(find_all(root, "nav"))
    contents = [each for each in navs if "toc" in each.attributes.get("epub:type", "").split()]
    for nav in (contents or navs)[:1]:
        yield from _read_lists(nav, base)


def _read_lists(nav: Element, base: str) -> Iterator[ContentsLabel]:
    stack: list[tuple[Element, int]] = [(nav, 0)]
    while stack:
        element, level = stack.pop()
        if local_name(element) == "a":
            path, _ = resolve(base, element.attributes.get("href", ""))
            if path and (text := words_of(element)):
                yield ContentsLabel(path, text, max(level, 1))
            continue
        inner = level + (local_name(element) == "ol")
        stack += [(child, inner) for child in reversed([*element.elements])]


def _read_ncx(root: Element, base: str) -> Iterator[ContentsLabel]:
    stack: list[tuple[Element, int]] = [(root, 0)]
    while stack:
        element, level = stack.pop()
        is_point = local_name(element) == "navpoint"
        if is_point:
            parts = {local_name(child): child for child in reversed([*element.elements])}
            content, label = parts.get("content"), parts.get("navlabel")
            address = content.attributes.get("src", "") if content else ""
            path, _ = resolve(base, address) if address else ("", "")
            if path and label is not None and (text := words_of(label)):
                yield ContentsLabel(path, text, level + 1)
        stack += [(child, level + is_point) for child in reversed([*element.elements])]
