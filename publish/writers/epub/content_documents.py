"""The pages of the book: one file a section, each with the entries it gives to the contents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from markupsafe import Markup

from publish.document import walk
from publish.document.model import Citation, Excerpt, Gloss, Inlines, Place, Section, Text, Work
from publish.writers import html
from publish.writers.epub.hebrew_runs import marked
from publish.writers.epub.navigation import Entry, entries, has_words
from publish.writers.epub.notes import Notes
from publish.writers.html import Context

LONG = 150_000
"""Characters above which a section is cut at its parts: old devices falter at about 300 KB."""

_ANCHOR = "part"


class Matter(StrEnum):
    """The three divisions of a book, as EPUB's structural semantics name them."""

    FRONT = "frontmatter"
    BODY = "bodymatter"
    BACK = "backmatter"


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the book's text; ``first`` says that its section begins with it."""

    name: str
    matter: Matter
    section: Section
    first: bool = True

    @property
    def id(self) -> str:
        """The page's id in the manifest, where one may not begin with a digit."""
        return "text-" + self.name.removesuffix(".xhtml")


def pages(work: Work) -> tuple[Page, ...]:
    """Return the pages of ``work`` in reading order, their names stable and of plain ASCII."""
    found: list[tuple[Matter, Section, bool]] = []
    for matter, sections in (
        (Matter.FRONT, work.front),
        (Matter.BODY, work.body),
        (Matter.BACK, work.back),
    ):
        for section in sections:
            for place, piece in enumerate(_cut(section)):
                found.append((matter, piece, place == 0))
    width = max(2, len(str(len(found))))
    return tuple(
        Page(f"{number:0{width}}-{_slug(section)}.xhtml", matter, section, first)
        for number, (matter, section, first) in enumerate(found, start=1)
    )


def homes(of: Iterable[Page]) -> dict[str, str]:
    """Return the file in which each anchor of the text stands."""
    return {
        node.anchor: page.name
        for page in of
        for node in walk.descend(page.section)
        if isinstance(node, Gloss | Citation | Excerpt) and node.anchor
    }


def render(page: Page, work: Work, at: Mapping[str, str]) -> tuple[Markup, Markup]:
    """Return the text of ``page`` and, apart from it, the bodies of its notes.

    ``at`` says in which file each anchor stands that an index leads to.
    """

    def places(lead: tuple[Place, ...]) -> Markup:
        links = [
            Markup('<a href="{}#{}">{}</a>').format(at[place.anchor], place.anchor, place.label)
            for place in lead
        ]
        return Markup(", ").join(links)

    notes = Notes()
    context = Context(work.lang, notes.call, anchor=_ANCHOR, places=places)
    heading = html.heading(page.section, context)
    return heading + html.children(page.section.children, context), notes.told()


def contents(of: Iterable[Page], title: Inlines, lang: str) -> tuple[Entry, ...]:
    """Return what the contents say of the pages; ``title`` names a lone page without one."""
    of = tuple(of)
    found: list[Entry] = []
    under_one = False
    for page in of:
        inner = entries(page.section.children, _ANCHOR, page.name, lang)
        line = page.section.title if page.first and has_words(page.section.title) else ()
        if page.first and not line and not _begins_with_part(page.section):
            line = (title if len(of) == 1 else _incipit(page.section, lang)) or title
        under_one = bool(line) if page.first else under_one
        if line:
            found.append(Entry(line, page.name, inner))
        elif under_one:
            found[-1] = replace(found[-1], children=found[-1].children + inner)
        else:
            found.extend(inner)
    return tuple(found)


def _begins_with_part(section: Section) -> bool:
    return isinstance(next(iter(section.children), None), Section | Excerpt)


def _cut(section: Section) -> Iterator[Section]:
    """Yield the section whole or, where it is long, in pieces of one part each."""
    parts = [n for n, child in enumerate(section.children) if isinstance(child, Section | Excerpt)]
    if len(parts) < 2 or _length(section) <= LONG:
        yield section
        return
    # What stands before the first part stays with it.
    starts = [0, *parts[1:]]
    for start, end in zip(starts, [*parts[1:], len(section.children)], strict=True):
        title = section.title if start == 0 else ()
        yield replace(section, title=title, children=section.children[start:end])


def _length(section: Section) -> int:
    return sum(len(node.text) for node in walk.descend(section) if isinstance(node, Text))


def _slug(section: Section) -> str:
    """Return the title in ASCII letters and hyphens, or the role where it has none."""
    flat = unicodedata.normalize("NFKD", walk.plain(section.title)).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", flat.decode().lower().replace("'", ""))
    slug = ""
    for word in words:
        if len(slug) + len(word) > 40:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or section.role


def _incipit(section: Section, lang: str) -> Inlines:
    """Return the first words of a section that has no title, as libraries name such a text."""
    words: list[str] = []
    for node in walk.descend(section.children):
        if isinstance(node, Text):
            words += node.text.split()
            if len(words) >= 6:
                return marked(" ".join(words[:6]) + "…", lang)
    return marked(" ".join(words), lang)
