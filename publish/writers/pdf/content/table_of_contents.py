"""The lines of the table of contents; page numbers are added when the contents are rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from publish.document.model import (
    UNLISTED,
    Block,
    Excerpt,
    Foreign,
    Inlines,
    Quote,
    Role,
    Section,
    Text,
)
from publish.document.numbering import is_bare_label
from publish.document.walk import plain
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.writers import html
from publish.writers.hebrew_runs import mark_hebrew
from publish.writers.html import RenderContext
from publish.writers.pdf.content.print_tree import label

DEEPEST_SECTION = 2
"""The depth of the deepest sections that are listed."""


@serializable
@dataclass(frozen=True, slots=True)
class TocLine:
    """A line of the contents, which leads to ``anchor``; ``mark`` is that of an excerpt."""

    anchor: str
    title: Markup
    depth: int
    mark: str = ""


def page_lookup(numbers: Mapping[str, int]) -> Callable[[str], int | None]:
    """Return a function from the anchor of a line to its page.

    The sandbox of templates measures all of a mapping at each call of a method of it, so that
    contents of thousands of lines would be stopped.
    """

    def page_of(anchor: str) -> int | None:
        return numbers.get(anchor)

    return page_of


def list_toc_lines(section: Section, anchor: str, lang: str) -> tuple[TocLine, ...]:
    """Return the lines for a section at ``anchor``, for contents in that language."""
    context = RenderContext(lang, html.omit_note, lang_attributes=html.print_attributes)
    return tuple(_section_lines(anchor, section, 1, context))


def _section_lines(
    anchor: str, section: Section, depth: int, context: RenderContext
) -> Iterator[TocLine]:
    if section.title and section.role not in UNLISTED and not _is_bare(section):
        yield TocLine(anchor, html.render_inlines(label(section.title), context), depth)
        depth += 1
    for child_anchor, child in html.child_anchors(section.children, anchor):
        yield from _child_lines(child_anchor, child, depth, context)


def _is_bare(section: Section) -> bool:
    """Return whether a section within a chapter has a number or a letter as its title."""
    return section.role is Role.SECTION and is_bare_label(plain(section.title))


def _child_lines(
    anchor: str, child: Section | Excerpt | Block, depth: int, context: RenderContext
) -> Iterator[TocLine]:
    match child:
        case Section() if depth <= DEEPEST_SECTION:
            yield from _section_lines(anchor, child, depth, context)
        case Excerpt(number, _, _, label=mark):
            title = html.render_inlines(_author_and_title(child, context.lang), context)
            yield TocLine(anchor, title, depth, mark or str(number))
        case _:
            return


def _author_and_title(excerpt: Excerpt, lang: str) -> Inlines:
    """Return “author, title” of an excerpt, or its whole source line without “From:”."""
    heading, phrase = _open_phrase(excerpt.heading)
    has_title = any(isinstance(node, Quote) for node in heading)
    author = excerpt.citation.author if has_title else None
    if author and phrase:
        return _in_phrase(phrase, (Text(f"{author}, "), *_title(heading)))
    return (*(mark_hebrew(f"{author}, ", lang) if author else ()), *source_title(excerpt))


def source_title(excerpt: Excerpt) -> Inlines:
    """Return the title of the source of an excerpt, or its whole source line without “From:”."""
    heading, phrase = _open_phrase(excerpt.heading)
    return _in_phrase(phrase, _title(heading)) if phrase else _title(heading)


def _title(heading: Inlines) -> Inlines:
    quoted = [node.inlines for node in heading if isinstance(node, Quote)]
    return label(quoted[-1] if quoted else _without_from(heading))


def _open_phrase(heading: Inlines) -> tuple[Inlines, Foreign | None]:
    """Return the words of a heading, and the phrase that it is in a language of its own, if any."""
    match heading:
        case (Foreign(inlines=inlines) as phrase,):
            return inlines, phrase
        case _:
            return heading, None


def _in_phrase(phrase: Foreign, inlines: Inlines) -> Inlines:
    return (replace(phrase, inlines=inlines),)


_FROM = re.compile(r"(?:from|מתוך)\s*:\s*", re.IGNORECASE)


def _without_from(heading: Inlines) -> Inlines:
    match heading:
        case (Text(text) as first, *rest) if match := _FROM.match(text):
            return (replace(first, text=text[match.end() :]), *rest)
        case _:
            return heading
