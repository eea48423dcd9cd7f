"""The list of segments at the end of an EPUB, by which readers find a number that is cited."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from publish.text.languages import HEBREW, in_hebrew_letters
from publish.writers import html
from publish.writers.epub.content_documents import ContentDocument
from publish.writers.epub.navigation import NavEntry, has_words
from publish.writers.epub.segments import find_segment_numbers, segment_id
from publish.writers.hebrew_runs import mark_hebrew
from publish.writers.html import RenderContext, omit_note
from publish.writers.strings import book_strings

_MANY = 1000
"""Segments of a book above which only every tenth is listed."""


def render_segment_list(documents: Iterable[ContentDocument], lang: str) -> Markup:
    """Return links to the segments whose numbers are printed, by chapter; empty without any.

    ``lang`` is the language of the book.
    """
    numbered = [(each, tuple(find_segment_numbers(each.section))) for each in documents]
    numbered = [(document, numbers) for document, numbers in numbered if numbers]
    if not numbered:
        return Markup("")
    step = 10 if sum(len(numbers) for _, numbers in numbered) > _MANY else 1
    own = book_strings(lang)
    heading = Markup("<h1{}>{}</h1>\n").format(html.lang_attributes(own.lang), own.segments)
    chapters = (_render_chapter(each, numbers[::step], lang) for each, numbers in numbered)
    return heading + html.join_markup(chapters)


def _render_chapter(
    document: ContentDocument, numbers: tuple[tuple[str, str], ...], lang: str
) -> Markup:
    labels = "".join(label for _, label in numbers)
    own_lang = "he" if HEBREW.search(labels) and not in_hebrew_letters(lang) else lang
    context = RenderContext(own_lang, omit_note)
    strings = book_strings(lang)
    links = Markup(" ").join(
        Markup('<a href="{}#{}" aria-label="{}">{}</a>').format(
            document.name,
            segment_id(locus),
            strings.segment.format(label),
            html.render_inlines(mark_hebrew(label, own_lang), context),
        )
        for locus, label in numbers
    )
    title = Markup("")
    if has_words(document.section.title):
        title_lang = html.title_language(document.section.title, lang)
        entry = NavEntry(document.section.title, document.name)
        title = Markup('<h2{}><a href="{}">{}</a></h2>\n').format(
            html.lang_attributes(title_lang), entry.href, entry.markup(title_lang)
        )
    attributes = html.lang_attributes(own_lang)
    return title + Markup('<p class="segment-links"{}>{}</p>\n').format(attributes, links)
