"""The layouts of a book on pages of the theme, each at a step of the scale of tightness."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import field, replace
from functools import cached_property

from publish.config.attendees import NotesPlace
from publish.config.design import Margins
from publish.config.front_matter import FULL_FRONT, FrontLayout, FrontMatter
from publish.diagnostics import Diagnostic, Diagnostics
from publish.document.lazy_book import LazyBook
from publish.document.model import Arrangement
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span
from publish.themes.fit_scale import FitStep, fit_page, fit_step
from publish.themes.page_geometry import PageGeometry, widen_for_columns
from publish.themes.press_page import fit_to_press
from publish.themes.theme import Theme
from publish.writers.html.sections import LONGEST_MARGIN_MARK
from publish.writers.pdf.content import font_coverage
from publish.writers.pdf.content.added_pages import AddedPages
from publish.writers.pdf.content.attendee_pages import (
    NO_ATTENDEE_PAGES,
    AttendeePages,
    build_attendee_pages,
)
from publish.writers.pdf.content.book_parts import build_parts
from publish.writers.pdf.content.column_widths import facing_columns, has_wider_line
from publish.writers.pdf.content.embedded_pictures import describe_missing_pictures
from publish.writers.pdf.content.font_families import FontFamilies, families_with_letters
from publish.writers.pdf.content.long_segments import segment_room
from publish.writers.pdf.content.parts import PrintPart
from publish.writers.pdf.content.personal_words import People
from publish.writers.pdf.content.sections import PrintSection, list_sections
from publish.writers.pdf.content.side_leading import side_measure
from publish.writers.pdf.content.table_of_contents import TocLine
from publish.writers.pdf.engine.typesetter import Typesetter
from publish.writers.pdf.layout.held_parts import hold_parts
from publish.writers.pdf.layout.laid_out_book import LaidOutBook
from publish.writers.pdf.layout.layout_store import LayoutStore
from publish.writers.pdf.layout.note_sheets import (
    count_pages,
    count_pages_of_text,
    describe_added_sheets,
)
from publish.writers.pdf.layout.page_numbers import ALONE_IN_FILE, Place, number_pages
from publish.writers.pdf.layout.part_layouts import PartLayouts
from publish.writers.pdf.layout.workers import ALONE, Workers
from publish.writers.pdf.options import PdfOptions

_COMPACT_FRONT = FrontMatter(FrontLayout.COMPACT, title_page=False)
"""The front matter of the tightest step: a title block, with the contents under it."""


@dataclass(frozen=True, slots=True, eq=False)
class _BookParts:
    """The print parts of a book on a page, with all that they are made from."""

    sections: tuple[PrintSection, ...]
    attendee_pages: AttendeePages
    parts: tuple[PrintPart, ...]
    layouts: PartLayouts


@dataclass(frozen=True, slots=True, eq=False)
class BookLayout:
    """A book on its pages, with the sections and the attendee pages that it was made from."""

    page: PageGeometry
    front: FrontMatter
    sections: tuple[PrintSection, ...]
    attendee_pages: AttendeePages
    laid_out_book: LaidOutBook
    layouts: PartLayouts


@dataclass(frozen=True, eq=False)
class BookLayouts:
    """Lays out a book, once at each step; a store keeps the pages of its parts.

    ``gutter`` is the least inner margin, in millimetres.  Raises PublishError where the theme has
    no such page, where the text has no room, or where a picture cannot be read.
    """

    book: LazyBook
    theme: Theme
    options: PdfOptions
    store: Store | None = None
    workers: Workers = ALONE
    gutter: float = 0.0
    _layouts: dict[tuple[PageGeometry, FrontMatter], BookLayout] = field(default_factory=dict)
    _parts: dict[tuple[PageGeometry, FrontMatter], _BookParts] = field(default_factory=dict)

    def lay_out(self, step: int = 0) -> BookLayout:
        """Return the layout of the book at a step, 0 for the page as it is."""
        values = fit_step(step)
        key = self.page_at(values), self.front_at(values)
        if key not in self._layouts:
            self._layouts[key] = self._lay_out(*key)
        return self._layouts[key]

    @property
    def count(self) -> int:
        """The number of layouts that were made."""
        return len(self._layouts)

    def page_at(self, step: FitStep) -> PageGeometry:
        """Return the page of the book with the values of a step.

        The margins that a press asks for stay.
        """
        has_columns = self.book.head.layout.arrangement is Arrangement.FACING
        has_gaps = any(each.summary.has_gaps for each in self._sections_on(self._page))
        design = self.theme.design
        if self.options.profile.is_for_press:
            page = self._page
            fixed = Margins(page.top, page.inner, page.outer, page.folio_foot)
            design = replace(design, margins=fixed)
        return fit_page(self._page, step, design, has_gaps=has_gaps, has_columns=has_columns)

    def front_at(self, step: FitStep) -> FrontMatter:
        """Return the front matter of the book at a step; settings that state it are followed."""
        may_shrink = self.options.goal is not None and not self.options.goal.has_stated_front
        is_usual = self.options.front == FULL_FRONT
        return _COMPACT_FRONT if step.compact and may_shrink and is_usual else self.options.front

    @property
    def has_compact_front(self) -> bool:
        """Whether steps with compact front matter differ from others."""
        return self.front_at(FitStep(compact=True)) != self.options.front

    def without_store(self) -> BookLayouts:
        """Return the layouts of the book with every page laid out anew."""
        return BookLayouts(self.book, self.theme, self.options)

    def with_gutter(self, gutter: float) -> BookLayouts:
        """Return the layouts of the book with an inner margin of at least that many millimetres."""
        return replace(self, gutter=gutter)

    def describe_text(self) -> Diagnostics:
        """Return the diagnostics of the characters and the pictures of the text."""
        sections = self._sections_on(self._page)
        missing = describe_missing_pictures(sections, self.book.head.resources)
        return (*font_coverage.describe_missing(self._missing, self.theme), *missing)

    def describe_notes(self, layout: BookLayout) -> Iterator[Diagnostic]:
        """Yield a message where the ruled lines for notes make a layout much longer."""
        pages, book = layout.attendee_pages, layout.laid_out_book
        if pages.notes is None:
            return
        without = count_pages_of_text(book)
        in_excerpts = any(section.summary.has_excerpts for section in layout.sections)
        if in_excerpts and pages.notes.place in {NotesPlace.EACH, NotesPlace.BELOW}:
            # Each excerpt begins a page only for the lines after it.
            added = AddedPages(replace(pages, notes=None), layout.front)
            parts = build_parts(self.book, layout.sections, self.theme, layout.page, added)
            plain = number_pages(parts, layout.layouts, layout.page, self.workers)
            without = count_pages(plain)
        yield from describe_added_sheets(count_pages(book), without)

    @property
    def usual_page(self) -> PageGeometry:
        """The page of the book, before it is made to fit and has the margins of a press."""
        page = self.theme.page(self.options.page, large_print=self.options.large_print)
        is_wider = has_wider_line(self.book.head.layout, self.theme)
        return widen_for_columns(page) if is_wider else page

    @cached_property
    def _page(self) -> PageGeometry:
        page, profile = self.usual_page, self.options.profile
        if not profile.is_for_press:
            return page
        places = (place for each in self._sections_on(page) for place in each.summary.places)
        lengths = (len(place.mark) for place in places)
        number_length = max((each for each in lengths if each <= LONGEST_MARGIN_MARK), default=0)
        return fit_to_press(page, profile, self.gutter, number_length)

    @cached_property
    def _missing(self) -> font_coverage.MissingCharacters:
        covered = font_coverage.theme_characters(self.theme)
        sections = self._sections_on(self._page)
        texts = _texts_to_check(self.book, sections, self.options, covered)
        return font_coverage.find_missing(texts, self.theme)

    def _sections_on(self, page: PageGeometry) -> tuple[PrintSection, ...]:
        layout, theme = self.book.head.layout, self.theme
        columns = facing_columns(layout, theme, page)
        room = segment_room(layout, columns, theme, page)
        measure = columns or side_measure(layout, theme, page)
        return list_sections(self.book, self.store, measure, room)

    def lay_out_covers(
        self, people: People, page: PageGeometry, front: FrontMatter
    ) -> LaidOutBook | None:
        """Return the first page of the book for each person, of whom there is at least one.

        None where the first page has text.
        """
        attendees = self.options.attendees
        pages = build_attendee_pages(attendees, page) if attendees else NO_ATTENDEE_PAGES
        added = AddedPages(pages, front, people)
        if not added.begins_with_title:
            return None
        parts = build_parts(self.book, self._sections_on(page), self.theme, page, added)
        texts = [(NOWHERE, text) for each in people if each for text in each.texts]
        missing = {**self._missing, **font_coverage.find_missing(texts, self.theme)}
        fallback = font_coverage.choose_fallback(missing)
        typesetter = Typesetter(self.book.head, self.theme, page, fallback)
        return number_pages(parts, PartLayouts(typesetter, LayoutStore(self.store)), page)

    def lay_out_at(self, place: Place, omit: Collection[str] = ()) -> BookLayout:
        """Return the layout of the book at a place in a file of several books.

        Parts with the names ``omit`` are left out; there may be no others.
        """
        return self._lay_out(self._page, self.options.front, place, omit)

    @property
    def toc(self) -> tuple[TocLine, ...]:
        """The lines of the contents of the book."""
        sections = self._sections_on(self._page)
        return tuple(line for section in sections for line in section.summary.toc)

    @property
    def families(self) -> FontFamilies:
        """The font families in which the book has letters."""
        return families_with_letters(self.theme, self.book.head.meta, self._sections_on(self._page))

    def _lay_out(
        self,
        page: PageGeometry,
        front: FrontMatter,
        place: Place = ALONE_IN_FILE,
        omit: Collection[str] = (),
    ) -> BookLayout:
        key = page, front
        if key not in self._parts:
            self._parts[key] = self._build_parts(*key)
        built = self._parts[key]
        parts = tuple(part for part in built.parts if part.name not in omit)
        book = number_pages(parts, built.layouts, page, self.workers, place)
        sections, pages = built.sections, built.attendee_pages
        return BookLayout(page, front, sections, pages, book, built.layouts)

    def _build_parts(self, page: PageGeometry, front: FrontMatter) -> _BookParts:
        options, sections = self.options, self._sections_on(page)
        attendees = options.attendees
        pages = build_attendee_pages(attendees, page) if attendees else NO_ATTENDEE_PAGES
        added = AddedPages(pages, front, listed=options.listed, families=options.families)
        parts = build_parts(self.book, sections, self.theme, page, added)
        fallback = font_coverage.choose_fallback(self._missing)
        typesetter = Typesetter(self.book.head, self.theme, page, fallback, options.profile)
        layouts = PartLayouts(typesetter, LayoutStore(self.store))
        return _BookParts(sections, pages, hold_parts(parts, options.hold), layouts)


def _texts_to_check(
    book: LazyBook,
    sections: Iterable[PrintSection],
    options: PdfOptions,
    covered: frozenset[str],
) -> Iterator[tuple[Span, str]]:
    """Yield the texts of metadata and added pages, and of sections not covered by the fonts."""
    metadata = font_coverage.metadata_texts(book.head.meta)
    listed = (line.title.striptags() for line in options.listed)
    for text in (*metadata, *(options.attendees.texts if options.attendees else ()), *listed):
        yield NOWHERE, text
    for section in sections:
        if not covered.issuperset(section.summary.characters):
            yield from font_coverage.section_texts(section.prepared.section)
