"""The structure of a whole book, written down: one tree over all its parts, and the ways into it.

The elements lead to the texts on the pages and to the links, and the parent tree leads from these
back to them (ISO 32000-1, 14.7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from publish.writers.pdf.objects.pdf_objects import Objects, ref, string
from publish.writers.pdf.objects.structure_elements import NOWHERE, Element


@dataclass(frozen=True, slots=True)
class Keyed:
    """A page or a link in the file: its object, and the key under which it finds its elements.

    On a page these are the elements of its texts, by the numbers of these.
    """

    place: int
    key: int
    elements: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    """An element on its way into the file: its object, its parent's, and what it holds."""

    place: int
    parent: int
    role: str
    about: bytes = b""
    page: int = 0
    kids: list[bytes] = field(default_factory=list)


class Tree:
    """The structure of a book, which grows part by part as its pages are written."""

    def __init__(self, made: Objects) -> None:
        self._made = made
        self._root = made.reserve()
        self._document = _Node(made.reserve(), self._root, "Document")
        self._parents: list[bytes] = []
        self._notes: list[int] = []
        self._ranks: list[int] = []

    def key(self) -> int:
        """Return the key of one more page or link."""
        self._parents.append(b"null")
        return len(self._parents) - 1

    def add(
        self, elements: Mapping[str, Element], pages: Iterable[tuple[Keyed, Iterable[Keyed]]]
    ) -> None:
        """Add the elements of a part as they are met on its pages, each with its links."""
        nodes: dict[str, _Node] = {NOWHERE: self._document}

        def node(place: str) -> _Node:
            if place not in nodes:
                element = elements[place]
                nodes[place] = self._under(node(element.parent), element)
                if element.then:
                    node(element.then)
            return nodes[place]

        for page, links in pages:
            for number, place in enumerate(page.elements):
                _hold(node(place), page.place, number)
            back = b" ".join(ref(node(place).place) for place in page.elements)
            self._parents[page.key] = b"[%b]" % back
            for link in links:
                (place,) = link.elements
                holder = node(place)
                holder.kids.append(
                    b"<</Type/OBJR/Pg %b/Obj %b>>" % (ref(page.place), ref(link.place))
                )
                self._parents[link.key] = ref(holder.place)
        del nodes[NOWHERE]
        for each in nodes.values():
            self._write(each)

    def written(self) -> int:
        """Write the root of the tree and return the object that it is."""
        self._write(self._document)
        parents = b" ".join(b"%d %b" % entry for entry in enumerate(self._parents))
        notes = b" ".join(_name(n) + ref(place) for n, place in enumerate(self._notes, start=1))
        self._made.put(
            self._root,
            b"<</Type/StructTreeRoot/K %b/ParentTree %b/ParentTreeNextKey %d%b>>"
            % (
                ref(self._document.place),
                ref(self._made.add(b"<</Nums[%b]>>" % parents)),
                len(self._parents),
                b"/IDTree<</Names[%b]>>" % notes if notes else b"",
            ),
        )
        return self._root

    def _under(self, parent: _Node, element: Element) -> _Node:
        """Return the node of an element, after all that its parent holds already."""
        place = self._made.reserve()
        about = b"/Lang" + string(element.lang) if element.lang else b""
        role = element.role
        if role == "Note":
            self._notes.append(place)
            about += b"/ID" + _name(len(self._notes))
        elif element.rank:
            role = f"H{self._level(element.rank)}"
        elif element.numbering:
            about += b"/A<</O/List/ListNumbering/%b>>" % element.numbering.encode()
        parent.kids.append(ref(place))
        return _Node(place, parent.place, role, about)

    def _level(self, rank: int) -> int:
        """Return the level of a heading: under the last one of a higher rank, and none left out."""
        while self._ranks and self._ranks[-1] >= rank:
            self._ranks.pop()
        self._ranks.append(rank)
        return len(self._ranks)

    def _write(self, node: _Node) -> None:
        page = b"/Pg " + ref(node.page) if node.page else b""
        self._made.put(
            node.place,
            b"<</Type/StructElem/S/%b/P %b%b%b/K[%b]>>"
            % (node.role.encode(), ref(node.parent), page, node.about, b" ".join(node.kids)),
        )


def _hold(node: _Node, page: int, number: int) -> None:
    """Let an element hold a text of a page; most elements hold texts of one page alone."""
    node.page = node.page or page
    if page == node.page:
        node.kids.append(b"%d" % number)
    else:
        node.kids.append(b"<</Type/MCR/Pg %b/MCID %d>>" % (ref(page), number))


def _name(note: int) -> bytes:
    """Return the name of a note; names are in the order of their numbers, as the tree of them."""
    return string(f"note-{note:06}")
