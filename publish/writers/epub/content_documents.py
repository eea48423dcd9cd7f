"""Content documents: the sections of a book as XHTML files, and their lines in the contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from markupsafe import Markup

from publish.document import walk
from publish.document.model import UNLISTED, Excerpt, Inlines, Role, Section, Text, Work
from publish.storage.serialize import serializable
from publish.text import normal_forms
from publish.text.dataclass import dataclass
from publish.text.hebrew import ALPHABET, MAQAF
from publish.writers import html
from publish.writers.epub.index_places import IndexedPlace, render_places
from publish.writers.epub.navigation import (
    NavEntry,
    has_words,
    make_entry,
    nav_entries,
    without_links,
)
from publish.writers.epub.notes import PopupNotes
from publish.writers.epub.segments import with_segments
from publish.writers.hebrew_runs import mark_line
from publish.writers.html import RenderContext

LONG_SECTION = 150_000
"""Characters above which a section is split at its parts: old devices fail at about 300 KB."""

_ANCHOR = "part"
_SLUG_LENGTH = 40
_INCIPIT_WORDS = 6


class Matter(StrEnum):
    """The divisions of a book (https://www.w3.org/TR/epub-ssv-11/#partitions)."""

    FRONT = "frontmatter"
    BODY = "bodymatter"
    BACK = "backmatter"


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """An XHTML file of the text; ``first`` is False for the later pieces of a split section.

    ``depth`` is that of its heading: 2 for a chapter in a part of the book, else 1.
    """

    section: Section
    first: bool = True
    depth: int = 1

    @property
    def slug(self) -> str:
        """The title in ASCII letters and hyphens, or the role of an untitled section."""
        return _slug(self.section)


@dataclass(frozen=True, slots=True)
class AddedHeading:
    """A heading that the text does not have, because screen readers go from heading to heading.

    The first words of a text are not shown twice.
    """

    title: Inlines
    is_visible: bool = True

    def attributes(self, _node: Section | Excerpt) -> Markup:
        """Return the class by which style sheets and the preflight know the heading."""
        return Markup(' class="{}"').format("added" if self.is_visible else "unseen")


def split_section(section: Section) -> tuple[ContentDocument, ...]:
    """Return the content documents of a section of a book in reading order."""
    return tuple(
        ContentDocument(piece, number == 0, 2 if depth else 1)
        for depth, unit in enumerate(_split_part(section))
        for number, piece in enumerate(_split_section(unit))
    )


def name_documents(slugs: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the files of all content documents, in ASCII and in reading order."""
    width = max(2, len(str(len(slugs))))
    return tuple(f"{number:0{width}}-{slug}.xhtml" for number, slug in enumerate(slugs, start=1))


def render_document(
    document: ContentDocument,
    work: Work,
    places: Mapping[str, IndexedPlace],
    pictures: Mapping[str, str],
    heading: AddedHeading | None = None,
) -> tuple[Markup, Markup]:
    """Return the text of a content document and the bodies of its notes.

    ``places`` are those of the anchors that an index leads to, ``pictures`` the file names of the
    resources of the book by digest.  ``heading`` is that of an untitled document.
    """
    notes = PopupNotes()
    context = RenderContext(
        work.lang,
        notes.render_call,
        depth=document.depth,
        anchor=_ANCHOR,
        places=lambda entry: render_places(entry, places, work.lang),
        picture=lambda image: pictures.get(image.resource, ""),
    )
    context = with_segments(context, work)
    section = document.section
    if heading:
        section = replace(section, title=heading.title)
        context = replace(context, heading_attributes=heading.attributes)
    markup = html.render_heading(section, context)
    context = replace(context, heading_attributes=_no_attributes)
    markup += html.render_children(document.section.children, context)
    return keep_last_maqafs(markup), notes.bodies()


_LAST_MAQAF = re.compile(
    rf"(?<=[\s>])[^\s<>]*{MAQAF}(?:[{ALPHABET}][\u0591-\u05bd\u05bf\u05c1-\u05c7]*){{1,8}}"
    rf"[^{ALPHABET}\s<>]*(?=(?:</(?:span|em|strong|cite|a|q)>)*</p>)"
)


def keep_last_maqafs(markup: Markup) -> Markup:
    """Return the markup without a break after a maqaf that would leave one word at the end.

    As in print; the text is unchanged.
    """
    unbroken = r'<span class="unbroken">\g<0></span>'
    return Markup(_LAST_MAQAF.sub(unbroken, str(markup)))  # safe: only spans are added


def _no_attributes(_node: Section | Excerpt) -> Markup:
    return Markup()


def make_heading(
    document: ContentDocument, title: Inlines, lang: str, *, is_alone: bool
) -> AddedHeading | None:
    """Return the heading of a document without one; None for one that continues another.

    A document that is alone in its book has the title of the book, others their first words.
    """
    section = document.section
    if has_words(section.title) or not document.first or section.role in UNLISTED:
        return None
    if is_alone:
        return AddedHeading(title)
    return AddedHeading(_incipit(section, lang) or title, is_visible=False)


@serializable
@dataclass(frozen=True, slots=True)
class ContentsLines:
    """The lines of a content document in the contents: its own, if any, and those under it.

    ``first`` and ``depth`` are those of the document.
    """

    own: NavEntry | None
    inner: tuple[NavEntry, ...]
    first: bool
    depth: int


def make_lines(
    document: ContentDocument, title: Inlines, lang: str, *, is_alone: bool
) -> ContentsLines | None:
    """Return the lines of a document in the contents; None for one that is not listed.

    ``title`` is that of the book, which names a document without words.
    """
    section = document.section
    if section.role in UNLISTED:
        return None
    line = section.title if document.first and has_words(section.title) else ()
    if document.first and not line and not _begins_with_part(section):
        line = (title if is_alone else _incipit(section, lang)) or title
    inner = nav_entries(section.children, _ANCHOR, lang)
    own = make_entry(line, lang) if line else None
    return ContentsLines(own, inner, document.first, document.depth)


def list_contents(documents: Iterable[tuple[str, ContentsLines | None]]) -> tuple[NavEntry, ...]:
    """Return the table of contents of documents, which are pairs of a file and its lines."""
    entries: list[NavEntry] = []
    nest_later_pieces = False
    for name, lines in documents:
        if lines is None:
            continue
        inner = tuple(entry.in_file(name) for entry in lines.inner)
        own = lines.own and replace(lines.own, href=name, children=inner)
        if lines.first and lines.depth == 1:
            nest_later_pieces = own is not None
        if own and lines.depth == 1:
            entries.append(own)
        elif nest_later_pieces:
            inner = (own,) if own else inner
            entries[-1] = replace(entries[-1], children=entries[-1].children + inner)
        elif own:
            entries.append(own)
        else:
            entries.extend(inner)
    return tuple(entries)


def _begins_with_part(section: Section) -> bool:
    return isinstance(next(iter(section.children), None), Section | Excerpt)


def _split_part(section: Section) -> Iterator[Section]:
    """Yield a part of the book without its chapters, then each chapter; else the section whole."""
    first = next(
        (n for n, child in enumerate(section.children) if isinstance(child, Section)), None
    )
    chapters = section.children[first:] if first is not None else ()
    if section.role is not Role.PART or not chapters:
        yield section
        return
    yield replace(section, children=section.children[:first])
    for child in chapters:
        if isinstance(child, Section):
            yield child
        else:
            yield replace(section, title=(), children=(child,))


def _split_section(section: Section) -> Iterator[Section]:
    """Yield the section whole or, if it is long, in pieces of one part each."""
    parts = [n for n, child in enumerate(section.children) if isinstance(child, Section | Excerpt)]
    if len(parts) < 2 or _length(section) <= LONG_SECTION:
        yield section
        return
    # Blocks before the first part stay with it.
    starts = [0, *parts[1:]]
    for start, end in zip(starts, [*parts[1:], len(section.children)], strict=True):
        title = section.title if start == 0 else ()
        yield replace(section, title=title, children=section.children[start:end])


def _length(section: Section) -> int:
    return sum(len(node.text) for node in walk.descend(section) if isinstance(node, Text))


def _slug(section: Section) -> str:
    """Return the title in ASCII letters and hyphens, or the role of an untitled section."""
    decomposed = normal_forms.normalize("NFKD", walk.plain(section.title))
    ascii_title = decomposed.encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", ascii_title.decode().lower().replace("'", ""))
    slug = ""
    for word in words:
        if len(slug) + len(word) > _SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or section.role


def _incipit(section: Section, lang: str) -> Inlines:
    """Return the first words of a section, which identify an untitled text."""
    words: list[str] = []
    for run in walk.inline_runs(section.children):
        words += walk.plain(without_links(run)).split()
        if len(words) > _INCIPIT_WORDS:
            start = " ".join(words[:_INCIPIT_WORDS])
            return mark_line(start.rstrip(".,:;׃") + "…", lang)
    return mark_line(" ".join(words), lang)
