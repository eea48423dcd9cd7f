"""Notes at the foot of the page of their call, each under the numeral it was given.

The numeral comes from the text and not from a counter, so that a numeral, an asterisk and a Hebrew
letter are all one case.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markupsafe import Markup

from publish.document.model import Blocks, Inlines, Note, Paragraph, Passage
from publish.text.source import Span
from publish.writers import html
from publish.writers.html import RenderContext

# Keeps a call on the line of the word it belongs to; an engine may break before any inline box.
_WORD_JOINER = Markup("&#x2060;")


@dataclass(slots=True)
class Notes:
    """The notes of one part, numbered as their calls are rendered.

    Those whose id is in ``ends`` are told after the part's text; the others at the foot of a page.
    """

    part: str
    ends: frozenset[str] = frozenset()
    places: dict[str, Span] = field(default_factory=dict)
    _told: list[Markup] = field(default_factory=list)

    def call(self, note: Note, context: RenderContext) -> Markup:
        """Return the call of ``note`` with its body; without a body it is a plain numeral."""
        kind = "figures" if note.call.isdecimal() and note.call.isascii() else "sign"
        if not note.blocks:
            return _WORD_JOINER + Markup('<span class="call {}">{}</span>').format(kind, note.call)
        anchor = f"{self.part}-note-{len(self.places) + 1}"
        self.places[anchor] = note.span
        context = context.around(_bare(note.blocks))
        # A note called in a note has no foot of its own to go to: it follows in the same note.
        inner = _Inner()
        body = _body(note.blocks, replace(context, note=inner.call)) + html.join_markup(inner.told)
        if anchor in self.ends:
            self._told.append(
                Markup('<div class="endnote" id="{}"{}>{}{}</div>\n').format(
                    anchor, context.attributes, _numeral(note.call), body
                )
            )
            return _WORD_JOINER + Markup('<a class="call {}" href="#{}">{}</a>').format(
                kind, anchor, note.call
            )
        return _WORD_JOINER + Markup(
            '<span class="note {}" id="{}" data-call="{}"{}>{}</span>'
        ).format(kind, anchor, note.call, context.attributes, body)

    def told(self) -> Markup:
        """Return the notes that stand after the text, in the order of their calls."""
        return html.join_markup(self._told)


@dataclass(slots=True)
class _Inner:
    """The notes called within a note."""

    told: list[Markup] = field(default_factory=list)

    def call(self, note: Note, context: RenderContext) -> Markup:
        if note.blocks:
            place = len(self.told)
            self.told.append(Markup())
            here = context.around(_bare(note.blocks))
            self.told[place] = Markup('<div class="inner"{}>{}{}</div>\n').format(
                here.attributes, _numeral(note.call), _body(note.blocks, here)
            )
        return _WORD_JOINER + Markup('<span class="call sign">{}</span>').format(note.call)


def _numeral(call: str) -> Markup:
    return Markup('<span class="numeral">{}</span> ').format(call)


def _bare(blocks: Blocks) -> Inlines:
    """Return the words that ``_body`` leaves bare."""
    match blocks:
        case (Paragraph(inlines), *_):
            return inlines
        case _:
            return ()


def _body(blocks: Blocks, context: RenderContext) -> Markup:
    """Return ``blocks`` with the first words bare, so that the numeral stands on their line."""
    match blocks:
        case (Paragraph(inlines), *rest):
            return html.render_inlines(inlines, context) + html.render_blocks(tuple(rest), context)
        case (Passage(lang, dir, (Paragraph(inlines), *inner)), *rest):
            within = context.within(lang, dir).around(inlines)
            first = Markup("<span{}>{}</span>").format(
                within.attributes, html.render_inlines(inlines, within)
            )
            after = html.render_blocks(tuple(inner), within) + html.render_blocks(
                tuple(rest), context
            )
            return first + after
        case _:
            return html.render_blocks(blocks, context)
