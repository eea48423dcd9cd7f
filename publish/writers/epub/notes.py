"""Pop-up notes: calls in the text, and bodies as footnotes at the end of the content document.

The markup is chosen for its behaviour in reading systems.  The ``a`` of a call holds only the
numeral, because an element inside it prevents the pop-up in Apple Books.  A ``bdi`` encloses the
``a``, because in Hebrew a bare call joins the number before it (2023 and 3 read 20233).  The
paragraph in the ``aside`` repeats language and direction, because pop-ups drop the ``aside``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from publish.document.model import Blocks, Note, Paragraph, Passage
from publish.text.languages import HEBREW, in_hebrew_letters
from publish.writers import html
from publish.writers.html import WORD_JOINER, RenderContext
from publish.writers.html.context import lang_attributes
from publish.writers.strings import book_strings


@dataclass(slots=True)
class PopupNotes:
    """The notes of one content document, collected while their calls are rendered."""

    _bodies: list[Markup] = field(default_factory=list)

    def render_call(self, note: Note, context: RenderContext) -> Markup:
        """Return the call of a note and collect its body; without a body, a plain numeral."""
        if not note.blocks:
            return WORD_JOINER + Markup('<sup class="call"><bdi{}>{}</bdi></sup>').format(
                _mark_call(note.call, context.lang), note.call
            )
        number = len(self._bodies) + 1
        self._bodies.append(Markup())  # reserved, because a call inside the note adds another body
        self._bodies[number - 1] = _render_body(note, number, context.around())
        return WORD_JOINER + Markup(
            '<sup class="call"><bdi{3}><a epub:type="noteref" role="doc-noteref" id="call-{0}"'
            ' href="#note-{0}" aria-label="{1}">{2}</a></bdi></sup>'
        ).format(
            number,
            book_strings(context.lang).note.format(note.call),
            note.call,
            _mark_call(note.call, context.lang),
        )

    def bodies(self) -> Markup:
        """Return the bodies of all notes in the order of their calls."""
        return html.join_markup(self._bodies)


def _render_body(note: Note, number: int, context: RenderContext) -> Markup:
    backlink = Markup(
        '<bdi class="numeral"{3}><a role="doc-backlink" href="#call-{0}" aria-label="{1}">{2}</a>'
        "</bdi> "
    ).format(
        number,
        book_strings(context.lang).back.format(note.call),
        note.call,
        _mark_call(note.call, _first_language(note.blocks, context.lang)),
    )
    return Markup(
        '<aside epub:type="footnote" role="doc-footnote" id="note-{}" class="note"{}>{}</aside>\n'
    ).format(number, context.attributes, _render_with_lead(note.blocks, backlink, context))


def _mark_call(call: str, lang: str) -> Markup:
    """Return the language of a call that is a Hebrew letter in a text in other letters."""
    is_hebrew = HEBREW.search(call) and not in_hebrew_letters(lang)
    return lang_attributes("he") if is_hebrew else Markup("")


def _first_language(blocks: Blocks, lang: str) -> str:
    """Return the language of the line that has the backlink of a note."""
    match blocks:
        case (Passage(own, _, inner), *_) if inner:
            return _first_language(inner, own)
        case _:
            return lang


def _render_with_lead(blocks: Blocks, lead: Markup, context: RenderContext) -> Markup:
    """Return ``blocks`` with ``lead`` before the first words, on the same line if possible."""
    first, rest = blocks[0], blocks[1:]
    match first:
        case Paragraph(inlines):
            inner = context.around(inlines)
            opening = Markup("<p{}>{}{}</p>\n").format(
                inner.attributes, lead, html.render_inlines(inlines, inner)
            )
        case Passage(lang, dir, blocks_inside) if blocks_inside:
            inner = context.within(lang, dir)
            opening = Markup('<div class="passage"{}>{}</div>\n').format(
                inner.attributes, _render_with_lead(blocks_inside, lead, inner)
            )
        case _:
            opening = Markup("<p{}>{}</p>\n").format(context.attributes, lead)
            return opening + html.render_blocks(blocks, context)
    return opening + html.render_blocks(rest, context)
