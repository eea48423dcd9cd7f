"""The PDF of a book, made in four stages.

1. ``content``: the sections of the book, and its parts, each of which begins on a new page.
2. ``engine``: the pages of each part, which depend on the part alone and are therefore stored.
3. ``layout``: the numbers of the pages, and the parts that cite these numbers.
4. ``output``: the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property, partial

from markupsafe import Markup

from publish.config.pdf_profiles import PdfProfile
from publish.diagnostics import Diagnostics, Outcome
from publish.document.lazy_book import Chapter, LazyBook
from publish.document.model import TextLayout, Work
from publish.document.printed_pages import PrintedPage, PrintedSection
from publish.storage.digests import digest
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme import Theme
from publish.writers.pdf.book_fit import fit_book
from publish.writers.pdf.book_layouts import BookLayout, BookLayouts
from publish.writers.pdf.content.embedded_pictures import name_pictures
from publish.writers.pdf.content.sections import PrintSection
from publish.writers.pdf.content.spread_parts import has_originals_on_versos
from publish.writers.pdf.engine.picture_names import list_picture_names
from publish.writers.pdf.layout.bound_book import BoundBook
from publish.writers.pdf.layout.held_parts import describe_held_parts
from publish.writers.pdf.layout.laid_out_book import LaidOutBook, PlacedPart
from publish.writers.pdf.layout.note_sheets import count_pages
from publish.writers.pdf.layout.spread_report import describe_spreads
from publish.writers.pdf.layout.workers import ALONE, Workers
from publish.writers.pdf.objects.font_programs import FontProgramLost
from publish.writers.pdf.objects.font_use import FontUse, collect_uses, glyph_key_in_book
from publish.writers.pdf.objects.laid_out_pages import LaidOutPage
from publish.writers.pdf.options import PdfOptions
from publish.writers.pdf.output.file_options import FileOptions
from publish.writers.pdf.output.metadata import title_of
from publish.writers.pdf.output.pdf_file import write_pdf_file
from publish.writers.pdf.press_pages import choose_gutter, count_file_pages


@dataclass(frozen=True, slots=True, eq=False)
class PdfDocument:
    """The bytes of a PDF, the sections of its text in page order, and what its pages should be.

    ``starts`` are the numbers of the pages that have to be a recto, or the verso that a page faces.
    ``head`` is the Work without its body, ``laid_out_book`` has the pages.  A book with a ``name``
    is one of several in the file, whose anchors there have the name before them.
    """

    data: bytes
    sections: tuple[PdfSection, ...]
    geometry: PageGeometry
    starts: frozenset[int]
    title: str
    head: Work = field(repr=False)
    laid_out_book: LaidOutBook = field(repr=False)
    name: str = ""

    @property
    def layout(self) -> TextLayout:
        """The layout of the segments of the text."""
        return self.head.layout

    @property
    def own_pages(self) -> frozenset[int]:
        """The numbers of its pages without the blank ones between two parts."""
        parts = self.laid_out_book.parts
        return frozenset(number for placed in parts for number in placed.numbers)

    @property
    def pages(self) -> tuple[PrintedSection, ...]:
        """The pages of each section with the numbers that contents cite; none of spreads.

        Two texts on facing pages are one in reading order, segment by segment.
        """
        texts = [placed for placed in self.laid_out_book.parts if placed.part.name == "text"]
        if any(placed.part.opposite for placed in texts):
            return ()
        return tuple(
            tuple(
                PrintedPage(str(self.layout.folio(number)), page.text)
                for number, page in zip(placed.numbers, placed.layout.pages, strict=True)
                if not page.is_blank
            )
            for placed in texts
        )


@dataclass(frozen=True, eq=False)
class PdfSection:
    """A section of the text in a PDF, with the facts that the preflight compares.

    ``proof_key`` is equal for sections that look the same in print, and empty if unknown.
    ``sides`` are the originals and the translations of spreads, or the whole text alone.
    """

    chapter: Chapter
    proof_key: str
    sides: tuple[PlacedPart, ...] = field(repr=False)
    _laid_out_book: LaidOutBook = field(repr=False)
    _fonts: Mapping[str, FontUse] = field(repr=False)

    @property
    def pages(self) -> Sequence[int]:
        """The numbers of its pages, from 1."""
        return [number for number, _, _ in self._pages]

    @property
    def markup(self) -> Markup:
        """The markup that was laid out, one side after the other."""
        return Markup("").join(side.part.markup for side in self.sides)

    @property
    def location_key(self) -> str:
        """The digest of its location in the book, which an edit of the text does not change."""
        return self.sides[0].part.location_key

    @property
    def late_notes(self) -> frozenset[str]:
        """The ids of its notes after the page of their call, each with a diagnostic."""
        return frozenset(
            note for side in self.sides for note in (*side.endnotes, *side.layout.late_notes)
        )

    @cached_property
    def page_keys(self) -> tuple[str, ...]:
        """The digest of everything drawn on each of its pages, the folio included."""
        keys = []
        for number, page, side in self._pages:
            shared = repr((side.layout.resources, side.layout.objects))
            layers = (
                (page, self._laid_out_book.folio(number)) if side.has_folio(number) else (page,)
            )
            contents: list[bytes | str] = []
            for layer in layers:
                contents += (layer.content, glyph_key_in_book(layer, self._fonts))
            keys.append(digest(shared, *contents))
        return tuple(keys)

    @cached_property
    def _pages(self) -> list[tuple[int, LaidOutPage, PlacedPart]]:
        """Its pages with their numbers and sides, in page order."""
        pages = (
            (number, page, side)
            for side in self.sides
            for number, page in zip(side.numbers, side.layout.pages, strict=True)
        )
        return sorted(pages, key=lambda each: each[0])


def write_document(
    book: LazyBook,
    theme: Theme,
    options: PdfOptions,
    store: Store | None = None,
    workers: Workers = ALONE,
) -> Outcome[PdfDocument]:
    """Return ``book`` as a PDF; chapters that the ``store`` knows are not read.

    The processes of ``workers`` lay out the parts of a long book.  Raises PublishError where the
    theme has no such page or a picture cannot be read.
    """
    layouts = BookLayouts(book, theme, options, store, workers)
    diagnostics = layouts.describe_text()
    try:
        fitted = _choose_layout(layouts)
        file = _write_file(layouts, fitted.value)
    except FontProgramLost:
        # Another process removed fonts from the store meanwhile.
        layouts = layouts.without_store()
        fitted = _choose_layout(layouts)
        file = _write_file(layouts, fitted.value)
    diagnostics += (*fitted.diagnostics, *layouts.describe_notes(fitted.value))
    diagnostics += describe_pages(layouts, fitted.value)
    document = make_document(file.value, layouts, fitted.value)
    return Outcome(document, diagnostics + file.diagnostics)


def describe_pages(layouts: BookLayouts, layout: BookLayout) -> Diagnostics:
    """Return the diagnostics of the pages of a book, which may be one of several in a file."""
    book = layout.laid_out_book
    return (
        *describe_spreads(book, layouts.book.head),
        *describe_held_parts(book),
        *book.diagnostics,
    )


def make_document(
    data: bytes, layouts: BookLayouts, layout: BookLayout, name: str = ""
) -> PdfDocument:
    """Return a book in the PDF ``data``, which may have others; its anchors begin with ``name``."""
    book, laid_out_book = layouts.book, layout.laid_out_book
    return PdfDocument(
        data,
        tuple(_pdf_sections(book.head, layout.sections, laid_out_book)),
        layout.page,
        frozenset(_starts_of_sides(laid_out_book, layouts.options.profile)),
        title_of(book.head),
        book.head,
        laid_out_book,
        name,
    )


def _choose_layout(layouts: BookLayouts) -> Outcome[BookLayout]:
    if layouts.options.profile.is_for_press:
        return choose_gutter(layouts, _fit)
    return _fit(layouts)


def _fit(layouts: BookLayouts) -> Outcome[BookLayout]:
    goal = layouts.options.goal
    return fit_book(layouts, goal) if goal else Outcome(layouts.lay_out())


def _write_file(layouts: BookLayouts, layout: BookLayout) -> Outcome[bytes]:
    names = partial(_name_pictures, layout, layouts.book.head)
    book = BoundBook(layout.laid_out_book, layouts.theme, name_pictures=names)
    options = layouts.options
    file_options = FileOptions(options.profile, options.date, options.attachments)
    return write_pdf_file((book,), layouts.book.head, layouts.store, file_options)


def _name_pictures(layout: BookLayout, head: Work) -> Mapping[str, str]:
    """Return the addresses of the pictures of a book by their names in its PDF."""
    addresses = name_pictures(layout.sections, head.resources)
    return {name: address for url, address in addresses.items() for name in list_picture_names(url)}


def _starts_of_sides(book: LaidOutBook, profile: PdfProfile) -> Iterator[int]:
    """Yield the numbers of the pages that may have an empty page before them.

    The empty page at the end, which makes the number of pages even, is before the first one after.
    """
    pages = count_file_pages(book, profile)
    if pages > count_pages(book):
        yield pages + 1
    for placed in book.parts:
        if placed.part.recto or placed.part.faced_by or placed.part.opposite:
            yield placed.first
        numbered = zip(placed.numbers, placed.layout.pages, strict=True)
        yield from (number + 1 for number, page in numbered if page.is_blank)


def _pdf_sections(
    work: Work, sections: Iterable[PrintSection], laid_out_book: LaidOutBook
) -> Iterator[PdfSection]:
    originals_first = has_originals_on_versos(work)
    texts: dict[str, list[PlacedPart]] = {}
    for placed in laid_out_book.parts:
        if placed.part.name == "text":
            texts.setdefault(placed.part.anchor, []).append(placed)
    fonts = collect_uses(laid_out_book.layouts)
    for section in sections:
        sides = tuple(texts[section.anchor])
        if not originals_first:
            sides = sides[::-1]
        name = section.chapter.name
        glyphs = (glyph_key_in_book(side.layout, fonts) for side in sides)
        proof_key = digest(name, *(side.layout_key for side in sides), *glyphs) if name else ""
        yield PdfSection(section.chapter, proof_key, sides, laid_out_book, fonts)
