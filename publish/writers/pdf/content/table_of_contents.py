"""The page of contents: what it lists, each line with the place it leads to.

Page numbers are not here: the layout writes them beside the lines when it knows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from publish.document.model import Block, Excerpt, Inlines, Quote, Section
from publish.storage.serialize import serializable
from publish.writers import html
from publish.writers.html import RenderContext
from publish.writers.pdf.content.print_tree import label

DEEPEST = 2


serializable(Markup)


@serializable
@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents: an excerpt has a number, a section has none."""

    anchor: str
    title: Markup
    depth: int
    number: int | None = None


def entries(section: Section, anchor: str, lang: str) -> tuple[Entry, ...]:
    """Return the lines of a section that stands at ``anchor``, for contents in that language."""
    return tuple(
        _section(
            anchor,
            section,
            1,
            RenderContext(lang, html.omit_note, lang_attributes=html.print_attributes),
        )
    )


def _section(anchor: str, section: Section, depth: int, context: RenderContext) -> Iterator[Entry]:
    if section.title:
        yield Entry(anchor, html.render_inlines(label(section.title), context), depth)
        depth += 1
    for inner, child in html.child_anchors(section.children, anchor):
        yield from _child(inner, child, depth, context)


def _child(
    anchor: str, child: Section | Excerpt | Block, depth: int, context: RenderContext
) -> Iterator[Entry]:
    match child:
        case Section() if depth <= DEEPEST:
            yield from _section(anchor, child, depth, context)
        case Excerpt(number, _, heading):
            yield Entry(anchor, html.render_inlines(_named(heading), context), depth, number)
        case _:
            return


def _named(heading: Inlines) -> Inlines:
    """Return the title that the heading of an excerpt quotes, else the whole heading."""
    quoted = [node.inlines for node in heading if isinstance(node, Quote)]
    return label(quoted[-1] if quoted else heading)
