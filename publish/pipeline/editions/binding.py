"""The languages of an edition: the side of its binding, and the language of its titles."""

from __future__ import annotations

from dataclasses import replace

from publish.config.edition_options import EditionOptions, FirstText
from publish.config.options import Edition
from publish.document.dates import format_date
from publish.document.lazy_book import LazyBook
from publish.document.model import Date, Dir, direction
from publish.pipeline.book_language import in_language, section_in_language
from publish.pipeline.editions.languages import BookLanguages, survey_chapter
from publish.storage.store import Store
from publish.text.languages import best_match


def list_languages(
    book: LazyBook,
    edition: str,
    options: EditionOptions,
    store: Store | None = None,
) -> tuple[str, ...]:
    """Return the languages of the text in an edition of a book as it was read, the first first.

    The original is in the language of most originals.  A book without segments has no languages,
    nor has an edition that shows the text as the book has it, so that nothing of it changes.
    """
    is_original_first = options.first is FirstText.ORIGINAL
    shows_text_as_read = edition in {Edition.INTERLINEAR, Edition.LARGE_PRINT}
    if shows_text_as_read and is_original_first and not options.languages:
        return ()
    languages = BookLanguages(tuple(survey_chapter(chapter, store) for chapter in book.body))
    original, translation = languages.original, languages.translation
    if not original:
        return ()
    wanted = [best_match(lang, languages.all) for lang in options.languages]
    shown = [lang for lang in wanted if lang]
    match edition:
        case Edition.ORIGINAL:
            shown = [original]
        case Edition.TRANSLATION:
            shown = [*(lang for lang in shown if languages.is_translated(lang)), translation][:1]
        case _ if not shown and is_original_first:
            shown = [original, translation]
        case _ if not shown:
            shown = [translation, original]
        case _:
            pass
    most = 2 if edition in {Edition.FACING, Edition.SPREADS} else 3
    return tuple(dict.fromkeys(filter(None, shown)))[:most] or (original,)


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
