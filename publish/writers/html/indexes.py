"""Indexes as HTML lists."""

from __future__ import annotations

from markupsafe import Markup

from publish.document.model import Entry
from publish.writers.html.context import RenderContext, join_markup
from publish.writers.html.inlines import render_inlines


def render_index(entries: tuple[Entry, ...], context: RenderContext) -> Markup:
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
        line += Markup('&#xa0;<span class="places">{}</span>').format(context.places(entry.places))
    under = render_index(entry.under, context) if entry.under else Markup("")
    return Markup("<li{}><p{}>{}</p>{}</li>\n").format(
        context.attributes, inner.attributes, line, under
    )
