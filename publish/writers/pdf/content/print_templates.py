"""The theme's print templates for whole documents and folios, and filters for titles."""

from __future__ import annotations

import re

from markupsafe import Markup

from publish.document.model import Work
from publish.text.languages import HEBREW, LATIN, direction, language, script_code
from publish.themes.theme import Theme
from publish.writers import html
from publish.writers.line_language import own_language

_LONGEST_PAIR = 20
"""Characters of the last two words of a title that may be kept on one line."""


def render_document(work: Work, theme: Theme, body: Markup, side: str) -> str:
    """Return an XML document with that body, which begins on ``side``: recto or verso."""
    return theme.templates.render(
        "print/document.html.j2",
        work=work,
        attributes=html.print_attributes,
        script=script_code(work.lang),
        side=side,
        body=body,
    )


def render_folios(work: Work, theme: Theme, first: int, count: int) -> Markup:
    """Return the markup of ``count`` folios, the first with the number ``first``."""
    return Markup(
        theme.templates.render("print/folios.html.j2", work=work, first=first, count=count)
    )


_LAST_WORD = re.compile(r"(?<![^\s>])[^\s<>]+\Z")


def with_leader(title: Markup, page: int | None, lang: str) -> Markup:
    """Return a title of the contents; its last word and the leader to ``page`` are on one line.

    A title in two scripts or in another direction than ``lang`` has its leader after it, because
    the engine would order its last word separately.
    """
    before, last = title, Markup("")
    is_plain = not (HEBREW.search(title) and LATIN.search(title.striptags()))
    match = _LAST_WORD.search(title)
    if match and is_plain and direction(language(title.striptags(), lang)) is direction(lang):
        before, last = Markup(title[: match.start()]), Markup(match.group())
    leads = Markup('<span class="leads unbroken" data-page="{}">{}</span>')
    return before + leads.format(page or "", last)


def render_metadata(words: str, lang: str) -> Markup:
    """Return words of metadata for a line in ``lang``, in their own language where it differs."""
    own = own_language(words, lang)
    if own == lang:
        return html.render_text(words)
    return Markup("<span{}>{}</span>").format(html.print_attributes(own), html.render_text(words))


def avoid_widow(title: str) -> Markup:
    """Return a title whose last two words, if short, stand on one line.

    Titles in two scripts stay one text, because the engine would order two boxes separately.
    """
    rest, space, last = title.rpartition(" ")
    rest, space_before, penultimate = rest.rpartition(" ")
    pair = penultimate + space + last
    if not rest or len(pair) > _LONGEST_PAIR or (HEBREW.search(title) and LATIN.search(title)):
        return html.render_text(title)
    unbroken = Markup('<span class="unbroken">{}</span>').format(pair)
    return html.render_text(rest + space_before) + unbroken
