"""Assembly of the drafts of a book, and of the Works that readers give, into one Work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.config import Settings
from publish.diagnostics import Diagnostics, Outcome
from publish.document.draft import Chunk, Draft
from publish.document.model import Meta, Role, Section, Text, Words, Work, direction
from publish.pipeline import sections
from publish.pipeline.book_language import (
    count_languages,
    in_language,
    inherit_language,
    main_language,
)
from publish.pipeline.metadata_cleaning import clean_metadata
from publish.pipeline.title_lines import (
    Named,
    TitleLines,
    diagnose_chapter,
    diagnose_title_lines,
    find_opening,
    name_book,
    read_title_lines,
)
from publish.text.language_detection import detect
from publish.text.languages import USUAL_LANGUAGES, script
from publish.text.source import Span


def assemble(texts: Sequence[Draft | Work], settings: Settings, name: str) -> Outcome[Work]:
    """Return the Work of the files of a book, in order; each of several files is one section.

    Settings go before the titles and the language that a text has.
    """
    if len(texts) > 1:
        lang = main_language(map(count_languages, texts), settings)
        body = tuple(chapter(text, lang) for text in texts)
        untitled = tuple(d for text in texts for d in diagnose_chapter(text))
        outcome = head(settings, Named(name, find_opening(texts[0])), lang, body[0].span)
        return Outcome(replace(outcome.value, body=body), untitled + outcome.diagnostics)
    (text,) = texts
    if isinstance(text, Work):
        return _finish(text, settings, name)
    lang = main_language((count_languages(text),), settings)
    chunks = text.chunks
    text = inherit_language(text, lang)
    body = sections.body(text)
    span = body[0].span if body else Span(text.file, 0, 0)
    outcome = head(settings, Named(name, find_opening(text), is_folder=False), lang, span, chunks)
    return replace(outcome, value=replace(outcome.value, front=sections.front(text), body=body))


def _finish(work: Work, settings: Settings, name: str) -> Outcome[Work]:
    """Return the Work of the one file of a book as the settings say."""
    lang = settings.languages[0] if settings.languages else work.lang
    work = in_language(work, lang)
    own = work.meta
    lines = TitleLines(own.title, own.subtitle, own.event, own.event_theme, own.date)
    if settings.event:
        lines = replace(lines, event_theme=Words(), date=None)
    named = Named(name, find_opening(work), is_folder=False)
    meta, diagnostics = _meta(lines, settings, named, lang)
    meta = replace(
        meta,
        creators=meta.creators or own.creators,
        publisher=meta.publisher or own.publisher,
        rights=meta.rights or own.rights,
        identifier=meta.identifier or own.identifier,
        series=meta.series or own.series,
    )
    return Outcome(replace(work, meta=meta, dir=settings.binding_dir or work.dir), diagnostics)


def head(
    settings: Settings, named: Named, lang: str, span: Span, chunks: Sequence[Chunk] = ()
) -> Outcome[Work]:
    """Return a Work without its body; ``chunks`` are those of a single file, titles included."""
    meta, diagnostics = _meta(read_title_lines(chunks, settings), settings, named, lang)
    diagnostics += tuple(diagnose_title_lines(chunks, settings))
    work = Work(meta, lang, settings.binding_dir or direction(lang), (), span=span)
    return Outcome(work, diagnostics)


def chapter(text: Draft | Work, lang: str) -> Section:
    """Return the one section that a file is among the files of a book in ``lang``."""
    if isinstance(text, Draft):
        return sections.chapter(inherit_language(text, lang))
    text = in_language(text, lang)
    children = (*text.front, *text.body, *text.back)
    title = text.meta.title
    if len(children) == 1 and (children[0].title or not title):
        return children[0]
    inlines = (Text(title.in_(lang), span=text.span),) if title else ()
    return Section(Role.CHAPTER, inlines, children, span=text.span)


# --- titles and other metadata


def _meta(
    lines: TitleLines, settings: Settings, named: Named, lang: str
) -> tuple[Meta, Diagnostics]:
    cleaned = clean_metadata(settings)
    settings, diagnostics = cleaned.value, cleaned.diagnostics
    settings = replace(
        settings,
        title=_tag_again(settings.title, lang),
        subtitle=_tag_again(settings.subtitle, lang),
    )
    title = settings.title or lines.title
    if not title:
        title, untitled = name_book(named, lang)
        diagnostics += untitled
    return (
        Meta(
            title=title,
            subtitle=settings.subtitle or lines.subtitle,
            creators=settings.creators or lines.creators,
            event=settings.event or lines.event,
            event_theme=lines.event_theme,
            date=settings.date or lines.date,
            publisher=settings.publisher,
            rights=settings.rights,
            identifier=settings.identifier,
            series=settings.series,
            title_sort=settings.title_sort,
            description=settings.description,
            subjects=settings.subjects,
            source=settings.source,
            certified=settings.certified,
        ),
        diagnostics,
    )


def _tag_again(words: Words, lang: str) -> Words:
    """Return words of settings with ``lang``, where their tag was assumed by their script."""
    forms = tuple(
        (detect(text, (lang, tag)).lang if _is_assumed(tag, text) else tag, text)
        for tag, text in words.forms
    )
    return words if forms == words.forms else Words(forms)


def _is_assumed(tag: str, text: str) -> bool:
    return tag == USUAL_LANGUAGES.get(script(text))
