"""The pages of the file: page objects, content streams, resources and link annotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from publish.text.dataclass import dataclass
from publish.writers.pdf.layout.bound_book import BoundBook
from publish.writers.pdf.layout.laid_out_book import PlacedPart
from publish.writers.pdf.objects.laid_out_pages import (
    LaidOutPage,
    LaidOutPart,
    LinkAnnotation,
    OutlineEntry,
)
from publish.writers.pdf.objects.pdf_objects import (
    PdfObjects,
    format_numbers,
    reference,
    text_string,
)
from publish.writers.pdf.objects.structure_elements import StructureElement
from publish.writers.pdf.objects.structure_tree import (
    StructureTree,
    TaggedObject,
    TaggedSide,
)
from publish.writers.pdf.output.outline import Destination
from publish.writers.pdf.output.page_boxes import BookSheets

_FIRST_PAGES = frozenset({"cover", "title"})
"""The parts of which a book for many people has several."""


@dataclass(slots=True)
class PageTree:
    """The pages of a file; ``root`` is the object number of the page tree.

    ``pages`` are the object numbers of the pages, ``destinations`` the named destinations.
    """

    root: int
    pages: list[int] = field(default_factory=list)
    destinations: dict[str, Destination] = field(default_factory=dict)
    outline: list[tuple[OutlineEntry, Destination]] = field(default_factory=list)


def write_pages(
    books: Sequence[BoundBook],
    objects: PdfObjects,
    fonts: Sequence[int],
    structure: StructureTree | None,
    sheets: BookSheets,
) -> PageTree:
    """Write every page of the books of a file; ``fonts`` are the font dictionaries of the books."""
    count = max(book.positions[-1] for book in books)
    if sheets.profile.even_pages:
        count += count % 2
    tree = PageTree(objects.reserve(), [0] * count)
    anchors = frozenset(anchor for book in books for anchor in _list_anchors(book))
    shared: dict[object, int] = {}
    for book, own_fonts in zip(books, fonts, strict=True):
        writer = _PageWriter(book, objects, own_fonts, structure, sheets, tree, anchors, shared)
        writer.write_book()
    like = books[0].laid_out_book.parts[0].layout.pages[0]
    for index, page in enumerate(tree.pages):
        if not page:
            blank = sheets.open_page(like, index + 1, tree.root) + b"/Resources<<>>>>"
            tree.pages[index] = objects.add(blank)
    kids = b" ".join(map(reference, tree.pages))
    objects.put(tree.root, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(tree.pages), kids))
    return tree


def _list_anchors(book: BoundBook) -> Iterable[str]:
    """Yield the anchors of a book by their names in the file."""
    if book.name:
        yield book.name
    for placed in book.laid_out_book.parts:
        for page in placed.layout.pages:
            yield from map(book.anchor, page.anchors)


@dataclass(frozen=True, slots=True)
class _PageWriter:
    """Writes the pages of a book into the page tree.

    ``anchors`` are those of the whole file, ``shared`` the resources that several parts have.
    """

    book: BoundBook
    objects: PdfObjects
    fonts: int
    structure: StructureTree | None
    sheets: BookSheets
    tree: PageTree
    anchors: frozenset[str]
    shared: dict[object, int]

    def write_book(self) -> None:
        """Write the pages of all parts, and the lines of the outline."""
        own = len(self.tree.outline)
        if self.structure and self.book.lang:
            self.structure.begin_book(self.book.lang)
        # A part on versos is followed by the part on the rectos that face it.
        sides: list[TaggedSide] = []
        for placed in self.book.laid_out_book.parts:
            sides.append(self.write_part(placed))
            if self.structure and placed.part.opposite is None:
                self.structure.add_part(*sides)
                sides.clear()
        first_page = self.book.laid_out_book.parts[0].layout.pages[0]
        first = self.tree.pages[self.book.position(self.book.first) - 1]
        top = first_page.trim[3]
        if self.book.name:
            self.tree.destinations[self.book.name] = Destination(first, 0.0, top)
        if self.book.title:
            line = OutlineEntry(self.book.level, self.book.title, 0.0, top)
            self.tree.outline.insert(own, (line, Destination(first, 0.0, top)))

    def write_part(self, placed: PlacedPart) -> TaggedSide:
        """Write the pages of a part, and return its structure."""
        resources = self._find_resources(placed)
        elements = placed.layout.elements
        tagged: list[tuple[TaggedObject, list[TaggedObject]]] = []
        for number, page in zip(placed.numbers, placed.layout.pages, strict=True):
            contents = [self._write_stream(page)]
            if placed.has_folio(number):
                contents.append(self._write_stream(self.book.laid_out_book.folio(number)))
            key = self.structure.reserve_key() if self.structure else 0
            links = [
                self._write_link(link, elements)
                for link in page.links
                if not link.inside or self.book.anchor(link.target) in self.anchors
            ]
            page_number = self.objects.add(
                b"%b/Contents[%b]/Resources %b%b%b>>"
                % (
                    self.sheets.open_page(page, self.book.position(number), self.tree.root),
                    b" ".join(map(reference, contents)),
                    reference(resources),
                    _annotations(links),
                    b"/StructParents %d/Tabs/S" % key if self.structure else b"",
                )
            )
            tagged.append((TaggedObject(page_number, key, page.text_elements), links))
            self._add_page(number, page_number, page)
        return TaggedSide(elements, tagged)

    def _add_page(self, number: int, page_number: int, page: LaidOutPage) -> None:
        self.tree.pages[self.book.position(number) - 1] = page_number
        for anchor, (x, y) in page.anchors.items():
            name = self.book.anchor(anchor)
            self.tree.destinations.setdefault(name, Destination(page_number, x, y))
        for entry in page.outline:
            line = replace(entry, level=self.book.level + entry.level)
            self.tree.outline.append((line, Destination(page_number, entry.x, entry.y)))

    def _write_link(
        self, link: LinkAnnotation, elements: Mapping[str, StructureElement]
    ) -> TaggedObject:
        """Write a link annotation; in a tagged PDF with its text as Contents."""
        if link.inside:
            link = replace(link, target=self.book.anchor(link.target))
        if not self.structure:
            return TaggedObject(self.objects.add(_annotation(link)), 0, ())
        key = self.structure.reserve_key()
        text = text_string(elements[link.element].link_text)
        annotation = _annotation(link, b"/StructParent %d/Contents%b" % (key, text))
        return TaggedObject(self.objects.add(annotation), key, (link.element,))

    def _write_stream(self, page: LaidOutPage) -> int:
        head = b"<</Filter/FlateDecode/Length %d>>" % len(page.content)
        return self.objects.add(head, page.content)

    def _find_resources(self, placed: PlacedPart) -> int:
        """Return the resource dictionary of a part; parts with covers of people share it.

        Otherwise each of them would have the picture of the cover.
        """
        if placed.part.name not in _FIRST_PAGES:
            return self._write_resources(placed)
        layout = placed.layout
        resources = repr(sorted(layout.resources.items()))
        key = (self.fonts, tuple(layout.objects), resources)
        if key not in self.shared:
            self.shared[key] = self._write_resources(placed)
        return self.shared[key]

    def _write_resources(self, placed: PlacedPart) -> int:
        """Write the resource dictionary of a part, which its folios share."""
        renumber = self.objects.add_all(placed.layout.objects[1:], (self.fonts,))
        sheets = self.book.laid_out_book.folio_sheets.values() if placed.part.folios else ()
        resources = _merge_resources(placed.layout, sheets)
        categories = b"".join(
            b"/%b<<%b>>" % (category.encode(), _dictionary_entries(entries))
            for category, entries in sorted(resources.items())
            if entries
        )
        fonts = reference(self.fonts)
        return self.objects.add(b"<</Font %b%b>>" % (fonts, renumber(categories)))


def _merge_resources(
    layout: LaidOutPart, folio_sheets: Iterable[LaidOutPart]
) -> dict[str, dict[str, bytes]]:
    """Return the resources of a part with the graphics states of its folios."""
    resources: dict[str, dict[str, bytes]] = {}
    for sheet in folio_sheets:
        resources.setdefault("ExtGState", {}).update(sheet.resources["ExtGState"])
    for category, entries in layout.resources.items():
        resources.setdefault(category, {}).update(entries)
    return resources


def _dictionary_entries(entries: Mapping[str, bytes]) -> bytes:
    return b"".join(b"/%b %b" % (name.encode(), value) for name, value in sorted(entries.items()))


def _annotations(links: list[TaggedObject]) -> bytes:
    return b"/Annots[%b]" % b" ".join(reference(link.number) for link in links) if links else b""


def _annotation(link: LinkAnnotation, more_entries: bytes = b"") -> bytes:
    action = b"/Dest" if link.inside else b"/A<</Type/Action/S/URI/URI"
    # Archives take annotations that are printed alone (ISO 19005-2, 6.3.2); a link draws nothing.
    return b"<</Type/Annot/Subtype/Link/F 4/Rect[%b]/BS<</W 0>>%b%b%b%b>>" % (
        format_numbers(link.area),
        action,
        text_string(link.target),
        b"" if link.inside else b">>",
        more_entries,
    )
