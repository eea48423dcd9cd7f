"""Blocks as HTML flow content, each with its language and direction."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from markupsafe import Markup

from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Foreign,
    Image,
    Index,
    Inlines,
    List,
    Numbering,
    Paragraph,
    Passage,
    Row,
    Rubric,
    Segment,
    Separator,
    Speech,
    Table,
    Verse,
    direction,
)
from publish.text.languages import script_code
from publish.writers.hebrew_runs import mark_hebrew
from publish.writers.html.context import (
    RenderContext,
    block,
    element,
    id_attribute,
    join_markup,
)
from publish.writers.html.images import render_image
from publish.writers.html.indexes import render_index
from publish.writers.html.inlines import render_inlines, render_line
from publish.writers.html.leads import SEGMENT_LABEL, Lead
from publish.writers.html.table_width import is_short, table_width_class

_NEW_LINE = Markup("\n")


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
            return block("p", inner.attributes, render_inlines(children, inner))
        case Verse(lines):
            return _render_verse(lines, context)
        case Passage(blocks=()):
            return Markup("")
        case Passage():
            return _render_passage(node, "passage", context)
        case Segment():
            return _render_segment(node, context)
        case Blockquote(children, attribution):
            return _render_blockquote(children, attribution, context)
        case Speech(speaker, children):
            lead = Lead("speaker", speaker) if speaker else None
            speech = render_with_lead(children, lead, context)
            return block("div", context.attributes, speech, class_name="speech")
        case Rubric(children):
            return _render_container("div", "rubric", children, context)
        case List():
            return _render_list(node, context)
        case Table():
            return _render_table(node, context)
        case Image():
            return render_image(node, context)
        case Index(entries):
            return render_index(entries, context)
        case Separator():
            return Markup('<hr class="separator"{}/>\n').format(context.attributes)
        case _:
            assert_never(node)


def _render_container(
    tag: str, class_name: str, children: Blocks, context: RenderContext
) -> Markup:
    content = render_blocks(children, context)
    return block(tag, context.attributes, content, class_name=class_name)


def _render_blockquote(blocks: Blocks, attribution: Inlines, context: RenderContext) -> Markup:
    quotation = render_blocks(blocks, context)
    if attribution:
        quotation += render_line("attribution", attribution, context)
    return block("blockquote", context.attributes, quotation)


def _render_verse(
    lines: tuple[Inlines, ...], context: RenderContext, lead: Lead | None = None
) -> Markup:
    inner = context.around(*lines, *((lead.words,) if lead else ()))
    opening = lead.render(inner) if lead else Markup("")
    # With :last-child instead of a class, a theme would be laid out whole after every edit.
    last = len(lines) - 1
    rows = join_markup(
        element(
            "span",
            Markup(""),
            Markup("") if place else opening,
            render_inlines(line, inner),
            class_name="last" if 0 < place == last else "",
        )
        for place, line in enumerate(lines)
    )
    return block("p", inner.attributes, rows, class_name="verse")


def render_with_lead(blocks: Blocks, lead: Lead | None, context: RenderContext) -> Markup:
    """Return blocks with a lead on the line of the first words, or else on a line of its own."""
    if lead is None:
        return render_blocks(blocks, context)
    match blocks:
        case (Paragraph(inlines), *rest):
            inner = context.around(lead.words, inlines)
            words = render_inlines(inlines, inner)
            opening = block("p", inner.attributes, lead.render(inner), words)
        case (Verse(lines), *rest) if lines:
            opening = _render_verse(lines, context, lead)
        case (Passage(lang, dir, children), *rest) if children:
            inner = context.within(lang, dir)
            if lang != context.lang:
                own = Foreign(context.lang, context.dir or direction(context.lang), lead.words)
                lead = Lead(lead.class_name, (own,))
            passage = render_with_lead(children, lead, inner)
            opening = block("div", inner.attributes, passage, class_name="passage")
        case _:
            return render_line(lead.class_name, lead.words, context) + render_blocks(
                blocks, context
            )
    return opening + render_blocks(tuple(rest), context)


_NUMBERINGS = {
    Numbering.ALPHA: Markup(' class="alpha"'),
    Numbering.ROMAN: Markup(' class="roman"'),
    Numbering.HEBREW: Markup(' class="hebrew-numerals"'),
}
"""The class of a list by its numerals; a list without a class has decimal ones."""


def _render_list(node: List, context: RenderContext) -> Markup:
    rows = join_markup(
        _render_container("li", _item_class(item, context), item, context) for item in node.items
    )
    if node.start is None:
        return block("ul", context.attributes, rows)
    start = Markup("") if node.start == 1 else context.start_attribute(node.start)
    numbering = _NUMBERINGS.get(node.numbering or Numbering.DECIMAL, Markup(""))
    return block("ol", numbering + start + context.attributes, rows)


def _render_table(node: Table, context: RenderContext) -> Markup:
    """Return a table whose header rows an engine can repeat on each page."""
    header, rows = node.rows[: node.header_rows], node.rows[node.header_rows :]
    caption = Markup("")
    if node.caption:
        inner = context.around(node.caption)
        caption = element("caption", inner.attributes, render_inlines(node.caption, inner))
    head = _render_rows("thead", "th", header, context)
    body = _render_rows("tbody", "td", rows, context)
    kind = f"table{table_width_class(node)}"
    return block("table", context.attributes, caption, head, body, class_name=kind)


def _render_rows(group: str, tag: str, rows: tuple[Row, ...], context: RenderContext) -> Markup:
    if not rows:
        return Markup("")
    scope = Markup(' scope="col"') if tag == "th" else Markup("")
    lines = []
    for row in rows:
        cells = join_markup(
            Markup("<{0}{1}{2}{3}{4}>{5}</{0}>").format(
                tag,
                scope,
                Markup(' class="short"') if is_short(cell) else "",
                Markup(' colspan="{}"').format(cell.columns) if cell.columns > 1 else "",
                context.attributes,
                render_blocks(cell.blocks, context),
            )
            for cell in row.cells
        )
        lines.append(block("tr", context.attributes, cells))
    return block(group, Markup(""), *lines)


def _item_class(item: Blocks, context: RenderContext) -> str:
    """Return the class of a list item, ``other-script`` if it begins in other letters."""
    first = item[0] if item else None
    is_other = isinstance(first, Passage) and script_code(first.lang) != script_code(context.lang)
    return "other-script" if is_other else ""


def _render_passage(
    node: Passage, class_name: str, context: RenderContext, lead: Lead | None = None
) -> Markup:
    """Return a passage as a ``div`` of that class, in its own language."""
    inner = context.within(node.lang, node.dir)
    content = render_with_lead(node.blocks, lead, inner)
    return block("div", inner.attributes, content, class_name=class_name)


def _render_segment(node: Segment, context: RenderContext) -> Markup:
    """Return the texts of a segment, kept together, then its commentary."""
    segment = (context.segment or _render_pair)(node, context)
    if node.commentary:
        segment += _render_container("div", "commentary", node.commentary, context)
    class_name = "segment running" if context.runs_on else "segment"
    class_name += " continued" if node.piece > 1 else ""
    class_name += " goes-on" if node.piece < node.pieces else ""
    attributes = id_attribute(node.anchor) + context.attributes
    return block("div", attributes, _NEW_LINE, segment, class_name=class_name)


def _render_pair(node: Segment, context: RenderContext) -> Markup:
    """Return the original above its translations, or below them."""
    # The attributes first, because the first of two elements has the id.
    own = context.segment_attributes(node.locus, node.label or node.locus)
    sides = render_sides(node, context)
    return block("div", own + context.attributes, *sides, class_name="pair")


def render_sides(node: Segment, context: RenderContext) -> tuple[Markup, Markup]:
    """Return both sides of a segment in the order of the edition; the label leads the first.

    The original stands with its transliteration, and translations stand together.  The number of a
    verse leads its original, or the translation where no original stands on this page.
    """
    is_alone = bool(node.translations) and not node.original.blocks
    first = node.translations[0] if node.translations else None
    first = first if is_alone or context.translation_first else None
    number = _lead(
        "verse-number", node.number, (first if is_alone and first else node.original).lang
    )
    label = _lead(SEGMENT_LABEL, node.label, (first or node.original).lang)
    both = replace(label, after=number) if label else number
    on_original = None if is_alone else number if first else both
    on_translation = both if is_alone else label if first else None
    # In the order of the edition, because notes are numbered in the order of rendering.
    if context.translation_first:
        translations = _render_translations(node, on_translation, context)
        return translations, _render_original(node, on_original, context)
    original = _render_original(node, on_original, context)
    return original, _render_translations(node, on_translation, context)


def _lead(class_name: str, words: str, lang: str) -> Lead | None:
    return Lead(class_name, mark_hebrew(words, lang)) if words else None


def _render_original(node: Segment, lead: Lead | None, context: RenderContext) -> Markup:
    has_text = node.original.blocks or lead
    original = _render_passage(node.original, "original", context, lead) if has_text else Markup("")
    if node.transliteration is not None:
        original += _render_passage(node.transliteration, "transliteration", context)
    return original


def _render_translations(node: Segment, lead: Lead | None, context: RenderContext) -> Markup:
    return join_markup(
        _render_passage(
            passage,
            "translation further" if place else "translation",
            context,
            None if place else lead,
        )
        for place, passage in enumerate(node.translations)
    )
