"""Stage 1: a Work as parts, each of which begins a page and knows nothing of the others.

A part holds no page number and no running head that depends on one: those are bound when the
pages are known, so that a part can be laid out alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from publish import __version__
from publish.model import Section, Words, Work, direction
from publish.script import HEBREW, LATIN
from publish.theme import Theme
from publish.walk import plain
from publish.writers import html
from publish.writers.html import Context
from publish.writers.pdf.contents import Entry, entries
from publish.writers.pdf.notes import Notes, titles
from publish.writers.pdf.prepare import label
from publish.writers.pdf.wording import wording

Form = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """What begins a page: its name in the style sheet, its markup, the notes called in it."""

    name: str
    markup: Markup
    notes: Notes


def parts(work: Work, theme: Theme, ends: frozenset[str] = frozenset()) -> tuple[Part, ...]:
    """Return the parts of ``work`` in the order of its pages; ``ends`` are notes not at a foot."""
    made = _Parts(work, theme, ends)
    return tuple(made.all())


class _Parts:
    """Makes parts from the theme's templates; what every template may use is said here."""

    def __init__(self, work: Work, theme: Theme, ends: frozenset[str]) -> None:
        self._work = work
        self._theme = theme
        self._ends = ends
        own = wording(work.lang)
        self._common: dict[str, Any] = {
            "work": work,
            "meta": work.meta,
            "own": own,
            "attributes": html.attributes,
            "text": html.text,
            "closed": closed,
            "forms": partial(forms, lang=work.lang),
            "version": __version__,
        }

    def all(self) -> Iterator[Part]:
        """Yield every part, front to back."""
        work = self._work
        sections = tuple(
            (f"part-{place}", section)
            for place, section in enumerate((*work.front, *work.body, *work.back), start=1)
        )
        chapters = len(work.body) > 1
        yield self._page("title")
        yield self._page("imprint", colophon=not chapters)
        lines = entries(sections)
        if len(lines) > 1:
            yield self._page("contents", entries=lines, title_of=self._title)
        for anchor, section in sections:
            yield self._text(anchor, section, recto=chapters and section is work.body[0])
        if chapters:
            yield self._page("colophon")

    def _page(self, name: str, **more: object) -> Part:
        template = self._theme.templates.get_template(f"print/{name}.html.j2")
        families = {
            script: tuple(dict.fromkeys(f.family for f in self._theme.faces if f.script == script))
            for script in ("latin", "hebrew")
        }
        markup = template.render({**self._common, "families": families, **more})
        return Part(name, Markup(markup), Notes(name))  # a template escapes what it is given

    def _text(self, anchor: str, section: Section, *, recto: bool) -> Part:
        work = self._work
        notes = Notes(anchor, self._ends)
        context = Context(work.lang, notes.call, anchor=anchor)
        text = html.section(section, context)
        told = notes.told()
        book = work.meta.title.in_(work.lang)
        # Over a text without a title of its own, the book's title is on the facing page already.
        occasion = work.meta.event.in_(work.lang) or book
        markup = self._theme.templates.get_template("print/text.html.j2").render(
            {
                **self._common,
                "anchor": anchor,
                "opens": not section.title and section is work.body[0],
                "recto": recto,
                "head": plain(label(section.title)) or occasion,
                "book": book,
                "section": text,
                "endnotes": told,
            }
        )
        return Part("text", Markup(markup), notes)  # a template escapes what it is given

    def _title(self, entry: Entry) -> Markup:
        """Return the words of a line of the contents."""
        return html.inlines(entry.title, Context(self._work.lang, titles))


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


def document(work: Work, theme: Theme, made: tuple[Part, ...]) -> str:
    """Return one document of all the parts, well-formed as XML."""
    about = work.meta
    return theme.templates.get_template("print/document.html.j2").render(
        work=work,
        attributes=html.attributes,
        title=about.title.in_(work.lang),
        authors=[
            creator.name.in_(work.lang) for creator in about.creators if creator.role == "aut"
        ],
        text_dir=direction(work.lang),
        parts=[part.markup for part in made],
    )
