"""The list of segments at the end of an EPUB, by which readers find a number that is cited."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from publish.document.model import Section
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.text.languages import HEBREW, in_hebrew_letters
from publish.writers import html
from publish.writers.epub.navigation import has_words, make_entry
from publish.writers.epub.segments import find_segment_numbers, segment_id
from publish.writers.hebrew_runs import mark_hebrew
from publish.writers.html import RenderContext, omit_note
from publish.writers.strings import book_strings

_MANY = 1000
"""Segments of a book above which only every tenth is listed."""


@serializable
@dataclass(frozen=True, slots=True)
class NumberedSegments:
    """The segments of a document whose numbers are printed: the locus and the label of each.

    ``title`` has the words of the title of the document, if it has one, in their language.
    """

    numbers: tuple[tuple[str, str], ...]
    title: Markup = Markup("")
    title_lang: str = ""


def find_numbered_segments(section: Section, lang: str) -> NumberedSegments | None:
    """Return the numbered segments of a section in a book in ``lang``; None without any."""
    numbers = tuple(find_segment_numbers(section))
    if not numbers or not has_words(section.title):
        return NumberedSegments(numbers) if numbers else None
    title_lang = html.title_language(section.title, lang)
    return NumberedSegments(numbers, make_entry(section.title, title_lang).words, title_lang)


def render_segment_list(
    documents: Iterable[tuple[str, NumberedSegments | None]], lang: str
) -> Markup:
    """Return links to the segments of documents, which are pairs with the name of a file.

    ``lang`` is the language of the book.  A book without numbers has no list.
    """
    numbered = [(name, segments) for name, segments in documents if segments]
    if not numbered:
        return Markup("")
    step = 10 if sum(len(segments.numbers) for _, segments in numbered) > _MANY else 1
    own = book_strings(lang)
    heading = Markup("<h1{}>{}</h1>\n").format(html.lang_attributes(own.lang), own.segments)
    chapters = (_render_chapter(name, segments, step, lang) for name, segments in numbered)
    return heading + html.join_markup(chapters)


def _render_chapter(file: str, segments: NumberedSegments, step: int, lang: str) -> Markup:
    numbers = segments.numbers[::step]
    labels = "".join(label for _, label in numbers)
    own_lang = "he" if HEBREW.search(labels) and not in_hebrew_letters(lang) else lang
    context = RenderContext(own_lang, omit_note)
    strings = book_strings(lang)
    links = Markup(" ").join(
        Markup('<a href="{}#{}" aria-label="{}">{}</a>').format(
            file,
            segment_id(locus),
            strings.segment.format(label),
            html.render_inlines(mark_hebrew(label, own_lang), context),
        )
        for locus, label in numbers
    )
    title = Markup("")
    if segments.title_lang:
        title = Markup('<h2{}><a href="{}">{}</a></h2>\n').format(
            html.lang_attributes(segments.title_lang), file, segments.title
        )
    attributes = html.lang_attributes(own_lang)
    return title + Markup('<p class="segment-links"{}>{}</p>\n').format(attributes, links)
