"""The document outline (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from publish.text.dataclass import dataclass
from publish.writers.pdf.objects.laid_out_pages import OutlineEntry
from publish.writers.pdf.objects.pdf_objects import (
    PdfObjects,
    format_number,
    format_numbers,
    reference,
    text_string,
)


@dataclass(frozen=True, slots=True)
class Destination:
    """A point on a page of the file; ``page`` is the object number of the page."""

    page: int
    x: float
    y: float

    def __bytes__(self) -> bytes:
        return b"[%b/XYZ %b 0]" % (reference(self.page), format_numbers((self.x, self.y)))


@dataclass(slots=True)
class _Item:
    """An outline item and the items under it; ``number`` is its object number."""

    level: int
    head: bytes
    number: int
    children: list[_Item] = field(default_factory=list)

    def count(self) -> int:
        """Return the number of items under this one at any depth."""
        return sum(1 + child.count() for child in self.children)


def write_outline(objects: PdfObjects, entries: Iterable[tuple[OutlineEntry, Destination]]) -> int:
    """Write the outline and return its object number, or 0 for an outline without entries.

    The parent of an entry is the last entry of a lower level before it; levels may be skipped.
    """
    root = _Item(0, b"<</Type/Outlines", objects.reserve())
    ancestors = [root]
    for entry, destination in entries:
        while ancestors[-1].level >= entry.level:
            ancestors.pop()
        head = b"<</Title%b/Dest%b" % (text_string(entry.title), bytes(destination))
        item = _Item(entry.level, head, objects.reserve())
        ancestors[-1].children.append(item)
        ancestors.append(item)
    _write_item(objects, root, b"")
    return root.number if root.children else 0


def _write_item(objects: PdfObjects, item: _Item, links: bytes) -> None:
    children = item.children
    if children:
        links += b"/First %b/Last %b" % (
            reference(children[0].number),
            reference(children[-1].number),
        )
        links += b"/Count " + format_number(item.count())
    objects.put(item.number, item.head + links + b">>")
    neighbours = zip((None, *children), children, (*children[1:], None), strict=False)
    for previous, child, following in neighbours:
        child_links = b"/Parent " + reference(item.number)
        child_links += b"/Prev " + reference(previous.number) if previous else b""
        child_links += b"/Next " + reference(following.number) if following else b""
        _write_item(objects, child, child_links)
