"""The structure tree of a whole PDF, written over all its parts (ISO 32000-1, 14.7).

Structure elements refer to the marked content of pages and to link annotations; the parent tree
refers back from those to the elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from itertools import zip_longest
from typing import NamedTuple

from publish.text.dataclass import dataclass
from publish.writers.pdf.objects.pdf_objects import PdfObjects, reference, text_string
from publish.writers.pdf.objects.structure_elements import NO_ELEMENT, StructureElement


@dataclass(frozen=True, slots=True)
class TaggedObject:
    """A page or link annotation in the file, with its key in the parent tree.

    ``number`` is its object number.  ``elements`` are the ids of its structure elements: for a
    page one for each MCID, for a link one.
    """

    number: int
    key: int
    elements: tuple[str, ...]


class TaggedSide(NamedTuple):
    """The structure elements of a part by id, and its pages with their links."""

    elements: Mapping[str, StructureElement]
    pages: Iterable[tuple[TaggedObject, Iterable[TaggedObject]]]


@dataclass(slots=True)
class _Node:
    """A structure element while its kids are collected; numbers are those of PDF objects."""

    number: int
    parent: int
    role: str
    attributes: bytes = b""
    page: int = 0
    kids: list[bytes] = field(default_factory=list)


class _SideNodes:
    """The nodes of a part by the ids of their elements; sections may be those of ``shared``."""

    def __init__(self, tree: StructureTree, elements: Mapping[str, StructureElement]) -> None:
        self.nodes: dict[str, _Node] = {NO_ELEMENT: tree.holder}
        self.shared: _SideNodes | None = None
        self._tree = tree
        self._elements = elements

    def node(self, element_id: str) -> _Node:
        """Return the node of an element, added to the tree where it is new."""
        if element_id not in self.nodes:
            element = self._elements[element_id]
            parent = self.node(element.parent)
            section = self.shared.section(element_id, element) if self.shared else None
            if section is None or section.parent != parent.number:
                section = self._tree.add_child(parent, element)
            self.nodes[element_id] = section
            if element.successor:
                self.node(element.successor)
        return self.nodes[element_id]

    def section(self, element_id: str, element: StructureElement) -> _Node | None:
        """Return the node of a section that this side has as well, in the same language."""
        if element.role == "Sect" and self._elements.get(element_id) == element:
            return self.node(element_id)
        return None


class StructureTree:
    """The structure tree of a PDF, built part by part while the pages are written."""

    def __init__(self, objects: PdfObjects) -> None:
        self._objects = objects
        self._root = objects.reserve()
        self.document = _Node(objects.reserve(), self._root, "Document")
        self.holder = self.document
        self._books: list[_Node] = []
        self._parents: list[bytes] = []
        self._notes: list[int] = []
        self._open_ranks: list[int] = []

    def reserve_key(self) -> int:
        """Return the parent tree key for another page or link."""
        self._parents.append(b"null")
        return len(self._parents) - 1

    def begin_book(self, lang: str) -> None:
        """Let the parts after this belong to one book of several, which is in ``lang``."""
        attributes = b"/Lang" + text_string(lang)
        self.holder = _Node(self._objects.reserve(), self.document.number, "Part", attributes)
        self.document.kids.append(reference(self.holder.number))
        self._books.append(self.holder)

    def add_part(self, *sides: TaggedSide) -> None:
        """Add the elements of a part in the order of its pages, each page with its links.

        The pages of two ``sides`` alternate, and sections of both are one, so that spreads are read
        page by page.
        """
        nodes = [_SideNodes(self, side.elements) for side in sides]
        for other in nodes[1:]:
            other.shared = nodes[0]
        for pages in zip_longest(*(side.pages for side in sides)):
            for side, page in zip(nodes, pages, strict=True):
                if page is not None:
                    self._add_page(side, *page)
        written = {node.number: node for side in nodes for node in side.nodes.values()}
        del written[self.holder.number]
        for node in written.values():
            self._write_node(node)

    def _add_page(
        self, side: _SideNodes, page: TaggedObject, links: Iterable[TaggedObject]
    ) -> None:
        for mcid, element_id in enumerate(page.elements):
            _add_marked_content(side.node(element_id), page.number, mcid)
        parents = b" ".join(reference(side.node(each).number) for each in page.elements)
        self._parents[page.key] = b"[%b]" % parents
        for link in links:
            (element_id,) = link.elements
            holder = side.node(element_id)
            holder.kids.append(
                b"<</Type/OBJR/Pg %b/Obj %b>>" % (reference(page.number), reference(link.number))
            )
            self._parents[link.key] = reference(holder.number)

    def write(self) -> int:
        """Write the root of the tree and return its object number."""
        for node in (self.document, *self._books):
            self._write_node(node)
        parents = b" ".join(b"%d %b" % entry for entry in enumerate(self._parents))
        notes = b" ".join(
            _note_id(n) + reference(number) for n, number in enumerate(self._notes, start=1)
        )
        self._objects.put(
            self._root,
            b"<</Type/StructTreeRoot/K %b/ParentTree %b/ParentTreeNextKey %d%b>>"
            % (
                reference(self.document.number),
                reference(self._objects.add(b"<</Nums[%b]>>" % parents)),
                len(self._parents),
                b"/IDTree<</Names[%b]>>" % notes if notes else b"",
            ),
        )
        return self._root

    def add_child(self, parent: _Node, element: StructureElement) -> _Node:
        """Return the node of an element, added as the last kid of ``parent``."""
        number = self._objects.reserve()
        attributes = b"/Lang" + text_string(element.lang) if element.lang else b""
        role = element.role
        if role == "Note":
            self._notes.append(number)
            attributes += b"/ID" + _note_id(len(self._notes))
        elif element.heading_rank:
            role = f"H{self._heading_level(element.heading_rank)}"
        elif element.numbering:
            attributes += b"/A<</O/List/ListNumbering/%b>>" % element.numbering.encode()
        elif role == "TH":
            attributes += b"/A<</O/Table/Scope/Column%b>>" % _column_span(element)
        elif element.columns > 1:
            attributes += b"/A<</O/Table%b>>" % _column_span(element)
        elif element.alt:
            attributes += b"/Alt" + text_string(element.alt)
        parent.kids.append(reference(number))
        return _Node(number, parent.number, role, attributes)

    def _heading_level(self, rank: int) -> int:
        """Return the level of a heading, with no level skipped (ISO 14289-1, 7.4.2)."""
        while self._open_ranks and self._open_ranks[-1] >= rank:
            self._open_ranks.pop()
        self._open_ranks.append(rank)
        return len(self._open_ranks)

    def _write_node(self, node: _Node) -> None:
        page = b"/Pg " + reference(node.page) if node.page else b""
        self._objects.put(
            node.number,
            b"<</Type/StructElem/S/%b/P %b%b%b/K[%b]>>"
            % (
                node.role.encode(),
                reference(node.parent),
                page,
                node.attributes,
                b" ".join(node.kids),
            ),
        )


def _add_marked_content(node: _Node, page: int, mcid: int) -> None:
    """Add a marked-content sequence to an element; most elements stand on one page only."""
    node.page = node.page or page
    if page == node.page:
        node.kids.append(b"%d" % mcid)
    else:
        node.kids.append(b"<</Type/MCR/Pg %b/MCID %d>>" % (reference(page), mcid))


def _column_span(element: StructureElement) -> bytes:
    return b"/ColSpan %d" % element.columns if element.columns > 1 else b""


def _note_id(number: int) -> bytes:
    """Return the ID of a note; padded, because an IDTree is sorted by its names."""
    return text_string(f"note-{number:06}")
