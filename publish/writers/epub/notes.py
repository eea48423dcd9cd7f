"""Notes that pop up: each is called where it stands and told at the end of its page.

The shapes are those that reading systems agree on.  Nothing stands inside the ``a`` but its
numeral (an element there keeps Apple Books from opening the pop-up); the ``bdi`` is outside it
(after a year, in Hebrew, a bare call joins the number: 2023 and 3 read 20233); the paragraph
inside the ``aside`` has language and direction too, because pop-ups strip the ``aside``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from publish.document.model import Blocks, Note, Paragraph, Passage
from publish.writers import html
from publish.writers.html import Context
from publish.writers.strings import wording

# Keeps a call on the line of its word: after a question mark engines would break (UAX #14).
_WORD_JOINER = Markup("&#x2060;")


@dataclass(slots=True)
class Notes:
    """The notes of one page, collected as their calls are rendered."""

    _told: list[Markup] = field(default_factory=list)

    def call(self, note: Note, context: Context) -> Markup:
        """Return the call of ``note``, and keep its body; without a body it is a plain numeral."""
        if not note.blocks:
            return _WORD_JOINER + Markup('<sup class="call"><bdi>{}</bdi></sup>').format(note.call)
        number = len(self._told) + 1
        self._told.append(Markup())  # Its place is before that of a note called within it.
        self._told[number - 1] = self._body(note, number, context.around())
        return _WORD_JOINER + Markup(
            '<sup class="call"><bdi><a epub:type="noteref" role="doc-noteref" id="call-{0}"'
            ' href="#note-{0}" aria-label="{1}">{2}</a></bdi></sup>'
        ).format(number, wording(context.lang).note.format(note.call), note.call)

    def told(self) -> Markup:
        """Return the bodies of all notes called so far, in the order of their calls."""
        return html.join(self._told)

    def _body(self, note: Note, number: int, context: Context) -> Markup:
        back = Markup(
            '<bdi class="numeral"><a role="doc-backlink" href="#call-{}"'
            ' aria-label="{}">{}</a></bdi> '
        ).format(number, wording(context.lang).back.format(note.call), note.call)
        return Markup(
            '<aside epub:type="footnote" role="doc-footnote" id="note-{}" class="note"{}>'
            "{}</aside>\n"
        ).format(number, context.attributes, _led(note.blocks, back, context))


def _led(blocks: Blocks, lead: Markup, context: Context) -> Markup:
    """Return ``blocks`` with ``lead`` before the first words, on their line where that can be."""
    first, rest = blocks[0], blocks[1:]
    match first:
        case Paragraph(inlines):
            here = context.around(inlines)
            opening = Markup("<p{}>{}{}</p>\n").format(
                here.attributes, lead, html.inlines(inlines, here)
            )
        case Passage(lang, dir, inner) if inner:
            within = context.within(lang, dir)
            opening = Markup('<div class="passage"{}>{}</div>\n').format(
                within.attributes, _led(inner, lead, within)
            )
        case _:
            opening = Markup("<p{}>{}</p>\n").format(context.attributes, lead)
            return opening + html.blocks(blocks, context)
    return opening + html.blocks(rest, context)
