"""XML of a package as a tree of elements with local names, within bounds and without entities.

Packages in the wild have document types and are not always well formed; the parser of pages reads
them without expanding or loading anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.readers.html.charset import decode_page
from publish.readers.html.elements import BLOCKS
from publish.readers.html.tokens import Characters, Syntax
from publish.readers.html.tree import Element, Node, descend, parse_document, walk

_APART = BLOCKS | {"br", "hr"}


def parse_part(data: bytes, file: str) -> Element:
    """Return the root of the tree of an XML file."""
    return parse_document(decode_page(data, file).value.text, Syntax.XML).root


def local_name(element: Element) -> str:
    """Return the name of an element without its prefix, in small letters."""
    return element.name.rpartition(":")[2]


def find_all(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements within ``root`` of a local name, in order."""
    return (each for each in descend(root) if local_name(each) == name)


def words_of(element: Element) -> str:
    """Return the words of an element with single spaces, also between blocks."""
    parts = (_text_of(node) for node in walk(element))
    return " ".join("".join(parts).split())


def _text_of(node: Node) -> str:
    if isinstance(node, Characters):
        return node.text
    return " " if isinstance(node, Element) and node.name in _APART else ""
