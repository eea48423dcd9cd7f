"""The languages of an edition: the side of its binding, and the language of its titles."""

from __future__ import annotations

from dataclasses import replace

from publish.config.edition_options import EditionOptions, FirstText
from publish.config.options import Edition
from publish.document.dates import format_date
from publish.document.lazy_book import LazyBook
from publish.document.model import Date, Dir, Segment, direction
from publish.document.walk import descend
from publish.pipeline.book_language import in_language, section_in_language
from publish.text.languages import best_match

USUAL_OPTIONS = EditionOptions()


def list_languages(
    book: LazyBook, edition: str, options: EditionOptions = USUAL_OPTIONS
) -> tuple[str, ...]:
    """Return the languages of the text in an edition of a book as it was read, the first first.

    They are those of the first segment with a translation.  A book without segments has none, and
    nor has an edition that shows the text as the book has it, so that nothing of it changes.
    """
    shows_text_as_read = edition in {Edition.INTERLINEAR, Edition.LARGE_PRINT}
    if shows_text_as_read and not _chooses_languages(options):
        return ()
    segment = _find_pair(book)
    if segment is None:
        return ()
    original = segment.original.lang
    translations = [passage.lang for passage in segment.translations]
    wanted = [best_match(lang, (original, *translations)) for lang in options.languages]
    shown = [lang for lang in wanted if lang]
    if edition == Edition.ORIGINAL:
        return (original,)
    if edition == Edition.TRANSLATION:
        return tuple([*(lang for lang in shown if lang != original), *translations, original][:1])
    most = 2 if edition in {Edition.FACING, Edition.SPREADS} else 3
    texts = shown or [original, *translations[: most - 1]]
    if not shown and options.first is FirstText.TRANSLATION:
        texts = [*texts[1:], original]
    return tuple(dict.fromkeys(texts))[:most]


def _chooses_languages(options: EditionOptions) -> bool:
    return bool(options.languages) or options.first is FirstText.TRANSLATION


def _find_pair(book: LazyBook) -> Segment | None:
    """Return the first segment with a translation, else the first segment, of the body."""
    alone: Segment | None = None
    for chapter in book.body:
        for node in descend(chapter.section):
            if isinstance(node, Segment):
                if node.translations:
                    return node
                alone = alone or node
    return alone


def bind_edition(
    book: LazyBook, as_read: LazyBook, languages: tuple[str, ...], binding: Dir | None = None
) -> LazyBook:
    """Return an edition of the book ``as_read`` that follows its languages.

    The first of them decides its binding, unless the settings do, and is that of its titles, where
    the title of the book has a form in that language.
    """
    if not languages:
        return replace(book, head=replace(book.head, dir=binding)) if binding else book
    first = languages[0]
    if best_match(first, dict(book.head.meta.title.forms)):
        book = book_in_language(book, first)
    head, meta = book.head, book.head.meta
    date = meta.date and _date_in(meta.date, as_read.head.lang, head.lang)
    layout = replace(head.layout, languages=languages)
    dir = binding or direction(first)
    return replace(book, head=replace(head, dir=dir, layout=layout, meta=replace(meta, date=date)))


def book_in_language(book: LazyBook, lang: str) -> LazyBook:
    """Return a book as one in ``lang``, chapter by chapter."""
    old = book.head.lang
    if lang == old:
        return book
    turned = book.change_each(
        f"from {old} to {lang}", lambda section: section_in_language(section, old, lang)
    )
    return replace(turned, head=in_language(book.head, lang))


def _date_in(date: Date, old: str, lang: str) -> Date:
    """Return a date in the words of ``lang`` where it was in those of the language of the book."""
    if date.given != format_date(date.iso, old):
        return date
    return replace(date, given=format_date(date.iso, lang))
