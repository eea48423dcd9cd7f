"""Blocks as HTML flow content, each with its language and direction."""

from __future__ import annotations

from typing import assert_never

from markupsafe import Markup

from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Entry,
    Image,
    Index,
    Inlines,
    List,
    Numbering,
    Paragraph,
    Passage,
    Rubric,
    Segment,
    Separator,
    Speech,
    Table,
    Verse,
)
from publish.writers.html.context import RenderContext, join_markup
from publish.writers.html.inlines import render_inlines


def render_blocks(nodes: Blocks, context: RenderContext) -> Markup:
    """Return blocks one under another."""
    block_context = context.around()
    return join_markup(render_block(node, block_context) for node in nodes)


def render_block(  # noqa: PLR0912  # a branch for each kind of block
    node: Block, context: RenderContext
) -> Markup:
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
        case Blockquote(children, attribution):
            return _render_blockquote(children, attribution, context)
        case Speech(speaker, children):
            return _render_speech(speaker, children, context)
        case Rubric(children):
            return _render_container("div", "rubric", children, context)
        case List():
            return _render_list(node, context)
        case Table():
            return _render_table(node, context)
        case Image():
            return _render_image(node, context)
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


def _render_blockquote(blocks: Blocks, attribution: Inlines, context: RenderContext) -> Markup:
    quotation = render_blocks(blocks, context)
    if attribution:
        quotation += _render_line("attribution", attribution, context)
    return Markup("<blockquote{}>{}</blockquote>\n").format(context.attributes, quotation)


def _render_line(class_name: str, inlines: Inlines, context: RenderContext) -> Markup:
    inner = context.around(inlines)
    return Markup('<p class="{}"{}>{}</p>\n').format(
        class_name, inner.attributes, render_inlines(inlines, inner)
    )


def _render_speech(speaker: Inlines, blocks: Blocks, context: RenderContext) -> Markup:
    return Markup('<div class="speech"{}>{}{}</div>\n').format(
        context.attributes,
        _render_line("speaker", speaker, context),
        render_blocks(blocks, context),
    )


_NUMBERINGS = {
    Numbering.DECIMAL: "1",
    Numbering.ALPHA: "a",
    Numbering.ROMAN: "i",
}
"""The ``type`` of an ordered list; Hebrew numerals are left to the style sheets."""


def _render_list(node: List, context: RenderContext) -> Markup:
    rows = join_markup(_render_container("li", "", item, context) for item in node.items)
    if node.start is None:
        return Markup("<ul{}>{}</ul>\n").format(context.attributes, rows)
    start = Markup("") if node.start == 1 else Markup(' start="{}"').format(node.start)
    numbering = Markup("")
    if node.numbering is Numbering.HEBREW:
        numbering = Markup(' class="hebrew-numerals"')
    elif node.numbering not in (None, Numbering.DECIMAL):
        numbering = Markup(' type="{}"').format(_NUMBERINGS[node.numbering])
    return Markup("<ol{}{}{}>{}</ol>\n").format(numbering, start, context.attributes, rows)


def _render_table(node: Table, context: RenderContext) -> Markup:
    rows = [
        join_markup(
            Markup("<{0}{1}{2}>{3}</{0}>").format(
                "th" if place < node.header_rows else "td",
                Markup(' colspan="{}"').format(cell.columns) if cell.columns > 1 else "",
                context.attributes,
                render_blocks(cell.blocks, context),
            )
            for cell in row.cells
        )
        for place, row in enumerate(node.rows)
    ]
    caption = Markup("")
    if node.caption:
        inner = context.around(node.caption)
        caption = Markup("<caption{}>{}</caption>").format(
            inner.attributes, render_inlines(node.caption, inner)
        )
    body = join_markup(Markup("<tr>{}</tr>\n").format(row) for row in rows)
    return Markup('<table class="table"{}>{}{}</table>\n').format(context.attributes, caption, body)


def _render_image(node: Image, context: RenderContext) -> Markup:
    """Return the caption of a picture, or its description where it has none."""
    caption = render_inlines(node.caption, context) if node.caption else Markup("")
    return Markup("<figure{}><figcaption>{}</figcaption></figure>\n").format(
        context.attributes, caption
    )


def _render_passage(node: Passage, class_name: str, context: RenderContext) -> Markup:
    """Return a passage as a ``div`` of that class, in its own language."""
    return _render_container("div", class_name, node.blocks, context.within(node.lang, node.dir))


def _render_segment(node: Segment, context: RenderContext) -> Markup:
    """Return the original above its translation, kept together, then the commentary."""
    pair = _render_passage(node.original, "original", context)
    if node.transliteration is not None:
        pair += _render_passage(node.transliteration, "transliteration", context)
    pair += join_markup(
        _render_passage(passage, "translation", context) for passage in node.translations
    )
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
