"""Assembly of the drafts of a book, and of the Works that readers give, into one Work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.config import Settings
from publish.diagnostics import Diagnostic, Diagnostics, Outcome
from publish.diagnostics.rules import text as rules
from publish.document.credits import parse_credit
from publish.document.dates import event_line, find_date
from publish.document.draft import Chunk, Draft, Part
from publish.document.metadata import Creator, Date
from publish.document.model import Meta, Role, Section, Text, Words, Work, direction
from publish.pipeline import sections
from publish.pipeline.book_language import (
    count_languages,
    in_language,
    inherit_language,
    main_language,
)
from publish.text.dataclass import dataclass
from publish.text.language_detection import detect
from publish.text.languages import USUAL_LANGUAGES, language, script
from publish.text.source import Span


def assemble(texts: Sequence[Draft | Work], settings: Settings, name: str) -> Outcome[Work]:
    """Return the Work of the files of a book, in order; each of several files is one section.

    Settings go before the titles and the language that a text has.
    """
    if len(texts) > 1:
        lang = main_language(map(count_languages, texts), settings)
        body = tuple(chapter(text, lang) for text in texts)
        outcome = head(settings, name, lang, body[0].span)
        return replace(outcome, value=replace(outcome.value, body=body))
    (text,) = texts
    if isinstance(text, Work):
        return _finish(text, settings, name)
    lang = main_language((count_languages(text),), settings)
    chunks = text.chunks
    text = inherit_language(text, lang)
    body = sections.body(text)
    span = body[0].span if body else Span(text.file, 0, 0)
    outcome = head(settings, name, lang, span, chunks)
    return replace(outcome, value=replace(outcome.value, front=sections.front(text), body=body))


def _finish(work: Work, settings: Settings, name: str) -> Outcome[Work]:
    """Return the Work of the one file of a book as the settings say."""
    lang = settings.languages[0] if settings.languages else work.lang
    work = in_language(work, lang)
    own = work.meta
    lines = _TitleLines(own.title, own.subtitle, own.event, own.event_theme, own.date)
    start = Span(work.span.file, 0, 0)
    meta, diagnostics = _meta(lines, settings, name, lang, start)
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
    settings: Settings, name: str, lang: str, span: Span, chunks: Sequence[Chunk] = ()
) -> Outcome[Work]:
    """Return a Work without its body; ``chunks`` are those of a single file, titles included."""
    start = Span(span.file, 0, 0)
    meta, diagnostics = _meta(_title_lines(chunks), settings, name, lang, start)
    diagnostics += tuple(_diagnose_titles(chunks, settings))
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

_NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class _TitleLines:
    """The metadata that a text gives of itself."""

    title: Words
    subtitle: Words
    event: Words = _NO_WORDS
    event_theme: Words = _NO_WORDS
    date: Date | None = None
    creators: tuple[Creator, ...] = ()


def _title_lines(chunks: Sequence[Chunk]) -> _TitleLines:
    def lines(part: Part) -> list[tuple[str, str]]:
        return [(chunk.text.text, chunk.lang) for chunk in chunks if chunk.part is part]

    creators = tuple(parse_credit(line) for line, _ in lines(Part.AUTHOR))
    dates = [date for line, _ in lines(Part.DATE) if (date := find_date(line))]
    events = [(event, tag) for line, tag in lines(Part.EVENT) if (event := event_line(line))]
    titles = _words(lines(Part.TITLE)), _words(lines(Part.SUBTITLE))
    if not events:
        return _TitleLines(*titles, date=dates[0] if dates else None, creators=creators)
    event, tag = events[0]
    theme = _words([(event.theme, tag)]) if event.theme else _NO_WORDS
    return _TitleLines(*titles, _words([(event.name, tag)]), theme, event.date, creators)


def _meta(
    lines: _TitleLines, settings: Settings, name: str, lang: str, start: Span
) -> tuple[Meta, Diagnostics]:
    diagnostics: Diagnostics = ()
    settings = replace(
        settings,
        title=_tag_again(settings.title, lang),
        subtitle=_tag_again(settings.subtitle, lang),
    )
    title = settings.title or lines.title
    if not title:
        shown = name.replace("-", " ").replace("_", " ").strip() or "Untitled"
        title = Words(((lang, shown[:1].upper() + shown[1:]),))
        diagnostics = (
            rules.NO_TITLE.at(
                start, f"the book is named “{shown}” after its file", 'settings: title = "…"'
            ),
        )
    # An event of the settings replaces the line of the text, with its theme and its date.
    if settings.event:
        lines = replace(lines, event=settings.event, event_theme=_NO_WORDS, date=None)
    return (
        Meta(
            title=title,
            subtitle=settings.subtitle or lines.subtitle,
            creators=settings.creators or lines.creators,
            event=lines.event,
            event_theme=lines.event_theme,
            date=settings.date or lines.date,
            publisher=settings.publisher,
            rights=settings.rights,
            identifier=settings.identifier,
            series=settings.series,
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


def _diagnose_titles(chunks: Sequence[Chunk], settings: Settings) -> Iterator[Diagnostic]:
    """Yield which line was read as which title, and which lines the settings override."""
    overrides = {
        Part.TITLE: settings.title,
        Part.SUBTITLE: settings.subtitle,
        Part.EVENT: settings.event,
    }
    for chunk in chunks:
        words = overrides.get(chunk.part) if chunk.part else None
        if words and chunk.text.text not in dict(words.forms).values():
            yield rules.DROPPED_LINE.at(chunk.span, f"the settings give another {chunk.part}")
        elif chunk.part is Part.EVENT and settings.date:
            yield rules.DROPPED_LINE.at(chunk.span, "the settings give another date")
        elif chunk.part in overrides:
            yield rules.OVER_THE_TEXT.at(chunk.span, f"taken as the {chunk.part} of the book")


def _words(lines: list[tuple[str, str]]) -> Words:
    """Return lines as one text a language: an English title over its Hebrew one is one title.

    Each line has its tag, which is empty where it is unknown.
    """
    forms: dict[str, str] = {}
    for line, tag in lines:
        lang = tag or language(line)
        forms[lang] = f"{forms[lang]} · {line}" if lang in forms else line
    return Words(tuple(forms.items()))
