"""Editions: functions that arrange a Work for one kind of reader."""

from __future__ import annotations

from dataclasses import replace

from publish.config.edition_options import (
    EditionOptions,
    FirstText,
    Folios,
    Keep,
    SegmentNumbers,
    Titles,
)
from publish.config.options import Edition
from publish.diagnostics import Outcome
from publish.document.lazy_book import LazyBook, split_chapters
from publish.document.model import Arrangement, TextLayout
from publish.pipeline.editions.chapter_plan import (
    ChapterPlan,
    ShownText,
    arrange_chapter,
    arrange_head,
)
from publish.pipeline.editions.index_places import has_index, with_live_indexes
from publish.pipeline.editions.languages import BookLanguages, survey_chapter
from publish.pipeline.editions.reports import check_languages, report_edition, report_points
from publish.storage.store import Store
from publish.text.languages import is_within

USUAL_OPTIONS = EditionOptions()

_TEXTS = {Edition.ORIGINAL: ShownText.ORIGINAL, Edition.TRANSLATION: ShownText.TRANSLATION}
_ARRANGEMENTS = {Edition.FACING: Arrangement.FACING, Edition.SPREADS: Arrangement.SPREADS}
_MOST_LANGUAGES = {Edition.FACING: 2, Edition.SPREADS: 2}
"""The most languages of an edition that shows several; the others show three."""


def arrange(
    book: LazyBook,
    edition: str,
    options: EditionOptions = USUAL_OPTIONS,
    store: Store | None = None,
) -> Outcome[LazyBook]:
    """Return the book arranged as the edition, chapter by chapter.

    The diagnostics say which parts of the text the edition does not show, or not as it should.
    Chapters are read for them only where ``store`` does not have their languages.  Raises
    PublishError where the options ask for a language that no passage has.
    """
    kind = Edition(edition)
    languages = survey_book(book, kind, options, store)
    shown = tuple(dict.fromkeys(options.languages))[: _MOST_LANGUAGES.get(kind, 3)]
    if languages:
        check_languages(languages, options.languages, book.head.lang)
    plan = _plan(book, kind, replace(options, languages=shown), languages)
    diagnostics = report_edition(languages, plan, options) if languages else ()
    diagnostics += report_points(book, plan, store)
    arranged = book.change_each(repr(plan), lambda section: arrange_chapter(section, plan))
    layout = _layout(kind, options, shown, languages)
    arranged = replace(arranged, head=replace(arrange_head(book.head, plan), layout=layout))
    if has_index(arranged.head):
        arranged = split_chapters(with_live_indexes(arranged.work))
    return Outcome(arranged, diagnostics)


def survey_book(
    book: LazyBook, edition: Edition, options: EditionOptions, store: Store | None
) -> BookLanguages | None:
    """Return the languages of a book, or None for an edition that shows it as it was read."""
    if edition in (Edition.INTERLINEAR, Edition.LARGE_PRINT) and _shows_all(options):
        return None
    return BookLanguages(tuple(survey_chapter(chapter, store) for chapter in book.body))


def _shows_all(options: EditionOptions) -> bool:
    usual = USUAL_OPTIONS
    return (options.languages, options.commentary, options.transliteration) == (
        usual.languages,
        usual.commentary,
        usual.transliteration,
    )


def _plan(
    book: LazyBook, edition: Edition, options: EditionOptions, languages: BookLanguages | None
) -> ChapterPlan:
    text = _TEXTS.get(edition, ShownText.BOTH)
    lang, shown = book.head.lang, options.languages
    if languages and text is ShownText.ORIGINAL:
        lang = languages.original or lang
    if languages and text is ShownText.TRANSLATION:
        own = next((tag for tag in shown if languages.is_translated(tag)), languages.translation)
        shown = (own,) if own else ()
        lang = lang if is_within(own, lang) else own or lang
    return ChapterPlan(
        text,
        book.head.lang,
        lang,
        shown,
        in_columns=edition in _ARRANGEMENTS,
        commentary=options.commentary,
        transliteration=options.transliteration,
        points=options.points,
        numerals=options.numerals if options.numbers is SegmentNumbers.MARGIN else None,
    )


def _layout(
    edition: Edition,
    options: EditionOptions,
    shown: tuple[str, ...],
    languages: BookLanguages | None,
) -> TextLayout:
    """Return the layout of segments; the first of the languages shown stands first."""
    first = options.first is FirstText.TRANSLATION
    if languages and shown and not is_within(languages.original, shown[0]):
        first = any(is_within(languages.original, lang) for lang in shown)
    return TextLayout(
        _ARRANGEMENTS.get(edition, Arrangement.STACKED),
        translation_first=first,
        keep_segments=options.keep is Keep.SEGMENTS,
        original_page=options.original_page,
        shared_folios=options.folios is Folios.SPREADS,
        all_titles=options.titles is Titles.BOTH,
        runs_on=edition in _TEXTS,
    )
