"""Stage 1: a Work as parts, each of which begins a page and knows nothing of the others.

A part is laid out alone.  What it says of the pages of other parts, it says when it is rendered
with the pages that are known; where a part says nothing of the kind, it is rendered but once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeAlias

from markupsafe import Markup

from publish import __version__
from publish.attendees import NotesPlace
from publish.model import Excerpt, Index, Section, Words, Work, direction
from publish.script import HEBREW, LATIN
from publish.theme import Page, Theme
from publish.writers import html
from publish.writers.html import Context
from publish.writers.pdf import places
from publish.writers.pdf.contents import Entry, entries
from publish.writers.pdf.extras import NONE, Extras
from publish.writers.pdf.notes import Notes, titles
from publish.writers.pdf.prepare import in_one_line, label
from publish.writers.wording import wording

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
    """

    name: str
    rendered: Callable[[frozenset[str], Numbers], Rendered] = field(repr=False)
    recto: bool = False
    anchor: str = ""
    bound: bool = False
    folios: bool = False
    lines: int = 0

    @property
    def markup(self) -> Markup:
        """Its markup as it is where no pages are known."""
        return self.rendered(frozenset(), {}).markup

    def expected(self, page: Page) -> int:
        """Return about how many pages it will fill, before it is laid out."""
        return max(1, math.ceil(self.lines / page.lines))


def parts(work: Work, theme: Theme, extras: Extras = NONE) -> tuple[Part, ...]:
    """Return the parts of ``work`` in the order of its pages."""
    return tuple(_Parts(work, theme, extras).all())


class _Parts:
    """Makes parts from the theme's templates; what every template may use is said here."""

    def __init__(self, work: Work, theme: Theme, extras: Extras) -> None:
        self._work = work
        self._theme = theme
        self._extras = extras
        self._each = extras.notes is not None and extras.notes.place is NotesPlace.EACH
        self._own = wording(work.lang)
        self._common: dict[str, Any] = {
            "work": work,
            "meta": work.meta,
            "own": self._own,
            "attributes": html.attributes,
            "text": html.text,
            "closed": closed,
            "forms": partial(forms, lang=work.lang),
            "version": __version__,
            "extras": extras,
            "families": {
                script: tuple(dict.fromkeys(f.family for f in theme.faces if f.script == script))
                for script in ("latin", "hebrew")
            },
        }

    def all(self) -> Iterator[Part]:
        """Yield every part, front to back."""
        work = self._work
        sections = tuple(
            (f"part-{place}", section)
            for place, section in enumerate((*work.front, *work.body, *work.back), start=1)
        )
        chapters = len(work.body) > 1
        if self._extras.cover:
            yield self._page("cover", alone=not chapters)
        # A thin book has no title page under its cover, which says the same.
        if chapters or not self._extras.cover:
            yield self._page("title", recto=self._extras.cover)
        yield self._page("imprint", colophon=not chapters)
        lines = entries(sections)
        if len(lines) > 1:
            yield self._contents(lines)
        for anchor, section in sections:
            yield self._text(anchor, section, recto=chapters and section is work.body[0])
            if self._each and not _excerpts(section) and any(section is own for own in work.body):
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
            markup = self._template(
                "contents", entries=lines, title_of=self._title, page_of=numbers.get
            )
            return Rendered(markup, Notes("contents"))

        # A heading of six lines, and a quarter of a line below each entry.
        return Part("contents", rendered, bound=True, lines=6 + len(lines) * 5 // 4)

    def _text(self, anchor: str, section: Section, *, recto: bool) -> Part:
        bound = any(isinstance(child, Index) for child in section.children)

        def rendered(ends: frozenset[str], numbers: Numbers) -> Rendered:
            known = places.known(section, numbers) if bound else section
            return self._rendered(anchor, known, ends, numbers)

        return Part("text", rendered, recto, anchor, bound=bound, folios=True)

    def _rendered(
        self, anchor: str, section: Section, ends: frozenset[str], numbers: Numbers
    ) -> Rendered:
        work = self._work
        notes = Notes(anchor, ends)
        context = Context(work.lang, notes.call, anchor=anchor, places=places.renderer(numbers))
        if self._each:
            context = replace(context, after=lambda _: self._template("ruled"))
        text = html.section(section, context)
        told = notes.told()
        book = work.meta.title.in_(work.lang)
        # Over a text without a title of its own, the book's title is on the facing page already.
        occasion = work.meta.event.in_(work.lang) or book
        markup = self._template(
            "text",
            anchor=anchor,
            opens=not section.title and section is work.body[0],
            head=in_one_line(label(section.title)) or occasion,
            book=book,
            section=text,
            endnotes=told,
        )
        return Rendered(markup, notes)

    def _title(self, entry: Entry) -> Markup:
        """Return the words of a line of the contents."""
        return html.inlines(entry.title, Context(self._work.lang, titles))


def _excerpts(section: Section) -> bool:
    return any(isinstance(child, Excerpt) for child in section.children)


def forms(words: Words, lang: str) -> tuple[Form, ...]:
    """Return every (language, text) of ``words``, the one to show in a book of ``lang`` first."""
    return tuple(sorted(words.forms, key=lambda form: form[0] != lang))


def closed(title: str) -> Markup:
    """Return a title whose last word stands on no line alone, where its last two words are short.

    A title in two scripts stays one text, because the engine would order two boxes by themselves.
    """
    first, space, last = title.rpartition(" ")
    first, before, penult = first.rpartition(" ")
    pair = penult + space + last
    if not first or len(pair) > 20 or (HEBREW.search(title) and LATIN.search(title)):
        return html.text(title)
    return html.text(first + before) + Markup('<span class="unbroken">{}</span>').format(pair)


def folios(work: Work, theme: Theme, first: int, count: int) -> Markup:
    """Return the folios from ``first`` on."""
    template = theme.templates.get_template("print/folios.html.j2")
    return Markup(template.render(work=work, first=first, count=count))


def document(work: Work, theme: Theme, body: Markup, side: str) -> str:
    """Return a document that begins on that side, recto or verso, well-formed as XML."""
    return theme.templates.get_template("print/document.html.j2").render(
        work=work,
        attributes=html.attributes,
        text_dir=direction(work.lang),
        side=side,
        body=body,
    )
