"""Stage 1: a Work as parts, each of which begins a page and knows nothing of the others.

A part is laid out alone.  What it says of the pages of other parts, it says when it is rendered
with the pages that are known; where a part says nothing of the kind, it is rendered but once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeAlias

from markupsafe import Markup

from publish import __version__
from publish.config.attendees import NotesPlace
from publish.document.lazy_book import Chapter, Chapters, unnamed
from publish.document.model import Section, Work
from publish.storage.digests import digest
from publish.storage.store import Store
from publish.text.languages import HEBREW, LATIN, script_code
from publish.themes.theme import Page, Theme
from publish.writers import cantillation, html
from publish.writers.html import RenderContext
from publish.writers.pdf.content import index_page_numbers
from publish.writers.pdf.content.attendee_pages import NONE, Extras
from publish.writers.pdf.content.chapter_summary import Summary, summary
from publish.writers.pdf.content.font_coverage import of_meta
from publish.writers.pdf.content.footnotes import Notes
from publish.writers.pdf.content.print_tree import in_one_line, label, prepare
from publish.writers.pdf.content.table_of_contents import Entry
from publish.writers.strings import book_strings

Form = tuple[str, str]
Numbers: TypeAlias = Mapping[str, int]
"""The page on which each anchor stands."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The markup of a part, and the notes called in it."""

    markup: Markup
    notes: Notes


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What begins a page: its name in the style sheet, and how it is rendered.

    ``rendered`` takes the notes that stand at the part's end, and the pages of anchors, which
    only a ``bound`` part has anything to say of; ``lines`` are about as many as it will have.
    ``key`` is the digest of all that it is rendered from, empty where nobody knows; ``place`` that
    of where it stands, which stays the same when it is edited.
    """

    name: str
    rendered: Callable[[frozenset[str], Numbers], Rendered] = field(repr=False)
    recto: bool = False
    anchor: str = ""
    bound: bool = False
    folios: bool = False
    lines: int = 0
    key: str = ""
    place: str = ""

    @property
    def markup(self) -> Markup:
        """Its markup as it is where no pages are known."""
        return self.rendered(frozenset(), {}).markup

    def expected(self, page: Page) -> int:
        """Return about how many pages it will fill, before it is laid out."""
        return max(1, math.ceil(self.lines / page.lines))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A section where it stands in its book, with what the rest of the book knows of it.

    ``prepared`` is the section as it stands in print.
    """

    anchor: str
    chapter: Chapter
    prepared: Chapter
    summary: Summary
    in_body: bool


def leaves(book: Chapters, store: Store | None = None) -> tuple[Leaf, ...]:
    """Return the sections of ``book``, front to back."""
    head = book.head
    placed = (
        *((unnamed(section), False) for section in head.front),
        *((chapter, True) for chapter in book.body),
        *((unnamed(section), False) for section in head.back),
    )
    found = []
    for number, (chapter, in_body) in enumerate(placed, start=1):
        anchor, prepared = f"part-{number}", chapter.changed("prepared", prepare)
        known = summary(prepared, anchor, head.lang, store)
        found.append(Leaf(anchor, chapter, prepared, known, in_body))
    return tuple(found)


def parts(
    book: Chapters, leaves: tuple[Leaf, ...], theme: Theme, extras: Extras = NONE
) -> tuple[Part, ...]:
    """Return the parts of ``book``, whose sections are ``leaves``, in the order of its pages."""
    return tuple(_Parts(book, leaves, theme, extras).all())


class _Parts:
    """Makes parts from the theme's templates; what every template may use is said here."""

    def __init__(
        self, book: Chapters, leaves: tuple[Leaf, ...], theme: Theme, extras: Extras
    ) -> None:
        work = book.head
        self._work = work
        self._body = book.body
        self._leaves = leaves
        self._theme = theme
        self._extras = extras
        self._each = extras.notes is not None and extras.notes.place is NotesPlace.EACH
        self._own = book_strings(work.lang)
        ruled = (extras.notes, extras.rows) if self._each else ()
        self._about = digest(
            repr((work.meta, work.lang, work.dir, ruled)), theme.state(templates=True)
        )
        self._common: dict[str, Any] = {
            "work": work,
            "meta": work.meta,
            "own": self._own,
            "attributes": html.print_attributes,
            "text": html.render_text,
            "closed": closed,
            "forms": lambda words: words.in_order(work.lang),
            "version": __version__,
            "extras": extras,
            "accents": cantillation.accents_attribute,
            # A running head is not sung.
            "book": cantillation.strip_accents(work.meta.title.in_(work.lang)),
            "families": {
                "latin": _families(theme, "latin"),
                "hebrew": _families(theme, "hebrew", *_sung(work, leaves)),
            },
        }

    def all(self) -> Iterator[Part]:
        """Yield every part, front to back."""
        chapters = len(self._body) > 1
        if self._extras.cover:
            yield self._page("cover", alone=not chapters)
        # A thin book has no title page under its cover, which says the same.
        if chapters or not self._extras.cover:
            yield self._page("title", recto=self._extras.cover)
        yield self._page("imprint", colophon=not chapters)
        lines = tuple(line for leaf in self._leaves for line in leaf.summary.lines)
        if len(lines) > 1:
            yield self._contents(lines)
        for leaf in self._leaves:
            first = leaf.chapter is self._body[0]
            yield self._text(leaf, first=first, recto=chapters and first)
            if self._each and leaf.in_body and not leaf.summary.excerpts:
                yield self._notes()
        if self._extras.notes and not self._each:
            yield self._notes()
        if chapters:
            yield self._page("colophon")
        if self._extras.address:
            yield self._page("address")

    def _template(self, name: str, **more: object) -> Markup:
        template = self._theme.templates.get_template(f"print/{name}.html.j2")
        # A template escapes what it is given.
        return Markup(template.render({**self._common, **more}))

    def _page(self, name: str, *, recto: bool = False, **more: object) -> Part:
        def rendered(_ends: frozenset[str], _numbers: Numbers) -> Rendered:
            return Rendered(self._template(name, **more), Notes(name))

        return Part(name, rendered, recto=recto)

    def _notes(self) -> Part:
        """Return pages to write on, as a part of their own."""
        return replace(self._page("notes"), folios=True)

    def _contents(self, lines: tuple[Entry, ...]) -> Part:
        def rendered(_ends: frozenset[str], numbers: Numbers) -> Rendered:
            markup = self._template("contents", entries=lines, page_of=numbers.get)
            return Rendered(markup, Notes("contents"))

        # A heading of six lines, and a quarter of a line below each entry.
        return Part("contents", rendered, bound=True, lines=6 + len(lines) * 5 // 4)

    def _text(self, leaf: Leaf, *, first: bool, recto: bool) -> Part:
        bound = leaf.summary.indexed

        @cache
        def unbound(ends: frozenset[str]) -> Rendered:
            return self._rendered(leaf.anchor, leaf.prepared.section, ends, {}, first=first)

        def rendered(ends: frozenset[str], numbers: Numbers) -> Rendered:
            if not bound:
                # It is asked for again to be proved.
                return unbound(ends)
            known = index_page_numbers.known(leaf.prepared.section, numbers)
            return self._rendered(leaf.anchor, known, ends, numbers, first=first)

        return Part(
            "text",
            rendered,
            recto,
            leaf.anchor,
            bound=bound,
            folios=True,
            key=self._key(leaf, first=first),
            place="" if bound else digest(leaf.anchor, self._about),
        )

    def _key(self, leaf: Leaf, *, first: bool) -> str:
        """Return the digest of all that a section is rendered from."""
        name = leaf.chapter.name
        if not name:
            return ""
        return digest(name, leaf.anchor, str(first), self._about)

    def _rendered(
        self,
        anchor: str,
        section: Section,
        ends: frozenset[str],
        numbers: Numbers,
        *,
        first: bool,
    ) -> Rendered:
        work = self._work
        notes = Notes(anchor, ends)
        context = RenderContext(
            work.lang,
            notes.call,
            lang_attributes=html.print_attributes,
            anchor=anchor,
            places=index_page_numbers.renderer(numbers),
        )
        if self._each:
            context = replace(context, after_excerpt=lambda _: self._template("ruled"))
        text = html.render_section(section, context)
        told = notes.told()
        # Over a text without a title of its own, the book's title is on the facing page already.
        occasion = work.meta.event.in_(work.lang) or work.meta.title.in_(work.lang)
        head = in_one_line(label(section.title)) or occasion
        markup = self._template(
            "text",
            anchor=anchor,
            opens=not section.title and first,
            head=cantillation.strip_accents(head),
            section=text,
            endnotes=told,
        )
        return Rendered(markup, notes)


def _families(theme: Theme, *scripts: str) -> tuple[str, ...]:
    """Return the families of the theme's faces for these scripts, each once."""
    faces = (face for script in scripts for face in theme.faces if face.script == script)
    return tuple(dict.fromkeys(face.family for face in faces))


def _sung(work: Work, leaves: Iterable[Leaf]) -> tuple[str, ...]:
    """Return the script of the face for cantillation where the book has any."""
    texts = (*of_meta(work.meta), *(leaf.summary.characters for leaf in leaves))
    return ("cantillation",) if any(map(cantillation.accents_attribute, texts)) else ()


def closed(title: str) -> Markup:
    """Return a title whose last word stands on no line alone, where its last two words are short.

    A title in two scripts stays one text, because the engine would order two boxes by themselves.
    """
    first, space, last = title.rpartition(" ")
    first, before, penult = first.rpartition(" ")
    pair = penult + space + last
    if not first or len(pair) > 20 or (HEBREW.search(title) and LATIN.search(title)):
        return html.render_text(title)
    return html.render_text(first + before) + Markup('<span class="unbroken">{}</span>').format(
        pair
    )


def folios(work: Work, theme: Theme, first: int, count: int) -> Markup:
    """Return the folios from ``first`` on."""
    template = theme.templates.get_template("print/folios.html.j2")
    return Markup(template.render(work=work, first=first, count=count))


def document(work: Work, theme: Theme, body: Markup, side: str) -> str:
    """Return a document that begins on that side, recto or verso, well-formed as XML."""
    return theme.templates.get_template("print/document.html.j2").render(
        work=work,
        attributes=html.print_attributes,
        script=script_code(work.lang),
        side=side,
        body=body,
    )
