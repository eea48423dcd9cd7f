"""The print parts of a book: cover, title page, imprint, contents, text, colophon, note pages.

Parts know nothing of each other.  Page numbers of other parts are given to ``PrintPart.render``;
a part that cites none is rendered only once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from publish import __version__
from publish.config.attendees import NotesPlace
from publish.config.front_matter import FrontLayout
from publish.document.lazy_book import LazyBook
from publish.storage.digests import digest
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme import Theme
from publish.writers.identifiers import print_identifier
from publish.writers.pdf.content import index_page_numbers
from publish.writers.pdf.content.added_pages import NO_ADDED_PAGES, AddedPages
from publish.writers.pdf.content.column_widths import facing_columns
from publish.writers.pdf.content.font_families import families_with_letters, join_families
from publish.writers.pdf.content.footnotes import Footnotes
from publish.writers.pdf.content.note_pages import describe_places, list_subjects
from publish.writers.pdf.content.parts import (
    FacingPages,
    PageNumbers,
    PrintPart,
    RenderedPart,
)
from publish.writers.pdf.content.personal_words import NOBODY, People
from publish.writers.pdf.content.print_templates import with_leader
from publish.writers.pdf.content.running_heads import head_ems
from publish.writers.pdf.content.sections import PrintSection
from publish.writers.pdf.content.side_leading import choose_leadings
from publish.writers.pdf.content.spread_parts import build_spread, is_spread
from publish.writers.pdf.content.table_of_contents import TocLine, page_lookup
from publish.writers.pdf.content.template_variables import head_variables
from publish.writers.pdf.content.text_markup import (
    Ends,
    Opening,
    TextContent,
    TextDesign,
    TextRenderer,
)
from publish.writers.pdf.objects.laid_out_pages import LaidOutPage


def build_parts(
    book: LazyBook,
    sections: tuple[PrintSection, ...],
    theme: Theme,
    page: PageGeometry,
    added: AddedPages = NO_ADDED_PAGES,
) -> tuple[PrintPart, ...]:
    """Return the parts of a book, whose sections are ``sections``, in page order.

    ``page`` limits the length of running heads only.
    """
    builder = _PartBuilder(book, sections, theme, page, added)
    covers = map(builder.first_page, added.divide_people())
    return tuple(covers if added.people else builder.parts())


_AFTER_EXCERPT = {NotesPlace.EACH: "ruled", NotesPlace.BELOW: "below"}
"""The template that follows an excerpt by the place of the notes."""


class _PartBuilder:
    """Builds parts from the theme's templates, with the variables that all of them may use."""

    def __init__(
        self,
        book: LazyBook,
        sections: tuple[PrintSection, ...],
        theme: Theme,
        page: PageGeometry,
        added: AddedPages,
    ) -> None:
        work, attendee_pages, front = book.head, added.attendee_pages, added.front
        notes = attendee_pages.notes
        self._work = work
        self._first_chapter = book.body[0] if book.body else None
        self._toc = (*added.listed, *(line for each in sections for line in each.summary.toc))
        self._has_chapters = len(book.body) > 1 or bool(added.listed)
        self._sections = sections
        self._theme = theme
        self._notes_place = notes.place if notes else None
        self._geometry = page
        columns = facing_columns(work.layout, theme, page)
        if columns:
            columns = columns.with_best_share(each.summary.row_lines for each in sections)
        self._text_renderer = TextRenderer(
            work,
            self._render_template,
            TextDesign(
                head_ems(page),
                theme.design.initials,
                _AFTER_EXCERPT.get(notes.place, "") if notes else "",
                columns,
            ),
        )
        self._attendee_pages = attendee_pages
        self._front = front
        # The text that ruled pages face begins on page 2, so that a title page stands before it.
        self._has_title_page = front.title_page or (
            front.has_title_block
            and notes is not None
            and notes.place is NotesPlace.FACING
            and not attendee_pages.cover
        )
        # A cover has the lines of a title page, and the imprint on its back.
        self._has_title_block = (
            front.has_title_block and not attendee_pages.cover and not self._has_title_page
        )
        self._has_imprint_page = front.imprint and (
            front.layout is FrontLayout.FULL or attendee_pages.cover
        )
        ruled = (
            (notes, attendee_pages.rows) if self._notes_place not in {None, NotesPlace.END} else ()
        )
        self._leadings = choose_leadings(each.summary.side_lines for each in sections)
        self._book_key = digest(
            repr((work.meta, work.lang, work.dir, work.layout, ruled, front)),
            str(columns.share if columns else self._leadings),
            *(resource.digest for resource in work.resources),
            theme.state(templates=True),
            str(theme.design.initials),
        )
        self._variables: dict[str, Any] = {
            **head_variables(work),
            "with_leader": with_leader,
            "version": __version__,
            "identifier": print_identifier(work.meta),
            "extras": attendee_pages,
            # Running heads are set without accents.
            "book": self._text_renderer.book_head,
            "families": join_families(
                (families_with_letters(theme, work.meta, sections), *added.families)
            ),
        }

    def first_page(self, people: People) -> PrintPart:
        """Return a cover or a title page for each of the people."""
        name = "cover" if self._attendee_pages.cover else "title"
        alone = not (self._has_chapters and self._front.title_page)
        return self._page(name, people, alone=alone)

    def parts(self) -> Iterator[PrintPart]:
        """Yield every part from cover to back matter."""
        pages, front = self._attendee_pages, self._front
        has_chapters, is_full = self._has_chapters, front.layout is FrontLayout.FULL
        if pages.cover:
            yield self.first_page(NOBODY)
        if front.half_title:
            yield self._page("half-title", recto=True)
        # A handout with a cover has no title page, which would repeat the cover.
        if self._has_title_page and (has_chapters or not pages.cover):
            yield self._page("title", recto=pages.cover or front.half_title)
        if self._has_imprint_page:
            colophon = not (has_chapters and is_full)
            yield self._page("imprint", colophon=colophon, closes=False)
        has_contents = front.contents and len(self._toc) > 1
        if has_contents:
            yield self._contents(self._toc)
        for section in self._sections:
            first = section.chapter is self._first_chapter
            opening = Opening.NONE
            if self._has_title_block and not has_contents and section is self._sections[0]:
                opening = Opening.TITLE_BLOCK
            elif first:
                opening = Opening.TITLE
            closes = front.imprint and not self._has_imprint_page and section is self._sections[-1]
            ends = Ends(
                opening,
                imprint=closes,
                is_faced=section.in_body and self._notes_place is NotesPlace.FACING,
                has_lines=section.in_body
                and self._notes_place is NotesPlace.BELOW
                and not section.summary.has_excerpts,
                is_alone=len(self._sections) == 1,
            )
            yield self._text(section, ends, recto=has_chapters and first and is_full)
            is_each = self._notes_place is NotesPlace.EACH
            if is_each and section.in_body and not section.summary.has_excerpts:
                about = describe_places(section.summary.places[:1])
                yield self._note_pages([about] * pages.notes_count)
        if self._notes_place is NotesPlace.END:
            yield self._note_pages([""] * pages.notes_count)
        if has_chapters and is_full:
            yield self._page("colophon")
        if pages.address:
            yield self._page("address")

    def _render_template(self, name: str, **variables: object) -> Markup:
        file = f"print/{name}.html.j2"
        # Templates escape their variables, so the result is safe markup.
        return Markup(self._theme.templates.render(file, **self._variables, **variables))

    def _page(
        self, name: str, people: People = NOBODY, *, recto: bool = False, **variables: object
    ) -> PrintPart:
        def render(_endnotes: frozenset[str], _numbers: PageNumbers) -> RenderedPart:
            pages = (self._render_template(name, person=each, **variables) for each in people)
            return RenderedPart(Markup("").join(pages), Footnotes(name))

        return PrintPart(name, render, recto=recto)

    def _note_pages(self, subjects: Sequence[str], *, facing: bool = False) -> PrintPart:
        """Return a ruled page for each of the subjects; ``facing`` pages are all rectos."""
        ruled = [self._text_renderer.subject(each) for each in subjects]
        part = self._page("notes", ruled=ruled, facing=facing)
        return replace(part, folios=True, step=2 if facing else 1)

    def _facing_pages(self, section: PrintSection) -> FacingPages:
        """Return the maker of the ruled pages that face the pages of a section."""

        def make(pages: tuple[LaidOutPage, ...]) -> PrintPart:
            subjects = list_subjects(pages, section.summary.places, self._geometry)
            return self._note_pages(list(subjects), facing=True)

        return make

    def _contents(self, toc: tuple[TocLine, ...]) -> PrintPart:
        def render(_: frozenset[str], numbers: PageNumbers, *, tight: bool = False) -> RenderedPart:
            of_toc = {"entries": toc, "page_of": page_lookup(numbers), "tight": tight}
            markup = self._render_template("contents", title_block=self._has_title_block, **of_toc)
            return RenderedPart(markup, Footnotes("contents"))

        tight = partial(render, tight=True)
        # The heading takes six lines, and each line of the contents a quarter more than its own.
        lines = (16 if self._has_title_block else 6) + len(toc) * 5 // 4
        return PrintPart("contents", render, cites_pages=True, expected_lines=lines, tight=tight)

    def _text(self, section: PrintSection, ends: Ends, *, recto: bool) -> PrintPart:
        content_key = self._content_key(section, ends)
        location_key = digest(section.anchor, self._book_key)
        if is_spread(section, self._work):
            spread = build_spread(section, ends, self._work, self._text_renderer, self._leadings)
            return replace(spread, content_key=content_key, location_key=location_key)
        cites_pages = section.summary.has_index
        # Chapters have openings alike, unless an imprint would have a page of its own.
        may_be_tight = ends.imprint or ends.is_alone

        @cache
        def render_once(endnotes: frozenset[str]) -> RenderedPart:
            text = TextContent(section.anchor, section.prepared.section, ends)
            return self._text_renderer.render(text, endnotes, {})

        def render(endnotes: frozenset[str], numbers: PageNumbers) -> RenderedPart:
            if not cites_pages:
                # Rendered for the layout and again for the preflight.
                return render_once(endnotes)
            resolved = index_page_numbers.resolve_indexes(section.prepared.section, numbers)
            text = TextContent(section.anchor, resolved, ends)
            return self._text_renderer.render(text, endnotes, numbers)

        def render_tight(endnotes: frozenset[str], _numbers: PageNumbers) -> RenderedPart:
            text = TextContent(section.anchor, section.prepared.section, replace(ends, tight=True))
            return self._text_renderer.render(text, endnotes, {})

        return PrintPart(
            "text",
            render,
            recto or section.summary.has_part_page,
            section.anchor,
            cites_pages=cites_pages,
            folios=True,
            step=2 if ends.is_faced else 1,
            faced_by=self._facing_pages(section) if ends.is_faced else None,
            has_bare_opening=section.summary.has_part_page,
            tight=render_tight if may_be_tight and not cites_pages else None,
            content_key=content_key,
            location_key="" if cites_pages else location_key,
        )

    def _content_key(self, section: PrintSection, ends: Ends) -> str:
        name = section.chapter.name
        return digest(name, section.anchor, repr(ends), self._book_key) if name else ""
