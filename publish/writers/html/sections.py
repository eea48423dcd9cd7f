"""Sections and excerpts as nested HTML sections with headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from markupsafe import Markup

from publish.document import walk
from publish.document.commentary import is_commentary
from publish.document.model import (
    Block,
    Excerpt,
    Foreign,
    Inlines,
    Note,
    Section,
    Segment,
)
from publish.writers.hebrew_runs import mark_hebrew
from publish.writers.html.blocks import render_block, render_blocks
from publish.writers.html.context import RenderContext, id_attribute, join_markup
from publish.writers.html.inlines import render_inlines

T = TypeVar("T")

_DEEPEST_HEADING = 6

LONGEST_MARGIN_MARK = 4
"""The characters of the longest mark of an excerpt that fits into a margin."""


def child_anchors(children: tuple[T, ...], anchor: str) -> Iterator[tuple[str, T]]:
    """Yield each child of the section ``anchor`` after its own unique anchor."""
    return ((f"{anchor}-{number}", child) for number, child in enumerate(children, start=1))


def render_section(node: Section, context: RenderContext) -> Markup:
    """Return a section with its heading, if any, and its children."""
    return Markup('<section class="{}" id="{}"{}>\n{}{}</section>\n').format(
        node.role,
        context.anchor,
        context.attributes,
        render_heading(node, context),
        render_children(node.children, context),
    )


def render_heading(node: Section, context: RenderContext) -> Markup:
    """Return the heading of a section at its depth, or nothing for a section without a title."""
    if not walk.plain(node.title).strip():
        return Markup("")
    level = min(context.depth, _DEEPEST_HEADING)
    phrase = _sole_language(node.title, context.lang)
    own = context.within(phrase.lang, phrase.dir) if phrase else context
    inlines = _unwrap(node.title, phrase.lang) if phrase else node.title
    inner = own.around(inlines)
    title = render_inlines(inlines, inner)
    attributes = inner.attributes + context.heading_attributes(node)
    heading = Markup("<h{0}{1}>{2}</h{0}>\n").format(level, attributes, title)
    return context.before_heading(node) + heading


def _sole_language(title: Inlines, lang: str) -> Foreign | None:
    """Return a phrase of a title whose words are all in one language other than ``lang``."""
    phrases = [node for node in title if isinstance(node, Foreign)]
    rest = tuple(node for node in title if not isinstance(node, Foreign | Note))
    if not phrases or any(map(str.isalpha, walk.plain(rest))):
        return None
    languages = {node.lang for node in phrases}
    return phrases[0] if len(languages) == 1 and lang not in languages else None


def title_language(title: Inlines, lang: str) -> str:
    """Return the language of the heading with a title, in a book in ``lang``."""
    phrase = _sole_language(title, lang)
    return phrase.lang if phrase else lang


def _unwrap(title: Inlines, lang: str) -> Inlines:
    """Return a title in which the phrases in ``lang`` are plain words."""
    return tuple(
        each
        for node in title
        for each in (node.inlines if isinstance(node, Foreign) and node.lang == lang else (node,))
    )


def render_children(
    children: tuple[Section | Excerpt | Block, ...], context: RenderContext
) -> Markup:
    """Return the children of a section in order.

    Where segments run on as text, the blocks between them are commentary.
    """
    parts: list[Markup] = []
    is_commented = context.runs_on and any(isinstance(child, Segment) for child in children)
    for anchor, node in child_anchors(children, context.anchor):
        inner = replace(context, anchor=anchor)
        match node:
            case Section():
                parts.append(render_section(node, replace(inner, depth=context.depth + 1)))
            case Excerpt():
                parts.append(_render_excerpt(node, inner) + context.after_excerpt(node))
            case _ if is_commented and is_commentary(node):
                parts.append(
                    Markup('<div class="commentary"{}>{}</div>\n').format(
                        context.attributes, render_block(node, context)
                    )
                )
            case _:
                parts.append(render_block(node, context))
    return join_markup(parts)


def excerpt_mark(node: Excerpt) -> str:
    """Return the mark before the source line of an excerpt: ``3.``, ``א.``, ``Source 1:``."""
    if not node.label:
        return f"{node.number}."
    if not node.label[-1].isalnum():
        return node.label
    return f"{node.label}:" if " " in node.label else f"{node.label}."


def _render_excerpt(node: Excerpt, context: RenderContext) -> Markup:
    """Return an excerpt: its number and source line as one heading, then its text."""
    level = min(context.depth + 1, _DEEPEST_HEADING)
    inner = context.around(node.heading)
    heading = Markup(
        '<h{0} class="source"{1}><span class="{5}"{2}>{3}</span>'
        ' <span class="from">{4}</span></h{0}>\n'
    ).format(
        level,
        inner.attributes + context.heading_attributes(node),
        id_attribute(node.anchor),
        render_inlines(mark_hebrew(excerpt_mark(node), context.lang), inner),
        render_inlines(node.heading, inner),
        "number" if len(excerpt_mark(node)) <= LONGEST_MARGIN_MARK else "mark",
    )
    return Markup('<section class="excerpt" id="{}"{}>\n{}{}</section>\n').format(
        context.anchor, context.attributes, heading, render_blocks(node.blocks, context)
    )
