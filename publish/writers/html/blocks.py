"""Blocks as HTML flow content, each with its language and direction."""

from __future__ import annotations

from typing import assert_never

from markupsafe import Markup

from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Entry,
    Index,
    List,
    Paragraph,
    Passage,
    Segment,
    Separator,
    Verse,
)
from publish.writers.html.context import RenderContext, join_markup
from publish.writers.html.inlines import render_inlines


def render_blocks(nodes: Blocks, context: RenderContext) -> Markup:
    """Return blocks one under another."""
    block_context = context.around()
    return join_markup(render_block(node, block_context) for node in nodes)


def render_block(node: Block, context: RenderContext) -> Markup:
    """Return one block."""
    match node:
        case Paragraph(children):
            inner = context.around(children)
            return Markup("<p{}>{}</p>\n").format(inner.attributes, render_inlines(children, inner))
        case Verse(lines):
            inner = context.around(*lines)
            rows = join_markup(
                Markup("<span>{}</span>").format(render_inlines(line, inner)) for line in lines
            )
            return Markup('<p class="verse"{}>{}</p>\n').format(inner.attributes, rows)
        case Passage():
            return _render_passage(node, "passage", context)
        case Segment():
            return _render_segment(node, context)
        case Blockquote(children):
            return _render_container("blockquote", "", children, context)
        case List(items, start):
            return _render_list(items, start, context)
        case Index(entries):
            return _render_index(entries, context)
        case Separator():
            return Markup('<hr class="separator"{}/>\n').format(context.attributes)
        case _:
            assert_never(node)


def _render_container(
    tag: str, class_name: str, children: Blocks, context: RenderContext
) -> Markup:
    class_attribute = Markup(' class="{}"').format(class_name) if class_name else Markup("")
    return Markup("<{0}{1}{2}>{3}</{0}>\n").format(
        tag, class_attribute, context.attributes, render_blocks(children, context)
    )


def _render_list(items: tuple[Blocks, ...], start: int | None, context: RenderContext) -> Markup:
    rows = join_markup(_render_container("li", "", item, context) for item in items)
    if start is None:
        return Markup("<ul{}>{}</ul>\n").format(context.attributes, rows)
    start_attribute = Markup("") if start == 1 else Markup(' start="{}"').format(start)
    return Markup("<ol{}{}>{}</ol>\n").format(start_attribute, context.attributes, rows)


def _render_passage(node: Passage, class_name: str, context: RenderContext) -> Markup:
    """Return a passage as a ``div`` of that class, in its own language."""
    return _render_container("div", class_name, node.blocks, context.within(node.lang, node.dir))


def _render_segment(node: Segment, context: RenderContext) -> Markup:
    """Return the original above its translation, kept together, then the commentary."""
    pair = _render_passage(node.original, "original", context)
    if node.translation is not None:
        pair += _render_passage(node.translation, "translation", context)
    segment = Markup('<div class="pair"{}>{}</div>\n').format(context.attributes, pair)
    if node.commentary:
        segment += _render_container("div", "commentary", node.commentary, context)
    return Markup('<div class="segment"{}>\n{}</div>\n').format(context.attributes, segment)


def _render_index(entries: tuple[Entry, ...], context: RenderContext) -> Markup:
    """Return index entries as a list, with their places rendered by ``context.places``."""
    return Markup('<ul class="index"{}>\n{}</ul>\n').format(
        context.attributes, join_markup(_render_entry(entry, context) for entry in entries)
    )


def _render_entry(entry: Entry, context: RenderContext) -> Markup:
    inner = context.around(entry.term, entry.meaning)
    line = Markup('<span class="term">{}</span>').format(render_inlines(entry.term, inner))
    if entry.meaning:
        meaning = render_inlines(entry.meaning, inner)
        line += Markup(' <span class="meaning">{}</span>').format(meaning)
    if entry.places:
        line += Markup(' <span class="places">{}</span>').format(context.places(entry.places))
    under = _render_index(entry.under, context) if entry.under else Markup("")
    return Markup("<li{}><p{}>{}</p>{}</li>\n").format(
        context.attributes, inner.attributes, line, under
    )
