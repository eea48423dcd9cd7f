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


def render_document(work: Work, theme: Theme, body: Markup, side: str, leading: str = "") -> str:
    """Return an XML document with that body, which begins on ``side``: recto or verso.

    Its ``leading`` is that of the page where none is given.
    """
    return theme.templates.render(
        "print/document.html.j2",
        work=work,
        attributes=html.print_attributes,
        script=script_code(work.lang),
        side=side,
        leading=leading,
        body=body,
    )


def render_folios(work: Work, theme: Theme, first: int, count: int) -> Markup:
    """Return the markup of the folios of ``count`` pages from page ``first`` on."""
    folio = work.layout.folio
    return Markup(
        theme.templates.render(
            "print/folios.html.j2", work=work, first=first, count=count, folio=folio
        )
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


def length_class(title: str) -> str:
    """Return the classes of a title by its length, for its size on title pages and covers."""
    length = len(title)
    longer = (name for least, name in _LENGTH_CLASSES if length >= least)
    return next(longer, "")


_LENGTH_CLASSES = ((200, " longest"), (90, " very-long"), (32, " long"))
"""The least number of characters of each class of titles."""

_BEFORE_A_WORD = re.compile(
    r"(?:an?|the|of|to|in|on|at|by|as|and|or|for|from|with|its|של|על|את|אל|עם|כל|מן|לא|או|גם)\Z",
    re.IGNORECASE,
)
"""A word that no line of a title ends with."""


def set_title(title: str) -> Markup:
    """Return a title that breaks after a colon, not after a short word and not before the last.

    Titles in two scripts stay one text, because the engine would order two boxes separately.
    """
    if HEBREW.search(title) and LATIN.search(title):
        return html.render_text(title)
    head, colon, rest = title.partition(": ")
    if colon and len(title) > _LONGEST_PAIR and len(rest.split()) > 1:
        return _keep_words(head + ":") + Markup(" <br/>") + _keep_words(rest)
    return _keep_words(title)


def _keep_words(title: str) -> Markup:
    """Return words, those of which a short one comes first and the last two kept together."""
    groups: list[list[str]] = []
    words = title.split(" ")
    for previous, word in zip(("", *words), words, strict=False):
        keeps = bool(groups) and _BEFORE_A_WORD.match(previous) is not None
        is_last = len(groups) > 1 and word is words[-1] and len(previous + word) < _LONGEST_PAIR
        if keeps or is_last:
            groups[-1].append(word)
        else:
            groups.append([word])
    unbroken = Markup('<span class="unbroken">{}</span>')
    return Markup(" ").join(
        unbroken.format(html.render_text(" ".join(group)))
        if len(group) > 1
        else html.render_text(group[0])
        for group in groups
    )


_LAST_NOTE = r'&#x2060;<span class="note (?:(?!</p>|class="note ).)*</span>[^<>\s]{0,3}</p>'
_END_OF_PARAGRAPH = re.compile(
    rf"(?<=>)[^<>]{{34,}}(?=</p>|{_LAST_NOTE})|(?<=>)[^<>]{{14,}}(?=</h\d>)", re.DOTALL
)
_LATIN_WORD = re.compile(r"[^\s\u0590-\u08ff]+")
_HEBREW_WORD = re.compile(r"[\u0590-\u05ff][\u0590-\u05ff'\".,:;!?)”’]*")
_LONGEST_LAST_WORDS = 14


def keep_last_words(markup: Markup) -> Markup:
    """Return the markup with the last two words of paragraphs and headings on one line.

    They are not hyphenated.  Only plain words in one script, after enough others, so that no order
    and no width changes.
    """
    return Markup(_END_OF_PARAGRAPH.sub(_keep_end, markup))  # safe: only spans are added


def _keep_end(match: re.Match[str]) -> str:
    before, space, last = match.group().rpartition(" ")
    rest, space_before, penultimate = before.rpartition(" ")
    for word in (_LATIN_WORD, _HEBREW_WORD):
        if word.fullmatch(last):
            pair = f"{penultimate}{space}{last}"
            if word.fullmatch(penultimate) and len(pair) <= _LONGEST_LAST_WORDS:
                return f'{rest}{space_before}<span class="unbroken">{pair}</span>'
            return f'{before}{space}<span class="unbroken">{last}</span>'
    return match.group()
