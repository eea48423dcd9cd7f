"""Messages about the parts of a text that an edition does not show, or not as it should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from publish.config.edition_options import Commentary, EditionOptions, Points
from publish.diagnostics import Diagnostic, Diagnostics, PublishError
from publish.diagnostics.rules import editions as rules
from publish.document.lazy_book import LazyBook
from publish.pipeline.editions.chapter_plan import ChapterPlan, ShownText
from publish.pipeline.editions.languages import (
    BookLanguages,
    Langs,
    choose_passages,
    choose_translation,
)
from publish.pipeline.editions.points import PointCounts, count_points, remove_meta_points
from publish.storage.store import Store
from publish.text.languages import is_within

_MOST_NAMED = 12
"""The segments of a chapter that a message names."""


def check_languages(languages: BookLanguages, wanted: tuple[str, ...], book_lang: str) -> None:
    """Raise PublishError where an edition asks for a language that no passage has."""
    present = languages.all or (book_lang,)
    absent = [lang for lang in wanted if not any(is_within(each, lang) for each in present)]
    if not absent:
        return
    hint = f"languages of its passages: {', '.join(present)}"
    raise PublishError(
        *(
            rules.NO_SUCH_LANGUAGE.anywhere(f"no passage of the text is in “{lang}”", hint)
            for lang in absent
        )
    )


def report_edition(
    languages: BookLanguages, plan: ChapterPlan, options: EditionOptions
) -> Diagnostics:
    """Return the messages of an edition about its languages, commentary and transliteration."""
    return tuple(_report(languages, plan, options))


def _report(
    languages: BookLanguages, plan: ChapterPlan, options: EditionOptions
) -> Iterator[Diagnostic]:
    pairs = any(len(langs) > 1 for langs in languages.groups)
    if not pairs and _needs_pairs(plan):
        yield rules.NO_PAIRS.anywhere("the text has no originals with translations to arrange")
    for lang, count in sorted(_count_left_out(languages, plan).items()):
        segments = _count(count, "passage")
        yield rules.LANGUAGE_LEFT_OUT.anywhere(f"{segments} in “{lang}” not shown")
    for lang in _list_expected(languages, plan) if pairs else ():
        total = sum(map(len, languages.lacking(lang)))
        if total:
            message = f"{_count(total, 'segment')} without text in “{lang}”: "
            yield rules.SEGMENT_LACKS_LANGUAGE.anywhere(message + _name(languages, lang))
    yield from _report_commentary(languages, options)
    transliterations = sum(chapter.transliterations for chapter in languages.chapters)
    if transliterations and (plan.text is not ShownText.BOTH or not plan.transliteration):
        lines = _count(transliterations, "transliteration")
        yield rules.TRANSLITERATION_LEFT_OUT.anywhere(f"{lines} not shown")


def _needs_pairs(plan: ChapterPlan) -> bool:
    return plan.text is not ShownText.BOTH or plan.in_columns


def _count_left_out(languages: BookLanguages, plan: ChapterPlan) -> Mapping[str, int]:
    """Return the numbers of passages that are not shown, by language.

    An edition of the original shows no translation, and one of the translation no original.
    """
    left_out: Counter[str] = Counter()
    if plan.text is ShownText.ORIGINAL:
        return left_out
    for langs, count in languages.groups.items():
        shown = _find_shown(langs, plan)
        for place, lang in enumerate(langs):
            if place not in shown:
                left_out[lang] += count
    return left_out


def _find_shown(langs: Langs, plan: ChapterPlan) -> set[int | None]:
    if plan.text is ShownText.TRANSLATION:
        return {0, choose_translation(langs, plan.languages)}
    if plan.languages:
        return set(choose_passages(langs, plan.languages))
    return set(range(len(langs)))


def _list_expected(languages: BookLanguages, plan: ChapterPlan) -> Langs:
    """Return the languages that each segment should have in the edition."""
    if plan.text is ShownText.ORIGINAL:
        return ()
    if plan.languages:
        return plan.languages
    return (languages.translation,) if plan.in_columns else ()


def _report_commentary(languages: BookLanguages, options: EditionOptions) -> Iterator[Diagnostic]:
    if options.commentary is not Commentary.NONE:
        return
    after = sum(chapter.commentaries for chapter in languages.chapters)
    between = sum(chapter.between for chapter in languages.chapters)
    parts = [
        *([f"the commentary after {_count(after, 'segment')}"] if after else []),
        *([f"{_count(between, 'block')} before and between segments"] if between else []),
    ]
    if parts:
        yield rules.COMMENTARY_LEFT_OUT.anywhere(f"not shown: {', '.join(parts)}")


def report_points(book: LazyBook, plan: ChapterPlan, store: Store | None) -> Diagnostics:
    """Return the message about the points of a book that an edition does not print."""
    if plan.points is not Points.NONE:
        return ()
    lang = plan.book_lang
    total = count_points((book.head.front, book.head.back), lang)
    for chapter in book.body:
        total += chapter.facts(PointCounts, partial(count_points, lang=lang), store, "points", lang)
    in_titles = remove_meta_points(book.head.meta) != book.head.meta
    if not total.marks and not in_titles:
        return ()
    message = f"{_count(total.marks, 'mark')} on {_count(total.letters, 'letter')} not printed"
    titles = ", nor those of the titles" if in_titles else ""
    return (rules.POINTS_LEFT_OUT.anywhere(message + titles),)


def _name(languages: BookLanguages, lang: str) -> str:
    """Return the numbers of the segments that lack a language, after the titles of chapters."""
    chapters = languages.chapters
    if len(chapters) == 1:
        return _list(*languages.lacking(lang))
    return "; ".join(
        f"{f'“{chapter.title}”' if chapter.title else f'chapter {number}'} {_list(loci)}"
        for number, (chapter, loci) in enumerate(
            zip(chapters, languages.lacking(lang), strict=True), start=1
        )
        if loci
    )


def _list(loci: tuple[str, ...]) -> str:
    named = ", ".join(loci[:_MOST_NAMED])
    return f"{named} and {len(loci) - _MOST_NAMED} more" if len(loci) > _MOST_NAMED else named


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"
