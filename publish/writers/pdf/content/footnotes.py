"""Footnotes: each note on the page of its call, with the numeral of the source text.

Numerals are not made by CSS counters (https://www.w3.org/TR/css-gcpm-3/#footnotes), so a number, an
asterisk and a Hebrew letter are treated alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markupsafe import Markup

from publish.document.model import Blocks, Dir, Note, Paragraph, Passage, direction
from publish.text.source import Span
from publish.writers import html
from publish.writers.html import WORD_JOINER, RenderContext


@dataclass(slots=True)
class Footnotes:
    """The notes of one part, numbered in the order in which their calls are rendered.

    ``as_endnotes`` are the ids of notes to be set after the text of the part; the others are set
    at the foot of the page.  ``spans`` are the spans of the notes by id.
    """

    part: str
    as_endnotes: frozenset[str] = frozenset()
    spans: dict[str, Span] = field(default_factory=dict)
    _endnotes: list[Markup] = field(default_factory=list)

    def render_call(self, note: Note, context: RenderContext) -> Markup:
        """Return the call of a note with its body; without a body, a plain numeral."""
        kind = "figures" if note.call.isdecimal() and note.call.isascii() else "sign"
        if not note.blocks:
            return WORD_JOINER + Markup('<span class="call {}">{}</span>').format(kind, note.call)
        note_id = f"{self.part}-note-{len(self.spans) + 1}"
        self.spans[note_id] = note.span
        side = "" if (context.dir or direction(context.lang)) is Dir.LTR else " in-rtl"
        # The body of a note called within a note follows in the same note.
        nested = _NestedNotes()
        body = _render_body(note.blocks, replace(context, note=nested.render_call))
        body += html.join_markup(nested.bodies)
        context = _note_context(note.blocks, context)
        if note_id in self.as_endnotes:
            self._endnotes.append(
                Markup('<div class="endnote" id="{}"{}>{}{}</div>\n').format(
                    note_id, context.attributes, _render_numeral(note.call), body
                )
            )
            return WORD_JOINER + Markup('<a class="call {}{}" href="#{}">{}</a>').format(
                kind, side, note_id, note.call
            )
        return WORD_JOINER + Markup(
            '<span class="note {}{}" id="{}" data-call="{}"{}>{}</span>'
        ).format(kind, side, note_id, note.call, context.attributes, body)

    def endnotes(self) -> Markup:
        """Return the endnotes in the order of their calls."""
        return html.join_markup(self._endnotes)


@dataclass(slots=True)
class _NestedNotes:
    """The notes called within a note."""

    bodies: list[Markup] = field(default_factory=list)

    def render_call(self, note: Note, context: RenderContext) -> Markup:
        if note.blocks:
            index = len(self.bodies)
            self.bodies.append(Markup())  # reserved, because the body may call further notes
            inner = _note_context(note.blocks, context)
            self.bodies[index] = Markup('<div class="inner"{}>{}{}</div>\n').format(
                inner.attributes, _render_numeral(note.call), _render_body(note.blocks, context)
            )
        return WORD_JOINER + Markup('<span class="call sign">{}</span>').format(note.call)


def _render_numeral(call: str) -> Markup:
    return Markup('<span class="numeral">{}</span> ').format(call)


def _note_context(blocks: Blocks, context: RenderContext) -> RenderContext:
    """Return the context of a note, a paragraph in the language of its first words.

    That of its call may be another one; the words stand on the line of the numeral.
    """
    match blocks:
        case (Paragraph(inlines), *_):
            return context.around(inlines)
        case (Passage(lang, dir, (Paragraph(inlines), *_)), *_):
            return context.within(lang, dir).around(inlines)
        case _:
            return context.around()


def _render_body(blocks: Blocks, context: RenderContext) -> Markup:
    """Return ``blocks`` with the first words in no block, on the line of the numeral."""
    match blocks:
        case (Paragraph(inlines), *rest):
            lead = html.render_inlines(inlines, context.around(inlines))
            return lead + html.render_blocks(tuple(rest), context)
        case (Passage(lang, dir, (Paragraph(inlines), *passage_rest)), *rest):
            within = context.within(lang, dir).around(inlines)
            lead = html.render_inlines(inlines, within)
            lead += html.render_blocks(tuple(passage_rest), within)
            return lead + html.render_blocks(tuple(rest), context)
        case _:
            return html.render_blocks(blocks, context)
