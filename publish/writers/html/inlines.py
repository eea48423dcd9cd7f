"""Inlines as HTML phrasing content (https://html.spec.whatwg.org/#phrasing-content)."""

from __future__ import annotations

import re
from typing import assert_never

from markupsafe import Markup, escape

from publish.document.model import (
    Citation,
    Emphasis,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Milestone,
    MilestoneKind,
    Note,
    Quote,
    SmallCaps,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from publish.text.hebrew import ALPHABET
from publish.writers.cantillation import ACCENTS_ATTRIBUTE
from publish.writers.hebrew_runs import mark_hebrew
from publish.writers.html.context import (
    WORD_JOINER,
    RenderContext,
    block,
    dir_attribute,
    element,
    id_attribute,
    join_markup,
)

# No line breaks after the hyphen in G-d or L-rd, nor after the dash of a number range, nor between
# a chapter and its verse (ג:3).  U+2011 and U+2060 would prevent that too, but they change the
# text, and few Hebrew fonts have U+2011.
_NUMBER = r"\d+(?:[.,:/]\d+){0,8}"
_RANGE = rf"{_NUMBER}(?:[‐‒–—]{_NUMBER})*"
_UNBROKEN = re.compile(
    rf"\b[A-Z]-(?:d|rd|kim|kai|h|ah)\b"
    rf"|\b[{ALPHABET}]{{1,3}}[׳״'\"]?[{ALPHABET}]?[.:,]{_RANGE}\b"
    rf"|\b{_NUMBER}(?:[‐‒–—]{_NUMBER})+\b"
)

# A chapter at the end of a text, whose verse is isolated in the direction of its own.
_CHAPTER = re.compile(rf"[{ALPHABET}\d][׳'’]?[.:,]\Z")

# Keeps the calls 1 and 2 of two adjacent notes from being read as 12, or as 21 in Hebrew.
_BETWEEN_CALLS = Markup('<span class="between-calls">\u2060·</span>')


def render_text(characters: str) -> Markup:
    """Return text escaped, with spans around the pieces that no line may break."""
    parts: list[Markup] = []
    end = 0
    for match in _UNBROKEN.finditer(characters):
        parts.append(escape(characters[end : match.start()]))
        parts.append(element("span", _NOTHING, escape(match.group()), class_name="unbroken"))
        end = match.end()
    parts.append(escape(characters[end:]))
    return join_markup(parts)


def render_inlines(nodes: Inlines, context: RenderContext) -> Markup:
    """Return inlines as phrasing content, with a dot between the calls of adjacent notes.

    No line ends between a milestone and the word after it.
    """
    parts: list[Markup] = []
    for previous, node in zip((None, *nodes), nodes, strict=False):
        if isinstance(node, Note) and isinstance(previous, Note):
            parts.append(_BETWEEN_CALLS)
        if _is_verse_after_chapter(previous, node):
            parts.append(WORD_JOINER)
        if isinstance(previous, Milestone) and previous.kind is not MilestoneKind.SEGMENT:
            parts.append(_render_after_milestone(node, context))
        else:
            parts.append(render_inline(node, context))
    return join_markup(parts)


def _is_verse_after_chapter(previous: Inline | None, node: Inline) -> bool:
    match previous, node:
        case Text(chapter), Foreign(inlines=(Text(verse), *_)):
            return verse[:1].isdecimal() and _CHAPTER.search(chapter) is not None
        case _:
            return False


_NO_BREAK = Markup("\N{NO-BREAK SPACE}")


def _render_after_milestone(node: Inline, context: RenderContext) -> Markup:
    if isinstance(node, Text) and node.text.startswith(" "):
        return _NO_BREAK + render_text(node.text[1:])
    return WORD_JOINER + render_inline(node, context)


AFTER_LABEL = Markup('<span class="after-label">\N{NO-BREAK SPACE}</span>')
"""The space after the number of a segment, which print does not show: the margin has its number."""

_NOTHING = Markup("")

_STYLES: dict[type[Styled], tuple[str, Markup]] = {
    Emphasis: ("em", Markup("")),
    Strong: ("strong", Markup("")),
    Underline: ("u", Markup("")),
    SmallCaps: ("span", Markup(' class="small-caps"')),
    Superscript: ("sup", Markup("")),
    Subscript: ("sub", Markup("")),
}
"""The element of each style, and its class attribute."""


def render_inline(node: Inline, context: RenderContext) -> Markup:
    """Return one inline as phrasing content."""
    match node:
        case Text(characters):
            return render_text(characters)
        case LineBreak():
            return Markup("<br/>")
        case Styled(children):
            tag, class_attribute = _STYLES[type(node)]
            return element(tag, class_attribute, render_inlines(children, context))
        case Milestone(kind, label, locus):
            words = render_inlines(mark_hebrew(label, context.lang), context)
            attributes = context.segment_attributes(locus, label) if locus else Markup("")
            has_space = kind is MilestoneKind.SEGMENT and label
            return Markup('<span class="milestone {}-mark"{}>{}</span>{}').format(
                kind, attributes, words, AFTER_LABEL if has_space else ""
            )
        case Foreign():
            return _render_foreign(node, context)
        case Quote(opening, closing, children):
            quoted = render_text(opening) + render_inlines(children, context) + render_text(closing)
            return element("span", _NOTHING, quoted, class_name="quote")
        case Gloss(term, opening, meaning, closing):
            # The term is rendered first, because notes are numbered in the order of rendering.
            rendered_term = render_inlines(term, context)
            bracketed = (
                render_text(opening) + render_inlines(meaning, context) + render_text(closing)
            )
            explained = element("dfn", id_attribute(node.anchor), rendered_term)
            return explained + element("span", _NOTHING, bracketed, class_name="gloss")
        case Citation(_, children, anchor, inferred=True):
            words = render_inlines(children, context)
            return element("span", id_attribute(anchor), words) if anchor else words
        case Citation(_, children):
            words = render_inlines(children, context)
            return element("cite", id_attribute(node.anchor), words, class_name="reference")
        case Link(href, children):
            return Markup('<a href="{}">{}</a>').format(href, render_inlines(children, context))
        case Note():
            return context.note(node, context)
        case _:
            assert_never(node)


def _render_foreign(node: Foreign, context: RenderContext) -> Markup:
    inner = context.within(node.lang, node.dir)
    # Words with accents are set in one Hebrew font, including the foreign words among them.
    if not context.accented:
        inner = inner.around(node.inlines)
    # A run that only changes the direction, such as a range of numbers, keeps the font around it.
    attributes = (
        dir_attribute(node.dir)
        if node.lang == context.lang
        else context.lang_attributes(node.lang, node.dir)
    )
    accents = ACCENTS_ATTRIBUTE if inner.accented else Markup("")
    return element("span", attributes + accents, render_inlines(node.inlines, inner))


def render_line(class_name: str, inlines: Inlines, context: RenderContext) -> Markup:
    """Return inlines as a paragraph of that class."""
    inner = context.around(inlines)
    words = render_inlines(inlines, inner)
    return block("p", inner.attributes, words, class_name=class_name)
