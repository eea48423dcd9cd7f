"""The print parts of a book: cover, title page, imprint, contents, text, colophon, note pages.

Parts know nothing of each other.  Page numbers of other parts are given to ``PrintPart.render``;
a part that cites none is rendered only once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from publish import __version__
from publish.config.attendees import NotesPlace
from publish.config.front_matter import FULL_FRONT, FrontLayout, FrontMatter
from publish.document.lazy_book import LazyBook
from publish.document.model import Role, Section
from publish.storage.digests import digest
from publish.text.dataclass import dataclass
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme import Theme
from publish.writers import cantillation, html
from publish.writers.html import RenderContext
from publish.writers.html.initials import mark_initials
from publish.writers.identifiers import print_identifier
from publish.writers.line_language import own_language
from publish.writers.pdf.content import index_page_numbers
from publish.writers.pdf.content.attendee_pages import NO_ATTENDEE_PAGES, AttendeePages
from publish.writers.pdf.content.embedded_pictures import EmbeddedPictures
from publish.writers.pdf.content.font_families import families_with_letters
from publish.writers.pdf.content.footnotes import Footnotes
from publish.writers.pdf.content.parts import PageNumbers, PrintPart, RenderedPart
from publish.writers.pdf.content.print_templates import (
    keep_last_words,
    length_class,
    render_metadata,
    set_title,
    with_leader,
)
from publish.writers.pdf.content.print_tree import label
from publish.writers.pdf.content.running_heads import head_ems, running_head, shorten
from publish.writers.pdf.content.sections import PrintSection
from publish.writers.pdf.content.table_of_contents import TocLine
from publish.writers.strings import book_strings


@dataclass(frozen=True, slots=True)
class AddedPages:
    """The pages that settings add to a text: front matter, and pages for attendees."""

    attendee_pages: AttendeePages = NO_ATTENDEE_PAGES
    front: FrontMatter = FULL_FRONT


NO_ADDED_PAGES = AddedPages()


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
    return tuple(_PartBuilder(book, sections, theme, page, added).parts())


class _Opening(StrEnum):
    """The lines over a section: none, the title over an untitled one, or a title block."""

    NONE = "none"
    TITLE = "title"
    TITLE_BLOCK = "title block"


@dataclass(frozen=True, slots=True)
class _Ends:
    """The lines that the book adds before a section, and the imprint after the last one."""

    opening: _Opening
    imprint: bool


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
        self._has_chapters = len(book.body) > 1
        self._sections = sections
        self._theme = theme
        self._head_ems = head_ems(page)
        self._pictures = EmbeddedPictures(work.resources)
        self._attendee_pages = attendee_pages
        self._front = front
        # A cover has the lines of a title page, and the imprint on its back.
        self._has_title_block = front.has_title_block and not attendee_pages.cover
        self._has_imprint_page = front.imprint and (
            front.layout is FrontLayout.FULL or attendee_pages.cover
        )
        self._notes_after_each = notes is not None and notes.place is NotesPlace.EACH
        ruled = (notes, attendee_pages.rows) if self._notes_after_each else ()
        self._book_key = digest(
            repr((work.meta, work.lang, work.dir, ruled, front)),
            *(resource.digest for resource in work.resources),
            theme.state(templates=True),
            str(theme.design.initials),
        )
        self._variables: dict[str, Any] = {
            "work": work,
            "meta": work.meta,
            "own": book_strings(work.lang),
            "attributes": html.print_attributes,
            "text": html.render_text,
            "closed": set_title,
            "length_class": length_class,
            "metadata": render_metadata,
            "with_leader": with_leader,
            "own_language": lambda words: own_language(words, work.lang),
            "forms": lambda words: words.in_order(work.lang),
            "version": __version__,
            "identifier": print_identifier(work.meta),
            "extras": attendee_pages,
            "accents": cantillation.accents_attribute,
            # Running heads are set without accents.
            "book": self._head(work.meta.title.in_(work.lang)),
            "families": families_with_letters(theme, work.meta, sections),
        }

    def parts(self) -> Iterator[PrintPart]:
        """Yield every part from cover to back matter."""
        pages, front = self._attendee_pages, self._front
        has_chapters, is_full = self._has_chapters, front.layout is FrontLayout.FULL
        if pages.cover:
            yield self._page("cover", alone=not (has_chapters and front.title_page))
        if front.half_title:
            yield self._page("half-title", recto=True)
        # A handout with a cover has no title page, which would repeat the cover.
        if front.title_page and (has_chapters or not pages.cover):
            yield self._page("title", recto=pages.cover or front.half_title)
        if self._has_imprint_page:
            colophon = not (has_chapters and is_full)
            yield self._page("imprint", colophon=colophon, closes=False)
        toc = tuple(line for section in self._sections for line in section.summary.toc)
        has_contents = front.contents and len(toc) > 1
        if has_contents:
            yield self._contents(toc)
        for section in self._sections:
            first = section.chapter is self._first_chapter
            opening = _Opening.NONE
            if self._has_title_block and not has_contents and section is self._sections[0]:
                opening = _Opening.TITLE_BLOCK
            elif first:
                opening = _Opening.TITLE
            closes = front.imprint and not self._has_imprint_page and section is self._sections[-1]
            ends = _Ends(opening, imprint=closes)
            yield self._text(section, ends, recto=has_chapters and first and is_full)
            if self._notes_after_each and section.in_body and not section.summary.has_excerpts:
                yield self._note_pages()
        if pages.notes and not self._notes_after_each:
            yield self._note_pages()
        if has_chapters and is_full:
            yield self._page("colophon")
        if pages.address:
            yield self._page("address")

    def _render_template(self, name: str, **variables: object) -> Markup:
        file = f"print/{name}.html.j2"
        # Templates escape their variables, so the result is safe markup.
        return Markup(self._theme.templates.render(file, **self._variables, **variables))

    def _page(self, name: str, *, recto: bool = False, **variables: object) -> PrintPart:
        def render(_endnotes: frozenset[str], _numbers: PageNumbers) -> RenderedPart:
            return RenderedPart(self._render_template(name, **variables), Footnotes(name))

        return PrintPart(name, render, recto=recto)

    def _note_pages(self) -> PrintPart:
        """Return the ruled pages for the notes of attendees."""
        return replace(self._page("notes"), folios=True)

    def _contents(self, toc: tuple[TocLine, ...]) -> PrintPart:
        def render(_: frozenset[str], numbers: PageNumbers, *, tight: bool = False) -> RenderedPart:
            of_toc = {"entries": toc, "page_of": numbers.get, "tight": tight}
            markup = self._render_template("contents", title_block=self._has_title_block, **of_toc)
            return RenderedPart(markup, Footnotes("contents"))

        tight = partial(render, tight=True)
        # The heading takes six lines, and each line of the contents a quarter more than its own.
        lines = (16 if self._has_title_block else 6) + len(toc) * 5 // 4
        return PrintPart("contents", render, cites_pages=True, expected_lines=lines, tight=tight)

    def _text(self, section: PrintSection, ends: _Ends, *, recto: bool) -> PrintPart:
        cites_pages = section.summary.has_index

        @cache
        def render_once(endnotes: frozenset[str]) -> RenderedPart:
            prepared = section.prepared.section
            return self._render_section(section.anchor, prepared, endnotes, {}, ends)

        def render(endnotes: frozenset[str], numbers: PageNumbers) -> RenderedPart:
            if not cites_pages:
                # Rendered for the layout and again for the preflight.
                return render_once(endnotes)
            resolved = index_page_numbers.resolve_indexes(section.prepared.section, numbers)
            return self._render_section(section.anchor, resolved, endnotes, numbers, ends)

        return PrintPart(
            "text",
            render,
            recto,
            section.anchor,
            cites_pages=cites_pages,
            folios=True,
            content_key=self._content_key(section, ends),
            location_key="" if cites_pages else digest(section.anchor, self._book_key),
        )

    def _content_key(self, section: PrintSection, ends: _Ends) -> str:
        name = section.chapter.name
        return digest(name, section.anchor, repr(ends), self._book_key) if name else ""

    def _render_section(
        self,
        anchor: str,
        section: Section,
        endnotes: frozenset[str],
        numbers: PageNumbers,
        ends: _Ends,
    ) -> RenderedPart:
        work = self._work
        notes = Footnotes(anchor, endnotes)
        render_places = index_page_numbers.page_number_renderer(numbers)
        context = RenderContext(
            work.lang,
            notes.render_call,
            lang_attributes=html.print_attributes,
            anchor=anchor,
            places=render_places,
            start_attribute=_start_style,
            picture=self._pictures.address,
            heading_attributes=self._head_attribute if section.role is Role.PART else _no_attribute,
        )
        if self._notes_after_each:
            context = replace(context, after_excerpt=lambda _: self._render_template("ruled"))
        text = keep_last_words(html.render_section(section, context))
        text = mark_initials(text, self._theme.design.initials)
        # An untitled text runs under the event, as the facing page has the title of the book.
        occasion = work.meta.event.in_(work.lang) or work.meta.title.in_(work.lang)
        head = running_head(label(section.title)) or occasion
        markup = self._render_template(
            "text",
            anchor=anchor,
            opens=not section.title and ends.opening is _Opening.TITLE,
            title_block=ends.opening is _Opening.TITLE_BLOCK,
            closes=ends.imprint,
            colophon=ends.imprint,
            head=self._head(head),
            section=text,
            endnotes=notes.endnotes(),
        )
        return RenderedPart(markup, notes)

    def _head(self, words: str) -> str:
        """Return words as a running head: without accents, and no longer than its line."""
        return shorten(cantillation.strip_accents(words), self._head_ems)

    def _head_attribute(self, section: Section) -> Markup:
        """Return the running head of a chapter in a part of the book."""
        if section.role is not Role.CHAPTER or not section.title:
            return Markup("")
        head = self._head(running_head(label(section.title)))
        return Markup(' data-head="\u2068{}\u2069"').format(head)


def _start_style(number: int) -> Markup:
    """Return the first number of a list as a style, because the engine reads no ``start``."""
    return Markup(' style="counter-reset: list-item {}"').format(number - 1)


def _no_attribute(_section: Section) -> Markup:
    return Markup("")
