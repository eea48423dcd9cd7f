"""Stage 4: placed parts to one file that knows its title, its language and how its pages turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from publish.document.model import Dir, Work
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers.pdf.engine import font_subsets
from publish.writers.pdf.layout.page_numbers import Book, Placed
from publish.writers.pdf.objects.laid_out_pages import (
    LaidOutPage,
    LaidOutPart,
    LinkAnnotation,
    OutlineEntry,
    Rectangle,
)
from publish.writers.pdf.objects.pdf_objects import (
    PdfObjects,
    format_number,
    format_numbers,
    reference,
    text_string,
)
from publish.writers.pdf.objects.structure_elements import StructureElement
from publish.writers.pdf.objects.structure_tree import StructureTree, TaggedObject
from publish.writers.pdf.output import metadata


def finished(
    book: Book, work: Work, theme: Theme, store: Store | None, *, tagged: bool = False
) -> bytes:
    """Return the bytes of the PDF: pages, fonts, outline, page labels, direction and title.

    Where the pages are ``tagged``, the structure of the text is there too, and said to be.
    """
    made = PdfObjects()
    font = made.reserve()
    structure = StructureTree(made) if tagged else None
    pages = _Pages(made, font, book, structure).written()
    made.put(font, _fonts(made, book.laid, theme, store, tagged=tagged))
    catalog = _catalog(made, pages, work, _structured(made, structure, work))
    info = made.add(_info(work))
    return made.to_bytes(made.add(catalog), info)


@dataclass(frozen=True, slots=True)
class _Target:
    """A place to go to, as it is written in the file."""

    page: int
    x: float
    y: float

    def __bytes__(self) -> bytes:
        return b"[%b/XYZ %b 0]" % (reference(self.page), format_numbers((self.x, self.y)))


@dataclass(frozen=True, slots=True)
class _Written:
    """The pages in the file: the tree of them, and what leads to places on them."""

    tree: int
    anchors: Mapping[str, _Target]
    outline: tuple[tuple[OutlineEntry, _Target], ...]


# --- fonts


def _fonts(
    made: PdfObjects,
    everything: Iterable[LaidOutPart],
    theme: Theme,
    store: Store | None,
    *,
    tagged: bool,
) -> bytes:
    """Write one subset of each font and return the dictionary of them."""
    entries = []
    for name, use in font_subsets.united(everything).items():
        objects, place = font_subsets.written(font_subsets.named(use, theme), store, tagged=tagged)
        placed = made.add_all(objects)
        entries.append(b"/%b %b" % (name.encode(), placed(reference(place))))
    return b"<<%b>>" % b"".join(entries)


# --- pages


@dataclass(slots=True)
class _Pages:
    """The pages of a book on their way into a file."""

    made: PdfObjects
    font: int
    book: Book
    structure: StructureTree | None = None
    tree: int = 0
    pages: list[int] = field(default_factory=list)
    anchors: dict[str, _Target] = field(default_factory=dict)
    outline: list[tuple[OutlineEntry, _Target]] = field(default_factory=list)

    def written(self) -> _Written:
        """Write every page."""
        self.tree = self.made.reserve()
        anchors = {
            anchor for one in self.book.parts for page in one.laid.pages for anchor in page.anchors
        }
        size = self.book.parts[0].laid.pages[0]
        for placed in self.book.parts:
            while len(self.pages) < placed.first - 1:
                self.pages.append(self.made.add(_boxes(size, self.tree) + b"/Resources<<>>>>"))
            self._part(placed, anchors)
        kids = b" ".join(map(reference, self.pages))
        self.made.put(self.tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self.pages), kids))
        return _Written(self.tree, self.anchors, tuple(self.outline))

    def _part(self, placed: Placed, anchors: set[str]) -> None:
        resources = self._resources(placed)
        tagged: list[tuple[TaggedObject, list[TaggedObject]]] = []
        for page in placed.laid.pages:
            contents = [self._stream(page)]
            if placed.part.folios:
                contents.append(self._stream(self.book.folio(len(self.pages) + 1)))
            key = self.structure.reserve_key() if self.structure else 0
            links = [
                self._link(link, placed.laid.elements)
                for link in page.links
                if not link.inside or link.target in anchors
            ]
            annotations = b" ".join(reference(link.number) for link in links)
            where = self.made.add(
                b"%b/Contents[%b]/Resources %b%b%b>>"
                % (
                    _boxes(page, self.tree),
                    b" ".join(map(reference, contents)),
                    reference(resources),
                    b"/Annots[%b]" % annotations if links else b"",
                    b"/StructParents %d/Tabs/S" % key if self.structure else b"",
                )
            )
            self.pages.append(where)
            tagged.append((TaggedObject(where, key, page.text_elements), links))
            for anchor, (x, y) in page.anchors.items():
                self.anchors.setdefault(anchor, _Target(where, x, y))
            self.outline += ((mark, _Target(where, mark.x, mark.y)) for mark in page.outline)
        if self.structure:
            self.structure.add_part(placed.laid.elements, tagged)

    def _link(self, link: LinkAnnotation, elements: Mapping[str, StructureElement]) -> TaggedObject:
        """Write a link; one that can be heard says what it says."""
        if not self.structure:
            return TaggedObject(self.made.add(_link(link)), 0, ())
        key = self.structure.reserve_key()
        heard = b"/StructParent %d/Contents%b" % (
            key,
            text_string(elements[link.element].link_text),
        )
        return TaggedObject(self.made.add(_link(link, heard)), key, (link.element,))

    def _stream(self, page: LaidOutPage) -> int:
        return self.made.add(b"<</Filter/FlateDecode/Length %d>>" % len(page.content), page.content)

    def _resources(self, placed: Placed) -> int:
        """Write what the pages of a part draw with, which is what their folios draw with too."""
        place = self.made.add_all(placed.laid.objects[1:], (self.font,))
        sheets = self.book.folios.values() if placed.part.folios else ()
        kinds: dict[str, dict[str, bytes]] = {}
        for laid in (*sheets, placed.laid):
            for kind, given in laid.resources.items():
                if laid is placed.laid or kind == "ExtGState":
                    kinds.setdefault(kind, {}).update(given)
        written = b"".join(
            b"/%b<<%b>>"
            % (
                kind.encode(),
                b"".join(b"/%b %b" % (n.encode(), v) for n, v in sorted(given.items())),
            )
            for kind, given in sorted(kinds.items())
            if given
        )
        return self.made.add(b"<</Font %b%b>>" % (reference(self.font), place(written)))


def _boxes(page: LaidOutPage, tree: int) -> bytes:
    """Return the dictionary of a page, left open, with its edges."""
    return _edged(page.media, page.trim, page.bleed, tree)


@lru_cache(maxsize=16)
def _edged(media: Rectangle, trim: Rectangle, bleed: Rectangle, tree: int) -> bytes:
    return b"<</Type/Page/Parent %b/MediaBox[%b]/TrimBox[%b]/BleedBox[%b]" % (
        reference(tree),
        format_numbers(media),
        format_numbers(trim),
        format_numbers(bleed),
    )


def _link(link: LinkAnnotation, more: bytes = b"") -> bytes:
    action = b"/Dest" if link.inside else b"/A<</Type/Action/S/URI/URI"
    return b"<</Type/Annot/Subtype/Link/Rect[%b]/BS<</W 0>>%b%b%b%b>>" % (
        format_numbers(link.area),
        action,
        text_string(link.target),
        b"" if link.inside else b">>",
        more,
    )


# --- the book as a whole


def _structured(made: PdfObjects, structure: StructureTree | None, work: Work) -> bytes:
    """Write the structure of the book and what says of it that it is there, for the catalogue."""
    if not structure:
        return b""
    packet = metadata.accessible(work)
    about = made.add(b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(packet), packet)
    return b"/MarkInfo<</Marked true>>/StructTreeRoot %b/Metadata %b" % (
        reference(structure.write()),
        reference(about),
    )


def _catalog(made: PdfObjects, pages: _Written, work: Work, more: bytes) -> bytes:
    """Return the root of the file.

    The window shows the title, beside the page stands the outline, the pages turn in their
    direction, and they are numbered as their folios are: from the title page on.
    """
    names = sorted((text_string(name), target) for name, target in pages.anchors.items())
    listed = b"".join(name + bytes(target) for name, target in names)
    direction = b"/R2L" if work.dir is Dir.RTL else b"/L2R"
    outline = _outline(made, pages.outline)
    return b"".join(
        (
            b"<</Type/Catalog/Pages %b/Lang%b" % (reference(pages.tree), text_string(work.lang)),
            b"/Names<</Dests<</Names[%b]>>>>" % listed,
            b"/ViewerPreferences<</DisplayDocTitle true/Direction%b>>" % direction,
            b"/PageLayout/TwoPageRight/PageLabels<</Nums[0<</S/D/St 1>>]>>",
            b"/Outlines %b/PageMode/UseOutlines" % reference(outline) if outline else b"",
            more,
            b">>",
        )
    )


def _info(work: Work) -> bytes:
    title = metadata.title(work)
    authors = ", ".join(metadata.authors(work))
    return b"<<%b%b/Producer(publish)>>" % (
        b"/Title" + text_string(title) if title else b"",
        b"/Author" + text_string(authors) if authors else b"",
    )


@dataclass(slots=True)
class _Line:
    """A line of the outline, with the lines under it."""

    level: int
    head: bytes
    place: int
    under: list[_Line] = field(default_factory=list)

    def count(self) -> int:
        """How many lines stand under it, at any depth."""
        return sum(1 + line.count() for line in self.under)


def _outline(made: PdfObjects, marks: Iterable[tuple[OutlineEntry, _Target]]) -> int:
    """Write the outline and return the object that it is, or 0 where it would have no lines.

    A line stands under the last one before it of a higher rank, whatever ranks are left out.
    """
    root = _Line(0, b"<</Type/Outlines", made.reserve())
    open_lines = [root]
    for mark, target in marks:
        while open_lines[-1].level >= mark.level:
            open_lines.pop()
        head = b"<</Title%b/Dest%b" % (text_string(mark.title), bytes(target))
        line = _Line(mark.level, head, made.reserve())
        open_lines[-1].under.append(line)
        open_lines.append(line)
    _write_lines(made, root, b"")
    return root.place if root.under else 0


def _write_lines(made: PdfObjects, line: _Line, more: bytes) -> None:
    under = line.under
    if under:
        more += b"/First %b/Last %b" % (reference(under[0].place), reference(under[-1].place))
        more += b"/Count " + format_number(line.count())
    made.put(line.place, line.head + more + b">>")
    for before, each, after in zip((None, *under), under, (*under[1:], None), strict=False):
        around = b"/Parent " + reference(line.place)
        around += b"/Prev " + reference(before.place) if before else b""
        around += b"/Next " + reference(after.place) if after else b""
        _write_lines(made, each, around)
